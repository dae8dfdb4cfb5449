"""The joint plan as content: what law asks for in it, what we ask for, what a county asks for, and its lists."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .base import Id, Item, Part, PrincipalId, Strength, Text
from .law import Dated
from .records import Domain

Moment = Literal["need", "consent", "discharge_notice", "called", "met", "made", "follow_up"]
ParticipantKind = Literal["authority", "agency", "private", "relative", "other"]


class PlanSection(Dated):
    """Where a statute asks for something in the plan: the provision, and the place in it."""

    provision: Text
    part: str = ""

    @property
    def cited(self) -> str:
        """As it is cited."""
        return f"{self.provision} {self.part}".strip()


class PlanContent(Part):
    """Something the plan must say. `sections` are the statutes that ask for it; with none, `ours` says why we do.

    `principals` are those that may be named, where the law closes the list.
    """

    id: Id
    label: Text
    text: Text
    sections: tuple[PlanSection, ...] = ()
    ours: str = ""
    principals: tuple[PrincipalId, ...] = ()

    @model_validator(mode="after")
    def _asked_by_somebody(self) -> Self:
        if bool(self.sections) == bool(self.ours):
            raise ValueError("sections eller ours: antingen en paragraf eller varför vi ber om det")
        return self


class PlanRule(Item):
    """A county's own rule for the plan, on top of the statutes.

    caller: who calls (`callers`). time: at most `days` from one moment to another. says: what the plan must say
    (`fields`, names of docs/plan-json.md). form: a form that the county uses; told, never tested.
    """

    about: Literal["caller", "time", "says", "form"]
    callers: tuple[PrincipalId | Literal["person"], ...] = ()
    start: Moment | None = None
    end: Moment | None = None
    days: Annotated[int, Field(ge=0)] | None = None
    unit: Literal["days", "working_days"] = "days"
    fields: tuple[Id, ...] = ()
    strength: Strength = "shall"

    @model_validator(mode="after")
    def _whole(self) -> Self:
        wanted = {
            "caller": self.callers,
            "time": self.start and self.end and self.days is not None,
            "says": self.fields,
            "form": True,
        }
        if not wanted[self.about]:
            names = {"caller": "callers", "time": "start, end och days", "says": "fields"}[self.about]
            raise ValueError(f"en regel om {self.about} behöver {names}")
        return self


class PlanWord(Part):
    """A value with its label, and what it means where that is not plain."""

    id: Id
    label: Text
    text: str = ""
    provisions: tuple[Text, ...] = ()


class PlanKind(PlanWord):
    """A kind of plan. `asks` are what this kind must say beside what every plan must (names of docs/plan-json.md)."""

    asks: tuple[Id, ...] = ()
    settings: tuple[Id, ...] = ()


class PlanSetting(PlanWord):
    """Care without consent, prison, or another setting that the plan crosses. `instead`: the plan that law has there.

    `asks` are what a plan in this setting must say.
    """

    instead: str = ""
    asks: tuple[Id, ...] = ()


class PlanNo(PlanWord):
    """How a plan came not to be made, and what holds instead."""

    holds: Text


class PlanEnd(PlanWord):
    """A reason to close a plan, and what must be there first. With `refused`, it is none, and the text says why."""

    needs: tuple[Literal["follow_up", "withdrawn", "replaced"], ...] = ()
    refused: bool = False


class PlanPlace(PlanWord):
    """A part of the draft that is written by itself. `many`: it is a list of its own rows. `closed`: never in what is
    published, printed or sent."""

    group: Text
    closed: bool = False


class PlanShare(PlanWord):
    """Something that is sent, and the kinds of content in it by the domain of whoever sends."""

    kinds: dict[Domain, tuple[Id, ...]]


class CameTo(PlanWord):
    """What somebody who was called said. `deviation`: principal → the provision that saying so departs from."""

    deviation: dict[PrincipalId, Text] = {}
