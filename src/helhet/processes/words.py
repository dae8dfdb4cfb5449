"""What was told in a case, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format

from helhet.kernel.calendar import local
from helhet.knowledge.processes.event import Event
from helhet.knowledge.processes.loading import Ready


def sentence(text: str) -> str:
    """A label as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def facts(ready: Ready, raw: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(what, value) of the facts that were told, in the order of the content."""
    return [(fact.label, _word(ready, fact.id, raw[fact.id])) for fact in ready.process.facts if fact.id in raw]


def _word(ready: Ready, fact: str, value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    names = ready.answers.get(fact)
    told = value if isinstance(value, list) else [value]
    found = [names.find(str(one)) if names else None for one in told]
    return ", ".join(named.label if named else str(one) for named, one in zip(found, told, strict=True))


def happened(ready: Ready, event: Event) -> str:
    """An event in a line: when, what, by whom."""
    act, role = ready.acts.find(event.act), ready.roles.find(event.by)
    who = f", {role.label}" if role else ""
    return f"{date_format(local(event.at), 'j F Y H.i')}: {act.label if act else event.act}{who}"
