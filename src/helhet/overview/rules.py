"""What the staff pages work out from what others keep: the worklist in parts, and a way as moments. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from helhet.courses.rules import BUCKETS, Bucket

# What a part of the worklist is called, and what it asks of the reader.
HEADINGS: Mapping[Bucket, tuple[str, str]] = {
    "overdue": ("Försenat", "Dagen har varit. Gör det nu, eller sätt ett nytt steg."),
    "answer": ("Att svara på", "Någon har frågat er och väntar."),
    "new": ("Nytt att läsa", "Svar och besked som ingen har läst."),
    "today": ("I dag", ""),
    "week": ("Den här veckan", ""),
    "later": ("Senare", ""),
    "waiting": ("Ni väntar på svar", "Ni har kvar ansvaret tills någon annan har sagt ja."),
}
# A letter is tried so many times before it is given up. Ours: a carrier that is down is up again within a few scans.
TRIES = 5


@dataclass(frozen=True)
class Part[Row]:
    """A part of the worklist with its rows."""

    bucket: Bucket
    heading: str
    says: str
    rows: Sequence[Row]


def in_parts[Row](rows: Iterable[tuple[Bucket, Row]]) -> list[Part[Row]]:
    """Rows in the parts they belong to, in the order of the page; empty parts are left out."""
    found: dict[Bucket, list[Row]] = {bucket: [] for bucket in BUCKETS}
    for bucket, row in rows:
        found[bucket].append(row)
    return [Part(bucket, *HEADINGS[bucket], held) for bucket, held in found.items() if held]


def how_late(late: int) -> str:
    """How late something is, in words; empty when it is not."""
    if late <= 0:
        return ""
    return "1 dag sen" if late == 1 else f"{late} dagar sen"


def until(day: date, today: date) -> str:
    """How long it is to a day, as people say it."""
    days = (day - today).days
    near = {-1: "i går", 0: "i dag", 1: "i morgon"}
    return near.get(days) or (f"om {days} dagar" if days > 0 else f"för {-days} dagar sedan")


@dataclass(frozen=True)
class Span:
    """Something that held for a time: who owned, or in which phase the way was."""

    label: str
    since: datetime
    until: datetime


def spans(changes: Iterable[tuple[datetime, str]], end: datetime) -> list[Span]:
    """Each change holds until the next one, and the last until the end. The same label twice in a row is one span."""
    kept: list[tuple[datetime, str]] = []
    for at, label in sorted(changes):
        if not kept or kept[-1][1] != label:
            kept.append((at, label))
    following = [at for at, _ in kept[1:]] + [end]
    return [Span(label, at, until) for (at, label), until in zip(kept, following, strict=False)]
