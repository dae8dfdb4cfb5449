"""Events: ids and fingerprints only. Who a person is stands in people/, and is gone when it is purged."""

from django.db import models
from django.db.models import Q

from helhet.kernel.ids import uuid7

from .append_only import WrittenOnce


class Head(models.Model):
    """Where a holding's chain ends. Locked while an event is added, so that two never get the same number."""

    holding = models.UUIDField(primary_key=True)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.holding} {self.sequence}"


class Event(WrittenOnce):
    """One act on a holding's data: a write, a read, a search, a refusal.

    `act` is a dotted word ("person.opened"), `purpose` why (as stated or as the assignment says), `content_hash` the
    fingerprint of what was written or shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    holding = models.UUIDField()
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    act = models.CharField(max_length=60)
    staff = models.UUIDField()
    assignment = models.UUIDField()
    unit = models.UUIDField()
    purpose = models.CharField(max_length=200)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=64)
    person = models.UUIDField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("holding", "sequence"), name="event_in_order"),
            models.CheckConstraint(condition=~Q(act="") & ~Q(purpose=""), name="event_says_what_and_why"),
        )
        indexes = (
            models.Index(fields=("holding", "person", "at"), name="event_of_person"),
            models.Index(fields=("holding", "at"), name="event_at"),
        )

    def __str__(self) -> str:
        return f"{self.sequence} {self.act}"


class Purging(models.Model):
    """Stands only inside the transaction that purges; then rows that are written once may go."""

    holding = models.UUIDField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.holding} {self.at}"
