"""Steps of a row that wait for each other: what is already done is left out, and then the next one's turn has come."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .answer import Advised
from .conditions import NO, PERHAPS, YES, Condition, Test
from .schema.routes import Step
from .situation import Situation, holds_somewhere


@dataclass(frozen=True)
class Turn:
    """What is known of one step of a row: `done` says that it is done already, `met` that it need wait no longer."""

    place: int
    done: Condition
    met: Condition


def turns_of(steps: Iterable[Step], condition: Callable[[dict[str, Any]], Condition]) -> Iterator[Turn]:
    """The steps that facts say something of."""
    for place, step in enumerate(steps):
        met = step.after.met_when if step.after else {}
        if step.unless or met:
            yield Turn(place, condition(dict(step.unless)), condition(dict(met)))


def in_turn(steps: tuple[Advised, ...], turns: tuple[Turn, ...], situation: Situation) -> Iterator[Advised]:
    """The steps that are left, as copies where their turn has come."""
    known = {turn.place: turn for turn in turns}
    for place, step in enumerate(steps):
        turn = known.get(place)
        if turn is None or not (turn.done and holds_somewhere(turn.done, situation)):
            come = turn is not None and turn.met and holds_somewhere(turn.met, situation)
            yield now(step) if come else step


def now(step: Advised) -> Advised:
    """A copy of a step that waits for nothing."""
    copied = Advised.__new__(Advised)
    copied.__dict__.update(step.__dict__)
    copied.after = copied.chooses = ""
    return copied


def waiting(
    steps: tuple[Advised, ...], turns: tuple[Turn, ...], situation: Situation
) -> Iterator[tuple[Test, Advised]]:
    """The steps that would be next if something not yet known were so, each with the test it waits for."""
    for turn in turns:
        if turn.met and not holds_somewhere(turn.met, situation) and holds_somewhere(turn.met, situation, PERHAPS):
            yield _open(turn.met, situation), now(steps[turn.place])


def _open(condition: Condition, situation: Situation) -> Test:
    states = situation.states
    return next(test for test in condition if any(test.state(*state) not in (NO, YES) for state in states))
