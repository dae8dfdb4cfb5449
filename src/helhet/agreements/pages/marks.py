"""Misprints, readings of ours, open questions and what the check found, by the places where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from helhet.knowledge.lint.say import day_text

from . import labels
from .agreement import Agreement
from .quality import finding_slug
from .wording import ended

LONGEST = 160


@dataclass(frozen=True)
class Mark:
    """Something to know about a place before relying on it. more: the id on the page of quality that tells more."""

    kind: str
    label: str
    text: str
    more: str = ""


def marks_by_anchor(agreement: Agreement) -> dict[str, list[Mark]]:
    """Every mark of an agreement."""
    found: dict[str, list[Mark]] = {}

    def put(anchors: Iterable[str], mark: Mark) -> None:
        for anchor in dict.fromkeys(anchors):
            found.setdefault(anchor, []).append(mark)

    pack = agreement.pack
    for misprint in pack.misprints:
        text = f"Där står ”{misprint.printed}”. Det måste menas ”{misprint.meant}”. {labels.CAUSE[misprint.cause]}"
        put(misprint.anchors, Mark("misprint", "Tryckfel", text))
    for reading in pack.readings:
        put(reading.anchors, Mark("reading", "Vår läsning", ended(reading.text, f"Därför: {reading.why}")))
    for question in pack.questions:
        label = f"Öppen fråga till {question.owner}, svar senast {day_text(question.by)}"
        put(question.anchors, Mark("question", label, question.text))
    for finding in agreement.report["findings"]:
        if finding["severity"] != "info" and not finding["declared"]:
            label = f"Granskningen: {labels.FINDING[finding['kind']].lower()}"
            put(finding["where"], Mark("finding", label, _short(finding["text"]), finding_slug(finding["key"])))
    return found


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"
