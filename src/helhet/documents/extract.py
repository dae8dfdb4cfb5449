"""The person's extract: what a holding has noted of who they are, what was shared and on what ground, and who has read.

It holds what documents and the tiers below it know. What secrecy protects against the person is left out, as is who is
near the person: that is somebody else's.
"""

from collections.abc import Iterator
from datetime import datetime

from helhet.audit import queries as audit
from helhet.audit.words import words
from helhet.kernel.calendar import local
from helhet.knowledge.disclosing.checking import disclosing_of
from helhet.knowledge.home import open_library
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records
from helhet.people import queries as people
from helhet.people.models import Person
from helhet.secrecy import queries as secrecy

from . import queries
from .models import Document
from .papers import Section, make

TITLE = "Utdrag ur våra uppgifter om dig"
NOTE = "Utdraget är ditt. Förvara det så att ingen obehörig läser det."
NOTHING = "Inget finns antecknat."


def make_sections(actor: Actor, person: Person, at: datetime) -> list[Section]:
    """The parts of the extract, for whoever may open the person."""
    return [
        Section("Vem du är", rows=list(_details(person))),
        Section(
            "Vad du har sagt ja till", lines=_or_nothing([_consent(c) for c in secrecy.consents(actor, person, at)])
        ),
        _shared(person),
        Section("Vad som har kommit hit", lines=_or_nothing([_copy(c) for c in secrecy.copies(actor, person, at)])),
        _documents(actor, person, at),
        _log(person),
    ]


def make_extract(*, by: Actor, at: datetime, person: Person) -> Document:
    """Make the extract and keep it among the person's documents."""
    return make(by=by, at=at, person=person, title=TITLE, sections=make_sections(by, person, at), note=NOTE)


def _details(person: Person) -> Iterator[tuple[str, str]]:
    yield "Namn", str(person)
    yield "Nummer", ", ".join(one.value for one in people.identifiers(person)) or NOTHING
    yield "Född", person.birth_date.isoformat() if person.birth_date else NOTHING
    if person.language:
        yield "Språk", person.language + (", tolk behövs" if person.interpreter else "")
    # A paper may be left on a table: where a protected person is reached stands on no paper.
    if person.protected == "none":
        for way in people.contact_ways(person):
            yield "Så når vi dig" if way.allowed else "Så får vi inte nå dig", f"{way.value} {way.note}".strip()


def _consent(one: object) -> str:
    withdrawn = getattr(one, "withdrawal", None)
    whom = ", ".join(receiver.get("name", "") for receiver in one.receivers) or "planen"
    ended = f" Du tog tillbaka det {_day(withdrawn.at)}." if withdrawn else ""
    return f"{_day(one.given_at)}: {whom}. Gäller till {one.until}.{ended}"


def _shared(person: Person) -> Section:
    found = secrecy.shown_to_person(person.holding_id, person.id)
    table = [(_day(one.at), one.receiver_name, _kind(one.kind), _content(one.content), one.section) for one in found]
    columns = ("Dag", "Till vem", "Vad", "Vilka uppgifter", "Med stöd av")
    return Section("Vad vi har lämnat ut", () if table else (NOTHING,), columns=columns, table=table)


def _copy(one: object) -> str:
    return f"{_day(one.arrived_at)}: {_kind(one.kind)} från {one.sender_name}, med stöd av {one.section}."


def _documents(actor: Actor, person: Person, at: datetime) -> Section:
    table = [(_day(one.at), one.title, _mark(one)) for one in queries.about(actor, person, at)]
    return Section("Dokument", () if table else (NOTHING,), columns=("Dag", "Dokument", "Rättat"), table=table)


def _mark(one: Document) -> str:
    return f"Rättat {_day(one.corrected_by.at)}" if hasattr(one, "corrected_by") else ""


def _log(person: Person) -> Section:
    """When, what and why; never who did it, nor where. What is not the person's has no words for them."""
    events = audit.of_person(person.holding_id, person.id)
    told = ((one, words(one.act)[1]) for one in events)
    table = [(local(one.at).strftime("%Y-%m-%d %H.%M"), what, one.purpose) for one, what in told if what]
    return Section("Vad som har gjorts med dina uppgifter", columns=("När", "Vad", "Varför"), table=table)


def _kind(kind: str) -> str:
    found = records().handoffs.get(kind)
    return found.label if found else kind


def _content(content: dict[str, object]) -> str:
    labels = {choice.id: choice.label for choice in disclosing_of(open_library()).questions.all["content"].choices}
    return ", ".join(labels.get(name, name) for name in content)


def _day(at: datetime) -> str:
    return local(at).date().isoformat()


def _or_nothing(lines: list[str]) -> list[str]:
    return lines or [NOTHING]
