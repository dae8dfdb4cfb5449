"""From entries to a result: total, class and set. Pure: the day is given, and nothing is guessed."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from helhet.kernel.errors import BadInput

from ..schema.instruments import Instrument, LimitSet
from .answering import answers
from .classing import Class, classes, first_for, holding, is_for
from .counting import TOTAL, scored
from .result import Result
from .who import Profile


def score(
    instrument: Instrument, entered: Sequence[str], person: Profile, day: date, wanted: str | None = None
) -> Result:
    """Score the entries. wanted: the id of a set, else the first on the total that holds and is for the person.

    Raises BadInput when there is no such set; whatever else is wrong is why there is no total.
    """
    named = named_set(instrument, wanted)
    given = answers(instrument, entered)
    scores = tuple(scored(instrument, given))
    sets = holding(instrument, day)
    asked = [one for one in sets if (one is named if named else one.score == TOTAL)]
    values = {one.score.id: one.value for one in scores}
    found = tuple(_classes(sets, values, person))
    return Result(instrument, person, day, given, scores, named, first_for(asked, person), found)


def named_set(instrument: Instrument, wanted: str | None) -> LimitSet | None:
    """The set with that id. Raises BadInput with those that there are."""
    if wanted is None:
        return None
    found = next((one for one in instrument.sets if one.id == wanted), None)
    if found is None:
        known = ", ".join(one.id for one in instrument.sets) or "inga"
        raise BadInput(f"{instrument.title} har inga gränser som heter {wanted!r:.80}. Det finns: {known}.")
    return found


def _classes(sets: tuple[LimitSet, ...], values: dict[str, Decimal | None], person: Profile) -> Iterator[Class]:
    for limits in sets:
        value = values[limits.score]
        if value is not None and is_for(limits, person) is not False:
            yield from classes(limits, value, person)
