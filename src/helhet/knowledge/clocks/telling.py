"""The counting in plain Swedish: from what, how, to which day, and what is not settled."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from helhet.kernel.calendar import local, local_day

from .running import Running
from .words import SURE, called, long, said

_TO = {"act": "senast", "most": "längst till och med", "begins": "från och med", "least": "till och med"}


def how(running: Running) -> str:
    """The counting, in a few sentences."""
    return " ".join(part for part in _parts(running) if part)


def unsure(running: Running) -> str:
    """What is not settled about it; empty when nothing is."""
    relief = running.rule.clock.relief
    parts = [SURE[running.rule.sure]]
    if running.relief and relief and relief.sure != "read":
        parts.append(f"{said(running.relief).capitalize()} kanske inte räcker (lag 1930:173 2 §). {relief.why}")
    return " ".join(part for part in parts if part)


def _parts(running: Running) -> Iterator[str]:
    rule = running.rule
    by_clock = isinstance(running.strict, datetime)
    start = running.start if by_clock or running.choice else _day(running.start)
    to = "senast" if by_clock else _TO[rule.sort]
    yield f"{rule.event} {said(start)} → {to} {said(running.strict)}."
    yield _counted(running)
    yield _stopped(running)
    yield _moved(running)
    if running.latest:
        yield f"Det ska vara klart senast {said(running.latest)}."
    yield rule.clock.note
    yield SURE[rule.sure]


def _counted(running: Running) -> str:
    """Which length, and how its last day was found."""
    if running.agreed is not None:
        return f"Avtalet säger {long('days', running.agreed)}."
    if running.extended:
        extension = running.rule.extension
        return f"Förlängd. {extension.text if extension else ''}"
    length = running.choice.length if running.choice else running.rule.length
    why = f"{running.choice.text} " if running.choice else ""
    return why + _length(running, *length.counted)


def _length(running: Running, unit: str, number: int) -> str:
    start = _day(running.start)
    told = long(unit, number).capitalize()
    if unit == "hours":
        return f"{told} i följd.{_changed(running)}"
    if number == 0:
        word = running.rule.at_once
        return f"Lagen säger {word} och ger ingen dag att vänta till." if word else "Samma dag."
    if unit == "days":
        return f"{told}, den första är {said(start + timedelta(days=1))}."
    if unit == "weeks":
        return f"{told} slutar på samma veckodag (lag 1930:173 1 §)."
    ordinary = _day(running.strict) - timedelta(days=running.uncounted_days)
    if ordinary.day == start.day:
        return f"{told} slutar på samma datum (lag 1930:173 1 §)."
    return f"{told}: månaden har ingen dag {start.day}, {_instead(unit, ordinary)}"


def _instead(unit: str, ordinary: date) -> str:
    if unit == "age":
        return f"och den som är född då har fyllt år {said(ordinary)}."
    return "så den sista dagen gäller (lag 1930:173 1 §)."


def _changed(running: Running) -> str:
    if not isinstance(running.start, datetime) or not isinstance(running.strict, datetime):
        return ""
    if local(running.start).utcoffset() == local(running.strict).utcoffset():
        return ""
    return " Klockan ställs om däremellan, så klockslaget blir ett annat."


def _stopped(running: Running) -> str:
    days, still = running.uncounted_days, running.stopped
    told = f"{long('days', days).capitalize()} räknas inte, så slutdagen flyttas lika långt." if days else ""
    return f"{told} Tiden står stilla just nu och går inte ut förrän den börjar räknas igen.".strip() if still else told


def _moved(running: Running) -> str:
    relief = running.rule.clock.relief
    if running.relief is None or relief is None:
        return ""
    strict = _day(running.strict)
    may = "gäller" if relief.sure == "read" else "kan gälla"
    moved = f"{called(strict)} är ingen vardag: {said(running.relief)} {may} i stället (lag 1930:173 2 §)."
    return f"{moved} {relief.why}{'' if relief.sure == 'read' else ' Räkna med den stränga dagen.'}"


def _day(when: date | datetime) -> date:
    return local_day(when) if isinstance(when, datetime) else when
