"""What the demo county holds, told when it has been played: who signs in, what occurs, and what should hold."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from helhet.audit import queries as audit
from helhet.courses import queries as courses
from helhet.courses.models import Course
from helhet.handoffs import rules
from helhet.handoffs.models import Received, ReceivedStep, Sent, SentStep
from helhet.organisations import queries as organisations
from helhet.organisations.queries import system_actor
from helhet.people.models import Identifier, Person
from helhet.plans import rules as plan_rules
from helhet.plans.models import Joined, Plan
from helhet.screening.models import Screening
from helhet.secrecy.wall import acting

from . import county
from .script import Script

PURPOSE = "Kontroll av demolänet"


def sign_ins(script: Script) -> Iterator[str]:
    """Who can sign in with one click, and where they work."""
    yield "Logga in med ett klick på /logga-in/ som:"
    for name, what, unit in county.sign_ins(script):
        yield f"  {name:<16} {what:<34} {unit}"


def counted(now: datetime) -> Counter[str]:
    """How much there is in all holdings together."""
    found: Counter[str] = Counter()
    tables = {
        "personer": Person, "kontakter": Course, "skickade": Sent, "mottagna": Received, "gemensamma planer": Plan,
        "screeningar": Screening,
    }  # fmt: skip
    for holding in organisations.holdings():
        with acting(system_actor(holding, PURPOSE), now):
            rows = {name: model.objects.filter(holding=holding).count() for name, model in tables.items()}
            rows["öppna kontakter"] = Course.objects.filter(holding=holding, is_open=True).count()
        found.update(rows)
    return found


def missing_states(now: datetime) -> list[str]:
    """The states of hand-offs that no history has been in, on either side."""
    been: set[str] = set()
    for holding in organisations.holdings():
        with acting(system_actor(holding, PURPOSE), now):
            for side, steps in (("sent", SentStep), ("received", ReceivedStep)):
                states = steps.objects.filter(holding=holding).values_list("state", flat=True).distinct()
                been |= {f"{side}.{state}" for state in states}
    tables = (("sent", rules.SENT.values()), ("received", rules.RECEIVED.values()))
    wanted = {f"{side}.{state}" for side, each in tables for table in each for state in table.states}
    return sorted(wanted - been)


def phases(now: datetime) -> tuple[Counter[str], Counter[str]]:
    """How many plans are in each phase now: where they are owned, and where somebody was called."""
    own: Counter[str] = Counter()
    came: Counter[str] = Counter()
    for holding in organisations.holdings():
        with acting(system_actor(holding, PURPOSE), now):
            own.update(Plan.objects.filter(holding=holding).values_list("state", flat=True))
            came.update(Joined.objects.filter(holding=holding).values_list("state", flat=True))
    return own, came


def missing_phases(now: datetime) -> list[str]:
    """The phases that no plan is in now, on either side."""
    sides = zip(("plan", "joined"), (plan_rules.PLAN, plan_rules.JOINED), phases(now), strict=True)
    return sorted(f"{side}.{state}" for side, table, there in sides for state in set(table.states) - set(there))


def faults(script: Script, now: datetime) -> list[str]:
    """What should always hold, and does not: owners, the chain, and that only numbers nobody has are used."""
    allowed = set(script.numbers)
    found = []
    for holding in organisations.holdings():
        with acting(system_actor(holding, PURPOSE), now):
            found += [f"{holding}: {step} saknar ansvarig" for step in courses.without_owner(holding.id, now)]
            found += [f"{holding}: {one} saknar nästa steg" for one in courses.courses_without_step(holding.id)]
            values = Identifier.objects.filter(holding=holding).exclude(system=script.county["reserve_system"])
            found += list(_unknown(holding.name, values.values_list("value", flat=True), allowed))
        found += [f"{holding}: händelse {fault.sequence} {fault.why}" for fault in audit.broken(holding.id)]
    return found


def _unknown(holding: str, values: Iterable[str], allowed: set[str]) -> Iterator[str]:
    return (f"{holding}: ett nummer är inget testnummer" for value in values if value not in allowed)


def played(script: Script, now: datetime) -> Iterator[str]:
    """The whole report after the first time: a slow look at everything."""
    yield ", ".join(f"{number} {name}" for name, number in counted(now).items())
    for state in missing_states(now):
        yield f"Ingen händelse har varit i läget {state}."
    for phase in missing_phases(now):
        yield f"Ingen gemensam plan är i läget {phase}."
    yield from faults(script, now)
