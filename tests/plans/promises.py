"""What must hold on every side after every act of a history."""

import json
from collections import defaultdict

from helhet.audit import queries as audit
from helhet.audit.rules import content_hash
from helhet.courses import queries as courses
from helhet.courses.models import Step
from helhet.deviations.models import Deviation
from helhet.knowledge.home import open_library
from helhet.knowledge.planning.checking import check
from helhet.knowledge.planning.content import planning_of
from helhet.organisations.queries import system_actor
from helhet.plans import rules
from helhet.plans.models import (
    Aside,
    Joined,
    JoinedEvent,
    MissingService,
    Offer,
    Part,
    PartChange,
    Participant,
    Plan,
    PlanEvent,
    Version,
)  # fmt: skip
from helhet.secrecy.models import Copy, Disclosure, Withdrawal
from helhet.secrecy.wall import acting
from tests.plans.histories import History


def kept(h: History) -> None:
    """Every promise, in every holding."""
    plans, halves = h.all(Plan, "step", "overall_by"), h.all(Joined, "step", "call")
    somebody_has_it(h, [*plans, *halves])
    states_come_from_acts(h, plans, halves)
    one_overall_responsible(h, plans, halves)
    nothing_after_a_no(h, plans)
    halves_agree(h, halves)
    nothing_is_lost(h)
    versions_hold(h)
    nothing_crosses_but_disclosures(h, halves)
    violence_stays_beside(h)


def unbroken(h: History) -> None:
    """The log of every holding is whole, and a missing service leads to nobody."""
    for holding in h.world.holdings.values():
        with acting(system_actor(holding, "Prov"), h.at):
            assert audit.broken(holding.id) == []
    about = {str(one.id) for one in h.all(Plan)} | {str(one.person_id) for one in h.all(Plan)}
    for row in h.all(MissingService):
        told = json.dumps({f.attname: str(getattr(row, f.attname)) for f in row._meta.concrete_fields})
        assert not [ident for ident in about if ident in told]
        assert row.month.day == 1


def somebody_has_it(h: History, halves) -> None:
    """Open ⇔ a step that is open, about this very half, with owner and day; and somebody there today."""
    for one in halves:
        assert one.is_open == (one.step is not None), h.did
        if one.step:
            assert (one.step.open, one.step.ref) == (True, one.id), h.did
    going = [one.id for one in h.all(Step, open=True) if one.ref_kind in ("plan", "joined") and one.kind != "news"]
    assert sorted(going) == sorted(one.step_id for one in halves if one.step_id), h.did
    for holding in h.world.holdings.values():
        with acting(system_actor(holding, "Prov"), h.at):
            assert courses.without_owner(holding.id, h.at) == []


PLAN_ACTS = {
    "offered": "offer", "declined": "decline", "no_consent": "lack", "agreed": "agree", "published": "publish",
    "withdrawn": "withdraw", "closed": "close",
}  # fmt: skip
JOINED_ACTS = {
    "coming": "come", "cannot": "miss", "refuses": "refuse", "received": "receive",
    "withdraw": "withdraw", "end": "end",
}  # fmt: skip
BY_PERSON_OR_SYSTEM = {"withdrawn", "part_came", "gives_overall"}


def states_come_from_acts(h: History, plans, halves) -> None:
    """Each half stands where its own events say, one legal act at a time, and each has somebody who did it."""
    events, came = _by(h.all(PlanEvent), "plan_id"), _by(h.all(JoinedEvent), "joined_id")
    for one in plans:
        state = "needed"
        for event in events[one.id]:
            if event.kind in PLAN_ACTS and event.kind != "needed":
                state = rules.PLAN.next(state, PLAN_ACTS[event.kind])
                assert event.by_id or event.kind == "withdrawn", h.did
        assert (state, state in rules.OPEN) == (one.state, one.is_open), h.did
        h.states.add(f"plan {state}")
    for one in halves:
        state = "called"
        for event in came[one.id]:
            if event.kind in JOINED_ACTS and (state != "has" or event.kind not in rules.COMES):
                state = rules.JOINED.next(state, JOINED_ACTS[event.kind])
            if event.kind in JOINED_ACTS:
                assert (event.by_id is not None) == (event.kind in ("coming", "cannot", "refuses")), h.did
        assert state == one.state, h.did
        h.states.add(f"joined {state} {one.answer}".strip())


def _by(rows, name):
    found = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.at, row.id)):
        found[getattr(row, name)].append(row)
    return found


def one_overall_responsible(h: History, plans, halves) -> None:
    """Never two who have it; in a plan in force exactly one is named; it moves only after a yes on the other side."""
    by_thread = {one.thread: one for one in halves}
    participants = _by_plan(h.all(Participant))
    for plan in plans:
        threads = [by_thread[p.call_id] for p in participants[plan.id] if p.call_id in by_thread]
        holders = [one for one in threads if one.overall]
        if plan.state == "published":
            assert plan.overall in ("region", "municipality"), h.did
        if not plan.is_open:
            continue
        assert len(holders) <= 1, h.did
        if holders:
            assert plan.overall_by_id is not None, h.did
            assert plan.overall_by.took, h.did
            assert plan.overall_by.call_id == holders[0].thread, h.did


def _by_plan(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.plan_id].append(row)
    return found


def nothing_after_a_no(h: History, plans) -> None:
    """From the moment the yes was taken back nothing was written in the plan, and nothing was sent, by anybody."""
    taken = {row.consent_id: row.at for row in h.all(Withdrawal)}
    changes, sent = h.all(PartChange, "part"), h.all(Disclosure)
    participants = _by_plan(h.all(Participant))
    for plan in plans:
        ended = taken.get(plan.consent_id)
        if ended is None:
            continue
        assert not [one for one in changes if one.part.plan_id == plan.id and one.at > ended], h.did
        threads = {one.call_id for one in participants[plan.id]} - {None}
        mine = [one for one in sent if one.id in threads or one.answers in threads]
        assert not [one for one in mine if one.at > ended], h.did


def halves_agree(h: History, halves) -> None:
    """What the one who called has of somebody's answer is what they have themselves."""
    by_call = {one.call_id: one for one in h.all(Participant, "plan") if one.call_id}
    refused = [e for e in h.all(PlanEvent) if e.kind == "refuses"]
    bound = [e for e in refused if by_id(h, e.data["participant"]).kind == "authority"]
    bound = [e for e in bound if by_id(h, e.data["participant"]).principal in ("region", "municipality")]
    assert len(h.all(Deviation)) == len(bound), h.did
    for one in halves:
        row = by_call[one.thread]
        if one.state in ("coming", "cannot", "refuses"):
            assert row.state in (one.state, "called"), h.did
        if one.state in ("ended", "withdrawn"):
            assert not row.plan.is_open, h.did
        if one.answer:
            assert (row.answer, row.answered) == (one.answer, one.number), h.did
        if row.plan.state in ("closed", "withdrawn"):
            assert one.state in ("ended", "withdrawn"), h.did


def by_id(h: History, ident: str) -> Participant:
    return next(one for one in h.all(Participant) if str(one.id) == ident)


def nothing_is_lost(h: History) -> None:
    """Every part is what its last change left, each change is numbered, and each text stands in some change."""
    changes = defaultdict(list)
    for one in h.all(PartChange):
        changes[one.part_id].append(one)
    for part in h.all(Part):
        mine = sorted(changes[part.id], key=lambda one: one.version)
        assert [one.version for one in mine] == list(range(1, part.version + 1)), h.did
        assert mine[-1].data == part.data, h.did
        late = [one for one in mine if one.how in ("merged", "both")]
        for one in late:
            text = one.written.get("text")
            assert text is None or text in one.data["text"], h.did


def versions_hold(h: History) -> None:
    """Each version is sealed as it was, passes the check of that day, and only the newest is in force."""
    content = planning_of(open_library())
    newest = defaultdict(int)
    for one in h.all(Version):
        assert content_hash(one.content) == one.content_hash, h.did
        assert check(one.content, content, one.made_on).valid, h.did
        newest[one.plan_id] = max(newest[one.plan_id], one.number)
    for plan in h.all(Plan):
        assert plan.number == newest[plan.id], h.did


def nothing_crosses_but_disclosures(h: History, halves) -> None:
    """No id of one holding stands in another's rows, save those of disclosures."""
    own = {str(one.id) for one in [*h.all(Plan), *h.all(Participant), *h.all(Part)]}
    own |= {str(one.person_id) for one in h.all(Plan)}
    for copy in h.all(Copy):
        told = json.dumps(copy.held)
        assert not [ident for ident in own if ident in told], h.did
    sent = {one.id: one for one in h.all(Disclosure)}
    for one in halves:
        assert sent[one.thread].content_hash == one.call.content_hash
        if one.call.sender_id != one.holding_id:
            assert sent[one.thread].ground not in ("inner", "no_identity"), h.did
    for offer in h.all(Offer, "copy"):
        assert offer.copy.disclosure in sent, h.did


def violence_stays_beside(h: History) -> None:
    """What was said of violence is in no version, part, copy or event."""
    if not h.all(Aside):
        return
    rows = [*h.all(Version), *h.all(Part), *h.all(PlanEvent), *h.all(JoinedEvent)]
    assert not [row for row in rows if "VÅLDSSVAR" in str(row.__dict__)], h.did
    assert not [row for row in h.all(Copy) if "VÅLDSSVAR" in str(row.held)], h.did
