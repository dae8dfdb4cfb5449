"""`helhet demo-play`: fills an empty database with the demo county, all of it or none."""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from helhet.organisations import loading

from . import bulk, county, report
from .cast import ADULT, Someone, people
from .histories import aside, asking, contact, crossing, legal, returning, together
from .play import History, Play
from .script import Script, open_script

type Kind = Callable[[Play, Someone], History]

# Of those that begin late in the time, more: what is open around today is what the worklists show.
LATELY = 0.45
LATE_DAYS = 45
NEW_DAYS = 4
# Whoever is grown now was so when the first history began.
GROWN = ADULT + 2
# Kinds that began just so many days ago, and of which there are few.
FIXED: dict[Kind, int] = {**returning.ALL, **legal.ALL, **crossing.HERE}


def run(args: argparse.Namespace) -> int:
    """Play the county once; a second time only tells what is there. With --bulk, clone what was played."""
    script, now = open_script(), timezone.now()
    if county.ready(script):
        print("Demolänet finns redan. Ta bort mappen var för att börja om.")
    else:
        print(play_all(script, now, args.persons if args.persons and not args.bulk else script.county["persons"]))
        print(*report.played(script, now), sep="\n")
    if args.bulk and args.persons:
        print(bulk.clone(script, now, args.persons))
    for line in report.sign_ins(script):
        print(line)
    sys.stdout.flush()
    return 0


@transaction.atomic
def play_all(script: Script, now: datetime, persons: int, plans: int | None = None) -> str:
    """Units, staff and histories; gives a sentence about what was played and how long it took. `plans`: how many of
    the people have a plan made together, as the script's share when it is not said."""
    started = time.perf_counter()
    loading.load(at=now, demo=True, county=script.county["county"])
    county.employ(script, county.first_moment(script, now))
    play = Play(county.gather(script), script, now, random.Random(script.county["seed"]))  # noqa: S311
    if plans is None:
        plans = round(persons * script.county["plans"] / script.county["persons"])
    play.run(histories(play, persons, plans))
    took = time.perf_counter() - started
    return f"Demolänet är spelat: {persons} påhittade personer, {play.acts} handlingar på {took:.0f} sekunder."


def histories(play: Play, persons: int, plans: int) -> Iterator[tuple[datetime, History]]:
    """A history for each person, from a day of its own."""
    everyone = list(people(play.script, persons, play.county.municipalities, localdate(play.now)))
    planned = with_plans(play, everyone, plans)
    for someone, planning in zip(planned, together.deal(len(planned)), strict=True):
        first, last = planning.days
        yield ago(play, play.chance.uniform(first, last)), planning.kind(play, someone)
    chosen = {id(one) for one in planned}
    rest = [one for one in everyone if id(one) not in chosen]
    for someone, kind in zip(rest, deal(play, len(rest)), strict=True):
        yield began(play, kind), fitting(kind, someone)(play, someone)


def with_plans(play: Play, everyone: Sequence[Someone], count: int) -> list[Someone]:
    """Those who have a plan: grown, and many of them where somebody signs in with one click."""
    grown = [one for one in everyone if one.details.birth_date and one.age(localdate(play.now)) >= GROWN]
    homes = {one["municipality"] for one in play.script.county["named"]}
    here = [one for one in grown if one.municipality in homes][: round(count * play.script.county["near"])]
    away = [one for one in grown if one not in here][: count - len(here)]
    chosen = here + away
    play.chance.shuffle(chosen)
    return chosen


def deal(play: Play, count: int) -> list[Kind]:
    """So many histories: each kind once first, then by how common it is, in an order of chance."""
    common = {**aside.ALL, **asking.ALL, **crossing.ALL, **dict.fromkeys(FIXED, 1)}
    kinds = list(common)[:count]
    kinds += play.chance.choices(list(common), weights=list(common.values()), k=count - len(kinds))
    play.chance.shuffle(kinds)
    return kinds


def began(play: Play, kind: Kind) -> datetime:
    """When a history begins: any day of the time played, and more often lately. What nobody has answered is new."""
    days = LATE_DAYS if play.chance.random() < LATELY else play.script.county["days"]
    days = NEW_DAYS if kind is crossing.application_waiting else days
    if kind in FIXED:
        return ago(play, FIXED[kind])
    return ago(play, play.chance.random() * days + 0.2)


def ago(play: Play, days: float) -> datetime:
    """So many days before now."""
    return play.now - timedelta(days=days)


def fitting(kind: Kind, someone: Someone) -> Kind:
    """Whoever has no known birth date stays inside one holding: no ground can be judged without an age."""
    return (
        contact.seen_and_helped
        if someone.details.birth_date is None and kind in {**crossing.ALL, **crossing.HERE}
        else kind
    )
