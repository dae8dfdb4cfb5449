"""A legal process as content: states, acts, who may take them, the clocks they start, what falls when one is missed.

Whatever is cited holds on some days and not on others: `provisions` may name the same duty as it stands now and as it
stood before, and the reader of the day picks those that held then (content/law/provisions*.yaml has the dates).
"""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from .base import Id, Part, Text
from .law import Dated

Cited = Annotated[tuple[Text, ...], Field(min_length=1)]
Names = tuple[Annotated[str, Field(min_length=1)], ...]
FactAnswer = bool | int | str | tuple[str, ...]


class When(Part):
    """A condition: every mark of `has`, none of `lacks`, one of `any`, each fact of `facts` with one of its answers.

    A fact that nobody has told is unknown. "-17", "18-" and "13-17" are spans of a number; `told` means that the fact
    was told at all and is not a no.
    """

    has: tuple[Id, ...] = ()
    lacks: tuple[Id, ...] = ()
    any: tuple[Id, ...] = ()
    facts: dict[Id, FactAnswer] = {}


class ProcessRole(Part):
    """Who may act: a board, a court, a police officer. `aliases` are other words for the same."""

    id: Id
    label: Text
    aliases: Names = ()


class ProcessAnswer(Part):
    """One closed answer to a fact. not_ground: why this answer founds nothing in this law; then it never counts."""

    id: Id
    label: Text
    aliases: Names = ()
    not_ground: str = ""
    provisions: tuple[Text, ...] = ()


class ProcessFact(Part):
    """What an act carries. kept: holds on in later acts. fresh: yes when that other fact holds something that the same
    act has not rested on before. judged_by: who makes the assessment; it is never computed. implied_by: answers to
    other facts that say this one."""

    id: Id
    label: Text
    aliases: Names = ()
    type: Literal["flag", "one", "many", "number", "texts", "date"] = "flag"
    values: tuple[ProcessAnswer, ...] = ()
    kept: bool = False
    fresh: Id | None = None
    judged_by: str = ""
    implied_by: dict[Id, Id] = {}

    @model_validator(mode="after")
    def _closed(self) -> Self:
        if bool(self.values) != (self.type in ("one", "many")):
            raise ValueError("values hör till type: one och many, och bara dit")
        return self


class DocumentKind(Part):
    """A document that an act needs."""

    id: Id
    label: Text
    provisions: tuple[Text, ...] = ()


class By(Part):
    """Who may take an act, when, and what they then carry. A role that stands in several entries may take it when one
    of them applies."""

    roles: Annotated[tuple[Id, ...], Field(min_length=1)]
    when: When = When()
    carries: tuple[Id, ...] = ()
    provisions: Cited


class Limit(Part):
    """What stops an act: it is refused when `refuse` holds, or when `unless` does not.

    carried: what is unknown is asked for, and refuses nothing. Acts without this rest on what is known.
    """

    id: Id
    refuse: When | None = None
    unless: When | None = None
    when: When = When()
    carried: bool = False
    text: Text
    provisions: Cited
    ours: bool = False

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.refuse is None) == (self.unless is None):
            raise ValueError("ett hinder har antingen refuse eller unless")
        return self


class Remark(Part):
    """What is told when an act is taken and the condition holds."""

    when: When
    text: Text
    provisions: tuple[Text, ...] = ()
    to: Id | None = None


class Goes(Part):
    """Where an act or a lapse leads when a condition holds. The last of a list has none: it always applies."""

    state: Id
    when: When = When()


def _target(raw: Any) -> Any:
    return [{"state": raw}] if isinstance(raw, str) else raw


class Proof(Part):
    """That an act has been taken (by whom) although nobody has recorded it: at the earliest right after another one."""

    act: Id
    after: Id
    by: Id


class Instead(Part):
    """When the condition holds it is another act that was taken: a court that was asked may have said no."""

    act: Id
    when: When


class Lapse(Part):
    """What falls by itself, where that leads (nowhere of its own: the act that it comes with decides), and what is left
    to do. With a clock: when the last defensible day has passed. With an act: when the condition holds."""

    id: Id
    what: Text
    when: When = When()
    clears: tuple[Id, ...] = ()
    marks: tuple[Id, ...] = ()
    to: tuple[Goes, ...] = ()
    left: Annotated[tuple[Text, ...], Field(min_length=1)]
    provisions: Cited

    @model_validator(mode="before")
    @classmethod
    def _short(cls, raw: Any) -> Any:
        return raw | {"to": _target(raw["to"])} if isinstance(raw, dict) and "to" in raw else raw


class Act(Part):
    """Something that is done or happens. No `to`: the state stays. marks: what is then so; clears: no longer so.

    from_states: where it can be taken; ["*"] is everywhere. or_else tells whoever may not take it why. proves: what
    must have happened already, for this to happen. lapses: what falls with it.
    """

    id: Id
    label: Text
    aliases: Names = ()
    from_states: Annotated[tuple[str, ...], Field(min_length=1, alias="from")]
    to: tuple[Goes, ...] = ()
    by: Annotated[tuple[By, ...], Field(min_length=1)]
    or_else: str = ""
    else_provisions: tuple[Text, ...] = ()
    provisions: Cited
    carries: tuple[Id, ...] = ()
    documents: tuple[Id, ...] = ()
    limits: tuple[Limit, ...] = ()
    marks: tuple[Id, ...] = ()
    clears: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    instead: tuple[Instead, ...] = ()
    proves: tuple[Proof, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    note: str = ""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, raw: Any) -> Any:
        return raw | {"to": _target(raw["to"])} if isinstance(raw, dict) and "to" in raw else raw


class Starts(Part):
    """An act that starts a clock, while the condition holds as it stood before the act. again: one that already runs
    starts anew, since this is when its time truly began. since: counted from when that mark became so; when that time
    is over already no clock starts, and `too_late` is told."""

    act: Id
    when: When = When()
    again: bool = False
    since: Id | None = None
    too_late: str = ""


class Extension(Part):
    """The act that gives a longer time, and the fact that names the day where the law does not."""

    act: Id
    to: Id | None = None


class ClockUse(Part):
    """A clock of content/law/deadlines*.yaml in a process.

    while_: runs only as long as this mark is so. meets: acts that meet it; proof: the act that shows when that truly
    was. pauses: marks during which no time is counted. facts: facts of any act that the counting needs.
    """

    rule: Id
    starts: Annotated[tuple[Starts, ...], Field(min_length=1)]
    while_: Id = Field(alias="while")
    meets: tuple[Id, ...] = ()
    proof: Id | None = None
    pauses: tuple[Id, ...] = ()
    extended_by: Extension | None = None
    facts: dict[Id, Id] = {}
    lapse: Lapse | None = None
    tell: Id | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, raw: Any) -> Any:
        if not isinstance(raw, dict):
            return raw
        starts = [{"act": one} if isinstance(one, str) else one for one in raw.get("starts") or ()]
        return raw | {"starts": starts}


class OwnTime(Part):
    """A time of our own where the law has none, so that nobody waits without a clock. Days; 0 is the same day."""

    days: Annotated[int, Field(ge=0)]
    text: Text


class ProcessState(Part):
    """Where a matter stands: who owns it, what comes next, which clocks run, or our own time where the law has none."""

    id: Id
    label: Text
    owner: Id
    clocks: tuple[Id, ...] = ()
    own: OwnTime | None = None
    next: Annotated[tuple[Text, ...], Field(min_length=1)]
    provisions: Cited
    final: bool = False


class Consequence(Part):
    """Something that begins when a clock has run out and nothing blocks it, such as a municipality's duty to pay."""

    id: Id
    label: Text
    rule: Id
    needs: tuple[Limit, ...]
    who: Id
    provisions: Cited


class Wording(Dated):
    """Days on which we know how the law read (sure: read), or do not (any other), and what then differs."""

    text: Text


class Process(Part):
    """A legal process. start: the state before anything has happened. lasting: marks that outlive the matter; an act
    that clears "*" clears every other."""

    id: Id
    title: Text
    aliases: Names = ()
    law: Text
    about: Text
    start: Id
    lasting: tuple[Id, ...] = ()
    wordings: Annotated[tuple[Wording, ...], Field(min_length=1)]
    facts: tuple[ProcessFact, ...] = ()
    documents: tuple[DocumentKind, ...] = ()
    states: Annotated[tuple[ProcessState, ...], Field(min_length=1)]
    acts: Annotated[tuple[Act, ...], Field(min_length=1)]
    clocks: tuple[ClockUse, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    unsure: tuple[Text, ...] = ()
