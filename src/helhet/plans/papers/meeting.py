"""The invitation to the meeting and the preparation for it: both to be read, and written on, with a pen in hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from helhet.knowledge.planning.content import Planning

# Places of the draft that are chosen from a list beside what is written, and which list.
CHOSEN = {"targets": "targets", "help": "difficulties"}
# Lines to write on for an answer in words.
LINES = 4


@dataclass(frozen=True)
class Choice:
    """Something to tick, and what can be done about it."""

    label: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class Question:
    """A thing that the person is asked beforehand: one at a time, with room for the answer."""

    label: str
    text: str
    said: str
    choices: tuple[Choice, ...]


def questions(planning: Planning, said: Mapping[str, Mapping[str, Any]]) -> list[Question]:
    """What is asked beforehand, in the order of the content. `said`: what already stands in each place of the draft."""
    found = []
    for place in planning.places.values():
        if place.group == "preparation":
            now = said.get(place.id, {})
            entries = getattr(planning, CHOSEN[place.id]).values() if place.id in CHOSEN else ()
            choices = tuple(_choices(entries, now.get("chosen", ())))
            found.append(Question(place.label, place.text, str(now.get("text", "")), choices))
    return found


def _choices(entries: Iterable[Any], chosen: Iterable[str]) -> Iterable[Choice]:
    picked = set(chosen)
    return (Choice(one.label, one.text, one.id in picked) for one in entries)


def preparation(planning: Planning, said: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What the preparation's template shows."""
    return {"questions": questions(planning, said), "lines": range(LINES)}


def invitation(meeting: Mapping[str, str], people: Iterable[str], sender: str, phone: str) -> dict[str, Any]:
    """What the letter's template shows. `meeting`: on, time, place and words, as the call has them."""
    return {"meeting": meeting, "people": list(people), "sender": sender, "phone": phone}
