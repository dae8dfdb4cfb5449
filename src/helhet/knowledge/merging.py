"""The same step from several places becomes one step with every reason."""

from collections.abc import Container, Iterable

from .answer import Advised


def own(step: Advised, substance: str | None) -> Advised:
    """A copy that may be changed: the compiled step serves every answer."""
    copied = Advised.__new__(Advised)
    copied.__dict__.update(step.__dict__)
    copied.basis, copied.notes, copied.needs = step.basis[:], step.notes[:], step.needs[:]
    copied.substances = [substance] if substance else []
    return copied


def merged(steps: Iterable[Advised], mine: Container[str] = ()) -> list[Advised]:
    """The same step for several substances, or from law and agreement both, becomes one step with every reason.

    Law comes first among the steps, and is the same however many agreements there are: so the work grows with
    the number of steps. `mine` are the actors that the one who asks may be: "self" and "doctor" are then the same.
    """
    kept: list[Advised] = []
    alike: dict[tuple[str | None, ...], Advised] = {}
    by_law: dict[str, list[Advised]] = {}
    for step in steps:
        key = (step.act_id, step.after, step.text, step.receiver_id, step.actor_id)
        other = alike.get(key)
        if other is None and step.act_id in by_law:
            other = next((s for s in by_law[step.act_id] if _same(s, step, mine)), None)
        if other is not None:
            _join(other, step)
            continue
        alike[key] = step
        kept.append(step)
        if step.basis[0].kind == "law":
            by_law.setdefault(step.act_id, []).append(step)
    return kept


def _same(law: Advised, other: Advised, mine: Container[str]) -> bool:
    """Whether a step of the agreement is what the law asks for: same act, nobody else does it, nobody else gets it."""
    one_actor = law.actor_id == other.actor_id or (law.actor_id in mine and other.actor_id in mine)
    if other.basis[0].kind == "law" or law.after != other.after or not one_actor:
        return False
    return len({law.receiver_id, other.receiver_id} - {None}) <= 1


_ORDER = ("may", "should", "shall")


def _join(kept: Advised, other: Advised) -> None:
    known = {(b.pack, b.anchor) for b in kept.basis}
    kept.basis += [b for b in other.basis if (b.pack, b.anchor) not in known]
    kept.substances += [s for s in other.substances if s not in kept.substances]
    kept.notes += [n for n in other.notes if n not in kept.notes]
    kept.needs += [n for n in other.needs if n not in kept.needs]
    kept.say = kept.say or other.say
    if _ORDER.index(other.strength_id) > _ORDER.index(kept.strength_id):
        kept.strength, kept.strength_id = other.strength, other.strength_id
    if other.channel_id:
        # The county's own channel says more than the kind of channel that the law asks for.
        kept.channel, kept.channel_id = other.channel, other.channel_id
    for name in ("receiver", "receiver_id", "contact", "deadline", "form", "judgement", "judge"):
        if not getattr(kept, name):
            setattr(kept, name, getattr(other, name))


def gathered(steps: Iterable[Advised]) -> list[Advised]:
    """What is good to think of, one step for each act and receiver: several sentences are read as one thing to do.

    Steps that bind differently, have their own time or wait for something stay apart: joined, one would seem the other.
    """
    kept: list[Advised] = []
    alike: dict[tuple[str | None, ...], Advised] = {}
    for step in _one_report(steps):
        key = (step.act_id, step.receiver_id, step.actor_id, step.strength_id, step.deadline)
        other = alike.get(key)
        if step.part != "also" or step.after or step.judgement or step.act_id in APART:
            kept.append(step)
        elif other is None:
            alike[key] = step
            kept.append(step)
        else:
            other.text = f"{other.text} {step.text}"
            _join(other, step)
    return kept


def _one_report(steps: Iterable[Advised]) -> list[Advised]:
    """One report of each kind to each receiver, however many duties in law ask for it; a sure duty before a judged."""
    kept: list[Advised] = []
    reports: dict[tuple[str | None, ...], Advised] = {}
    for step in sorted(steps, key=lambda step: bool(step.course == "report" and step.judgement)):
        other = reports.get((step.act_id, step.receiver_id, step.actor_id))
        if step.course != "report" or step.basis[0].kind != "law":
            kept.append(step)
        elif other is None:
            reports[(step.act_id, step.receiver_id, step.actor_id)] = step
            kept.append(step)
        else:
            judged, question, judge = step.judgement, other.judgement, other.judge
            other.notes += [step.text] if step.text != other.text and not judged else []
            _join(other, step)
            other.judgement, other.judge = question, judge
    return kept


# Each of these is about its own matter: joined they could not be ticked off.
APART = ("find_out", "answer_need")
