"""The only write of deviations."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.kernel.errors import BadInput
from helhet.organisations.actor import Actor
from helhet.organisations.models import Authority

from . import queries, rules
from .models import Deviation
from .rules import Clause


@transaction.atomic
def write(
    *, by: Actor, at: datetime, text: str, clause: Clause | None = None, names: Iterable[str] = (), page: str = ""
) -> Deviation:
    """Write down a deviation. `names` are those of the person that the page it was written from was about, if any.

    Raises BadInput with what to take out when the text shows who it was about.
    """
    decision = rules.may_write(text, names)
    if not decision:
        raise BadInput(decision.why, "identifying")
    clause = clause or Clause()
    # Locked so that two never get the same number. NO KEY: rows that point at the holding may still be added.
    Authority.objects.select_for_update(no_key=True).get(id=by.holding_id)
    year = localdate(at).year
    row = Deviation.objects.create(
        holding_id=by.holding_id, unit_id=by.unit_id, year=year, number=queries.next_number(by.holding_id, year),
        pack=clause.pack, clause=clause.id, page=page[:100], text=text.strip(), at=at,
        by_id=None if by.is_system else by.staff_id,
    )  # fmt: skip
    audit.record(by=by, at=at, act="deviation.written", kind="deviation", subject=row.id, content=row.text)
    return row
