"""Who may find, open and read. The one policy: the queryset, the database's row security and every page follow it.

Pure: what is asked about comes in as plain values, so that a reference model can be held against the system.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from helhet.kernel.permission import Decision
from helhet.organisations.actor import Actor

STRANGER = "Din enhet har ingen pågående kontakt med personen. Behöver du ändå öppna: ange varför."
OTHER_HOLDING = "Uppgifterna hör till en annan myndighet. Be dem om en kopia; den skickas på en grund i lag."
NO_RECORDS = "Ditt uppdrag ger inte rätt att läsa om personer. Byt uppdrag om du har ett annat."
BLOCKED = "Personen har spärrat uppgifterna för andra enheter. De öppnas med personens samtycke, eller i nödläge."


@dataclass(frozen=True)
class Way:
    """A reason to open a person, as the policy needs it: whose, and from when to when."""

    unit_id: UUID
    staff_id: UUID | None
    since: datetime
    until: datetime
    lifts_blocks: bool = False


def open_to(actor: Actor, way: Way, at: datetime) -> bool:
    """Whether a way is the actor's, and open now. The end itself is outside."""
    mine = way.unit_id == actor.unit_id and way.staff_id in (None, actor.staff_id)
    return mine and way.since <= at < way.until


def may_find(actor: Actor, holding_id: UUID) -> Decision:
    """Whether someone may look for a person in a holding at all."""
    if "records" not in actor.may:
        return Decision.no(NO_RECORDS)
    if actor.holding_id != holding_id:
        return Decision.no(OTHER_HOLDING)
    return Decision.yes("Du får söka bland personer som er myndighet har uppgifter om. Sökningen loggas.")


def may_open(actor: Actor, holding_id: UUID, ways: Iterable[Way], at: datetime) -> Decision:
    """Whether someone may open a person: the own holding, and a way that is open now."""
    found = may_find(actor, holding_id)
    if not found or actor.is_system:
        return found
    if any(open_to(actor, way, at) for way in ways):
        return Decision.yes("Din enhet har en pågående kontakt, eller du har angett varför. Läsningen loggas.")
    return Decision.no(STRANGER)


def may_read(
    actor: Actor, holding_id: UUID, ways: Collection[Way], unit_id: UUID, blocked: Collection[UUID], at: datetime
) -> Decision:
    """Whether someone may read what a unit wrote about a person: may open, and not behind another unit's block."""
    opened = may_open(actor, holding_id, ways, at)
    if not opened or actor.is_system or unit_id == actor.unit_id or unit_id not in blocked:
        return opened
    if any(way.lifts_blocks and open_to(actor, way, at) for way in ways):
        return Decision.yes("Spärren är bruten för dig: med personens samtycke eller i nödläge. Läsningen granskas.")
    return Decision.no(BLOCKED)


def may_block(actor: Actor, own_child: bool) -> Decision:
    """Whether a block may be set: where a patient's journal is kept (also in schools), by the person. A guardian cannot
    block a child's record."""
    if actor.social:
        return Decision.no("Spärr finns bara i vården. I socialtjänsten styr behovet i arbetet vem som får läsa.")
    if own_child:
        return Decision.no("En vårdnadshavare kan inte spärra barnets uppgifter.")
    return Decision.yes("Personen kan spärra det som en enhet har skrivit för andra enheter.")


def may_use_consent(kind: str, until: date, withdrawn: bool, day: date) -> Decision:
    """Whether something may be drafted or sent on a consent today."""
    if withdrawn:
        return Decision.no("Samtycket har tagits tillbaka. Inget nytt får skickas eller förberedas på det.")
    if kind != "sharing":
        return Decision.no("Samtycket gäller en plan, inte att uppgifter lämnas ut.")
    if until < day:
        return Decision.no("Samtycket har gått ut. Fråga personen igen.")
    return Decision.yes("Personen har sagt ja, och samtycket gäller i dag.")


def may_recall(receiver_inside: bool, recalled: bool, withheld: bool) -> Decision:
    """Whether a copy that went to the wrong receiver can be asked back."""
    if not receiver_inside:
        return Decision.no("Mottagaren finns inte i systemet. Ring, be om det tillbaka, och skriv incidenten.")
    if withheld:
        return Decision.no("Mottagaren har redan bekräftat att kopian inte längre går att läsa där.")
    if recalled:
        return Decision.no("Kopian är redan återkallad. Mottagaren har inte bekräftat än.")
    return Decision.yes("Mottagaren ombeds att sluta läsa kopian, och bekräfta. En incident börjar räknas.")


# Once closed, nothing more is written about an incident; before that, its 72 hours must have their answer.
ANSWERS_CLOCK = frozenset({"reported", "no_report"})


def may_step(kind: str, taken: Collection[str]) -> Decision:
    """Whether a step of an incident may be written, given those that were."""
    if "closed" in taken:
        return Decision.no("Incidenten är avslutad.")
    if kind in taken:
        return Decision.no("Det steget är redan skrivet.")
    if kind in ANSWERS_CLOCK and ANSWERS_CLOCK & set(taken):
        return Decision.no("Det står redan om incidenten är anmäld eller inte.")
    if kind == "closed" and not ANSWERS_CLOCK & set(taken):
        return Decision.no("Skriv först om incidenten är anmäld, eller varför den inte behöver anmälas.")
    return Decision.yes("Steget skrivs ner och går inte att ändra efteråt.")


def may_manage(actor: Actor) -> Decision:
    """Whether someone may decide what belongs to the manager of the unit."""
    if "manage" in actor.may:
        return Decision.yes("Du är chef för enheten.")
    return Decision.no("Det här beslutar chefen för enheten.")


def may_review(actor: Actor) -> Decision:
    """Whether someone may look through the log."""
    if "review" in actor.may:
        return Decision.yes("Du granskar loggen för er myndighet.")
    return Decision.no("Loggen granskas av chefen eller den som är utsedd till det.")
