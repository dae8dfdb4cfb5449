"""Layer 3, hand-over → receiver: whoever gets the person answers for the need, and there is a way there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..findings import Finding
from ..schema.base import When
from ..schema.law import LawNeed
from ..schema.routes import Channel, Row, Step, Table
from ..schema.work import Duty
from .contradictions import needs_of
from .question import Question
from .receivers import Handover, about_person, allowed_units, answers, carries, fits, handovers, of_need, senders
from .routes import fires
from .work import Scope, Work


@dataclass(frozen=True)
class Way:
    """A row that is some units' own and does not pass the person on: who they are, what it asks of the person."""

    units: tuple[str, ...]
    asks: When


def own_ways(work: Work, table: Table) -> tuple[Way, ...]:
    """The ways that a table gives to units it names."""
    found = []
    for row in table.rows:
        named = allowed_units((table.scope, row.when), work)
        if named is not None and not any(hands_over(step, work) for step in row.steps):
            found.append(Way(named, about_person({**table.scope, **row.when})))
    return tuple(found)


def hands_over(step: Step, work: Work) -> bool:
    """Whether the step moves the person to someone else."""
    return work.words.acts[step.act].course == "hand_over"


def check_receivers(
    work: Work, scope: Scope, table: Table, duties: tuple[Duty, ...], law: tuple[LawNeed, ...], ways: tuple[Way, ...]
) -> list[Finding]:
    """Receivers that do not answer for what is handed over, or for nothing at all."""
    every = [h for h in handovers(table, scope) if hands_over(h.step, work) and work.words.principal_of(h.receiver)]
    return [f for h in every for f in (*_need(work, h, duties, law), *_dead_end(work, h, duties, law, ways))]


def _need(work: Work, h: Handover, duties: tuple[Duty, ...], law: tuple[LawNeed, ...]) -> Iterator[Finding]:
    """Another answers for the need where it is handed over. (That nobody does is a gap in layer 1.)"""
    for need in needs_of(h.step, work.words):
        about, legal = of_need(need, duties), of_need(need, law)
        own = answers(h.receiver, about, legal, work.words)
        anyone = (*(duty.applies for duty in about), *(entry.applies for entry in legal))
        if {} in own or not anyone:
            continue
        row = fires(h.table, h.row, h.scope.spoken)
        applies = work.words.needs[need].applies
        question = Question((*row.within, *row.where, (applies,)), (anyone,), (*row.without, own))
        session = work.open("substance", [*question.asked(), *question.scope()])
        for region in session.regions(question)[:1]:
            text = (
                f"Raden {work.say.row(h.row)} lämnar över {work.say.need(need)} till {work.say.who([h.receiver])}, "
                f"som inte svarar för det{work.say.region(region)}."
            )
            where = (*h.row.anchors, *(a for d in about for a in d.anchors))
            yield work.finding("handovers", "conflict", "error", f"{h.name}.{need}", text, where, region, rests=[h.row])


def _dead_end(
    work: Work, h: Handover, duties: tuple[Duty, ...], law: tuple[LawNeed, ...], ways: tuple[Way, ...]
) -> Iterator[Finding]:
    """The receiver has no duty and no way at all for the person."""
    own = (
        *answers(h.receiver, duties, law, work.words),
        *(way.asks for way in ways if fits(h.receiver, way.units, work.words)),
    )
    if {} in own:
        return
    row = fires(h.table, h.row, h.scope.spoken)
    session = work.open("substance", [*row.asked(), *row.scope(), *own])
    # Only what can hold for the same person makes a difference; that leaves much less to look at.
    near = tuple(when for when in own if session.possible(replace(row, where=(*row.where, (when,)))))
    question = Question((*row.within, *row.where), (), (*row.without, near))
    for region in session.regions(question)[:1]:
        text = (
            f"Raden {work.say.row(h.row)} lämnar över till {work.say.who([h.receiver])}, "
            f"men avtalet säger inget om vad de gör{work.say.region(region)}."
        )
        yield work.finding("handovers", "dead_end", "warning", h.name, text, h.row.anchors, region, rests=[h.row])


def check_channels(work: Work, scope: Scope, table: Table, channels: tuple[Channel, ...]) -> list[Finding]:
    """Steps whose way to the receiver is missing, or is not for them."""
    known = {c.id: c for c in channels}
    found = [f for row in table.rows for step in row.steps for f in _nowhere(work, row, step)]
    for h in handovers(table, scope):
        channel = known.get(h.step.channel or "")
        if channel:
            found += _channel(work, h, channel)
        elif hands_over(h.step, work):
            row, receiver = work.say.row(h.row), work.say.who([h.receiver])
            text = f"Raden {row} lämnar över till {receiver} utan att säga på vilken väg."
            found.append(work.finding("handovers", "silence", "warning", f"{h.name}.channel", text, h.row.anchors))
    return found


def _nowhere(work: Work, row: Row, step: Step) -> Iterator[Finding]:
    if hands_over(step, work) and not step.receiver:
        text = (
            f"Raden {work.say.row(row)} lämnar över personen ({step.text.rstrip('.').lower()}) utan att säga till vem."
        )
        yield work.finding("handovers", "gap", "error", f"{row.id}.{step.act}", text, row.anchors, rests=[row])


def _channel(work: Work, h: Handover, channel: Channel) -> Iterator[Finding]:
    """The channel is open to the sender, leads to the receiver, and carries the need."""
    say, words = work.say, work.words
    where, rests = (*h.row.anchors, *channel.anchors), (h.row, channel)
    uses = f"Raden {say.row(h.row)} använder vägen {say.words_of(channel.text)}"
    outside = [s for s in senders(h, work) if not _may_send(s, channel, work)]
    if outside:
        text = f"{uses}, men den är inte öppen för {say.units(outside)} som avsändare."
        yield work.finding("handovers", "conflict", "error", f"{h.name}.sender", text, where, rests=rests)
    known = words.principal_of(h.receiver) or h.receiver == "person"
    if known and not fits(h.receiver, channel.receiver, words):
        text = f"{uses} till {say.who([h.receiver])}, men den leder inte dit."
        yield work.finding("handovers", "conflict", "error", f"{h.name}.receiver", text, where, rests=rests)
    if not carries(channel, h.step.needs):
        missing = ", ".join(say.need(n) for n in h.step.needs if n not in channel.needs)
        text = f"{uses} för {missing}, men vägen är inte till för det."
        yield work.finding("handovers", "conflict", "warning", f"{h.name}.carries", text, where, rests=rests)


def _may_send(sender: str, channel: Channel, work: Work) -> bool:
    """By itself, or by helping the person whose own channel it is."""
    helped = "person" in channel.sender and fits(sender, channel.helped_by, work.words)
    return helped or fits(sender, channel.sender, work.words)
