"""What stands beside a form: what holds instead of a plan, what was asked beside it, and exactly what is sent."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.timezone import localdate

from helhet.people import telling

from .. import queries
from ..holding import planning
from .act import At
from .reading import shown


def instead(name: str) -> Callable[[At], Mapping[str, Any]]:
    """What holds when there is no plan."""
    return lambda at: {"no_plan": planning().no_plan[name]}


def asides(at: At) -> Mapping[str, Any]:
    """What was asked before. Shown on a page of its own, for whoever may read it."""
    return {"asides": queries.asides(at.by, at.plan, at.at)}


def version(at: At) -> Mapping[str, Any]:
    """The plan as it will stand, what it lacks, and who it is said to be about."""
    day = localdate(at.at)
    return {
        "checked": queries.checked(at.plan, day),
        "identity": telling.of_person(at.plan.person),
        "paper": shown(queries.as_json(at.plan, day), at.plan.publication),
    }
