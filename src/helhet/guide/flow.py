"""Which page comes next: a question, or the answer. Between two pages only the form remembers anything."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format

from helhet.knowledge.answer import Answer

from . import queries, show
from .forms import BACK, PLACE, UNKNOWN, Sent, Told
from .links import CODE, code_of, told_by
from .questions import Question, place_question, question

AT_MOST = 6  # questions after the first page


@dataclass(frozen=True)
class Page:
    """What to show, and with which status."""

    template: str
    context: Mapping[str, Any]
    status: int = 200


def start(day: date) -> Page:
    """The start page."""
    shelf = queries.library()
    context = {
        "question": as_question(PLACE, {}, ""),
        "act_now": shelf.law.act_now,
        "counties": queries.counties_with_agreement(day),
        "packs": queries.in_force(day),
        "at_most": AT_MOST,
    }
    return Page("guide/start.html", context)


def first() -> Page:
    """The first page of the guide, empty."""
    return asking(Sent(Told(), {}, {}), first_questions(), None)


def first_questions() -> list[str]:
    """Danger comes before everything, also before the municipality."""
    return [*(f.id for f in queries.library().vocabulary.facts.values() if f.first_page), PLACE]


def page_for(sent: Sent, day: date) -> Page:
    """The page after a form came in."""
    opening = first_questions()
    if wanted := sent.change or sent.back:
        return asking(sent, opening if wanted in opening else [wanted], queries.answer(sent.told, day))
    if sent.faults:
        return asking(sent, opening if set(sent.faults) & set(opening) else list(sent.faults)[:1], None)
    if not sent.told.place or any(name not in sent.told.facts for name in opening[:-1]):
        return asking(sent, opening, None)
    answer = queries.answer(sent.told, day)
    if answer.ask and not sent.show:
        return asking(sent, answer.ask[:1], answer)
    return answered(sent, answer, day)


def asking(sent: Sent, names: Sequence[str], answer: Answer | None) -> Page:
    """A page with one question, or the first page's few."""
    kept = sent.told.without(*names)
    filled = {**as_filled(sent.told), **sent.filled} if sent.faults else as_filled(sent.told)
    opening = PLACE in names
    context = {
        "questions": [as_question(name, filled, sent.faults.get(name, "")) for name in names],
        "faults": any(name in sent.faults for name in names),
        "hidden": kept.pairs(),
        "asked": names,
        "opening": opening,
        "number": 0 if sent.change else number(kept),
        "at_most": AT_MOST,
        "back": back(sent, kept, opening),
        "dangers": [one for one in answer.act_now if one.holds == "yes"] if answer else [],
        "can_show": bool(answer and not opening and not sent.change),
        "show": sent.show,
        "place": queries.place_name(sent.told.place),
    }
    return Page("guide/question.html", context, 422 if context["faults"] else 200)


def as_question(name: str, filled: Mapping[str, Sequence[str]], fault: str) -> Question:
    shelf = queries.library()
    if name == PLACE:
        return place_question(queries.by_county(shelf.directory), filled, fault)
    return question(shelf.vocabulary.facts[name], shelf.vocabulary, filled, fault)


def as_filled(told: Told) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in told.pairs():
        found.setdefault(name, []).append(value)
    return found


def number(kept: Told) -> int:
    """Which question this is, counting from the first page: the deciding facts told since then, and this one."""
    facts = queries.library().vocabulary.facts
    return 1 + sum(1 for name in kept.facts if facts[name].deciding and not facts[name].first_page)


def back(sent: Sent, kept: Told, opening: bool) -> tuple[list[tuple[str, str]], str] | None:
    """The form that leads back: from a change to where it was asked for, else to the question before this one."""
    if sent.change:
        return (sent.told.pairs(), "Tillbaka utan att ändra")
    if opening:
        return None
    before = list(kept.facts)[-1] if kept.facts else PLACE
    return ([*kept.pairs(), (BACK, before)], "Tillbaka")


def answered(sent: Sent, answer: Answer, day: date) -> Page:
    """The answer, with everything that can be done with it."""
    return Page("guide/answer.html", shown(sent.told, answer, day, sent.added) | {"show": sent.show})


def shown(told: Told, answer: Answer, day: date, added: str = "") -> dict[str, Any]:
    """The answer's own content, the same on screen, on paper and behind a link."""
    shelf, packs = queries.library(), {pack.id: pack for pack in queries.packs()}
    words = shelf.vocabulary
    place = queries.place_name(told.place)
    before = queries.answer(told.without(added), day) if added else None
    parts = show.parts(answer, packs, words, before)
    return {
        "answer": answer,
        "parts": parts,
        "opened": show.opened(answer.open, packs),
        "also": show.also(answer.if_so, words.facts),
        "told": show.answers(told, place, answer.assumed, words),
        "hidden": told.pairs(),
        "place": place,
        "place_code": told.place,
        "facts": json.dumps(told.facts, ensure_ascii=False),
        "day": date_format(day, "j F Y"),
        "dangers": [one for one in answer.act_now if one.holds == "yes"],
        "perhaps": [one for one in answer.act_now if one.holds != "yes"],
        "applying": show.named((one for one in answer.packs if one.applies), packs),
        "not_applying": show.named((one for one in answer.packs if not one.applies), packs),
        "unknown_place": told.place in ("", UNKNOWN),
        "added": words.facts[added].label if added else "",
        "new": [step for part in parts for step in part.steps if step.new],
        "remaining": len(answer.ask),
        "next_question": answer.ask[0] if answer.ask else "",
        "code": code_of(told),
    }


def paper(sent: Sent, day: date) -> Page:
    """The answer for paper; when the form is at fault, the page that says so."""
    if sent.faults or not sent.told.facts:
        return page_for(sent, day)
    return Page("guide/paper.html", shown(sent.told, queries.answer(sent.told, day), day))


def link_warning(sent: Sent, address: str, day: date) -> Page:
    """The page that makes an address of the answers, and says what that means."""
    if sent.faults or not sent.told.facts:
        return page_for(sent, day)
    context = {"link": f"{address}?{CODE}={code_of(sent.told)}", "hidden": sent.told.pairs(), "show": sent.show}
    return Page("guide/link.html", context)


def from_link(code: str, day: date) -> Page:
    """The answer that an address holds."""
    shelf = queries.library()
    told = told_by(code, shelf.vocabulary, shelf.directory.municipalities)
    if told is None:
        return Page("guide/link_broken.html", {}, 404)
    context = shown(told, queries.answer(told, day), day)
    return Page("guide/answer.html", context | {"from_link": True, "show": True})
