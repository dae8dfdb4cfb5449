"""A plan of the tests' own: at the addiction clinic, with the social board, a health centre and a sister."""

from datetime import date, timedelta

from helhet.plans import actions, answers, drafting, inviting, publishing
from helhet.plans.given import Entry, Guest, Meeting, Seen
from helhet.plans.models import Joined, Participant, Plan
from helhet.secrecy import actions as secrecy
from helhet.secrecy.actions import Stated
from helhet.secrecy.wall import acting
from tests.records.world import AT, TODAY

CARE = {
    "substances": ["alcohol"], "ongoing_use": "yes", "purpose": "care", "necessary": "yes", "can_consent": "yes",
    "content": ["identity", "health_data", "addiction_services"],
}  # fmt: skip
BY_LAW = {"health": Stated("health.care_use", CARE), "social": Stated("social.care_use", CARE)}
SEEN = Seen("region", TODAY, "Behöver båda")
MEETING = Meeting(TODAY + timedelta(days=14), "10.00", "Vuxenenheten, rum 3", "Jag vill sova")


def measure(n: int = 1, principal: str = "region", **more) -> Entry:
    data = {"text": f"Insats {n}", "principal": principal, "start": "2026-12-01", "decision": "none"}
    return Entry("measure", data | more)


def whole(goals: int = 1, measures: int = 2) -> list[Entry]:
    """Enough for a plan to be published, once it says who is overall responsible."""
    return [
        *(Entry("goal", {"text": f"Mål {n}"}) for n in range(goals)),
        *(measure(n, "region" if n % 2 else "municipality", goal="m1") for n in range(measures)),
        Entry("other", {"who": "Min syster", "text": "Följer med"}),
        Entry("place", {"text": "Jag vill sova", "chosen": []}, "words"),
        Entry("place", {"on": "2027-02-17", "by": "Kim"}, "follow_up"),
    ]


def guests(world) -> list[Guest]:
    return [
        Guest("authority", "Vuxenenheten", unit=world.units["social"]),
        Guest("authority", "Hälsocentralen Norr", unit=world.units["health"]),
        Guest("relative", "Min syster"),
    ]


def yes(world, person, who="clinic", until=date(2027, 11, 1), at=AT):
    """The person's yes to a plan."""
    actor = world.actors[who]
    with acting(actor, at):
        return secrecy.consent(
            by=actor, at=at, person=person, kind="plan", given_by="person", judged={"can_consent": "yes"}, how="oral",
            words="Ja", until=until,
        )  # fmt: skip


def begun(world, who="clinic", entries=None, **more) -> Plan:
    """A plan that the person has said yes to, with everybody named and enough written."""
    course = world.course(who)
    actor, consent = world.actors[who], yes(world, course.person, who)
    with acting(actor, AT):
        return actions.begin(
            by=actor, at=AT, person=course.person, seen=SEEN, first=world.next(who), consent=consent,
            guests=guests(world), entries=whole() if entries is None else entries, **more,
        )  # fmt: skip


def participant(plan: Plan, name: str) -> Participant:
    return Participant.objects.select_related("unit__holding__principal", "call").get(plan=plan, name=name)


def called(world, who="clinic", **more) -> Plan:
    """The same, with everybody called."""
    plan, actor = begun(world, who, **more), world.actors[who]
    with acting(actor, AT):
        rows = Participant.objects.filter(plan=plan)
        stated = {one.id: BY_LAW["health"] if one.name == "Vuxenenheten" else None for one in rows}
        inviting.call(by=actor, at=AT, plan=plan, meeting=MEETING, stated=stated)
        plan.refresh_from_db()
    return plan


def half(world, who: str) -> Joined:
    """The half of a unit that was called."""
    return Joined.objects.select_related("person", "version", "call").get(unit=world.units[who])


def joined(world, who: str, person=None) -> Joined:
    """The half of a unit that was called, about somebody in its own holding."""
    actor = world.actors[who]
    with acting(actor, AT):
        row = half(world, who)
        if row.person_id is None:
            person = person or world.person(who)
            answers.identify(by=actor, at=AT, joined=row, person=person)
        return half(world, who)


def published(world, who="clinic") -> Plan:
    """The same, published and sent to the social board and the health centre."""
    plan, actor = called(world, who), world.actors[who]
    joined(world, "social")
    with acting(actor, AT):
        social = participant(plan, "Vuxenenheten")
        drafting.set_overall(by=actor, at=AT, plan=plan, principal="municipality", seen="", participant=social)
        stated = {social.id: BY_LAW["health"], participant(plan, "Hälsocentralen Norr").id: None}
        publishing.publish(by=actor, at=AT, plan=plan, stated=stated)
        plan.refresh_from_db()
    return plan
