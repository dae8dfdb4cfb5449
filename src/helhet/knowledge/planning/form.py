"""A plan as JSON. Every field may be left out when it is read: what must be there is for `checking` to say.

docs/plan-json.md tells the same to whoever writes one. Nothing here says who the person is.
"""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

FORMAT = "helhet-plan/1"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES = {"ja": True, "nej": False, "yes": True, "no": False}


def _day(value: Any) -> Any:
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ValueError("ska vara en dag, skriven ÅÅÅÅ-MM-DD inom citattecken")
    if not value.strip():
        return None
    if not _DAY.fullmatch(value.strip()):
        raise ValueError(f"{value!r:.40} är ingen dag: skriv ÅÅÅÅ-MM-DD")
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise ValueError(f"{value} finns inte i kalendern") from None


def _yes(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().casefold() in _YES:
        return _YES[value.strip().casefold()]
    raise ValueError("ska vara true eller false")


def _one_or_many(value: Any) -> Any:
    """One name, or a list of them, so that a plan that names two can be read and told so."""
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    return value


Day = Annotated[date | None, BeforeValidator(_day)]
Yes = Annotated[bool | None, BeforeValidator(_yes)]
Names = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]


class Form(BaseModel):
    """A part of the plan: nothing changes after reading, and an unknown name is told."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Need(Form):
    """Who saw that the plan is needed (region, municipality, or person: the one it is about asked for it)."""

    seen_by: str = ""
    on: Day = None


class PlanConsent(Form):
    """The person's yes to the plan being made."""

    given: Yes = None
    on: Day = None
    until: Day = None
    given_by: str = ""
    withdrawn_on: Day = None


class Called(Form):
    """Who called to the meeting, and when."""

    by: str = ""
    unit: str = ""
    on: Day = None


class Voice(Form):
    """The person's own: what they say, what matters to them, and whether they took part."""

    words: str = ""
    matters: str = ""
    took_part: Yes = None
    why_not: str = ""
    targets: tuple[str, ...] = ()


class Participant(Form):
    """Somebody who was called, with the person's yes."""

    id: str = ""
    name: str = ""
    kind: str = ""
    principal: str = ""
    unit: str = ""
    came: str = ""


class PlanGoal(Form):
    """What the person wants to reach, in their own words."""

    id: str = ""
    text: str = ""


class Measure(Form):
    """What region or municipality does. `decision` says whether a decision is needed; `settled` how it was settled who
    does it, where both could."""

    id: str = ""
    goal: str = ""
    need: str = ""
    treatment: str = ""
    text: str = ""
    principal: Names = ()
    authority: str = ""
    unit: str = ""
    start: Day = None
    decision: str = ""
    decided_on: Day = None
    appeal: str = ""
    settled: str = ""

    @property
    def named(self) -> bool:
        """Whether it says what is to be done."""
        return bool(self.text or self.treatment or self.need)


class OtherMeasure(Form):
    """What somebody else than region or municipality does."""

    id: str = ""
    goal: str = ""
    who: str = ""
    text: str = ""
    start: Day = None


class Coordinator(Form):
    """Whom the person turns to about the plan."""

    name: str = ""
    unit: str = ""
    principal: str = ""


class FollowUp(Form):
    """When the plan is followed up, by whom."""

    on: Day = None
    by: str = ""


class Choosing(Form):
    """A shared decision, a step at a time (content/records/plans.yaml)."""

    step: str = ""
    text: str = ""


class Careful(Form):
    """Medicines and treatment with medicine (LARO), as free parts."""

    medicines: str = ""
    laro: str = ""
    tapering: str = ""
    naloxone: str = ""
    tobacco: str = ""


class Plan(Form):
    """One version of a plan. None in `measures_by_others` is "not said"; an empty list says that nobody else does
    anything."""

    format: str = ""
    kind: str = "sip"
    settings: tuple[str, ...] = ()
    agreement: str = ""
    made_on: Day = None
    need: Need = Need()
    consent: PlanConsent = PlanConsent()
    discharge_notice_on: Day = None
    called: Called = Called()
    met_on: Day = None
    person: Voice = Voice()
    participants: tuple[Participant, ...] = ()
    goals: tuple[PlanGoal, ...] = ()
    measures_needed: tuple[Measure, ...] = ()
    measures_by_others: tuple[OtherMeasure, ...] | None = None
    overall_responsible: Names = ()
    coordinator: Coordinator = Coordinator()
    relapse: str = ""
    breaks: str = ""
    children: str = ""
    relatives: str = ""
    violence_asked: Yes = None
    shared_decision: tuple[Choosing, ...] = ()
    treatment: Careful = Careful()
    follow_up: FollowUp = FollowUp()
