"""Which holdings may ever purge, what somebody has said that a record holds, and purges that were done."""

from django.db import models

from helhet.audit.append_only import WrittenOnce
from helhet.organisations.held import Held
from helhet.organisations.models import Staff
from helhet.people.models import Person


class Purgeable(models.Model):
    """A kind of authority whose records may be purged. The database refuses to purge in any other."""

    kind = models.CharField(max_length=40, primary_key=True)

    def __str__(self) -> str:
        return self.kind


class Matters(WrittenOnce, Held):
    """What somebody has found that a record holds (ids of matters in content/law/retention.yaml). The newest counts."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="matters")
    held = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "matters"

    def __str__(self) -> str:
        return f"{self.person_id}"


class Purge(WrittenOnce, Held):
    """A purge that was done: how many people, how many rows of each kind, on which rules. Nobody is named in it."""

    people = models.PositiveIntegerField()
    rows = models.JSONField()
    rules = models.JSONField()
    preview_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.at} {self.people}"
