"""What has been filled in so far, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.timezone import localdate

from helhet.agreements import queries as agreements
from helhet.courses.models import Course
from helhet.kernel.errors import BadInput
from helhet.knowledge.disclosing.checking import disclosing_of
from helhet.knowledge.disclosing.questions import Question
from helhet.knowledge.home import open_library
from helhet.knowledge.schema.records import HandoffKind
from helhet.organisations.actor import Actor
from helhet.organisations.models import Unit
from helhet.organisations.queries import receivers, records
from helhet.people import telling
from helhet.people.models import Person, Relation
from helhet.people.queries import relations
from helhet.secrecy.actions import Receiver
from helhet.secrecy.checking import CONSENT, age_on

from .. import grounds, rules

OUTSIDE = "outside"
# Föräldrabalken 9 kap. 1 §: whoever is under 18 is a child, and someone else may have to say yes.
ADULT = 18


@dataclass
class Draft:
    """A hand-off on its way to be sent. `said` is the clean data of every step so far."""

    by: Actor
    at: datetime
    course: Course | None
    said: dict[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> HandoffKind:
        """What is to be sent."""
        return records().handoffs[self.said["kind"]]

    @property
    def person(self) -> Person | None:
        """Whom it is about; nobody in a question without identity."""
        return self.course.person if self.course and self.kind.identity else None

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Where this kind may go in the county, by id, the own unit left out."""
        kinds = records().authorities
        found = receivers(open_library().vocabulary.units, self.by.county)
        return {
            str(unit.id): unit for unit in found
            if unit.id != self.by.unit_id and rules.fits(self.kind, unit.kind, kinds[unit.holding.kind].domain)
        }  # fmt: skip

    @property
    def to(self) -> Receiver:
        """Who is to have it."""
        unit = self.units.get(self.said["to"])
        return Receiver(f"{unit.holding.name}, {unit.name}" if unit else self.said["outside_name"], unit)

    @property
    def inner(self) -> bool:
        """Whether it stays inside the holding: then the need in the work decides, and no ground is asked for."""
        unit = self.units.get(self.said.get("to", ""))
        return unit is not None and unit.holding_id == self.by.holding_id

    @property
    def judged(self) -> bool:
        """Whether law must open for it."""
        return self.person is not None and not self.inner

    @property
    def ground(self) -> str:
        """The ground that was chosen."""
        return str(self.said.get("ground", ""))

    @cached_property
    def children(self) -> dict[str, Relation]:
        """The children, born or expected, near the person."""
        near = relations(self.person) if self.person else []
        return {str(one.id): one for one in near if one.kind in ("child", "expected_child")}

    @cached_property
    def identity(self) -> Mapping[str, str]:
        """Who it is about, in the words that are sent."""
        if self.person is None:
            return {}
        if self.kind.subject == "child":
            return telling.of_child(self.person, self.children.get(self.said.get("child", "")))
        return telling.of_person(self.person)

    @property
    def content(self) -> dict[str, Any]:
        """What is sent beside the question: each part under its kind."""
        parts = {kind: self.said.get(f"text_{kind}", "").strip() for kind in self.said.get("kinds", ())}
        about = {"identity": dict(self.identity)} if self.person else {}
        return about | {kind: text for kind, text in parts.items() if text}

    @property
    def facts(self) -> dict[str, Any]:
        """What the ground is judged on, as far as it is known now."""
        found: dict[str, Any] = {"content": ["identity", *self.said.get("kinds", ())], **self.kind.facts}
        found |= self.kind.grounds.get(self.ground, {}) | self.said.get("facts", {})
        if party := self.said.get("outside_party"):
            found["receiver"] = party
        return found

    def ranked(self) -> tuple[list[tuple[str, Unit]], list[tuple[str, Unit]]]:
        """The receivers: those that the agreement names for the needs where the person lives, and the others."""
        kinds, home = self._kinds_for_needs(), self.person.municipality if self.person else ""

        def near(unit: Unit) -> bool:
            at_home = not home or not unit.municipalities or home in unit.municipalities
            return at_home and (not kinds or unit.kind in kinds)

        found = list(self.units.items())
        return [one for one in found if near(one[1])], [one for one in found if not near(one[1])]

    def _kinds_for_needs(self) -> set[str]:
        """The kinds of units that stand for any of the needs, by the agreement that guides the course."""
        needs = set(self.said.get("needs", ()))
        publication = self.course.publication if self.course else None
        duties = agreements.pack(publication.pack_id).duties if publication and needs else ()
        return {unit for duty in duties if needs & set(duty.needs) for unit in duty.units}

    def ways(self) -> list[grounds.Way]:
        """The grounds, as far as it is known."""
        return grounds.ways(self.by, self.at, self.whom, self.to, self.kind, self.facts)

    def asked(self) -> list[Question]:
        """What the chosen ground still asks."""
        return grounds.asked(self.by, self.at, self.whom, self.to, self.ground, self.facts)

    def lacking(self, facts: Mapping[str, Any]) -> list[str]:
        """The conditions of the chosen ground that are not met with these answers."""
        told = {**self.facts, **facts}
        ways = grounds.ways(self.by, self.at, self.whom, self.to, self.kind, told)
        chosen = next((way for way in ways if way.verdict.id == self.ground), None)
        unmet = [one.said for one in chosen.verdict.conditions if not one.met] if chosen else []
        return unmet if self.ground != CONSENT else []

    @property
    def whom(self) -> Person:
        """The person, where there must be one."""
        if self.person is None:
            raise BadInput("Välj vilken person det gäller.")
        return self.person

    @property
    def longest_consent(self) -> int:
        """How many days a consent is proposed to hold."""
        return records().clocks["consent.until"].days

    def judged_for_consent(self) -> Question:
        """What must be judged before a yes counts: for a child who decides, else whether the person can."""
        born = self.whom.birth_date
        child = born is not None and age_on(born, localdate(self.at)) < ADULT
        return disclosing_of(open_library()).questions.all["child_decides" if child else "can_consent"]
