"""From what was entered to points, item by item: what is missing, what was not asked, and what cannot be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..schema.instruments import Asked, Instrument, Item, Trigger

# What was entered for an item: the value of an option, or a number in a range.
type Value = int | str


@dataclass(frozen=True)
class Answers:
    """values: what was entered and is possible. not_asked: items passed by. faults: why nothing can be counted."""

    values: Mapping[str, Value]
    points: Mapping[str, Decimal]
    not_asked: frozenset[str]
    missing: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether everything that was asked has a possible answer."""
        return not self.missing and not self.faults


def entries(text: str) -> list[str]:
    """The places of "0,1,,3": one for each item; an empty place is a missing item."""
    return [place.strip() for place in text.split(",")]


def answers(instrument: Instrument, entered: Sequence[str]) -> Answers:
    """Read the entries in the order of the items. Never raises: what cannot be used is told."""
    if len(entered) != len(instrument.items):
        return Answers({}, {}, frozenset(), (), (_wrong_number(instrument, entered),))
    reading = _Reading()
    for number, (item, text) in enumerate(zip(instrument.items, entered, strict=True), start=1):
        reading.take(item, text, number)
    return Answers(
        reading.values, reading.points, frozenset(reading.passed), tuple(reading.missing), tuple(reading.faults)
    )


def _wrong_number(instrument: Instrument, entered: Sequence[str]) -> str:
    return (
        f"{instrument.title} har {len(instrument.items)} frågor, men {len(entered)} platser är ifyllda. "
        "Skriv en plats för varje fråga, och lämna platsen tom om svaret saknas."
    )


class _Reading:
    def __init__(self) -> None:
        self.values: dict[str, Value] = {}
        self.points: dict[str, Decimal] = {}
        self.passed: set[str] = set()
        self.missing: list[str] = []
        self.faults: list[str] = []

    def take(self, item: Item, text: str, number: int) -> None:
        asked = self._asked(item)
        if asked is False:
            self._pass_by(item, text, number)
        elif not text:
            # Whether it should be asked hangs on an answer that is missing itself: that one is told.
            self.missing += [item.id] if asked else []
        elif (value := possible(item, text)) is None:
            self.faults.append(f"Fråga {number}: {text[:40]!r} går inte att svara. {allowed(item)}")
        else:
            self.values[item.id] = value
            self.points[item.id] = points(item, value)

    def _pass_by(self, item: Item, text: str, number: int) -> None:
        """An item that is not asked gives what the instrument says, and nothing else may stand there."""
        self.passed.add(item.id)
        self.points[item.id] = exact(item.not_asked)
        value = possible(item, text) if text else None
        if text and (value is None or points(item, value) != self.points[item.id]):
            self.faults.append(
                f"Fråga {number} ställs inte efter svaren ovanför, men har svaret {text[:40]!r}. "
                "Ta bort svaret, eller rätta det som styr frågan."
            )

    def _asked(self, item: Item) -> bool | None:
        """None: an answer that decides it is missing or cannot be used."""
        return _every([self._all_hold(asked) for asked in item.asked_when])

    def _all_hold(self, asked: Asked) -> bool | None:
        some = [self._holds(trigger) for trigger in asked.any]
        one = True if not some or True in some else None if None in some else False
        return _every([*(self._holds(trigger) for trigger in asked.all), one])

    def _holds(self, trigger: Trigger) -> bool | None:
        value = self.values.get(trigger.item)
        passed = trigger.item in self.passed
        if trigger.answered is not None:
            known = value is not None or passed
            return (value is not None) == trigger.answered if known else None
        if value is None:
            return False if passed else None
        return holds(trigger, value)


def _every(found: list[bool | None]) -> bool | None:
    return False if False in found else None if None in found else True


def holds(trigger: Trigger, value: Value) -> bool:
    """Whether an answer meets a test; what is no number meets no test of size."""
    if trigger.one_of or trigger.none_of:
        return value in trigger.one_of if trigger.one_of else value not in trigger.none_of
    if not isinstance(value, int):
        return False
    return value >= trigger.at_least if trigger.at_least is not None else value <= (trigger.at_most or 0)


def possible(item: Item, text: str) -> Value | None:
    """What was entered as a value that the item has; None when it has none such."""
    if item.range:
        number = _whole(text)
        return number if number is not None and item.range.least <= number <= item.range.most else None
    return next((one.value for one in item.options if _same(one.value, text)), None)


def _same(value: Value, text: str) -> bool:
    return value == (_whole(text) if isinstance(value, int) else text)


def _whole(text: str) -> int | None:
    """A whole number written in plain digits; "3.0", "³" and "1_0" are none."""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None


def allowed(item: Item) -> str:
    """What may be entered, as a sentence."""
    if item.range:
        return f"Skriv ett helt tal mellan {item.range.least} och {item.range.most}."
    values = [str(one.value) for one in item.options]
    return f"Möjliga svar: {', '.join(values)}."


def points(item: Item, value: Value) -> Decimal:
    """The points of an answer, turned round when the item says so."""
    if item.range:
        given, least, most = exact(int(value)), exact(item.range.least), exact(item.range.most)
    else:
        gives = {one.value: exact(one.gives) for one in item.options}
        given, least, most = gives[value], min(gives.values()), max(gives.values())
    return least + most - given if item.reverse else given


def bounds(item: Item) -> tuple[Decimal, Decimal]:
    """The fewest and the most points that an item can give, also by not being asked."""
    values: list[Value] = [item.range.least, item.range.most] if item.range else [one.value for one in item.options]
    found = [points(item, value) for value in values]
    found += [exact(item.not_asked)] if item.asked_when else []
    return min(found), max(found)


def exact(number: int | float) -> Decimal:
    """A number as it is written: 0.1 is a tenth, and three tenths are 0.3."""
    return Decimal(str(number))


def plain(number: Decimal) -> int | float:
    """The same as JSON has it: whole when it is whole."""
    return int(number) if number == number.to_integral_value() else float(number)
