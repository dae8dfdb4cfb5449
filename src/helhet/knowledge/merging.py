"""The same step from several places becomes one step with every reason."""

from collections.abc import Iterable

from .answer import Advised


def own(step: Advised, substance: str | None) -> Advised:
    """A copy that may be changed: the compiled step serves every answer."""
    copied = Advised.__new__(Advised)
    copied.__dict__.update(step.__dict__)
    copied.basis, copied.notes, copied.needs = step.basis[:], step.notes[:], step.needs[:]
    copied.substances = [substance] if substance else []
    return copied


def merged(steps: Iterable[Advised]) -> list[Advised]:
    """The same step for several substances, or from law and agreement both, becomes one step with every reason.

    Law comes first among the steps, and is the same however many agreements there are: so the work grows with
    the number of steps.
    """
    kept: list[Advised] = []
    alike: dict[tuple[str | None, ...], Advised] = {}
    by_law: dict[str, list[Advised]] = {}
    for step in steps:
        key = (step.act_id, step.after, step.text, step.receiver_id, step.actor_id)
        other = alike.get(key) or next((s for s in by_law.get(step.act_id, ()) if _same(s, step)), None)
        if other is not None:
            _join(other, step)
            continue
        alike[key] = step
        kept.append(step)
        if step.basis[0].kind == "law":
            by_law.setdefault(step.act_id, []).append(step)
    return kept


def _same(law: Advised, other: Advised) -> bool:
    """Whether a step of the agreement is what the law asks for: same act, nobody else does it, nobody else gets it."""
    if other.basis[0].kind == "law" or law.after != other.after or law.actor_id != other.actor_id:
        return False
    return len({law.receiver_id, other.receiver_id} - {None}) <= 1


_ORDER = ("may", "should", "shall")


def _join(kept: Advised, other: Advised) -> None:
    known = {(b.kind, b.anchor) for b in kept.basis}
    kept.basis += [b for b in other.basis if (b.kind, b.anchor) not in known]
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
