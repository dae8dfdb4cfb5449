"""Every clock as a list for scripts and as a page for people: docs/generated/klockor.md."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from ..schema.clocks import AlarmStep
from .rule import Rule
from .rules import Clocks
from .telling import SURE, long

NAME = "klockor.md"
_LAWS = {
    "lvm": "LVM: vård utan samtycke av vuxna",
    "lvu": "LVU: vård utan samtycke av unga",
    "lob": "LOB: omhändertagande av berusade",
    "lpt": "LPT: psykiatrisk tvångsvård",
    "dis": "Utskrivning från sluten vård",
    "child": "Oro för ett barn",
    "sip": "Individuell plan",
    "fl": "Förvaltningslagen",
    "care": "Vårdgarantin",
    "decision": "Beslut som inte verkställs",
    "log": "Loggen",
    "social": "Socialtjänstens akter",
    "record": "Journaler",
}
_TOP = """# Lagens klockor

<!-- Gjord av `helhet docs`. Ändra i content/law/, inte här. -->

Det här är ett stöd, inte juridisk rådgivning. Varje tid räknas från en händelse som någon har registrerat. Larmen går
före den stränga dagen. Är den dagen ingen vardag kan lag 1930:173 2 § ge nästa vardag: hur säkert det är står på varje
rad. En dag är slut när den är slut i Sverige; timmar räknas som de går, också när klockan ställs om.
"""
_RELIEF = {
    "read": "ja",
    "secondary": "ja, läst i andra hand",
    "memory": "kanske, ur minnet",
    "open": "inte klarlagt",
}


def listed(clocks: Clocks) -> list[dict[str, Any]]:
    """Every rule as data, in the wording now in force, with the older ones beside it."""
    return [_as_json(clocks, key) for key in clocks.keys]


def page(clocks: Clocks) -> str:
    """Every clock, law by law, then the older wordings and the alarms."""
    parts = [_TOP]
    for law, keys in groupby(clocks.keys, key=lambda key: key.partition(".")[0]):
        parts.append(f"## {_LAWS.get(law, law)}\n")
        parts += [_table(clocks, list(keys)), ""]
    return "\n".join([*parts, *_older(clocks), *_alarms(clocks)]).rstrip() + "\n"


def _as_json(clocks: Clocks, key: str) -> dict[str, Any]:
    newest, *older = clocks.wordings(key)
    unit, number = newest.length.counted
    return {
        "rule": key,
        "section": newest.section,
        "start": newest.start,
        "limit": newest.limit,
        "who": newest.who,
        "whose": newest.whose,
        "sort": newest.sort,
        "unit": unit,
        "number": number,
        "at_once": newest.at_once or None,
        "relief": newest.clock.relief.sure if newest.clock.relief else None,
        "extension": newest.extension.text if newest.extension else None,
        "pauses": list(newest.pauses),
        "done": newest.done,
        "lapses": newest.lapses or None,
        "lapses_by": list(newest.lapses_by),
        "ends_something": newest.ends_something,
        "sure": newest.sure,
        "valid_from": newest.entry.valid_from,
        "valid_to": newest.entry.valid_to,
        "unread_from": newest.entry.unread_from,
        "earlier": [{"section": one.section, "sure": one.sure, **_spell(one)} for one in older],
        "also": clocks.names_of(key),
    }


def _spell(rule: Rule) -> dict[str, Any]:
    return {"valid_from": rule.valid_from, "valid_to": rule.valid_to}


def _table(clocks: Clocks, keys: list[str]) -> str:
    head = "| Nyckel | Från | Hur länge | Vem | Paragraf | Nästa vardag | Förlängning och uppehåll | Missas det |"
    rows = [_row(clocks, next(clocks.wordings(key))) for key in keys]
    return "\n".join([head, "| --- " * 8 + "|", *rows])


def _row(clocks: Clocks, rule: Rule) -> str:
    relief = _RELIEF[rule.clock.relief.sure] if rule.clock.relief else "nej"
    more = [rule.extension.text] if rule.extension else []
    more += [f"{other.text} Då: {long(*other.length.counted)}." for other in rule.clock.choices]
    more += [f"Räknas inte: {clocks.pauses[name]}." for name in rule.pauses]
    sure = f" {SURE[rule.sure]}" if SURE[rule.sure] else ""
    cells = (
        f"`{rule.key}`",
        rule.start,
        rule.limit,
        rule.who,
        rule.section + sure,
        relief,
        " ".join(more),
        _missed(rule),
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _missed(rule: Rule) -> str:
    by = f" ({'; '.join(rule.lapses_by)})" if rule.lapses_by else ""
    return f"{rule.lapses}{by}"


def _older(clocks: Clocks) -> Iterator[str]:
    yield "## Äldre lydelser\n"
    yield "Ett ärende följer den lydelse som gällde då. Där vi inte har läst lydelsen säger svaret det.\n"
    for key in clocks.keys:
        newest, *older = clocks.wordings(key)
        for one in older:
            yield f"- `{key}` {one.valid_from}–{one.valid_to}: {one.limit} ({one.section}). {SURE[one.sure]}".rstrip()
        if unread := newest.entry.unread_from:
            yield f"- `{key}` från {unread} till {newest.valid_from}: lydelsen är inte läst."
        if newest.entry.before:
            yield f"- `{key}` dessförinnan: {newest.entry.before}"
    yield ""


def _alarms(clocks: Clocks) -> Iterator[str]:
    yield "## Larm\n"
    yield "Våra egna, inte lagens: länet kan ändra dem i content/law/clocks.yaml.\n"
    for one in clocks.alarms.values():
        keys = [key for key in clocks.keys if next(clocks.wordings(key)).clock.alarms == one.id]
        yield f"**{one.text}** {', '.join(f'`{key}`' for key in keys)}\n"
        yield from (f"- {clocks.receivers[step.to].capitalize()}: {_when(step)}" for step in one.steps)
        yield ""


def _when(step: AlarmStep) -> str:
    if step.after:
        return {"strict": "när den stränga tiden är slut", "last": "när den sista försvarliga tiden är slut"}[
            step.after
        ]
    if step.hours_before is not None:
        return f"{long('hours', step.hours_before)} före"
    closed = "" if step.any_day else ", vardagen före om kontoret är stängt"
    day = f"{long('days', step.days_before)} före" if step.days_before else "sista dagen"
    return f"{day} klockan {step.at:%H.%M}{closed}"
