"""Our counting against HL7's FHIRPath on the exported Questionnaire and responses, for every instrument."""

import json
import subprocess
from collections.abc import Iterator
from datetime import date
from itertools import product
from random import Random
from typing import Any

import pytest

from helhet.knowledge.home import open_library
from helhet.knowledge.instruments.answering import answers, plain
from helhet.knowledge.instruments.counting import scored
from helhet.knowledge.instruments.fhir.export import questionnaire, response, score_link
from helhet.knowledge.schema.instruments import Instrument, Item

from .conftest import everything

DAY = date(2026, 11, 25)
RANDOM_VECTORS = 300


def values(item: Item) -> list[str]:
    """Everything that can be entered for an item; of a long range its ends and some between."""
    if item.range:
        between = range(item.range.least, item.range.most + 1)
        return [str(one) for one in (between if len(between) < 20 else (*between[:20], *between[-2:]))]
    return [str(one.value) for one in item.options]


def whole(instrument: Instrument, wanted: list[str]) -> list[str]:
    """The entries with those emptied that are not asked, so that nothing contradicts anything."""
    passed = answers(instrument, wanted).not_asked
    while any(wanted[n] for n, item in enumerate(instrument.items) if item.id in passed):
        wanted = ["" if item.id in passed else text for item, text in zip(instrument.items, wanted, strict=True)]
        passed = answers(instrument, wanted).not_asked
    return wanted


def boundaries(instrument: Instrument) -> Iterator[list[str]]:
    """A vector for every total that can be reached one step at a time from the lowest to the highest, and back."""
    every = [values(item) for item in instrument.items]
    lowest, highest = [one[0] for one in every], [one[-1] for one in every]
    for low, high in ((lowest, highest), (highest, lowest)):
        vector = list(low)
        yield list(vector)
        for number in range(len(every)):
            for text in every[number]:
                yield [*vector[:number], text, *vector[number + 1 :]]
            vector[number] = high[number]
        yield vector


def missing(instrument: Instrument) -> Iterator[list[str]]:
    """Each item missing, from the lowest, the highest and something between; and all of them."""
    for pick in (0, -1, 1):
        vector = [values(item)[pick] for item in instrument.items]
        for number in range(len(vector)):
            yield [*vector[:number], "", *vector[number + 1 :]]
    yield [""] * len(instrument.items)


def at_random(instrument: Instrument) -> Iterator[list[str]]:
    chance = Random(f"{instrument.id}")  # noqa: S311
    for number in range(RANDOM_VECTORS):
        vector = [chance.choice(values(item)) for item in instrument.items]
        if number % 4 == 0:
            vector[chance.randrange(len(vector))] = ""
        yield vector


def vectors(instrument: Instrument) -> list[list[str]]:
    made = [*boundaries(instrument), *missing(instrument), *at_random(instrument)]
    if len(instrument.items) < 5:
        made += [list(one) for one in product(*([*values(item), ""] for item in instrument.items))]
    return [whole(instrument, one) for one in made]


INSTRUMENTS = [*open_library().instruments.values(), everything()]


def ours(instrument: Instrument, vector: list[str]) -> dict[str, Any]:
    given = answers(instrument, vector)
    assert given.faults == ()
    return {score_link(one.score): None if one.value is None else plain(one.value) for one in scored(instrument, given)}


def fhir(instrument: Instrument) -> dict[str, Any]:
    given = [answers(instrument, vector) for vector in vectors(instrument)]
    return {
        "questionnaire": questionnaire(instrument),
        "responses": [response(instrument, one, f"{DAY}T08:00:00Z") for one in given],
    }


def counted(root, forms: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """What FHIRPath makes of them, in one process."""
    script = root / "tests/knowledge/instruments/count.mjs"
    done = subprocess.run(
        ["node", str(script), str(root / "package.json")],
        input=json.dumps(forms),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def theirs(request) -> dict[str, list[dict[str, Any]]]:
    root = request.config.rootpath
    found = counted(root, [fhir(instrument) for instrument in INSTRUMENTS])
    return dict(zip([one.id for one in INSTRUMENTS], found, strict=True))


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return one.keys() == other.keys() and all(
        one[key] == other[key] if None in (one[key], other[key]) else one[key] == pytest.approx(other[key])
        for key in one
    )


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda one: one.id)
def test_counts_as_fhirpath_does(instrument: Instrument, theirs: dict[str, list[dict[str, Any]]]) -> None:
    made = vectors(instrument)
    pairs = zip(made, theirs[instrument.id], strict=True)
    assert [(vector, other) for vector, other in pairs if not same(ours(instrument, vector), other)] == []
    totals = {one["score-total"] for one in theirs[instrument.id]}
    assert None in totals
    assert len(totals) > 2


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda one: one.id)
def test_every_total_beside_a_limit_is_among_them(instrument: Instrument) -> None:
    """Each limit, one below it and one above it, as far as they can be reached."""
    totals = {ours(instrument, vector)["score-total"] for vector in vectors(instrument)}
    for limits in instrument.sets:
        for limit in limits.limits if limits.score == "total" and instrument.id != "everything" else ():
            start = limit.at_least if limit.at_least is not None else limit.more_than
            assert {start - 1, start, start + 1} <= totals


def test_a_wrong_weight_is_seen(root) -> None:
    """The comparison can fail: other points in the Questionnaire give another count."""
    instrument = next(one for one in INSTRUMENTS if one.id == "audit")
    form = fhir(instrument)
    form["responses"] = form["responses"][-5:]
    for option in form["questionnaire"]["item"][0]["answerOption"]:
        for written in (option, option["valueCoding"]):
            written["extension"][0]["valueDecimal"] += 1
    right = [ours(instrument, vector) for vector in vectors(instrument)[-5:]]
    assert any(not same(one, other) for one, other in zip(right, counted(root, [form])[0], strict=True))
