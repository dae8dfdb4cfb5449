"""pack.yaml: what the agreement is, who stands behind it, when it holds and what it claims to cover."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import (
    Anchor,
    Id,
    Item,
    MunicipalityCode,
    Part,
    PartialDate,
    PrincipalId,
    Standing,
    Text,
    When,
)


class Period(Part):
    """A stretch of validity; a gap between two periods is a gap in the agreement."""

    start: PartialDate
    end: PartialDate | None = None
    anchors: tuple[Anchor, ...] = ()
    standing: Standing = "stated"
    text: str = ""


class Party(Item):
    """Someone the document names: a party, or whoever wrote, recommended, owns or revises it."""

    name: Text
    principal: PrincipalId | None = None
    roles: tuple[
        Literal[
            "party",
            "host",
            "sub_agreement",
            "authority",
            "wrote",
            "recommended",
            "decided",
            "owns",
            "revises",
            "listed",
        ],
        ...,
    ]
    municipalities: Literal["all"] | tuple[MunicipalityCode, ...] = ()
    units: tuple[Id, ...] = ()


class Decision(Item):
    """A decision on the agreement, or a condition for it to be adopted; a revision may come every so many months."""

    by: Text
    day: PartialDate | None = None
    every_months: Annotated[int, Field(gt=0)] | None = None
    kind: Literal["decided", "recommended", "answer_by", "condition", "revision", "renegotiation"]


class Claim(Item):
    """One place where the words say whom the agreement covers; every such place is kept."""

    groups: tuple[Id, ...] = ()
    covers: When = {}
    proof: bool = False


class NotCovered(Item):
    """A need the pack openly does not speak of: declared, so that verify does not call it a gap."""

    needs: tuple[Id, ...]
    applies: When = {}


class Group(Item):
    """A target group, staff or persons, with every place that lists it."""

    kind: Literal["persons", "staff"] = "persons"
    covers: When = {}
    section: Anchor | None = None


class About(Part):
    """pack.yaml as a whole."""

    id: Id
    title: Text
    short: Text
    kind: Literal["agreement", "instructions", "addendum", "local", "action_plan", "policy"]
    county: Annotated[str, StringConstraints(pattern=r"^\d{2}$")]
    municipalities: Literal["all"] | tuple[MunicipalityCode, ...] = "all"
    extends: Id | None = None
    replaces: Id | None = None
    status: Literal["draft", "in_force", "ended"]
    periods: tuple[Period, ...]
    parties: tuple[Party, ...] = ()
    decisions: tuple[Decision, ...] = ()
    groups: tuple[Group, ...] = ()
    claims: tuple[Claim, ...] = ()
    not_covered: tuple[NotCovered, ...] = ()
    withdraws: tuple[Id, ...] = ()
    summary: Text
