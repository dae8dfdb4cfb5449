"""Words for the parts of a plan, on its page."""

from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format

from ..holding import planning
from ..models import Part
from ..pages.sections import in_words

register = template.Library()
FIELDS = {
    "text": "Text", "who": "Vem", "goal": "Mål", "need": "Behov", "treatment": "Behandling", "principal": "Vem svarar",
    "unit": "Enhet", "start": "Från", "decision": "Beslut", "decided_on": "Beslutet kom", "appeal": "Så överklagar man",
    "settled": "Hur det bestämdes", "chosen": "Valt", "on": "Dag", "by": "Ansvarig", "name": "Namn",
    "took_part": "Var med", "why_not": "Varför inte",
}  # fmt: skip


@register.filter
def measure_line(part: Part) -> str:
    """Who, from when, and the decision, of a measure."""
    return measure_words(part.data)


@register.filter
def measure_words(data: Any) -> str:
    """Who, from when, and the decision, of a measure as it is kept or as it came."""
    content, told = planning(), []
    named = content.library.vocabulary.principals
    whose = data.get("principal", [])
    told += [named[one].label for one in ([whose] if isinstance(whose, str) else whose) if one in named]
    told += [str(data[name]) for name in ("unit", "who") if data.get(name)]
    told += [f"från {day(data['start'])}"] if data.get("start") else []
    told += [content.decisions[data["decision"]].label.lower()] if data.get("decision") in content.decisions else []
    return ", ".join(told)


@register.filter
def field_name(name: str) -> str:
    """What a field of a part is called."""
    return FIELDS.get(name, name)


@register.filter
def said(value: Any) -> str:
    """A value that somebody wrote, in words."""
    content = planning()
    lists: list[dict[str, Any]] = [
        dict(one) for one in (content.targets, content.difficulties, content.decisions, content.settled)
    ]
    lists.append(dict(content.library.vocabulary.principals))
    names = value if isinstance(value, list) else [value]
    return ", ".join(next((str(one[name].label) for one in lists if name in one), str(name)) for name in names)


@register.filter
def left(change: Any) -> str:
    """A part as it was left, as a line."""
    return in_words(change.part.key, change.data) or measure_words(change.data)


HOW = {
    "written": "skrev",
    "merged": "skrev, samtidigt som någon annan",
    "both": "skrev på samma ställe som någon annan",
    "taken": "lade in det som kom",
    "dropped": "tog bort",
}


@register.filter
def how_left(change: Any) -> str:
    """What somebody did with a part."""
    return HOW.get(change.how, change.how)


@register.filter
def rating(ident: str) -> str:
    """The person's own rating in words."""
    found = planning().ratings
    return str(found[ident].label) if ident in found else ident


@register.filter
def day(text: str) -> str:
    """A day that is kept as text, in words. What is no day stands as it is."""
    try:
        return date_format(date.fromisoformat(text), "j F Y")
    except (TypeError, ValueError):
        return str(text)
