"""What whoever runs Helhet does with staff: reads them from a file, and gives a way back in. Told in each holding."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.kernel.errors import BadInput, HelhetError, NotFound

from . import queries, staffing, whereabouts
from .actor import Actor
from .importing import Refusal, Report, Row, day
from .models import Staff
from .signing import tidy
from .staffing import Details, Given

IMPORTED, RESET = "Inläsning av personal", "Ny inloggning"


@transaction.atomic
def import_rows(*, at: datetime, rows: Sequence[Row], dry_run: bool = False) -> Report:
    """Take in every row that can be taken in, and say of the others why not.

    One transaction for the file, so that an unforeseen error leaves nothing half done; a row that is refused leaves
    nothing behind and stops no other. The same file again changes nothing. A dry run does it all and takes it back.
    """
    done, refused = Counter[str](), []
    for row in rows:
        try:
            done[_import(at, row)] += 1
        except HelhetError as error:
            refused.append(Refusal(row.line, row.values["username"], error.text))
    if dry_run:
        transaction.set_rollback(True)
    return Report(done["created"], done["updated"], done["unchanged"], refused, dry_run)


@transaction.atomic
def _import(at: datetime, row: Row) -> str:
    """One row. "created", "updated" or "unchanged": what became of the assignment and whose it is."""
    if row.fault:
        raise BadInput(row.fault)
    said = row.values
    given = Given(
        unit=whereabouts.unit_called(said["unit"]),
        role=staffing.role_of(said["role"]).id,
        purpose=said["purpose"],
        valid_from=day(said["from"], "from") or localdate(at),
        valid_to=day(said["to"], "to"),
    )
    by = queries.system_actor(given.unit.holding, IMPORTED)
    staff, changed = _staff(by, at, said)
    known = whereabouts.same_assignment(staff.id, given)
    if known is None:
        staffing.give(by, at, staff, given)
        return "created"
    changed |= staffing.change(by, at, known, given)
    return "updated" if changed else "unchanged"


def _staff(by: Actor, at: datetime, said: dict[str, str]) -> tuple[Staff, bool]:
    """Who a row is about, and whether anything of theirs changed. An empty cell changes nothing."""
    details = {name: said[name] for name in ("username", "name", "email", "hsa_id", "profession")}
    known = queries.staff_named(tidy(said["username"]))
    if known is None:
        return staffing.add(by, at, Details(**details)), True
    kept = {name: value or getattr(known, name) for name, value in details.items()}
    return known, staffing.describe(by, at, known, Details(**kept))


@transaction.atomic
def reset(*, at: datetime, username: str) -> str:
    """A temporary password for somebody who cannot get in. Raises NotFound."""
    staff = queries.staff_named(tidy(username))
    if staff is None:
        raise NotFound(f"Det finns ingen med användarnamnet {username}. Kontrollera stavningen.")
    password = staffing.hand_out(staff, at)
    for holding in queries.holdings_of(staff.id, localdate(at)):
        by = queries.system_actor(holding, RESET)
        audit.record(by=by, at=at, act="staff.reset", kind="staff", subject=staff.id)
    return password
