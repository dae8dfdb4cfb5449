"""Who may tend units and staff: administrators in their authority, managers at their own unit. Pure."""

from collections.abc import Collection
from uuid import UUID

from helhet.kernel.permission import Decision
from helhet.knowledge.schema.records import Role

from .actor import Actor

ADMINISTER, MANAGE = "administer", "manage"


def may_see(by: Actor) -> Decision:
    """Units and staff are shown to those who tend them."""
    if by.may & {ADMINISTER, MANAGE}:
        return Decision.yes("Du sköter enheter och personal i ditt uppdrag.")
    return Decision.no("Enheter och personal sköts av chefer och administratörer. Fråga din chef.")


def may_administer(by: Actor, holding_id: UUID) -> Decision:
    """Administrators tend their own authority."""
    if ADMINISTER in by.may and holding_id == by.holding_id:
        return Decision.yes("Du är administratör här.")
    return Decision.no("Det gör en administratör hos den egna myndigheten eller utföraren.")


def may_tend(by: Actor, holding_id: UUID, unit_id: UUID) -> Decision:
    """Staff at a unit are tended by the authority's administrators and the unit's managers."""
    if MANAGE in by.may and unit_id == by.unit_id:
        return Decision.yes("Du är chef för enheten.")
    if may_administer(by, holding_id):
        return Decision.yes("Du är administratör här.")
    return Decision.no("Det gör enhetens chef eller en administratör hos myndigheten eller utföraren.")


def may_give(by: Actor, role: Role, domain: str, staff_id: UUID) -> Decision:
    """A role is given to somebody else, where it exists, and by a manager only when it gives no more than their own."""
    if staff_id == by.staff_id:
        return Decision.no("Du kan inte ge dig själv ett uppdrag. Be en annan administratör eller chef.")
    if domain not in role.domains:
        return Decision.no(f"Rollen {role.label} finns inte i den här sortens verksamhet. Välj en annan roll.")
    return may_handle(by, role)


def may_handle(by: Actor, role: Role | None) -> Decision:
    """A manager gives and ends only roles that may do no more than the manager's own."""
    if ADMINISTER in by.may or (role and set(role.may) <= by.may):
        return Decision.yes("Du får ge och avsluta den rollen.")
    return Decision.no("Den rollen får mer än din egen. Be en administratör.")


def may_open_account(by: Actor, holdings: Collection[UUID]) -> Decision:
    """A sign-in is reset, and details changed, only by an administrator of everywhere the person works.

    Otherwise one authority's administrator could sign in to another's records as someone who works at both.
    """
    if ADMINISTER not in by.may:
        return Decision.no("Det gör en administratör hos myndigheten eller utföraren.")
    if set(holdings) <= {by.holding_id}:
        return Decision.yes("Personen arbetar bara hos er.")
    return Decision.no(
        "Personen arbetar också hos en annan myndighet eller utförare. Be den som driver Helhet att göra det."
    )
