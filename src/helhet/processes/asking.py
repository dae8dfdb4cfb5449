"""What is asked when an act is recorded: its facts, and who may do it. Pure."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from helhet.knowledge.processes.conditions import holds
from helhet.knowledge.processes.loading import Ready
from helhet.knowledge.processes.matter import Matter
from helhet.knowledge.schema.processes import Act, ProcessFact, When


def facts(ready: Ready, act: Act) -> list[ProcessFact]:
    """The facts that decide whether an act may be taken and what follows, each once, in the order of the content."""
    named = {name for name in _named(ready, act) if not ready.facts.by_id[name].fresh}
    return [fact for fact in ready.process.facts if fact.id in named]


def _named(ready: Ready, act: Act) -> Iterator[str]:
    yield from act.carries
    for by in act.by:
        yield from (*by.carries, *by.when.facts)
    for limit in act.limits:
        # Another way of telling the same, for scripts, is not asked for.
        if "told" not in limit.when.facts.values():
            yield from (name for when in (limit.when, limit.unless, limit.refuse) if when for name in when.facts)
    for when in (*(one.when for one in act.instead), *(goes.when for goes in act.to)):
        yield from when.facts
    for use in ready.process.clocks:
        if use.extended_by and use.extended_by.act == act.id and use.extended_by.to:
            yield use.extended_by.to
        if act.id in [start.act for start in use.starts]:
            yield from (
                *use.facts.values(),
                *(n for start in use.starts if start.act == act.id for n in start.when.facts),
            )


def may_do(act: Act, matter: Matter) -> tuple[str, ...]:
    """The roles that may do it as things stand."""
    open_to = [by for by in act.by if holds(When(**_marks(by.when)), matter, {}) is not False]
    return tuple(dict.fromkeys(role for by in open_to for role in by.roles))


def _marks(when: When) -> dict[str, tuple[str, ...]]:
    """A condition without its facts: those are asked for."""
    return {"has": when.has, "lacks": when.lacks, "any": when.any}


@dataclass(frozen=True)
class Choice:
    """An act that can be taken where a case stands: who may do it, and whether that is whoever asks."""

    act: Act
    roles: tuple[str, ...]
    who: str
    mine: bool
    stopped: str = ""
    section: str = ""


def choices(ready: Ready, matter: Matter, mine: Collection[str]) -> list[Choice]:
    """What may happen next where a case stands, one's own acts first, in the order of the content."""
    found = [_choice(ready, matter, act, mine) for act in ready.acts if _here(act, matter) and not _other(act, ready)]
    return sorted(found, key=lambda one: (bool(one.stopped), not one.mine))


def earlier(ready: Ready, now: Iterable[Choice]) -> list[Act]:
    """Acts that cannot be taken where a case stands now, and may have been taken before that: they can be written in
    afterwards, and the engine judges them where the case stood then."""
    offered = {one.act.id for one in now if not one.stopped}
    return [act for act in ready.acts if act.id not in offered and not _other(act, ready)]


def everybody(act: Act) -> tuple[str, ...]:
    """Every role that may take an act at some time."""
    return tuple(dict.fromkeys(role for by in act.by for role in by.roles))


def _here(act: Act, matter: Matter) -> bool:
    return act.from_states == ("*",) or matter.state in act.from_states


def _other(act: Act, ready: Ready) -> bool:
    """What the engine chooses instead by itself is not chosen."""
    return any(other.act == act.id and other.when.has for one in ready.acts for other in one.instead)


def _choice(ready: Ready, matter: Matter, act: Act, mine: Collection[str]) -> Choice:
    roles = may_do(act, matter)
    labels = [ready.roles.by_id[role].label for role in roles]
    stopped = next((limit for limit in act.limits if _stops(limit.when, limit.refuse, limit.unless, matter)), None)
    who = ", ".join(labels[:-1]) + (" eller " if len(labels) > 1 else "") + labels[-1] if labels else ""
    text, section = (stopped.text, ", ".join(stopped.provisions)) if stopped else ("", ", ".join(act.provisions))
    return Choice(act, roles, who, bool(set(roles) & set(mine)), text, section)


def _stops(when: When, refuse: When | None, unless: When | None, matter: Matter) -> bool:
    """Whether what is already known stops an act, whatever is answered."""
    if when.facts or (refuse and refuse.facts) or (unless and unless.facts):
        return False
    if holds(when, matter, {}) is not True:
        return False
    return (refuse is not None and holds(refuse, matter, {}) is True) or (
        unless is not None and holds(unless, matter, {}) is False
    )


def beginning(ready: Ready) -> Matter:
    """The matter before anything has happened."""
    return Matter(ready.process.start)


def first_acts(ready: Ready) -> list[Act]:
    """The acts that may begin a case: those that lead somewhere from where nothing has happened."""
    matter = beginning(ready)
    found = choices(ready, matter, ())
    return [one.act for one in found if not one.stopped and one.act.to and not _only_ends(ready, one.act)]


def _only_ends(ready: Ready, act: Act) -> bool:
    return all(ready.state[goes.state].final for goes in act.to)
