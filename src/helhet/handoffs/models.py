"""A hand-off is two halves: what was sent, in the sender's holding, and what came, in the receiver's.

They share nothing but the disclosure's id. Each half changes only by an act on its own side, or by a notice that an
act on the other side gave; every state is a row of its own.
"""

from django.db import models
from django.db.models import Q

from helhet.audit.append_only import WrittenOnce
from helhet.courses.models import Course
from helhet.organisations.held import Held
from helhet.organisations.models import Staff, Unit
from helhet.people.models import Person
from helhet.secrecy.models import Copy, Disclosure


class Sent(Held):
    """A hand-off as its sender has it. The sender owns the matter until `state` says that somebody else has it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    course = models.ForeignKey(Course, models.PROTECT, null=True, related_name="sent")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="sent")
    kind = models.CharField(max_length=40)
    needs = models.JSONField(default=list)
    disclosure = models.OneToOneField(Disclosure, models.PROTECT, related_name="sent")
    outside = models.BooleanField(default=False)
    oral = models.BooleanField(default=False)
    helped_by = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12)
    answer_by = models.DateField()
    expires_on = models.DateField(null=True)
    sent_at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=("holding", "state", "answer_by"), name="sent_by_state"),
            models.Index(fields=("person",), name="sent_of_person"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class SentStep(WrittenOnce, Held):
    """How a sent hand-off came to a state. `notice` is the word from the other side, when it was theirs."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    sent = models.ForeignKey(Sent, models.PROTECT, related_name="steps")
    act = models.CharField(max_length=20)
    state = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=("sent", "at"), name="steps_of_sent"),)

    def __str__(self) -> str:
        return f"{self.act} {self.state}"


class Received(Held):
    """A hand-off as its receiver has it. `due` is the receiver's own clock; for a filing law gives it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    copy = models.OneToOneField(Copy, models.PROTECT, related_name="received")
    kind = models.CharField(max_length=40)
    needs = models.JSONField(default=list)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="received")
    course = models.ForeignKey(Course, models.PROTECT, null=True, related_name="received")
    state = models.CharField(max_length=12)
    due = models.DateField()
    arrived_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "received"
        indexes = (
            models.Index(fields=("unit", "state", "due"), name="received_by_state"),
            models.Index(fields=("person",), name="received_of_person"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class ReceivedStep(WrittenOnce, Held):
    """How a received hand-off came to a state: who answered, with which clause, and where the person can go instead."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    received = models.ForeignKey(Received, models.PROTECT, related_name="steps")
    act = models.CharField(max_length=20)
    state = models.CharField(max_length=12)
    reason = models.CharField(max_length=40, blank=True)
    clause = models.CharField(max_length=200, blank=True)
    route = models.TextField(blank=True)
    text = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(act="reject") | (~Q(reason="") & ~Q(clause="") & ~Q(route="")), name="refusal_is_complete"
            ),
        )
        indexes = (models.Index(fields=("received", "at"), name="steps_of_received"),)

    def __str__(self) -> str:
        return f"{self.act} {self.state}"
