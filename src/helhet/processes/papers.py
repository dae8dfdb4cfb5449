"""Papers of a case: their text from what the case says, what is missing before they are sent, and the PDF."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from helhet.documents import papers as documents
from helhet.documents.models import Document
from helhet.documents.papers import Section
from helhet.kernel.errors import NotFound
from helhet.knowledge.processes.event import Event
from helhet.knowledge.schema.records import CasePaper, PaperNeed, PaperSection
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records
from helhet.people import telling

from . import holding, words
from .following import Standing
from .models import Case

DRAFT = "Utkast: skicka det inte än. Det som saknas står i ärendet."
KEEP = "Kontrollera innehållet innan du skickar. Stöd för arbetet, inte juridisk rådgivning."

# What a paper says of the person: who it is, and never where they are or how they are reached.
WHO = ("Namn", "Nummer", "Född", "Skydd", "Språk")


@dataclass(frozen=True)
class Lacking:
    """Something that must be there before a paper is sent, and is not."""

    text: str
    section: str


def of_process(process: str) -> list[CasePaper]:
    """The papers of a process."""
    return [one for one in records().case_papers.values() if one.process == process]


def paper(process: str, ident: str) -> CasePaper:
    """One of them. Raises NotFound."""
    found = next((one for one in of_process(process) if one.id == ident), None)
    if found is None:
        raise NotFound("En sådan handling finns inte i ärendet.")
    return found


def lacking(now: Standing, one: CasePaper) -> list[Lacking]:
    """What must be there before it is sent, and is not."""
    return [Lacking(need.text, ", ".join(need.provisions)) for need in one.needs if not _there(now, one, need)]


def _there(now: Standing, one: CasePaper, need: PaperNeed) -> bool:
    if need.act:
        return any(_act(now, event) == need.act for event in now.taken)
    if need.document:
        matter = now.step.matter
        return need.document in matter.documents or need.document in matter.marks
    return bool(_facts(now, one).get(need.fact or ""))


def _act(now: Standing, event: Event) -> str:
    found = now.ready.acts.find(event.act)
    return found.id if found else event.act


def _facts(now: Standing, one: CasePaper) -> Mapping[str, object]:
    """What was told in the acts it is about, the latest last."""
    told: dict[str, object] = {}
    for event in now.taken:
        if _act(now, event) in one.acts:
            told |= event.facts
    return told


def written(now: Standing, one: CasePaper) -> list[tuple[str, str]]:
    """(title, text) of each part as the case has it now. Nothing that nobody has told is made up."""
    return [(part.title, "\n".join(_lines(now, one, part))) for part in one.sections]


def _lines(now: Standing, one: CasePaper, part: PaperSection) -> Iterator[str]:
    yield from part.lines
    facts = _facts(now, one)
    for label, value in words.facts(now.ready, {name: facts[name] for name in part.facts if name in facts}):
        yield f"{words.sentence(label)}: {value}"
    for event in now.taken:
        if _act(now, event) in part.events:
            yield words.happened(now.ready, event)


def sections(case: Case, one: CasePaper, parts: Sequence[tuple[str, str]]) -> list[Section]:
    """The paper: to whom, about whom, and its parts."""
    person = [(what, str(value)) for what, value in telling.of_person(case.person).items() if what in WHO]
    told = [("Till", one.to), *person, ("Lagrum", ", ".join(one.provisions))]
    found = [Section(title, text.splitlines()) for title, text in parts if text.strip()]
    return [Section(one.label, rows=told), *found]


@transaction.atomic
def make(
    *, by: Actor, at: datetime, case: Case, one: CasePaper, parts: Sequence[tuple[str, str]], missing: Sequence[Lacking]
) -> Document:
    """Make the paper as PDF and keep it among the person's documents. While something is missing it is a draft."""
    locked = holding.held(by, at, case)
    title = f"Utkast: {one.label}" if missing else one.label
    given = {"title": title, "sections": sections(locked, one, parts), "note": DRAFT if missing else KEEP}
    return documents.make(by=by, at=at, person=locked.person, **given)


def as_text(case: Case, one: CasePaper, parts: Sequence[tuple[str, str]]) -> str:
    """The same as plain text, to go on with in another program."""
    return "\n\n".join([one.label, *(f"{title}\n{text}" for title, text in parts if text.strip())]) + "\n"
