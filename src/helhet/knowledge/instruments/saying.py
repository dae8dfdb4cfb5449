"""Why a scoring came out as it did, in one or a few plain sentences."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ..law import holds_on
from ..schema.instruments import Instrument, Item, LimitSet
from .classing import Class, conditions, holding
from .result import Result
from .who import in_words, text_for

_NOT_SAID = {
    (True, True): "Kön och ålder är inte angivna.",
    (True, False): "Kön är inte angivet.",
    (False, True): "Ålder är inte angiven.",
    (False, False): "",
}


def reason(result: Result) -> str:
    """Why there is no total, no class, or this class; and what other sets say."""
    if result.answers.faults:
        return " ".join(result.answers.faults)
    if result.total is None and result.given is None:
        return _missing(result)
    given = result.given
    told = _class(given) if given else _no_class(result)
    return " ".join([*_total(result), told, *_others(result)])


def number(value: Decimal) -> str:
    """A number as Swedes write it: decimal comma, at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


def _total(result: Result) -> Iterator[str]:
    if result.total is None:
        yield _missing(result)
    else:
        highest = "" if result.instrument.kind == "measure" else f" av högst {number(result.scores[0].most)}"
        yield f"{number(result.total)}{highest} {result.instrument.unit}."


def _missing(result: Result) -> str:
    numbers = [f"{n} ({text_for(item.label, result.person)})" for n, item in _lacking(result)]
    ask = "frågorna" if len(numbers) > 1 else "fråga"
    return f"Svar saknas på {ask} {', '.join(numbers)}. Utan alla svar blir det ingen summa."


def _lacking(result: Result) -> Iterator[tuple[int, Item]]:
    missing = result.answers.missing
    return ((n, item) for n, item in enumerate(result.instrument.items, start=1) if item.id in missing)


def _class(given: Class) -> str:
    return f"{given.label[0].upper()}{given.label[1:]}. Gräns: {given.limits.origin}."


def _no_class(result: Result) -> str:
    if result.named and not holds_on(result.named, result.day):
        return _other_day(result, result.named)
    if not result.instrument.sets:
        return f"{result.instrument.title} har inga inlagda gränser, så summan får ingen klass."
    if not holding(result.instrument, result.day):
        return f"Inga gränser gäller {result.day}."
    if result.chosen is None:
        return _nobody(result)
    return f"{_unknown(result, [result.chosen])} Gränserna skiljer sig: {_each(result.by(result.chosen))}."


def _other_day(result: Result, named: LimitSet) -> str:
    until = f" till {named.valid_to}" if named.valid_to else ""
    now = ", ".join(one.id for one in holding(result.instrument, result.day)) or "inga"
    return f"Gränserna {named.id} gäller från {named.valid_from}{until}, inte {result.day}. Den dagen gäller: {now}."


def _nobody(result: Result) -> str:
    sets = [result.named] if result.named else list(holding(result.instrument, result.day))
    whom = "; ".join(f"{one.id}: {for_whom(one)}" for one in sets)
    unknown = _unknown(result, sets)
    if unknown:
        return f"{unknown} Gränserna gäller olika: {whom}."
    return f"Gränserna är inte satta för den här personen ({whom})."


def for_whom(limits: LimitSet) -> str:
    """Whom a set has limits for, in words."""
    found = [in_words(limits.when)] if in_words(limits.when) else [in_words(one.when) for one in limits.limits]
    return "alla" if "" in found else " och ".join(dict.fromkeys(found))


def _unknown(result: Result, sets: Iterable[LimitSet]) -> str:
    """What is not known of the person though it decides; empty when nothing is."""
    deciding = [who for one in sets for who in conditions(one)]
    sex = result.person.sex is None and any(who.sex for who in deciding)
    age = result.person.age is None and any(who.age for who in deciding)
    return _NOT_SAID[sex, age]


def _each(classes: list[Class]) -> str:
    return "; ".join(f"{one.whom}: {one.label}" for one in classes)


def _others(result: Result) -> Iterator[str]:
    """The sets on the same score that disagree on whether a limit is reached."""
    chosen = result.chosen
    ours = {one.reached for one in result.by(chosen)}
    for limits in result.instrument.sets:
        found = result.by(limits)
        if found and chosen and limits.score == chosen.score and {one.reached for one in found} != ours:
            yield f"Andra gränser säger annat ({limits.origin}): {_one_or_each(found)}."


def _one_or_each(found: list[Class]) -> str:
    return _each(found) if found[0].whom else found[0].label


def disclaimer(instrument: Instrument) -> str:
    """What a result is, and is not."""
    if instrument.kind == "criteria":
        return "Det här räknar bara kriterier. En diagnos ställs av hälso- och sjukvården."
    return "Detta är ett stöd, ingen diagnos."
