"""Tells staff by e-mail that there is something to read. May be run twice, by two at once, and after a crash.

A letter names no person and no unit: it may be read on a telephone on a bus.
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from helhet.organisations import queries as organisations
from helhet.organisations.actor import Actor
from helhet.organisations.models import Authority
from helhet.outside.mail import Mailer, MailFailed, carrier
from helhet.secrecy.wall import acting

from . import queries
from .models import Message

SUBJECT = "Du har något att läsa i Helhet"
BODY = """Hej!

Det finns något på din arbetslista i Helhet som behöver dig.

Logga in här: {address}

Brevet säger inget mer, så att ingen annan kan läsa något om någon. Du kan inte svara på det.
"""


def send_new(at: datetime, mailer: Mailer | None = None) -> int:
    """Write to everyone who has something new, and try again with what failed. Gives how many letters went out."""
    mailer = mailer or carrier(settings.MAIL, settings.VAR / "post")
    return sum(_holding(holding, at, mailer) for holding in organisations.holdings())


def _holding(holding: Authority, at: datetime, mailer: Mailer) -> int:
    by = organisations.system_actor(holding, "Skicka besked utan innehåll")
    with acting(by, at):
        # One at a time writes a holding's letters, so that nobody gets two.
        Authority.objects.select_for_update(no_key=True).get(id=holding.id)
        Message.objects.bulk_create([_letter(by, at, *who) for who in queries.to_tell(holding.id)])
        waiting = queries.to_send(holding.id)
    return sum(_sent(by, at, ident, mailer) for ident in waiting)


def _letter(by: Actor, at: datetime, staff_id: UUID, unit_id: UUID, address: str) -> Message:
    state = "new" if address else "no_address"
    return Message(holding_id=by.holding_id, unit_id=unit_id, to_id=staff_id, address=address, state=state, at=at)


def _sent(by: Actor, at: datetime, ident: UUID, mailer: Mailer) -> bool:
    """One letter in a transaction of its own: what one carrier refuses stops nobody else's."""
    with acting(by, at), transaction.atomic():
        letter = queries.locked_letter(ident)
        if letter is None:
            return False
        told = {"tries": letter.tries + 1, "tried_at": at}
        try:
            told |= {"state": "sent", "receipt": mailer.send(letter.address, SUBJECT, _body())[:200], "fault": ""}
        except MailFailed as error:
            told |= {"state": "failed", "fault": error.text[:200]}
        Message.objects.filter(id=ident).update(**told)
    return told["state"] == "sent"


def _body() -> str:
    return BODY.format(address=settings.ADDRESS)
