"""The Actor: who acts, for which unit and authority, with what purpose. Everything that touches a person takes one."""

from dataclasses import dataclass
from uuid import UUID

# The assignment of what runs by itself (scanners, retention): no staff has it.
SYSTEM = UUID(int=0)


@dataclass(frozen=True)
class Actor:
    """Whoever acts, as one assignment: a person with two assignments is two actors, one at a time.

    `holding_id` is the authority whose records these are. `domain` is health, social or school. `may` are the
    permissions of the role (content/records/roles.yaml). `party` is what the holding is when secrecy is judged.
    """

    staff_id: UUID
    name: str
    assignment_id: UUID
    role: str
    may: frozenset[str]
    purpose: str
    unit_id: UUID
    unit_name: str
    unit_kind: str
    holding_id: UUID
    holding_name: str
    domain: str
    party: str
    principal_id: UUID
    county: str
    profession: str = ""

    @property
    def is_system(self) -> bool:
        """Whether this is the system itself, and nobody signed in."""
        return self.staff_id == SYSTEM

    @property
    def social(self) -> bool:
        """Whether the holding's records are social services' (search only by name, number or case number)."""
        return self.domain == "social"


def reader(holding_id: UUID, unit_id: UUID, staff_id: UUID) -> Actor:
    """Somebody of whom no more is known than that they read records at a unit: for selects that are written once."""
    may = frozenset({"records"})
    named = dict.fromkeys(("name", "role", "purpose", "unit_name", "unit_kind", "holding_name"), "")
    where = {"domain": "", "party": "", "principal_id": SYSTEM, "county": "", "assignment_id": SYSTEM}
    return Actor(staff_id=staff_id, may=may, unit_id=unit_id, holding_id=holding_id, **named, **where)
