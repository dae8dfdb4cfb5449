"""An instrument as a FHIR R4 Questionnaire, and answers as a QuestionnaireResponse."""

from typing import Any

from ...schema.instruments import Instrument, Item, ItemWording, Score, Wording
from ..answering import Answers, plain, points
from ..counting import scores_of
from ..who import Profile, text_for
from . import ADDRESS, CALCULATED, ITEM_WEIGHT, ORDINAL_VALUE
from .enabling import coding_of, enabling
from .expression import expression


def questionnaire(
    instrument: Instrument, wording: Wording | None = None, person: Profile | None = None
) -> dict[str, Any]:
    """The Questionnaire; with the official wording where it is loaded, else with our short labels.

    Its scores are read-only items that carry their own way of counting.
    """
    words = {one.id: one for one in wording.items} if wording else {}
    who = person or Profile()
    items = [_item(instrument, item, words.get(item.id), who) for item in instrument.items]
    return {
        "resourceType": "Questionnaire",
        "id": instrument.id,
        "url": ADDRESS + instrument.id,
        "version": instrument.version,
        "name": instrument.id,
        "title": instrument.title,
        "status": "active",
        "subjectType": ["Patient"],
        "publisher": wording.source if wording else instrument.source,
        "description": instrument.about,
        **({"copyright": instrument.rights} if instrument.rights else {}),
        "item": [*items, *(_score(instrument, one) for one in scores_of(instrument))],
    }


def _item(instrument: Instrument, item: Item, words: ItemWording | None, who: Profile) -> dict[str, Any]:
    made: dict[str, Any] = {
        "linkId": item.id,
        "text": text_for(words.text if words else item.label, who),
        "type": "integer" if item.range else "choice",
        "required": True,
    }
    if item.code:
        made["code"] = [{"code": item.code, **({"system": item.system} if item.system else {})}]
    if item.range:
        made["extension"] = [_bound("minValue", item.range.least), _bound("maxValue", item.range.most)]
    else:
        made["answerOption"] = [_option(instrument, item, index, words) for index in range(len(item.options))]
    return {**made, **enabling(instrument, item)}


def _bound(name: str, value: int) -> dict[str, Any]:
    return {"url": f"http://hl7.org/fhir/StructureDefinition/{name}", "valueInteger": value}


def _option(instrument: Instrument, item: Item, index: int, words: ItemWording | None) -> dict[str, Any]:
    option = item.options[index]
    gives = plain(points(item, option.value))
    label = words.options[index] if words and index < len(words.options) else option.label
    coding = {**coding_of(instrument, item, option.value), "display": label or str(option.value)}
    coding["extension"] = [{"url": ORDINAL_VALUE, "valueDecimal": gives}]
    return {"extension": [{"url": ITEM_WEIGHT, "valueDecimal": gives}], "valueCoding": coding}


def _score(instrument: Instrument, score: Score) -> dict[str, Any]:
    written = {"language": "text/fhirpath", "expression": expression(instrument, score)}
    return {
        "linkId": score_link(score),
        "text": score.label,
        "type": "decimal",
        "readOnly": True,
        "extension": [{"url": CALCULATED, "valueExpression": written}],
    }


def score_link(score: Score) -> str:
    """The link of the item that a score is in."""
    return f"score-{score.id}"


def response(instrument: Instrument, answers: Answers, at: str) -> dict[str, Any]:
    """What was answered, without points: whoever counts must look in the Questionnaire. at: an instant as in FHIR."""
    given = [item for item in instrument.items if item.id in answers.values]
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"{ADDRESS}{instrument.id}|{instrument.version}",
        "status": "completed" if answers.whole else "in-progress",
        "authored": at,
        "item": [{"linkId": item.id, "answer": [_value(instrument, item, answers.values[item.id])]} for item in given],
    }


def _value(instrument: Instrument, item: Item, value: int | str) -> dict[str, Any]:
    return {"valueInteger": value} if item.range else {"valueCoding": coding_of(instrument, item, value)}
