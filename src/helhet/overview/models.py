"""Letters without content that tell staff to look in Helhet, with what became of each."""

from django.db import models
from django.db.models import Q

from helhet.organisations.held import Held
from helhet.organisations.models import Staff, Unit


class Message(Held):
    """A letter that says only that there is something to read. It names no person and no unit, whoever it is about.

    state: new, sent (`receipt` is the carrier's), failed (tried again until `tries` is spent), or no_address (neither
    the member of staff nor the unit has one, so nobody was told; the manager sees it).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    address = models.EmailField(blank=True)
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in ("new", "sent", "failed", "no_address")], default="new"
    )
    tries = models.PositiveSmallIntegerField(default=0)
    receipt = models.CharField(max_length=200, blank=True)
    fault = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(state="sent") | ~Q(receipt=""), name="message_sent_has_receipt"),
            models.CheckConstraint(condition=Q(state="no_address") | ~Q(address=""), name="message_goes_somewhere"),
        )
        indexes = (
            models.Index(fields=("to", "unit", "at"), name="messages_to_staff"),
            models.Index(fields=("state", "at"), name="messages_by_state"),
        )

    def __str__(self) -> str:
        return f"{self.state} {self.at}"
