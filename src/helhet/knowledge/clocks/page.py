"""Every clock as a page for people: docs/generated/klockor.md."""

from collections.abc import Iterator
from itertools import groupby

from ..schema.alarms import AlarmStep
from .rule import Rule
from .rules import Clocks
from .words import SURE, long

NAME = "klockor.md"
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


def page(clocks: Clocks) -> str:
    """Every clock, law by law, then the older wordings and the alarms."""
    parts = [_TOP]
    for law, keys in groupby(clocks.keys, key=lambda key: key.partition(".")[0]):
        parts.append(f"## {clocks.names.laws.get(law, law)}\n")
        parts += [_table(clocks, list(keys)), ""]
    return "\n".join([*parts, *_older(clocks), *_alarms(clocks)]).rstrip() + "\n"


def _table(clocks: Clocks, keys: list[str]) -> str:
    head = "| Nyckel | Från | Hur länge | Vem | Paragraf | Nästa vardag | Förlängning och uppehåll | Missas det |"
    rows = [_row(clocks, clocks.wordings(key).newest) for key in keys]
    return "\n".join([head, "| --- " * 8 + "|", *rows])


def _row(clocks: Clocks, rule: Rule) -> str:
    relief = _RELIEF[rule.clock.relief.sure] if rule.clock.relief else "nej"
    more = [rule.extension.text] if rule.extension else []
    more += [f"{other.text} Då: {long(*other.length.counted)}." for other in rule.clock.choices]
    more += [f"Räknas inte: {clocks.names.pauses[name]}." for name in rule.pauses]
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
        newest = clocks.wordings(key).newest
        for one in clocks.wordings(key).older:
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
        keys = [key for key in clocks.keys if clocks.wordings(key).newest.clock.alarms == one.id]
        yield f"**{one.text}** {', '.join(f'`{key}`' for key in keys)}\n"
        yield from (f"- {clocks.names.receivers[step.to].capitalize()}: {_when(step)}" for step in one.steps)
        yield ""


def _when(step: AlarmStep) -> str:
    if step.after:
        return "när den stränga tiden är slut" if step.after == "strict" else "när den sista försvarliga tiden är slut"
    if step.hours_before is not None:
        return f"{long('hours', step.hours_before)} före"
    closed = "" if step.any_day else ", vardagen före om kontoret är stängt"
    day = f"{long('days', step.days_before)} före" if step.days_before else "sista dagen"
    return f"{day} klockan {step.at:%H.%M}{closed}"
