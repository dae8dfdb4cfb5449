"""Open questions that ask about what is no longer found: either it is solved, or something has got lost."""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from ..findings import Finding
from ..schema.said import Question
from .swedish import Swedish, key

# The proof's own keys begin so; what other checks find is not for the proof to miss.
LAYERS = ("needs.", "routes.", "handovers.", "courses.", "law.")


def check_questions(say: Swedish, questions: tuple[Question, ...], findings: Iterable[Finding]) -> list[Finding]:
    """A finding for each question that names a key of the proof that is not there."""
    return list(_gone(say, questions, findings, proof=True))


def check_other_questions(say: Swedish, questions: tuple[Question, ...], findings: Iterable[Finding]) -> list[Finding]:
    """The same for keys that are not the proof's, once everything has been checked.

    A question may name no finding at all: not everything that is open is something that a check can find.
    """
    return list(_gone(say, questions, findings, proof=False))


def _gone(
    say: Swedish, questions: tuple[Question, ...], findings: Iterable[Finding], *, proof: bool
) -> Iterator[Finding]:
    keys = [finding.key for finding in findings]
    for question in questions:
        asked = [pattern for pattern in question.findings if pattern.startswith(LAYERS) == proof]
        gone = [pattern for pattern in asked if not any(fnmatchcase(key, pattern) for key in keys)]
        if gone:
            text = (
                f"Den öppna frågan {say.words_of(question.text)} gäller något som prövningen inte längre finner "
                f"({', '.join(gone)}). Är det löst, eller har något fallit bort?"
            )
            name = key("text.fault.question", question.id, "" if proof else "text")
            yield Finding(name, "fault", "text", "warning", text, tuple(dict.fromkeys(question.anchors)))
