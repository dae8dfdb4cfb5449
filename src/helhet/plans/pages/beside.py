"""What the person answers before the meeting, on the staff's screen: one question at a time, nothing else on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from helhet.kernel.errors import NotFound
from helhet.knowledge.schema.planning import PlanPlace

from .. import drafting
from ..forms.parts import SectionForm
from ..holding import planning
from .act import At

DONE = "klart"


def places() -> Sequence[PlanPlace]:
    """What is asked, in order: the person's own words first."""
    return [one for one in planning().places.values() if one.group == "preparation"]


@dataclass(frozen=True)
class Question:
    """A question with its place among all, and the addresses before and after it."""

    place: PlanPlace
    number: int
    of: int
    before: str
    after: str


def question(at: At, name: str) -> Question:
    """One question by its place. Raises NotFound."""
    asked = [one.id for one in places()]
    if name not in asked:
        raise NotFound("Den frågan finns inte.")
    n = asked.index(name)
    before = address(at, asked[n - 1]) if n else ""
    after = address(at, asked[n + 1] if n + 1 < len(asked) else DONE)
    return Question(places()[n], n + 1, len(asked), before, after)


def address(at: At, name: str) -> str:
    """Where a question is asked."""
    return reverse("plans:back", args=[at.plan.id]) if name == DONE else reverse("plans:ask", args=[at.plan.id, name])


def first(at: At) -> str:
    """Where the questions begin."""
    return address(at, places()[0].id)


def begins(at: At) -> str:
    """What the addresses of all questions begin with."""
    return address(at, DONE).removesuffix(f"{DONE}/")


def form(at: At, asked: Question, data: Any) -> SectionForm:
    """The question's form."""
    return SectionForm(data, parts=at.draft.places, places=[asked.place], content=planning())


def save(at: At, filled: SectionForm) -> None:
    """What was answered stands in the draft, as the person's own."""
    for key, data, version in filled.entries():
        drafting.write(**at.whole, kind="place", key=key, data=data, version=version)


def onwards(asked: Question, sent: QueryDict) -> str:
    """Where the person wants to go: what they wrote is saved whichever way."""
    return asked.before if sent.get("go") == "back" and asked.before else asked.after
