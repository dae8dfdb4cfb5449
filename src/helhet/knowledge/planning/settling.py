"""Who answers for a need by agreement and law, and how it is settled where both could: worked out, never typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..holders import holders
from ..library import Library
from ..pack import Pack

# What an agreement says of a shared need → how the plan says that it was settled.
SHARED = {"lead": "lead", "each_own": "each_own", "persons_choice": "persons_choice"}


@dataclass(frozen=True)
class Settled:
    """`principals` that may answer for a need; `how` it is settled (content/records/plans.yaml), "not_settled" where
    the meeting must. `basis`: anchors of the agreement, or provisions."""

    principals: tuple[str, ...]
    how: str
    basis: tuple[str, ...] = ()
    text: str = ""


def settle(need: str, packs: Sequence[Pack], library: Library, day: date) -> Settled:
    """What agreement and law say of a need on a day. Where only one principal answers, there is nothing to settle."""
    row = next((one for one in holders(packs, library.vocabulary, library.law, day) if one.need.id == need), None)
    if row is None:
        return Settled((), "not_settled")
    held = tuple(dict.fromkeys(one.principal for one in row.holds))
    legal = tuple(dict.fromkeys(name for entry in row.law for name in entry.principals))
    named = held or legal
    basis = tuple(anchor for one in row.holds for anchor in one.anchors)
    basis = basis or tuple(provision for entry in row.law for provision in entry.provisions)
    if len(named) == 1:
        return Settled(named, "sole", basis)
    sharing = next((one for one in row.sharings if one.how in SHARED), None)
    if sharing is None:
        said = next(iter(row.sharings), None)
        return Settled(named, "not_settled", said.anchors if said else basis, said.text if said else "")
    lead = (sharing.lead,) if sharing.how == "lead" and sharing.lead else named
    return Settled(lead, SHARED[sharing.how], sharing.anchors, sharing.text)
