"""What must hold on both sides after every act of a history."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from helhet.audit import queries as audit
from helhet.courses import queries as courses
from helhet.courses.models import Course, CourseEvent, Step, StepDone
from helhet.handoffs import rules
from helhet.handoffs.models import Received, ReceivedStep, Sent, SentStep
from helhet.organisations.models import Assignment
from helhet.organisations.queries import actor_of, records, system_actor
from helhet.secrecy.wall import acting
from tests.handoffs.histories import History

# Where each side stands when the other stands so. A receiver never tells more than it may, so "answered" fits both.
TOGETHER = {
    "arrived": {"delivered"},
    "waiting": {"asked"},
    "accepted": {"accepted", "answered", "refused"},
    "refused": {"refused", "answered", "accepted"},
    "withdrawn": {"withdrawn"},
    "expired": {"expired"},
    "registered": {"registered"},
    "opened": {"registered", "opened"},
    "ended": {"ended", "heard"},
}
STAFF_ACTS = {
    "send", "complete", "withdraw", "learn_accepted", "learn_refused", "learn_ended",
}  # fmt: skip
RECEIVER_STAFF_ACTS = {"accept", "reject", "ask_back", "open", "conclude"}


def kept(h: History) -> None:
    """Every promise, in every holding."""
    nobody_without_owner(h)
    owners_can_see_what_they_have(h)
    states_come_from_acts(h)
    no_hidden_no(h)
    somebody_has_every_person(h)


def unbroken(h: History) -> None:
    """The log of every holding is whole."""
    for holding in h.world.holdings.values():
        with acting(system_actor(holding, "Prov"), h.at):
            assert audit.broken(holding.id) == []


def nobody_without_owner(h: History) -> None:
    for holding in h.world.holdings.values():
        with acting(system_actor(holding, "Prov"), h.at):
            assert courses.without_owner(holding.id, h.at) == []
            assert list(courses.courses_without_step(holding.id)) == []


def owners_can_see_what_they_have(h: History) -> None:
    """Whoever has a step today finds it on the worklist of the unit: nothing lies where nobody can read it."""
    steps = h.all(Step, open=True)
    there = courses.serving({step.unit_id for step in steps}, h.day)
    by_owner = defaultdict(set)
    for step in steps:
        by_owner[step.unit_id, courses.answering(step, there[step.unit_id])].add(step.id)
    for (unit, owner), ids in by_owner.items():
        roles = [role.id for role in records().roles.values() if "records" in role.may]
        posts = Assignment.objects.filter(unit_id=unit, staff_id=owner, role__in=roles)
        actor = actor_of(posts.select_related("staff", "unit__holding__principal")[0])
        with acting(actor, h.at):
            seen = {line.id for line in courses.worklist(actor, h.at)}
        assert ids <= seen, h.did


def states_come_from_acts(h: History) -> None:
    """Each half stands where its own rows say, one legal act at a time; who did each stands there."""
    sent, received = h.all(Sent), h.all(Received, "copy")
    for one, rows in _with_steps(sent, h.all(SentStep), "sent_id"):
        table = rules.sent_table(records().handoffs[one.kind].family, one.outside)
        assert _fold(table, rows, "send", "sent") == one.state, h.did
        assert all((row.by_id is not None) == (row.act in STAFF_ACTS or _by_hand(one, row)) for row in rows), h.did
    for one, rows in _with_steps(received, h.all(ReceivedStep), "received_id"):
        family = records().handoffs[one.kind].family
        assert _fold(rules.RECEIVED[family], rows, "arrive", rules.FIRST_RECEIVED[family]) == one.state, h.did
        assert all((row.by_id is not None) == (row.act in RECEIVER_STAFF_ACTS) for row in rows), h.did
    theirs = {one.copy.disclosure: one for one in received}
    for one in sent:
        if not one.outside:
            assert one.state in TOGETHER[theirs[one.disclosure_id].state], h.did
    assert len(theirs) == sum(not one.outside for one in sent)


def _by_hand(one: Sent, row: SentStep) -> bool:
    return one.outside and row.act in ("deliver", "register")


def _with_steps(ones: list, steps: list, name: str) -> Iterable[tuple]:
    by = defaultdict(list)
    for step in steps:
        by[getattr(step, name)].append(step)
    return [(one, by[one.id]) for one in ones]


def _fold(table, rows: list, first: str, state: str) -> str:
    assert (rows[0].act, rows[0].state) == (first, state)
    for row in rows[1:]:
        state = table.next(state, row.act)
        assert row.state == state
    return state


def no_hidden_no(h: History) -> None:
    """Each no, each silence and each answer that may not be told reached the sender as news, which a named person read
    or has yet to read."""
    steps, done = h.all(Step, kind="news"), {row.step_id: row for row in h.all(StepDone)}
    by = defaultdict(list)
    for step in steps:
        by[step.ref].append(step)
        assert step.open or (done[step.id].how == "done" and done[step.id].by_id), h.did
    acts = {"reject", "hear", "expire", "learn_refused"}
    for row in h.all(SentStep):
        if row.act in acts:
            assert any(step.opened_at == row.at for step in by[row.sent_id]), h.did


def somebody_has_every_person(h: History) -> None:
    """A person that was sent is in an open course, or in one that somebody ended for a reason; a taken person too."""
    ended = {event.course_id for event in h.all(CourseEvent, kind="closed") if event.by_id}
    held = {course.id for course in h.all(Course) if course.is_open} | ended
    for sent in h.all(Sent, "course", person__isnull=False):
        assert sent.course_id in held, h.did
        if sent.state in rules.SENT_GOING:
            assert sent.course.is_open, h.did
    for received in h.all(Received, person__isnull=False):
        if received.state in ("accepted", "opened"):
            assert received.course_id in held, h.did
    turns = Counter(step.ref for step in h.all(Step, open=True, kind__in=("answer", "waiting")))
    for received in h.all(Received):
        assert turns[received.id] == (received.state in ("arrived", "waiting", "registered")), h.did
    for sent in h.all(Sent):
        assert turns[sent.id] == (sent.state in rules.SENT_GOING), h.did
