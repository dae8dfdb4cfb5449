"""A meeting as a calendar file. Whoever sees the calendar learns when, and nothing of whom or what about. Pure."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from helhet.kernel.calendar import STOCKHOLM

SUMMARY = "Möte"
LONG = timedelta(hours=1)
# Words shorter than this are in every address. Longer ones are compared by their beginnings, so that "mottagningen"
# is told as "mottagning".
WORD = 5
STEM = 7


def file(on: date, clock: str, place: str, telling: Iterable[str], at: datetime) -> bytes:
    """A meeting for one calendar. `clock` as the call has it ("10.30"); what cannot be read gives the whole day.

    `place` is left out when it shares a word with `telling`, the names of what the meeting is about. Each file has an
    id of its own: nobody can put two together.
    """
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kalender//SV", "METHOD:PUBLISH", "BEGIN:VEVENT", f"UID:{uuid4()}",
        f"DTSTAMP:{_moment(at)}", *_when(on, clock), f"SUMMARY:{SUMMARY}", *_where(place, telling), "CLASS:PRIVATE",
        "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _when(on: date, clock: str) -> list[str]:
    starts = read_clock(clock)
    if starts is None:
        return [f"DTSTART;VALUE=DATE:{on:%Y%m%d}", f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}"]
    start = datetime.combine(on, starts, STOCKHOLM).astimezone(UTC)
    return [f"DTSTART:{_moment(start)}", f"DTEND:{_moment(start + LONG)}"]


def read_clock(text: str) -> time | None:
    """A time of the day as people write it: 10.30, 10:30, kl. 9. None when it is none."""
    hour, _, minute = (
        text.casefold().replace("klockan", "").replace("kl", "").strip(" .").replace(".", ":").partition(":")
    )
    digits = hour.isdecimal() and (minute or "0").isdecimal() and len(hour) <= 2 and len(minute) <= 2
    return time(int(hour), int(minute or 0)) if digits and int(hour) < 24 and int(minute or 0) < 60 else None


def _where(place: str, telling: Iterable[str]) -> list[str]:
    said = {stem for name in telling for stem in _stems(name)}
    if not place.strip() or said & set(_stems(place)):
        return []
    text = " ".join(place.split())
    return ["LOCATION:" + text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")]


def _stems(text: str) -> Iterable[str]:
    words = "".join(one if one.isalpha() else " " for one in text.casefold()).split()
    return (word[:STEM] for word in words if len(word) >= WORD)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> Iterable[str]:
    """No line is longer than 75 bytes: the rest goes on in the next, after a blank."""
    kept = ""
    for one in line:
        if len(f"{kept}{one}".encode()) > 74:
            yield kept
            kept = " "
        kept += one
    yield kept
