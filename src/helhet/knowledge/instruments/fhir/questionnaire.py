"""A FHIR Questionnaire as an instrument: its groups laid flat, its answers with points, its conditions kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .conditions import asked
from .node import Node
from .options import as_options, choices

CHOICES = ("choice", "open-choice", "coding", "integer", "boolean")
# Deeper groups than any form has.
DEEPEST = 20
_LINK = re.compile(r"^[\x21-\x7eÀ-ÿ]{1,80}$")
_YES_NO = [
    {"value": 1, "points": 1, "label": "Ja", "code": "true", "system": ""},
    {"value": 0, "points": 0, "label": "Nej", "code": "false", "system": ""},
]


@dataclass
class Form:
    """What a Questionnaire holds. items: as an instrument has them. scored: links whose answers give points.

    aside: what cannot be counted and is left out, with why. faults: what is wrong, with its path.
    """

    faults: list[str]
    items: list[dict[str, Any]] = field(default_factory=list)
    scored: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)


class Reading:
    """Reads the items of a Questionnaire, in order."""

    def __init__(self, root: Node) -> None:
        self.form = Form(root.faults)
        self.options: dict[str, list[dict[str, Any]]] = {}
        self.seen: set[str] = set()
        self.contained = {one.text("id"): one for one in root.every("contained") if one.text("id")}
        self._walk(root, [], 0)

    def _walk(self, parent: Node, above: list[dict[str, Any]], depth: int) -> None:
        if depth > DEEPEST:
            parent.fault(f"grupperna ligger i fler än {DEEPEST} nivåer")
            return
        for item in parent.every("item"):
            own = asked(item, self.options)
            conditions = [*above, own] if own else above
            self._take(item, conditions)
            self._walk(item, conditions, depth + 1)

    def _take(self, item: Node, conditions: list[dict[str, Any]]) -> None:
        link, kind = item.text("linkId"), item.text("type")
        if not _LINK.match(link):
            item.fault("behövs: utan mellanslag, högst 80 tecken", "linkId")
        elif link in self.seen:
            item.fault(f"{link} finns redan. Varje linkId ska vara ensamt", "linkId")
        elif kind in CHOICES and not item.flag("readOnly"):
            self._question(item, link, kind, conditions)
        elif kind not in ("group", "display") and not item.flag("readOnly"):
            self.form.aside.append(f"{link}: svar av slaget {kind or 'okänt'} ger inga poäng")
        self.seen.add(link)

    def _question(self, item: Node, link: str, kind: str, conditions: list[dict[str, Any]]) -> None:
        if item.flag("repeats"):
            item.fault("en fråga med flera svar (repeats) går inte att räkna. Gör en fråga av varje svar", "repeats")
        options, scored = (_YES_NO, False) if kind == "boolean" else as_options(item, choices(item, self.contained))
        if not options and kind == "integer":
            self.form.aside.append(f"{link}: ett fritt tal ger inga poäng")
            return
        if not options:
            item.fault("har inga svar att välja bland", "answerOption")
        self.options[link] = options
        text = " ".join(filter(None, [item.text("text")])) or item.text("prefix") or link
        self.form.scored += [link] if scored else []
        self.form.items.append({"id": link, "label": text, "options": options, "asked_when": conditions})


def form_in(root: Node) -> Form:
    """Everything a Questionnaire asks that can be answered by choosing."""
    form = Reading(root).form
    needed = set(form.scored)
    # What is neither counted nor decides anything that is: told, and left out. Last first, as conditions look back.
    for item in reversed(form.items):
        if item["id"] in needed:
            needed |= {trigger["item"] for asked in item["asked_when"] for one in asked.values() for trigger in one}
        else:
            form.aside.append(f"{item['id']}: svaren har inga poäng i filen")
    form.items = [item for item in form.items if item["id"] in needed]
    return form


def instrument_data(root: Node, form: Form) -> Mapping[str, Any]:
    """A Questionnaire as the data of an instrument of its own; faults are noted in it."""
    ident = named(root)
    if not ident:
        root.fault("id eller name behövs: små bokstäver a–z, siffror och bindestreck")
    if not form.scored and not form.faults:
        root.fault("inget svar har poäng. Sätt ordinalValue eller itemWeight på svaren, så att det går att räkna")
    title = root.text("title") or root.text("name") or ident
    return {
        "id": ident,
        "title": title,
        "about": root.text("description") or title,
        "version": root.text("version") or root.text("date") or "utan version",
        "source": root.text("publisher") or root.text("url") or "Inläst från en fil",
        "rights": root.text("copyright"),
        "worded": True,
        "items": form.items,
        "scores": [{"id": "total", "label": "Summa", "items": form.scored}],
    }


def named(root: Node) -> str:
    """The id that an instrument gets from its Questionnaire; empty when none can be made."""
    text = root.text("id") or root.text("name") or root.text("url").rpartition("/")[2]
    ident = re.sub(r"[\s_]+", "-", text.lower())
    return ident if re.fullmatch(r"[a-z0-9][a-z0-9.\-]{0,63}", ident) else ""
