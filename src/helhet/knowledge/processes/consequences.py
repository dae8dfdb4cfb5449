"""What begins by itself when a clock has run out and nothing blocks it, such as a municipality's duty to pay."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ..clocks.deadline import Deadline
from ..schema.processes import Consequence, Limit
from .conditions import holds
from .matter import Matter

if TYPE_CHECKING:
    from .replay import Replay, Step


def consequences(replay: "Replay", step: "Step", day: date) -> list[dict[str, Any]]:
    """Each consequence of the process: whether it has begun, from when it would, and everything that blocks it."""
    return [_one(replay, step, one, day) for one in replay.ready.process.consequences]


def _one(replay: "Replay", step: "Step", one: Consequence, day: date) -> dict[str, Any]:
    deadline = _deadline(replay, step, one.rule)
    blockers = [limit for limit in one.needs if _blocks(limit, step.matter)]
    begun = deadline is not None and deadline.ends_at <= step.now and not blockers
    return {
        "id": one.id,
        "label": one.label,
        "who": replay.ready.roles.by_id[one.who].label,
        "begins": _told(deadline.strict) if deadline else None,
        "begun": begun,
        "blockers": [_blocker(replay, limit, day) for limit in blockers],
        "section": replay.ready.section(one.provisions, day),
    }


def _deadline(replay: "Replay", step: "Step", rule: str) -> Deadline | None:
    running = next((c for c in reversed(step.matter.clocks) if c.use.rule == rule and c.stopped is None), None)
    return replay.times.deadline(step.matter, running)[0] if running else None


def _blocks(limit: Limit, matter: Matter) -> bool:
    if holds(limit.when, matter, matter.kept) is False:
        return False
    if limit.refuse is not None:
        return holds(limit.refuse, matter, matter.kept) is True
    return limit.unless is not None and holds(limit.unless, matter, matter.kept) is not True


def _blocker(replay: "Replay", limit: Limit, day: date) -> dict[str, Any]:
    return {"id": limit.id, "text": limit.text, "section": replay.ready.section(limit.provisions, day)}


def _told(strict: date | datetime) -> str:
    return strict.isoformat()
