"""Everything the check says of a pack: form, proof, lint and cases, in one report."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .casebook import Casebook
from .findings import Finding, declare
from .library import Library
from .lint import lint
from .pack import Pack
from .verify import verify
from .verify.asked import check_other_questions
from .verify.swedish import Swedish


@dataclass
class CheckReport:
    """ok: no undeclared error and no failing case. Counts of situations are never a measure of quality."""

    ok: bool
    checkers: dict[str, Any]
    seconds: float
    findings: list[Finding]
    coverage: Any = None
    cases: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The report as scripts get it."""
        return {
            "ok": self.ok,
            "checkers": self.checkers,
            "seconds": round(self.seconds, 3),
            "cases": self.cases,
            "findings": [finding.as_json() for finding in self.findings],
        }


def check(library: Library, pack: Pack, day: date, progress: Callable[[str], None] = lambda _: None) -> CheckReport:
    """Verify, lint and run the cases of one well-formed pack, as things stand on a day."""
    started = time.perf_counter()
    progress("Prövar att ingen faller mellan …")
    proof = verify(pack, library.vocabulary, library.law, progress, day)
    progress("Granskar dokumentet …")
    others = [other for other in library.packs() if other.id != pack.id]
    found = [*proof.findings, *lint(pack, library.vocabulary, library.law, others, day)]
    progress("Provar situationerna …")
    failures = Casebook(library, pack, day).failures()
    for failure in failures:
        anchors = next(c.anchors for c in pack.cases if c.id == failure.case)
        found.append(Finding(f"cases.{failure.case}", "conflict", "text", "error", failure.text, anchors))
    found += check_other_questions(Swedish(library.vocabulary), pack.questions, found)
    findings = declare(found, pack)
    return CheckReport(
        ok=not any(f.severity == "error" and not f.declared for f in findings),
        checkers=dict(proof.checkers),
        seconds=time.perf_counter() - started,
        findings=findings,
        coverage=proof.coverage,
        cases={"total": len(pack.cases), "failed": len({f.case for f in failures})},
    )
