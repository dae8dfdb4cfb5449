"""What verify and lint say about a pack: one finding, once, at the earliest layer where it shows."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Any, Literal

from .pack import Pack

# gap: nobody stands for it. overlap: two do, unsettled. silence: the document says nothing (a time, for one).
# conflict: two places, or document and law, say different things. reading: rests on a conclusion of ours.
# unreachable, dead_end, loop: the way itself is broken. fault: a reference, date, list or name that is wrong.
# unsure: what a machine may have misread; never the county's.
Kind = Literal["gap", "overlap", "silence", "conflict", "reading", "unreachable", "dead_end", "loop", "fault", "unsure"]
Layer = Literal["needs", "routes", "handovers", "courses", "law", "text"]
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class Finding:
    """A finding in plain Swedish, with every place it concerns.

    `key` is stable over runs and names the finding in questions.yaml. `region` is the situations it holds in
    (fact → values); `example` one situation as a person could be in it. `table` holds rows when one finding
    sums up many places (missing times).
    """

    key: str
    kind: Kind
    layer: Layer
    severity: Severity
    text: str
    where: tuple[str, ...] = ()
    region: dict[str, list[str]] = field(default_factory=dict)
    example: str = ""
    table: tuple[tuple[str, ...], ...] = ()
    declared: bool = False
    question: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The finding as scripts get it."""
        return asdict(self)


def declare(findings: Iterable[Finding], pack: Pack) -> list[Finding]:
    """Mark what the pack's own open questions already answer for; a question may name keys with * in them."""
    marked = []
    for finding in findings:
        question = next((q.id for q in pack.questions if any(fnmatchcase(finding.key, k) for k in q.findings)), None)
        marked.append(replace(finding, declared=question is not None, question=question))
    return sorted(marked, key=lambda f: (f.declared, SEVERITIES.index(f.severity), f.layer, f.key))


SEVERITIES = ("error", "warning", "info")
