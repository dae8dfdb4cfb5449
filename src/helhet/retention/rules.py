"""Who may preview and purge. Pure."""

from helhet.kernel.permission import Decision
from helhet.organisations.actor import Actor

NOT_YOURS = "Gallring görs av den som är arkivansvarig."
NEVER = "Här gallras ingenting. Vårdens uppgifter bevaras, rättas med en stämpel och tas aldrig bort."


def may_look(actor: Actor) -> Decision:
    """Whether someone may see what is to be kept and what is to be purged."""
    if "purge" in actor.may:
        return Decision.yes("Du är arkivansvarig. Det du ser loggas.")
    return Decision.no(NOT_YOURS)


def may_purge(actor: Actor, purgeable: bool) -> Decision:
    """Whether someone may purge. purgeable: whether law ever tells this kind of holding to."""
    looked = may_look(actor)
    if looked and not purgeable:
        return Decision.no(NEVER)
    return looked
