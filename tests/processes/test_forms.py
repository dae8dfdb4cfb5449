"""Every form of cases with what nobody should send: Swedish words, what was typed still there, no fault of ours.

The addresses are read from the root, and the forms from the pages, so a new form is tried by itself. Every act of every
process is tried, whoever may take it.
"""

from collections import Counter
from datetime import timedelta

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from helhet.organisations.queries import records
from helhet.processes.actions import open_case
from helhet.processes.following import process
from helhet.secrecy.wall import acting
from tests.house.test_every_form import FINE, Forms, body, kind_of, tried, undone
from tests.records.world import signed_in
from tests.secrecy.test_canary import addresses

from .making import done, opened, whose

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world):
    return opened(world, "2026-11-25 10:05")


def every(case, entry):
    """Each address of cases, with every act and paper of the case's process."""
    ready, papers = process(case.process), records().case_papers.values()
    words = {
        "processes:act": [act.id for act in ready.acts][::7],
        "processes:open": ["lvm.report", "lob.take", "lvu-custody.custody", "child-report.report", "nej.nej"],
        "processes:paper": [one.id for one in papers if one.process == case.process][:2],
    }
    for page, wanted in addresses(get_resolver()):
        if page.startswith("processes:"):
            for word in words[page] if "name" in wanted else [""]:
                known = {"case_id": case.id, "entry_id": entry.id, "person_id": case.person_id, "name": word}
                yield reverse(page, kwargs={name: known[name] for name in wanted})


def test_every_form_of_cases_with_what_nobody_should_send(world, case):
    client = signed_in(world.actors["social"])
    client.raise_request_exception = False
    with acting(world.actors["social"], timezone.now()):
        entry = case.events.get()
    bad, seen = Counter(), set()
    for address in every(case, entry):
        answer = undone(client, address)
        assert answer.status_code in FINE, address
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            reader = Forms(address)
            reader.feed(body(answer))
            for form in reader.found:
                if form.address.startswith("/arbete/arenden/") and kind_of(form) not in seen:
                    seen.add(kind_of(form))
                    bad.update(tried(client, form))
    assert not bad, "\n".join(map(str, bad))
    assert len(seen) > 8


@pytest.mark.parametrize("ident", ["lvm", "lvu-custody", "child-report", "discharge", "lob"])
def test_every_act_of_every_process_has_a_form(world, ident):
    """The form of each act opens, and what it sends is either written or refused in words."""
    actor, at = world.actors["social"], timezone.now()
    ready = process(ident)
    first = next(act for act in ready.acts if "*" in act.from_states or ready.process.start in act.from_states)
    role = first.by[0].roles[0]
    with acting(actor, at):
        told = done(first.id, at - timedelta(minutes=9), role, **FIRST.get(ident, {}))
        given = {"process": ident, "first": told, "whose": whose(world), "person": world.course("social").person}
        case = open_case(by=actor, at=at, **given)
    client = signed_in(actor)
    for act in ready.acts:
        address = reverse("processes:act", args=[case.id, act.id])
        assert undone(client, address).status_code == 200, act.id
        sent = {"role": act.by[-1].roles[-1], "day": "2026-11-25", "clock": "10:59", "known_by": "Telefon"}
        assert undone(client, address, sent).status_code in {302, 422}, act.id


FIRST = {
    "lob": {"intoxicated": True, "need": ["cannot_care"]},
    "lvm": {"doctor_need": True, "doctor_no_other_care": True},
}
