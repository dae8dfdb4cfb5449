"""What decides whether data may be sent: closed facts, conditions on them, and who may consent."""

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from .base import Id, Part, Text

# Fact → one answer, several of which one will do, {not: …}, {only: …}, or for a number "18-", "-17", "13-17".
Answer = str | int
Spec = Answer | tuple[Answer, ...] | dict[Literal["not", "only"], Answer | tuple[Answer, ...]]
When = dict[str, Spec]


class Choice(Part):
    """One closed answer."""

    id: Id
    label: Text


class DisclosureFact(Part):
    """A closed fact as a question to whoever sends data.

    from: the vocabulary list that gives the answers. derive: what is computed from the substances, never asked.
    judged: an assessment that the sender makes and stands for; it is never computed.
    """

    id: Id
    label: Text
    type: Literal["one", "many", "integer", "date", "derived"]
    question: str = ""
    values: tuple[Choice, ...] = ()
    from_: Literal["substances"] | None = Field(default=None, alias="from")
    derive: Literal["class", "narcotic"] | None = None
    min: int = 0
    max: int = 120
    judged: bool = False

    @model_validator(mode="after")
    def _asked_or_derived(self) -> Self:
        if (self.type == "derived") != (self.derive is not None):
            raise ValueError("derive hör till type: derived, och bara dit")
        if self.type != "derived" and not self.question:
            raise ValueError("question saknas: frågan måste finnas")
        return self


class Condition(Part):
    """One limit as a sentence and as facts: all of `when`, or at least one of `any`."""

    text: Text
    when: When = {}
    any: tuple[When, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _one_of_two(cls, raw: Any) -> Any:
        if isinstance(raw, dict) and bool(raw.get("when")) == bool(raw.get("any")):
            raise ValueError("ett villkor har antingen when eller any")
        return raw

    @property
    def alternatives(self) -> tuple[When, ...]:
        """The ways in which it can be met."""
        return self.any or (self.when,)


class Content(Part):
    """What a ground lets through: sentences for people, kinds (answers of the fact `content`) for machines."""

    text: tuple[Text, ...]
    kinds: tuple[Id, ...]
