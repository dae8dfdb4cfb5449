"""What a schema cannot see in an instrument: names that point at nothing, and limits that overlap or leave a gap."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ..schema.base import earliest, latest
from ..schema.instruments import Asked, Cutoff, Instrument, Item, LimitSet, Score, Trigger, Who
from ..yamlfile import KeyPath
from .answering import exact
from .classing import conditions, start
from .counting import reach, scores_of
from .who import OLDEST, Profile, fits, may_be, span

Faults = Iterator[tuple[KeyPath, str]]
WIDEST = 10_000


def faults(instrument: Instrument) -> Faults:
    """Every fault with where it stands. What hangs on sound items is looked at only when they are sound."""
    found = [*_twice(instrument), *_items(instrument), *_scores(instrument)]
    yield from found
    if not found:
        for index, limits in enumerate(instrument.sets):
            yield from _set(instrument, limits, ("sets", index))


def _twice(instrument: Instrument) -> Faults:
    for name in ("items", "scores", "sets"):
        yield from _same_id(name, [one.id for one in getattr(instrument, name)])


def _same_id(name: str, idents: list[str]) -> Faults:
    count = Counter(idents)
    for index, ident in enumerate(idents):
        if count[ident] > 1 and ident in idents[:index]:
            yield (name, index), f"{name}: id {ident} finns redan. Varje id ska vara ensamt"


def _items(instrument: Instrument) -> Faults:
    before: dict[str, Item] = {}
    for index, item in enumerate(instrument.items):
        where: KeyPath = ("items", index)
        yield from ((where, f"{item.id}: {text}") for text in (*_answers(item), *_ages(item), *_asked(item, before)))
        before[item.id] = item


def _answers(item: Item) -> Iterator[str]:
    if bool(item.options) == bool(item.range):
        yield "skriv precis en av options, scale och range"
    if item.range and not 0 < item.range.most - item.range.least <= WIDEST:
        yield f"range: most ska vara större än least, med högst {WIDEST} steg"
    for value, times in Counter(one.value for one in item.options).items():
        if times > 1:
            yield f"svaret {value} står {times} gånger. Varje svar ska ha ett eget värde"
    if len(item.options) == 1:
        yield "bara ett svar går att välja. En fråga behöver minst två"


def _ages(item: Item) -> Iterator[str]:
    if not item.label:
        yield "label: minst en text behövs"
    if not isinstance(item.label, str):
        yield from (text for one in item.label for text in _who(one.when))


def _who(who: Who) -> Iterator[str]:
    first, last = span(who.age) if who.age else (0, 0)
    if not first <= last <= OLDEST:
        yield f"åldern {who.age} går inte: skriv till exempel 16-25, 18- eller -17, högst {OLDEST}"


def _asked(item: Item, before: dict[str, Item]) -> Iterator[str]:
    for trigger in (trigger for asked in item.asked_when for trigger in _triggers(asked)):
        other = before.get(trigger.item)
        if other is None:
            yield f"asked_when: {trigger.item} är ingen fråga som står tidigare"
        else:
            yield from _values(trigger, other)
    if any(not (asked.all or asked.any) for asked in item.asked_when):
        yield "asked_when: skriv all eller any, med minst ett villkor"


def _triggers(asked: Asked) -> Iterable[Trigger]:
    return asked.all + asked.any


def _values(trigger: Trigger, other: Item) -> Iterator[str]:
    values = {one.value for one in other.options}
    for value in (*trigger.one_of, *trigger.none_of):
        if other.options and value not in values:
            yield f"asked_when: {other.id} har inget svar {value}"


def _scores(instrument: Instrument) -> Faults:
    known = {item.id for item in instrument.items}
    for index, score in enumerate(instrument.scores):
        for name in (*score.items, *score.weights):
            if name not in known:
                yield ("scores", index), f"{score.id}: frågan {name} finns inte"
        for name, times in Counter(score.items).items():
            if times > 1:
                yield ("scores", index), f"{score.id}: frågan {name} står {times} gånger"


def _set(instrument: Instrument, limits: LimitSet, where: KeyPath) -> Faults:
    scores = {score.id: score for score in scores_of(instrument)}
    texts = [text for who in conditions(limits) for text in _who(who)]
    texts += [text for limit in limits.limits for text in _limit(limit)]
    if limits.valid_to and latest(limits.valid_to) < earliest(limits.valid_from):
        texts.append("valid_to är före valid_from")
    if limits.score not in scores:
        texts.append(f"summan {limits.score} finns inte. Det finns: {', '.join(scores)}")
    elif not texts:
        texts = list(_drawn(instrument, limits, scores[limits.score]))
    yield from ((where, f"{limits.id}: {text}") for text in dict.fromkeys(texts))


def _limit(limit: Cutoff) -> Iterator[str]:
    if limit.at_least is None and limit.more_than is None and limit.at_most is None:
        yield f"gränsen {limit.label} saknar tal: skriv at_least, more_than eller at_most"
    if limit.at_least is not None and limit.more_than is not None:
        yield f"gränsen {limit.label} har både at_least och more_than. Ta bort det ena"
    if limit.at_most is not None and exact(limit.at_most) < start(limit):
        yield f"gränsen {limit.label} slutar före den börjar"


def _drawn(instrument: Instrument, limits: LimitSet, score: Score) -> Iterator[str]:
    least, most = reach(instrument, score)
    for limit in limits.limits:
        if start(limit) > most or (limit.at_most is not None and exact(limit.at_most) < least):
            yield f"gränsen {limit.label} kan inte nås: summan är mellan {least} och {most}"
    for person in may_be(Profile(), conditions(limits)):
        theirs = [one for one in limits.limits if fits(one.when, person)]
        if any(times > 1 for times in Counter(map(start, theirs)).values()):
            yield "två gränser börjar på samma tal för samma personer"
        yield from _gaps(theirs)


def _gaps(limits: list[Cutoff]) -> Iterator[str]:
    """A number between two limits that lies in neither. Where one ends at 15 the next begins at 16, or above 15."""
    for limit in limits:
        after = [one for one in limits if start(one) > start(limit)]
        if limit.at_most is None or not after:
            continue
        end, follows = exact(limit.at_most), min(after, key=start)
        whole = follows.at_least is not None and start(follows) <= end + Decimal(1)
        if not whole and start(follows) > end:
            yield f"mellan {limit.at_most} och {start(follows)} finns ingen gräns"
