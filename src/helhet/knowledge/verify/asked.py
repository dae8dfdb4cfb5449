"""Open questions that ask about what the proof no longer finds: either it is solved, or something has got lost."""

from collections.abc import Iterable
from fnmatch import fnmatchcase

from ..findings import Finding
from ..schema.said import Question
from .work import Work

# The proof's own keys begin so; what other checks find is not for the proof to miss.
LAYERS = ("needs.", "routes.", "handovers.", "courses.", "law.")


def check_questions(work: Work, questions: tuple[Question, ...], findings: Iterable[Finding]) -> list[Finding]:
    """A finding for each question that names a key of the proof that is not there."""
    keys = [finding.key for finding in findings]
    found = []
    for question in questions:
        asked = [pattern for pattern in question.findings if pattern.startswith(LAYERS)]
        gone = [pattern for pattern in asked if not any(fnmatchcase(key, pattern) for key in keys)]
        if gone:
            text = (
                f"Den öppna frågan {work.say.words_of(question.text)} gäller något som prövningen inte längre finner "
                f"({', '.join(gone)}). Är det löst, eller har något fallit bort?"
            )
            found.append(work.finding("text", "fault", "warning", f"question.{question.id}", text, question.anchors))
    return found
