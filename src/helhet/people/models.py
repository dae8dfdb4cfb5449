"""A person as one holding knows them. The same human in two holdings is two rows that know nothing of each other."""

from django.db import models
from django.db.models import F, Q

from helhet.audit.append_only import WrittenOnce
from helhet.kernel.ids import uuid7
from helhet.organisations.held import Held
from helhet.organisations.models import Authority, Staff

from .rules import called


class Person(models.Model):
    """Someone in a holding. birth_date is empty when it is not known, and never guessed from a number without a date.

    `protected`: none, marked (sekretessmarkering) or registered (skyddad folkbokföring). A protected person shows no
    address, no unit and no trace in lists, messages or print.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    holding = models.ForeignKey(Authority, models.PROTECT, related_name="people")
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=10, choices=[(s, s) for s in ("female", "male", "unknown")], default="unknown")
    protected = models.CharField(
        max_length=10, choices=[(p, p) for p in ("none", "marked", "registered")], default="none"
    )
    language = models.CharField(max_length=40, blank=True)
    interpreter = models.BooleanField(default=False)
    municipality = models.CharField(max_length=4, blank=True)
    case_number = models.CharField(max_length=40, blank=True)
    died = models.DateField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "people"
        constraints = (
            models.UniqueConstraint(
                fields=("holding", "case_number"), condition=~Q(case_number=""), name="case_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(given_name="", family_name="") | Q(case_number__gt=""), name="person_named"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="person_not_into_self"
            ),
        )
        indexes = (models.Index(fields=("holding", "family_name", "given_name"), name="person_by_name"),)

    def __str__(self) -> str:
        return called(self.given_name, self.family_name, self.case_number)


class Identifier(Held):
    """A number that names a person: (system, value), system an OID. An old number stays, marked as replaced."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="identifiers")
    system = models.CharField(max_length=60)
    value = models.CharField(max_length=40)
    since = models.DateTimeField()
    replaced = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("holding", "system", "value"), name="identifier_once"),)

    def __str__(self) -> str:
        return self.system


class ContactWay(Held):
    """A way to reach a person, or a way that must not be used (`allowed` false): "ring inte hem"."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="contact_ways")
    kind = models.CharField(
        max_length=20, choices=[(k, k) for k in ("phone", "sms", "letter", "email", "visit", "through")]
    )
    value = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)
    allowed = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.kind


class Relation(Held):
    """Someone near the person: a relative, a child, an expected child, a guardian, a helper.

    Their own needs and contact stand here. `person` is whose relation it is; `other` is set when the near one is also
    a person in this holding. Birth is as exact as known; `expected` is when an unborn child is due.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="relations")
    other = models.ForeignKey(Person, models.PROTECT, null=True, related_name="related_to")
    kind = models.CharField(
        max_length=20,
        choices=[
            (k, k) for k in ("child", "expected_child", "partner", "parent", "guardian", "relative", "friend", "helper")
        ],
    )
    name = models.CharField(max_length=200, blank=True)
    birth_date = models.DateField(null=True)
    expected = models.DateField(null=True)
    contact = models.CharField(max_length=200, blank=True)
    needs = models.TextField(blank=True)
    lives_with = models.BooleanField(default=False)
    may_be_told = models.BooleanField(default=False)
    ended = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.kind


class Merge(WrittenOnce, Held):
    """Two rows that turned out to be one human: which was kept, and why. Undone by a new row."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Person, models.PROTECT, related_name="+")
    undone = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    why = models.TextField()

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(why=""), name="merge_says_why"),)

    def __str__(self) -> str:
        return f"{self.person_id} {self.merged_id}"


class Change(WrittenOnce, Held):
    """What a person's details were before a change: health records are corrected with a stamp, never erased."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="changes")
    before = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.person_id} {self.at}"
