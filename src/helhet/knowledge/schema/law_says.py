"""What the law says on a topic, limits set nationally, legal times, and grounds that open secrecy."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Id, PartialDate, Text
from .clocks import Clock, EarlierDeadline
from .disclosing import Condition, Content, When
from .knowing import Threshold
from .law import Dated


class LawStatement(Dated):
    """What the law says on a topic, comparable with what a pack says on it."""

    id: Id
    topic: Id
    value: Text
    text: Text
    provisions: tuple[Text, ...]


class LawThreshold(Dated):
    """A nationally set limit, with what it replaced."""

    id: Id
    concept: Id
    measure: Text
    unit: str = ""
    origin: Text
    thresholds: tuple[Threshold, ...]
    succeeded_by: Id | None = None
    text: Text


class Deadline(Dated):
    """A legal time: from which event, how long, whose; clock: how it is counted, None where another event is the limit.

    unread_from: the section was there from that day, but its wording before valid_from is not in our sources.
    before: what held earlier, when that was another law we do not have.
    """

    id: Id
    start: Text
    limit: Text
    who: Text
    provisions: tuple[Text, ...]
    clock: Clock | None = None
    unread_from: PartialDate | None = None
    earlier: tuple[EarlierDeadline, ...] = ()
    before: str = ""


class Ground(Dated):
    """A ground that opens the wall of secrecy: every condition must be met. `limits` says what no condition can test.

    only_for: a provision that is cited only in some situations, for instance by private senders.
    """

    id: Id
    text: Text
    provisions: Annotated[tuple[Text, ...], Field(min_length=1)]
    limits: Text
    discretion: Literal["may", "shall"]
    conditions: Annotated[tuple[Condition, ...], Field(min_length=1)]
    content: Content
    only_for: dict[str, When] = {}
