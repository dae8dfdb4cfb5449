"""Plans made together, in every phase: how each goes, how many of each, and how long ago they began."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice

from helhet.plans import actions, following

from ..cast import Someone
from ..play import History, Play
from . import contact, table
from .meeting import UNTIL_FOLLOWED, meet, write_again
from .table import Table

# Which side calls, most often the one that the person goes to most.
CALLERS = ("addiction_clinic", "social_adult", "addiction_clinic", "health_centre", "social_adult", "psychiatry")
BETTER = ("same", "better", "better", "much_better", "worse", "no_answer")
# Long enough for nothing more to happen.
NEVER = 2000


def _begin(play: Play, someone: Someone, frm: str = "") -> Table:
    return table.begin(play, someone, frm or play.chance.choice(CALLERS))


def _seen(at: Table) -> History:
    yield 2
    table.see(at)


def _asked(at: Table) -> History:
    yield from _seen(at)
    yield 1.5
    at.do(actions.offer, how=at.word("offers"))


def _yes(at: Table) -> History:
    yield from _asked(at)
    yield 2
    table.agree(at)


def _called(at: Table) -> History:
    yield from _yes(at)
    yield 1
    table.invite(at)


def _coming(at: Table, first: str = "coming") -> History:
    yield from _called(at)
    yield 3
    table.all_come(at, first)


def _written(at: Table, first: str = "coming") -> History:
    yield from _coming(at, first)
    yield 1
    table.send_part(at, at.units()[-1])
    yield 5
    table.take_parts(at)
    meet(at)


def _published(at: Table, first: str = "coming") -> History:
    yield from _written(at, first)
    yield 2
    table.publish(at)


def _answered(at: Table, how: str = "accept") -> History:
    yield from _published(at)
    yield 3
    table.all_answer(at, how)


def _followed(at: Table, times: int) -> History:
    """The plan is followed up so many times; the person says how it goes."""
    for _ in range(times):
        yield UNTIL_FOLLOWED
        rating = at.play.chance.choice(BETTER)
        table.follow_up(at, rating, UNTIL_FOLLOWED)
        at.play.also(_read_there(at))
    yield NEVER


def _read_there(at: Table) -> History:
    """The others read that it was followed up."""
    yield 1
    table.all_read(at)


def _goes_on(at: Table) -> History:
    """Without a plan the contact is as before."""
    course = at.play.fresh(at.who, at.course)
    yield from contact.to_the_end(at.play, at.who, course, at.play.chance.randint(3, 8))


def seen(play: Play, someone: Someone) -> History:
    """The need is seen, and the person is to be asked."""
    yield from _seen(_begin(play, someone))


def asked(play: Play, someone: Someone) -> History:
    """The person has been asked, and thinks about it."""
    yield from _asked(_begin(play, someone))


def declined(play: Play, someone: Someone) -> History:
    """The person does not want a plan."""
    at = _begin(play, someone)
    yield from _asked(at)
    yield 7
    at.do(actions.decline, words=at.word("no"))
    yield from _goes_on(at)


def without_yes(play: Play, someone: Someone) -> History:
    """The person neither says yes nor no; nothing is written and nothing sent."""
    at = _begin(play, someone)
    yield from _asked(at)
    yield 14
    at.do(actions.lack, words=at.word("silent"))
    yield from _goes_on(at)


def called(play: Play, someone: Someone) -> History:
    """Everyone is called, and has yet to answer."""
    yield from _called(_begin(play, someone))


def coming(play: Play, someone: Someone) -> History:
    """Everyone comes, and one has sent what they bring, which nobody has read yet."""
    at = _begin(play, someone)
    yield from _coming(at)
    yield 1
    table.send_part(at, at.units()[0], at.word("parts", "lacking"))


def another_day(play: Play, someone: Someone) -> History:
    """The other principal cannot come that day, and waits for a new call."""
    yield from _coming(_begin(play, someone), "cannot")


def called_again(play: Play, someone: Someone) -> History:
    """The other principal could not come that day; they are called to another, and come."""
    at = _begin(play, someone)
    yield from _coming(at, "cannot")
    yield 1
    other = at.units()[0]
    table.call(at, {other.id}, 14)
    yield 2
    table.come(at, other)
    yield 12
    meet(at)
    table.publish(at)
    yield 3
    table.all_answer(at)
    yield from _followed(at, 4)


def refusing(play: Play, someone: Someone) -> History:
    """The other principal will not take part: a deviation. The plan is made all the same."""
    at = _begin(play, someone)
    yield from _written(at, "refuses")
    yield 2
    table.publish(at)
    yield 3
    table.all_answer(at)
    yield from _followed(at, 5)


def being_written(play: Play, someone: Someone) -> History:
    """The meeting has been, and the plan is to be published."""
    yield from _written(_begin(play, someone))


def waiting(play: Play, someone: Someone) -> History:
    """The plan is published, and the others have yet to answer for their parts."""
    yield from _published(_begin(play, someone))


def agreed(play: Play, someone: Someone) -> History:
    """Everyone answers for their parts, and nothing is to be done until it is followed up."""
    yield from _answered(_begin(play, someone))
    yield NEVER


def changed(play: Play, someone: Someone) -> History:
    """The other principal wants to change its part; it is talked about, and a new version comes."""
    at = _begin(play, someone)
    yield from _answered(at, "change")
    yield 4
    table.take_parts(at)
    write_again(at, UNTIL_FOLLOWED)
    table.publish(at)
    yield 3
    table.all_answer(at)
    yield from _followed(at, 4)


def lacking(play: Play, someone: Someone) -> History:
    """The other principal says what is missing, and whoever called has yet to see to it."""
    yield from _answered(_begin(play, someone), "lacking")


def followed(play: Play, someone: Someone) -> History:
    """The plan is followed up again and again, with the person's own word on how it goes."""
    at = _begin(play, someone)
    yield from _answered(at)
    yield from _followed(at, 12)


def moved_overall(play: Play, someone: Someone) -> History:
    """The overall responsibility goes to the other principal when both say so; one of them gives it back later."""
    at = _begin(play, someone)
    yield from _answered(at)
    yield 30
    other = at.units()[0]
    if other.took:
        table.give_back(at, other)
        yield 5
    table.move_overall(at, other)
    yield from _followed(at, 12)


def ended(play: Play, someone: Someone, reason: str = "done") -> History:
    """The plan is followed up and ends, with everyone told; the contact ends when both agree."""
    at = _begin(play, someone)
    yield from _answered(at)
    for days in (UNTIL_FOLLOWED, None):
        yield UNTIL_FOLLOWED
        table.follow_up(at, "better" if days else "much_better", days)
        table.all_read(at)
    yield 3
    table.close(at, reason)
    play.also(_read_there(at))
    yield 3
    yield from _goes_on(at)


def one_side(play: Play, someone: Someone) -> History:
    """The person needs only one of them now."""
    return ended(play, someone, "one_side")


def replaced(play: Play, someone: Someone) -> History:
    """A new plan takes over."""
    return ended(play, someone, "replaced")


def moved(play: Play, someone: Someone) -> History:
    """The person has moved away."""
    return ended(play, someone, "moved")


def withdrawn(play: Play, someone: Someone) -> History:
    """The person takes their yes back: it stops, and everyone is told."""
    at = _begin(play, someone)
    yield from _answered(at)
    yield 20
    at.do(actions.withdraw)
    play.also(_read_there(at))
    yield 1
    table.read(at)
    yield from _goes_on(at)


def coordinated(play: Play, someone: Someone) -> History:
    """Coordinated care and support through prison or compulsory care, and out of it."""
    at = table.begin(play, someone, play.chance.choice(("social_adult", "addiction_clinic")), "coordinated")
    yield from _answered(at)
    yield from _followed(at, 12)


def missing(play: Play, someone: Someone) -> History:
    """Nobody has what the plan needs: the county is told, and the plan goes on with what there is."""
    at = _begin(play, someone)
    yield from _answered(at)
    yield 6
    at.do(following.miss_service, **at.word("missing"))
    yield from _followed(at, 12)


@dataclass(frozen=True)
class Share:
    """A kind of plan, how many of it there are among sixty, and between which days ago they began."""

    kind: Callable[[Play, Someone], History]
    count: int
    days: tuple[int, int]


ALL = (
    Share(seen, 2, (5, 8)),
    Share(asked, 3, (9, 14)),
    Share(declined, 3, (20, 600)),
    Share(without_yes, 2, (28, 500)),
    Share(called, 3, (13, 17)),
    Share(coming, 2, (17, 21)),
    Share(another_day, 2, (16, 20)),
    Share(called_again, 2, (60, 300)),
    Share(refusing, 2, (60, 400)),
    Share(being_written, 3, (24, 28)),
    Share(waiting, 3, (27, 31)),
    Share(agreed, 4, (34, 80)),
    Share(changed, 3, (50, 200)),
    Share(lacking, 2, (34, 45)),
    Share(followed, 5, (120, 720)),
    Share(moved_overall, 3, (90, 500)),
    Share(ended, 3, (230, 720)),
    Share(one_side, 1, (230, 500)),
    Share(replaced, 1, (230, 500)),
    Share(moved, 1, (230, 500)),
    Share(withdrawn, 3, (65, 500)),
    Share(coordinated, 5, (60, 400)),
    Share(missing, 2, (60, 400)),
)


def deal(count: int) -> list[Share]:
    """So many plans: each kind once first, then as many of each as its share says."""
    most = max(share.count for share in ALL)
    order = [share for n in range(most) for share in ALL if share.count > n]
    return list(islice(cycle(order), count))
