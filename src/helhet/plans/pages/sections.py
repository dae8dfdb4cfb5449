"""The sections of a draft: which parts belong together, in the order that a meeting comes to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format

from helhet.kernel.errors import NotFound
from helhet.ui.addresses import address

from .. import drafting, queries
from ..forms.parts import DecisionForm, SectionForm
from ..holding import planning
from ..models import Part
from . import careful
from .act import At


@dataclass(frozen=True)
class Section:
    """A section: its name in the address, and the group of places, or the kind of rows, that it holds."""

    name: str
    title: str
    says: str
    group: str = ""
    kind: str = ""


SECTIONS = (
    Section("infor", "Personens egna ord", "Det som personen vill säga står alltid först i planen.",
            group="preparation"),
    Section("mal", "Mål", "Det personen vill, med personens ord.", kind="goal"),
    Section("insatser", "Det vi gör", "Vem som svarar för vad, från vilken dag, och om ett beslut behövs.",
            kind="measure"),
    Section("andra", "Det andra gör", "Närstående, föreningar, arbetsgivare och andra.", kind="other"),
    Section("ansvariga", "Samordnare och uppföljning", "Vem personen ringer, och dagen ni ser hur det gick.",
            group="responsible"),
    Section("trygghet", "Återfall och avbrott", "Hjälpen fortsätter. Skriv vem personen ringer och vad ni gör.",
            group="safety"),
    Section("runt", "Barn och närstående", "Vad behöver barnen? Vilket stöd vill de närstående ha?", group="around"),
    Section("vard", "Läkemedel och behandling", "Läkaren avgör. Skriv vad som är klart och vad som återstår.",
            group="care"),
    Section("beslut", "Så kom ni fram till det", "Fem steg, så att personen kan välja.", kind="decision"),
    Section("motet", "Mötet", "När ni sågs, och om personen var med.", group="meeting"),
)  # fmt: skip
PAGES = {one.name: one for one in SECTIONS if one.group or one.kind == "decision"}
NEW_ROW = {"nytt-mal": "goal", "ny-insats": "measure", "ny-hjalp": "other"}
ADD = {kind: name for name, kind in NEW_ROW.items()}


def section(name: str) -> Section:
    """A section with a page of its own. Raises NotFound."""
    if name not in PAGES:
        raise NotFound("Den delen finns inte i en plan.")
    return PAGES[name]


def form(at: At, one: Section, data: Any) -> SectionForm | DecisionForm:
    """The section's form, with the versions that it shows."""
    content = planning()
    if one.kind == "decision":
        parts = {part.key: part for part in at.draft.rows("decision")}
        return DecisionForm(data, parts=parts, content=content)
    places = [place for place in content.places.values() if place.group == one.group]
    return SectionForm(data, parts=at.draft.places, places=places, content=content)


def save(at: At, one: Section, filled: SectionForm | DecisionForm) -> bool:
    """Write what changed. Whether somebody else had written the same meanwhile, so that both are to be read."""
    kind = one.kind or "place"
    wrote = [
        drafting.write(**at.whole, kind=kind, key=key, data=data, version=version)
        for key, data, version in filled.entries()
    ]
    return any(each.clashes for each in wrote)


def shown(at: At) -> list[dict[str, Any]]:
    """Every section with what stands in it, where it is written, and whether two wrote at once."""
    return [_shown(at, one) for one in SECTIONS]


def _shown(at: At, one: Section) -> dict[str, Any]:
    parts = parts_of(at, one)
    told = {"section": one, "clash": any(part.also for part in parts), "rows": [], "lines": [], "address": ""}
    if one.kind in ADD:
        told["rows"] = [(part, address("plans:row", at.plan.id, part.key)) for part in parts]
        told["add"] = address("plans:row", at.plan.id, ADD[one.kind])
    else:
        told["lines"] = list(_lines(parts))
        told["address"] = address("plans:section", at.plan.id, one.name)
    return told


def parts_of(at: At, one: Section) -> list[Part]:
    """The parts of a section that have something in them."""
    if one.kind:
        return at.draft.rows(one.kind)
    keys = [place.id for place in planning().places.values() if place.group == one.group]
    return [at.draft.places[key] for key in keys if key in at.draft.places]


def _lines(parts: list[Part]) -> Iterator[tuple[str, str]]:
    content = planning()
    for part in parts:
        label = (content.steps if part.kind == "decision" else content.places)[part.key].label
        if text := in_words(part.key, part.data):
            yield label, text


def in_words(key: str, data: Mapping[str, Any]) -> str:
    """What stands in a place, as a line."""
    content = planning()
    listed = {**content.targets, **content.difficulties}
    told = [listed[one].label for one in data.get("chosen", ()) if one in listed]
    if "took_part" in data:
        told.append("Ja" if data["took_part"] else "Nej")
    told += [_told(data[name]) for name in ("name", "unit", "on", "by", "text", "why_not") if data.get(name)]
    return ". ".join(told) if key == "targets" else ", ".join(told)


def _told(value: Any) -> str:
    """A text as it is; a day, which the draft keeps as in the plan's JSON, in words."""
    try:
        return date_format(date.fromisoformat(str(value)), "j F Y")
    except ValueError:
        return str(value)


def changes(at: At, one: Section) -> list[Any]:
    """How the parts of a section have been left, newest first, with what two wrote at once."""
    found = [change for part in parts_of(at, one) for change in queries.history(part)]
    return sorted(found, key=lambda change: change.at, reverse=True)[:20]


def page(at: At, one: Section) -> dict[str, Any]:
    """What stands beside the section's form: what two wrote at once, how it was left before, and what helps."""
    parts = parts_of(at, one)
    told = {
        "section": one,
        "both": [(label(part), part.also) for part in parts if part.also],
        "changes": changes(at, one),
    }
    return told | (careful.checklists(at) if one.group == "care" else {})


def label(part: Part) -> str:
    """What a part is called."""
    content = planning()
    entries = content.steps if part.kind == "decision" else content.places
    return entries[part.key].label if part.key in entries else ""
