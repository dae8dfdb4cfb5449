"""`make bench`: every limit of the guide and the proof, measured in one run. Exits with 1 when one is broken."""

import sys
import time
from collections.abc import Iterator

from helhet.knowledge.home import open_library
from helhet.knowledge.verify import verify
from helhet.knowledge.verify.layers import Layers, proving

from . import guide, synthetic

# What, measured, limit; a ratio has no unit.
Line = tuple[str, float, float, str]


def lines() -> Iterator[Line]:
    library = open_library()
    measured = guide.answers(library, library.pack("kalmar-2021"))
    yield "advise, all facts known (median)", measured[1][1] * 1e6, 300, "µs"
    for larger in (10, 100):
        rows = measured[larger][0] / measured[1][0]
        cost = measured[larger][1] / measured[1][1]
        yield f"advise, {larger}× the rows: cost per row against 1×", cost / rows, 1.0, ""
    for ident in library.pack_ids():
        report = verify(library.pack(ident), library.vocabulary, library.law)
        for name, checker in report.checkers.items():
            yield f"verify {ident}, {name}", checker["seconds"], 10, "s"
    made = synthetic.pack(synthetic.faulty(library.vocabulary))
    started = time.perf_counter()
    Layers(proving(library.vocabulary), library.law, None).run(made)
    yield "clingo, 12 facts × 256 rows", time.perf_counter() - started, 5, "s"


def main() -> int:
    broken = 0
    for what, measured, limit, unit in lines():
        ratio = measured / limit
        broken += ratio > 1
        print(f"{what:<52} {measured:>9.2f} {unit:<2}  limit {limit:g} {unit}  ratio {ratio:.2f}", flush=True)
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
