"""Every form of a plan with what nobody should send: Swedish words, what was typed still there, no fault of ours."""

from collections import Counter

import pytest
from django.urls import get_resolver, reverse

from helhet.plans.models import Joined, Offer, Plan
from helhet.plans.pages import joined_acts, owner_acts, sections
from tests.house.test_every_form import FINE, Forms, body, kind_of, tried, undone, view_of
from tests.plans.making import published
from tests.plans.pages.test_walk import Work, call, draft, invite, send_part
from tests.secrecy.test_canary import addresses

ROWS = [*sections.NEW_ROW, "m1", "i1", "a1"]
WORDS = {
    "plans:act": owner_acts.ACTS, "plans:joined-act": joined_acts.ACTS, "plans:section": sections.PAGES,
    "plans:row": ROWS,
    "plans:ask": ["words", "targets", "help", "nonsense"],
}  # fmt: skip
# Without a form: papers, calendars, a version to read, and what is said when a plan has ended.
READ = {"plans:paper", "plans:copy-paper", "plans:calendar", "plans:joined-calendar", "plans:version", "plans:done",
        "plans:missing", "plans:plan", "plans:joined"}  # fmt: skip


def pages(ids):
    """Every page of plans that has a form, with the ids of what there is."""
    for page, wanted in addresses(get_resolver()):
        if page.startswith("plans:") and page not in READ | {"plans:drop"}:
            for word in WORDS.get(page, [""]):
                yield reverse(page, kwargs={name: word if name == "name" else ids[name] for name in wanted})


def ids_of(work, person, joined=None):
    (plan,) = work.rows(Plan)
    offer = next(iter(work.rows(Offer)), None)
    joined = joined or plan.id
    return {"plan_id": plan.id, "person_id": person, "joined_id": joined, "offer_id": offer.id if offer else plan.id}


@pytest.fixture
def writing(world):
    """A plan that is being written, with something that has come, and a call to somebody."""
    work = Work(world)
    plan = work.agreed()
    invite(work, plan)
    call(work, plan)
    draft(work, plan)
    joined = send_part(work)
    return {"clinic": work.clinic, "social": work.social}, ids_of(work, work.course.person_id, joined)


@pytest.fixture
def in_force(world):
    """A plan that everybody has."""
    plan = published(world)
    work = Work(world)
    (joined,) = work.rows(Joined, "social")
    return {"clinic": work.clinic, "social": work.social}, ids_of(work, plan.person_id, joined.id)


@pytest.fixture
def needed(world):
    """A plan that is only needed yet."""
    work = Work(world)
    work.begun()
    return {"clinic": work.clinic}, ids_of(work, work.course.person_id)


def forms_of(client, ids):
    for address in dict.fromkeys(pages(ids)):
        answer = undone(client, address)
        assert answer.status_code in FINE, address
        if answer.status_code == 200:
            reader = Forms(address)
            reader.feed(body(answer))
            yield from reader.found


def all_tried(clients, ids, least, but=()):
    """Every form that somebody is shown is tried, save those whose addresses end so; there are at least so many."""
    bad, seen = Counter(), set()
    for client in clients.values():
        client.raise_request_exception = False
        for form in forms_of(client, ids):
            if kind_of(form) not in seen and view_of(form).startswith("plans:") and not form.address.endswith(but):
                seen.add(kind_of(form))
                bad.update(tried(client, form))
    assert not bad, "\n".join(map(str, bad))
    assert len(seen) >= least


def test_every_form_of_a_plan_that_is_needed_with_what_nobody_should_send(needed):
    all_tried(*needed, 6)


def test_every_form_of_a_plan_that_is_written_with_what_nobody_should_send(writing):
    all_tried(*writing, 20)


def test_every_form_of_a_plan_in_force_with_what_nobody_should_send(in_force):
    # What can be written and done while the plan is written is tried there.
    same = tuple(f"/{name}/" for name in (*owner_acts.WRITING, *sections.PAGES, *ROWS, *WORDS["plans:ask"], "ta-bort"))
    all_tried(*in_force, 5, same)


def test_every_act_can_be_done_in_some_state():
    assert set(owner_acts.ACTS) == {name for names in owner_acts.BY_STATE.values() for name in names}
