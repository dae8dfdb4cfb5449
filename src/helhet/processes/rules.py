"""Who may do what in a case, and what is told of a clock. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from helhet.kernel.permission import Decision
from helhet.knowledge.schema.records import ActsAs
from helhet.organisations.actor import Actor

# Clocks that somebody must still do something about.
RUNNING = ("due", "overdue", "lapsed")
# What rested on it has ceased: there is nothing more to do about the clock itself.
FALLEN = "fallen"
# What stands on the page for each status: the word, a sign beside it, and the colour. Colour alone says nothing.
STATUS: dict[str, tuple[str, str, str]] = {
    "due": ("Tiden löper", "◷", "info"),
    "overdue": ("Den stränga tiden är ute", "!", "danger"),
    "lapsed": ("För sent, men ska göras", "✕", "danger"),
    "fallen": ("För sent: har upphört", "✕", "danger"),
    "met": ("Gjort", "✓", "success"),
    "stopped": ("Gäller inte längre", "–", "neutral"),
    "still": ("Tiden står still", "‖", "warning"),
    "uncounted": ("Går inte att räkna", "?", "warning"),
}
CHAIR = "chair"
type Rung = Literal["owner", "deputy", "manager", "duty", "chair"]


def acts_as(actor: Actor, acting: Iterable[ActsAs]) -> frozenset[str]:
    """Whom somebody is in a legal process: ids of roles in content/law/processes/roles.yaml."""
    return frozenset(role for one in acting if _is(actor, one) for role in one.acts_as)


def _is(actor: Actor, one: ActsAs) -> bool:
    where = not one.units or actor.unit_kind in one.units
    return actor.role in one.roles and actor.domain in one.domains and where


def may_write(actor: Actor, unit_id: UUID, holding_id: UUID, roles: Collection[str]) -> Decision:
    """Whether somebody may write in a case: its unit does, and the chair of the board decides wherever they sit."""
    if "records" not in actor.may:
        return Decision.no("Ditt uppdrag ger inte rätt att skriva om personer. Byt uppdrag om du har ett annat.")
    if actor.unit_id == unit_id or (CHAIR in roles and actor.holding_id == holding_id):
        return Decision.yes("Det du skriver in räknas direkt, och syns i ärendet.")
    return Decision.no("Ärendet hör till en annan enhet. Ring den som har det; hen står på sidan.")


def may_open_case(authority: str, process: str, allowed: Collection[str]) -> Decision:
    """Whether a case of a process may be opened by a kind of authority."""
    if authority in allowed:
        return Decision.yes("Ärendet öppnas med det du skriver in.")
    return Decision.no(f"Ärenden av det slaget ({process}) öppnas inte hos er.")


def may_have_happened(happened: datetime, at: datetime) -> Decision:
    """Whether something can be recorded as having happened then."""
    if happened > at:
        return Decision.no("Det som skrivs in ska ha hänt. Kontrollera dag och klockslag.")
    return Decision.yes("Tiderna räknas från när det hände, inte från när det skrivs in.")


def must_tell(role: str, mine: Collection[str], known_by: str) -> Decision:
    """Whether it is said how somebody knows of what another did."""
    if role in mine or len(known_by.strip()) >= 3:
        return Decision.yes("Det går att se vem som gjorde det, och hur det blev känt.")
    return Decision.no("Skriv hur ni vet det: protokoll, kvitto, diarienummer, eller vem som ringde.")


@dataclass(frozen=True)
class Wanted:
    """When the scanner has something to do with a clock: its alarms not yet told, and when its time is over."""

    alarms: Collection[datetime]
    ends: Collection[datetime]


def next_look(wanted: Wanted, now: datetime) -> datetime | None:
    """The first of it, what is behind too for alarms: an alarm that nobody has been told is never skipped."""
    return min([*wanted.alarms, *(end for end in wanted.ends if end > now)], default=None)


def whom(wanted: Iterable[UUID], serving: Collection[UUID], away: Collection[UUID]) -> UUID | None:
    """The first of those wanted who serves and is not away."""
    return next((who for who in wanted if who in serving and who not in away), None)
