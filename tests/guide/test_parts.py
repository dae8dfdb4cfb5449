"""Where a step stands on the page: the way first, what goes on all along last."""

import pytest

from helhet.guide import show
from helhet.knowledge.answer import Advised


def made(part: str, urgency: int) -> Advised:
    nothing = dict.fromkeys(("receiver", "receiver_id", "contact", "channel", "channel_id", "deadline"))
    words = dict.fromkeys(("act", "act_id", "text", "actor", "actor_id", "strength", "strength_id"), "x")
    return Advised(**words, **nothing, urgency=urgency, part=part)


@pytest.mark.parametrize(
    ("part", "urgency", "stands"),
    [("also", 4, "always"), ("also", 3, "also"), ("way", 4, "way"), ("others", 4, "others"), ("first", 1, "first")],
)
def test_what_goes_on_all_along_stands_apart(part, urgency, stands):
    assert show.part_of(made(part, urgency)) == stands


def test_the_way_is_before_what_others_do_and_all_along_is_last():
    order = list(show.PARTS)
    assert order.index("way") < order.index("others") < order.index("also")
    assert order[-1] == "always"
