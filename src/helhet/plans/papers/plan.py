"""What stands on the plan's paper, in the order that a person reads it: their own words first.

Made from the plan's JSON alone (docs/plan-json.md), so that what is printed is what was decided. It says no name:
papers get lost.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from helhet.knowledge.pack import Pack
from helhet.knowledge.planning.content import Planning
from helhet.knowledge.planning.form import Measure, OtherMeasure, Participant, Plan
from helhet.knowledge.planning.reading import read

# The places of a plan that are words alone, in the order that they are read.
SAFETY = ("relapse", "breaks")
AROUND = ("children", "relatives")
CARE = ("medicines", "laro", "tapering", "naloxone", "tobacco")


@dataclass(frozen=True)
class Row:
    """Something that is done: what, who does it, from when, and whether it is decided. `appeal`: how a no is tried."""

    what: str
    who: str
    start: date | None
    decision: str = ""
    decided_on: date | None = None
    appeal: str = ""


@dataclass(frozen=True)
class Aim:
    """A goal in the person's words, and all that is done for it. Without a goal the text is empty."""

    text: str
    rows: tuple[Row, ...]


def told(raw: Mapping[str, Any], planning: Planning, pack: Pack | None = None, receiver: str = "") -> dict[str, Any]:
    """What the template shows. `receiver`: an authority whose own copy it is. What the person's copy never says, since
    somebody beside them may read it, stands in that one alone."""
    plan = read(raw).plan
    names = Names(planning, pack)
    return {
        "plan": plan,
        "kind": names.of(planning.kinds, plan.kind),
        "targets": [names.of(planning.targets, one) for one in plan.person.targets],
        "aims": list(_aims(plan, names)),
        "others": None if plan.measures_by_others is None else [names.other(one) for one in plan.measures_by_others],
        "overall": " och ".join(names.principal(one) for one in plan.overall_responsible),
        "safety": _places(plan, SAFETY, planning),
        "around": _places(plan, AROUND, planning),
        "care": _places(plan.treatment, CARE, planning),
        "steps": [(names.of(planning.steps, one.step), one.text) for one in plan.shared_decision if one.text],
        "people": [(one.name, names.whose(one)) for one in plan.participants if one.name],
        "appeals": [row for row in map(names.measure, plan.measures_needed) if row.appeal],
        "undecided": any(one.decision not in ("", "none", "decided") for one in plan.measures_needed),
        "cited": planning.cited("measure_appeal", plan.made_on) if plan.made_on else "",
        "agreement": pack.about.short if pack else "",
        "receiver": receiver,
        "violence": plan.violence_asked if receiver else None,
    }


class Names:
    """Ids to the words people use for them. An id that is not known stands as it is: nothing is left out."""

    def __init__(self, planning: Planning, pack: Pack | None) -> None:
        self.planning = planning
        self.vocabulary = planning.library.vocabulary
        self.treatments = {one.id: one for one in pack.treatments} if pack else {}

    def of(self, entries: Mapping[str, Any], ident: str) -> str:
        """The label of an entry."""
        return str(entries[ident].label) if ident in entries else ident

    def principal(self, ident: str) -> str:
        """Regionen, Kommunen."""
        return self.of(self.vocabulary.principals, ident)

    def whose(self, one: Participant) -> str:
        """Whose somebody at the table is: a principal's, else what they are to the person."""
        return self.principal(one.principal) or self.of(self.planning.participant_kinds, one.kind)

    def measure(self, one: Measure) -> Row:
        """What a principal does."""
        treatment = self.treatments[one.treatment].name if one.treatment in self.treatments else one.treatment
        what = one.text or treatment or self.of(self.vocabulary.needs, one.need)
        who = ", ".join(part for part in (*map(self.principal, one.principal), one.unit) if part)
        decision = self.of(self.planning.decisions, one.decision)
        appeal = one.appeal if one.decision == "refused" else ""
        return Row(what, who, one.start, decision, one.decided_on, appeal)

    def other(self, one: OtherMeasure) -> Row:
        """What somebody else does."""
        return Row(one.text, one.who, one.start)


def _aims(plan: Plan, names: Names) -> Iterator[Aim]:
    known = {goal.id for goal in plan.goals if goal.id}
    for goal in plan.goals:
        yield Aim(
            goal.text, tuple(names.measure(one) for one in plan.measures_needed if goal.id and one.goal == goal.id)
        )
    if rest := tuple(names.measure(one) for one in plan.measures_needed if one.goal not in known):
        yield Aim("", rest)


def _places(parts: Any, names: tuple[str, ...], planning: Planning) -> list[tuple[str, str]]:
    """(label, text) of those that say anything."""
    return [(planning.places[name].label, getattr(parts, name)) for name in names if getattr(parts, name)]
