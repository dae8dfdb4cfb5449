"""What the law says on a topic, limits set nationally, legal times, and grounds that open secrecy."""

from .base import Id, Text
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
    """A legal time: from which event, how long, whose."""

    id: Id
    start: Text
    limit: Text
    who: Text
    provisions: tuple[Text, ...]


class Ground(Dated):
    """A ground that opens the wall of secrecy, with its limits."""

    id: Id
    text: Text
    provisions: tuple[Text, ...]
    limits: Text
