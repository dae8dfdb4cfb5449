"""A colleague's courses, for the manager to give to others when somebody is away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.timezone import localdate

from helhet.courses.models import Course
from helhet.kernel.errors import BadInput, NotFound
from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.organisations.models import Staff
from helhet.people.rules import in_lists
from helhet.secrecy.rules import may_manage

from .. import actions, queries
from ..forms import AbsenceForm


@dataclass(frozen=True)
class Absence:
    """Whose courses, which, and the form that gives them to others."""

    by: Actor
    at: datetime
    colleague: Staff
    held: Sequence[Course]
    form: AbsenceForm

    @property
    def rows(self) -> list[tuple[Course, str]]:
        """Each course with who it is about, as lists may show it."""
        return [(course, in_lists(str(course.person), course.person.protected)) for course in self.held]

    @property
    def status(self) -> int:
        """422 when the form came back."""
        return 422 if self.form.is_bound else 200

    def hand_over(self, data: dict[str, Any]) -> int:
        """Give the chosen courses to the one who was chosen."""
        versions = self.form.versions()
        if not versions:
            raise BadInput("Välj minst en person att lämna över.")
        given = {"owner": data["owner"], "deputy": data["deputy"], "versions": versions}
        return actions.hand_over_all(by=self.by, at=self.at, held=self.held, **given)


def page(actor: Actor, at: datetime, staff_id: UUID, data: QueryDict | None) -> Absence:
    """The page about one colleague. Raises NotAllowed for others than the manager, NotFound when nothing is held."""
    may_manage(actor).demand()
    held = list(queries.held_by(actor, staff_id, at))
    if not held:
        raise NotFound("Den kollegan har inga öppna kontakter hos er.")
    staff = [one for one in organisations.colleagues(actor.unit_id, localdate(at)) if one.id != staff_id]
    return Absence(actor, at, held[0].next.owner, held, AbsenceForm(data, staff=staff, held=held))
