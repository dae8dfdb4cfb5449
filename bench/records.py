"""The staff pages against their floors, on one database. A page and its floors are asked for in turns, in one run, so
that the machine's own mood is the same for all. What is counted is processor time, of ours and of the database's.
"""

import json
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.db import connection, transaction
from django.urls import reverse

from helhet.kernel.identity import reserve_number
from helhet.people.actions import add
from helhet.people.importing import Row, add_many
from helhet.people.rules import Details
from helhet.secrecy.wall import acting

from . import plans, processes
from . import scene as scenes
from .calling import PAGE, Caller, Line, can_tell, timed
from .scene import Scene

FEW, MANY = 10_000, 1_000_000
IMPORTED = 5_000


def main(arguments: Sequence[str]) -> int:
    """Measure, and append each line to the file as JSON."""
    file, many = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else MANY
    found = scenes.build()
    connection.ensure_connection()
    if not can_tell():
        write(file, ("the database's processor time (no /proc/…/schedstat here)", 0, None, "not run"))
        return 0
    for line in lines(found, many):
        write(file, line)
    return 0


def write(file: Path, line: Line) -> None:
    """One line, with the database it is of."""
    what, measured, limit, unit = line
    row = {"database": connection.vendor, "what": what, "measured": measured, "limit": limit, "unit": unit}
    with file.open("a") as out:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")


def lines(scene: Scene, many: int) -> Iterator[Line]:
    """Everything that is measured, the smallest database first."""
    yield from creating(scene)
    scenes.grow(scene, FEW)
    yield from person_page(scene)
    yield from processes.lines(scene.now)
    few = yield from worklist(scene, FEW)
    yield from plans.lines(scene)
    started = time.perf_counter()
    there = scenes.grow(scene, many)
    yield f"cloning to {there} courses", time.perf_counter() - started, None, "s"
    more = yield from worklist(scene, there)
    yield f"worklist of 20, {there} courses against {FEW}", more / few, 1.3, ""


def person_page(scene: Scene) -> Iterator[Line]:
    """The page of somebody with a usual history."""
    caller = Caller(scene.opener)
    page = reverse("overview:person", args=[scene.person.id])
    raw, floor, took = caller.medians(f"/bench/person/{scene.person.id}/", PAGE, page)
    yield "person page against the page floor (b)", took / floor, 2.5, ""
    yield "person page against the raw floor (a)", took / raw, None, ""
    yield "person page", took * 1e3, None, "ms"
    yield "person page, queries", len(caller.queries(page)), 15, ""


def worklist(scene: Scene, courses: int) -> Iterator[Line]:
    """The worklist of a unit with twenty lines. Gives the seconds it takes."""
    caller = Caller(scene.worker)
    page = reverse("overview:worklist") + "?vems=enheten"
    assert caller.get(page).count(b"Ringa och h") == scenes.LINES  # noqa: S101 (else it measures something else)
    raw, floor, took = caller.medians("/bench/lista/", PAGE, page)
    yield f"worklist of 20, {courses} courses, against the page floor (b)", took / floor, 1.5, ""
    yield f"worklist of 20, {courses} courses, against the raw floor (a)", took / raw, None, ""
    yield f"worklist of 20, {courses} courses, queries", len(caller.queries(page)), None, ""
    yield f"page floor (b), {courses} courses", floor * 1e3, None, "ms"
    return took


def creating(scene: Scene) -> Iterator[Line]:
    """One person, and many."""
    rows = [_row(f"E{number:05}") for number in range(200)]
    taken = [timed(lambda row=row: _add(scene, row)) for row in rows]
    yield "a person created", statistics.median(taken) * 1e3, 5, "ms"
    many = [_row(f"M{number:05}") for number in range(IMPORTED)]
    took = timed(lambda: _add_many(scene, many))
    yield "bulk import, seconds for 2 000 persons", took / IMPORTED * 2000, 1, "s"
    yield "bulk import, persons a second", IMPORTED / took, None, ""


def _row(number: str) -> Row:
    return Details(given_name="Person", family_name=number), reserve_number("2.999.8.2", number)


def _add(scene: Scene, row: Row) -> None:
    with acting(scene.worker, scene.now):
        add(by=scene.worker, at=scene.now, details=row[0], number=row[1])


@transaction.atomic
def _add_many(scene: Scene, rows: Sequence[Row]) -> None:
    with acting(scene.worker, scene.now):
        add_many(by=scene.worker, at=scene.now, rows=rows)
