"""A secret word in every free text about a person is seen by nobody who has no right to it: on no page of the project.

The pages are read from the root of addresses, so a new one is tried by itself; one whose address cannot be filled in
fails. Each request is undone afterwards, so that no try helps the next.
"""

import logging
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from helhet.audit.models import Event
from helhet.handoffs import received_acts, sent_acts
from helhet.organisations.models import Absence, Duty
from helhet.organisations.queries import system_actor
from helhet.overview import acts, person_acts
from helhet.overview.mailing import send_new
from helhet.people.models import Person
from helhet.plans.pages import joined_acts, owner_acts, papers, sections
from helhet.plans.pages.plan import ENDS
from helhet.secrecy import actions
from helhet.secrecy.models import Access, Block, CopyOf
from helhet.secrecy.wall import acting
from tests.records.world import AT, World, employ, signed_in

from .rows import KINDS, in_holdings, make

# What belongs to nobody, and what whoever reviews the log is meant to read.
NOT_SECRET = {
    "deviations.Deviation", "plans.MissingService", "secrecy.LogReview", "retention.Purge", "overview.Message",
    "processes.CaseClock", "processes.CaseAlarm",
}  # fmt: skip
# What an address names, and the table it is of. An address with anything else fails.
NAMES = {
    "person_id": "people.Person", "way_id": "people.ContactWay", "relation_id": "people.Relation",
    "course_id": "courses.Course", "step_id": "courses.Step", "document_id": "documents.Document",
    "sent_id": "handoffs.Sent", "received_id": "handoffs.Received", "deviation_id": "deviations.Deviation",
    "consent_id": "secrecy.Consent", "disclosure_id": "secrecy.Disclosure", "copy_id": "secrecy.Copy",
    "case_id": "processes.Case", "entry_id": "processes.CaseEvent",
    "screening_id": "screening.Screening", "incident_id": "secrecy.Incident", "access_id": "secrecy.Access",
    "purge_id": "retention.Purge",
    "plan_id": "plans.Plan", "joined_id": "plans.Joined", "offer_id": "plans.Offer",
}  # fmt: skip
PLAN_ROWS = ["nytt-mal", "ny-insats", "m1"]
WORDS = {
    "processes:act": ["report", "custody", "close", "take"], "processes:open": ["lvm.report", "lob.take"],
    "processes:paper": ["lvm-custody", "lvm-information"],
    "overview:write": list(person_acts.ACTS), "overview:act": list(acts.ACTS),
    "handoffs:sent-act": [one.name for one in sent_acts.ACTS], "handoffs:received-act": [one.name for one in received_acts.ACTS],  # noqa: E501
    "handoffs:done": [one.name for one in received_acts.ACTS],
    "plans:act": list(owner_acts.ACTS), "plans:joined-act": list(joined_acts.ACTS), "plans:done": list(ENDS),
    "plans:section": list(sections.PAGES), "plans:row": PLAN_ROWS, "plans:drop": ["m1"], "plans:ask": ["words", "who"],
    "plans:paper": papers.NAMES, "plans:copy-paper": papers.NAMES,
}  # fmt: skip


@dataclass
class Planted:
    """What was planted about somebody in a holding: the ids by table, and the secrets by how they are shut."""

    ids: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)

    def all(self) -> set[str]:
        return set(self.secrets.values())

    def written_by_the_unit(self) -> set[str]:
        """What a block shuts."""
        return {secret for label, secret in self.secrets.items() if KINDS.get(label) in ("entry", "copy", "under")}


def plant(world: World, unit_name: str) -> Planted:
    """Somebody whose identity is protected, with a secret of its own in every table."""
    unit, staff, found = world.units[unit_name], world.staff[unit_name], Planted()
    holding = unit.holding
    with acting(system_actor(holding, "Prov"), AT):
        secret = new(found, "people.Person")
        person = make(
            Person,
            holding,
            None,
            unit,
            staff,
            secret,
            protected="marked",
            merged_into=None,
            birth_date=None,
            municipality="0880",
        )
        found.ids["people.Person"] = str(person.id)
        actions.open_relation(
            by=world.actors[unit_name], at=AT, person=person, unit_id=unit.id, why=new(found, "access.why")
        )
        for model in in_holdings():
            if model not in (Person, Block, CopyOf):
                label = model._meta.label
                row = make(model, holding, person, unit, staff, new(found, label), **given(model, staff))
                found.ids[label] = str(row.pk)
                if label == "secrecy.Copy":
                    CopyOf.objects.create(holding=holding, person=person, copy=row, at=AT)
    for label in NOT_SECRET:
        found.secrets.pop(label, None)
    found.ids |= {
        "unit_id": str(unit.id),
        "staff_id": str(staff.id),
        "assignment_id": str(world.actors[unit_name].assignment_id),
    }
    found.ids["event_id"] = str(event_of(holding.id).id)
    return found


def event_of(holding: object) -> Event:
    return Event.objects.filter(holding=holding).order_by("-sequence").first()


def given(model, staff) -> dict:
    """What must stand in a row for the pages to take it up."""
    if model is Access:
        return {"kind": "emergency", "staff": staff, "until": AT + timedelta(days=30)}
    return {}


def new(found: Planted, label: str) -> str:
    """A word that stands nowhere else. Short, as some columns are."""
    found.secrets[label] = f"qz{len(found.secrets):02}{id(found) % 9973}x"
    return found.secrets[label]


def addresses(
    resolver: URLResolver, names: tuple[str, ...] = (), space: str = ""
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every page's name with what its address must be filled with."""
    for pattern in resolver.url_patterns:
        wanted = (*names, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern, wanted, inner)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, pattern
            yield f"{space}{pattern.name}", wanted


def filled(found: Planted, extra: dict[str, str]) -> Iterator[str]:
    """Every address of the project, filled with the ids of what was planted."""
    for page, wanted in addresses(get_resolver()):
        for word in WORDS[page] if "name" in wanted else [""]:
            values = {name: word if name == "name" else value(found, extra, name) for name in wanted}
            yield reverse(page, kwargs=values)


def value(found: Planted, extra: dict[str, str], name: str) -> str:
    known = {"pack_id": "finns-inte", "slug": "finns-inte", "number": "1", **extra, **found.ids}
    return known[NAMES[name]] if name in NAMES else known[name]


def shown(response) -> str:
    """Everything that an answer says: body, headers, where it leads; a PDF's streams unpacked."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    parts = [body, *[f"{k}: {v}".encode() for k, v in response.items()]]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", body, re.DOTALL) if body.startswith(b"%PDF") else []:
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            parts.append(stream)
    return b"\n".join(parts).decode(errors="replace")


def walk(client: Client, pages: list[str], secrets: set[str]) -> list[str]:
    """Where a secret was seen, or something broke."""
    leaks = []
    for address in pages:
        for send in (client.get, client.post):
            answer = tried(send, address)
            text = shown(answer)
            seen = sorted(secret for secret in secrets if secret in text)
            if seen or answer.status_code >= 500:
                leaks.append(f"{send.__name__} {address} {answer.status_code} {seen}")
    return leaks


class Undo(Exception):
    pass


def tried(send, address):
    """One request, undone afterwards."""
    junk = {"skräp": "' <b>\u2028 %s {{ 7|add:7 }}", "version": "x", "fran": address}
    kept = []
    with pytest.raises(Undo), transaction.atomic():  # noqa: PT012
        kept.append(send(address, junk) if send.__name__ == "post" else send(address))
        raise Undo
    return kept[0]


@pytest.fixture
def planted(world):
    one = plant(world, "health")
    staff = world.staff["health"]
    absence = Absence.objects.create(staff=staff, first=date(2026, 1, 1), last=date(2026, 1, 2))
    duty = Duty.objects.create(unit=world.units["health"], staff=staff, since=AT, until=AT + timedelta(days=1))
    extra = {"absence_id": str(absence.id), "duty_id": str(duty.id)}
    return world, one, list(filled(one, extra))


def personas(world: World) -> dict[str, Client]:
    """Everyone without right to what was planted at the health centre."""
    home = world.units["health"]
    ended = employ(world, "ended", home, "clinician", valid_to=date(2024, 6, 1))
    roles = {role: employ(world, role, home, role) for role in ("administrator", "reviewer", "archivist")}
    strangers = {
        name: world.actors[name]
        for name in ("psychiatry", "psychiatry.manager", "social", "other_social", "private.manager")
    }
    return {
        "visitor": Client(),
        **{name: signed_in(actor) for name, actor in {"ended": ended, **roles, **strangers}.items()},
    }


NOBODY = ("visitor", "ended", "administrator", "reviewer", "archivist", "psychiatry", "psychiatry.manager", "social", "other_social", "private.manager")  # fmt: skip  # noqa: E501


@pytest.mark.parametrize("who", NOBODY)
def test_nothing_is_seen_without_right(planted, who, caplog):
    world, one, pages = planted
    caplog.set_level(logging.DEBUG)
    client = personas(world)[who]
    client.raise_request_exception = False
    assert walk(client, pages, one.all()) == []
    assert not {secret for secret in one.all() if secret in caplog.text}
    assert not mail.outbox


def test_nothing_that_a_unit_wrote_is_seen_behind_its_block(planted):
    world, one, pages = planted
    clinic, board = world.actors["clinic"], world.holdings["region"]
    with acting(system_actor(board, "Prov"), AT):
        person = Person.objects.get(id=one.ids["people.Person"])
        Block.objects.create(
            holding=board, person=person, unit=world.units["health"], since=AT, by=world.staff["health"]
        )
        actions.open_relation(by=clinic, at=AT, person=person, unit_id=clinic.unit_id, why="Prov")
    client = signed_in(clinic)
    client.raise_request_exception = False
    assert len(one.written_by_the_unit()) > 8
    assert walk(client, pages, one.written_by_the_unit()) == []


def test_the_trial_can_fail(planted):
    """Whoever has the right sees what was planted, so that a page that shows it to others would be found."""
    world, one, _ = planted
    client = signed_in(world.actors["health"])
    page = shown(client.get(reverse("overview:person", args=[one.ids["people.Person"]])))
    assert one.secrets["people.ContactWay"] in page
    page = shown(client.get(reverse("secrecy:incident", args=[one.ids["secrecy.Incident"]])))
    assert one.secrets["secrecy.Incident"] in page


def test_an_address_that_cannot_be_filled_fails():
    with pytest.raises(KeyError):
        value(Planted(), {}, "nonsense_id")


def test_no_letter_says_anything(planted):
    _, one, _ = planted
    letters = []

    class Kept:
        def send(self, *parts):
            letters.append(" ".join(parts))
            return "ok"

    send_new(AT, Kept())
    assert letters
    assert not {secret for secret in one.all() for letter in letters if secret in letter}
