"""A deviation as it was told: written once, about a clause and a unit, never about a person."""

from django.db import models
from django.db.models import Q

from helhet.audit.append_only import WrittenOnce
from helhet.organisations.held import Held
from helhet.organisations.models import Staff, Unit


class Deviation(WrittenOnce, Held):
    """Something in the collaboration that did not go as it should. `number` counts within a holding and year.

    `pack` and `clause` say what it departs from: an agreement's id and an anchor in it, or no pack and a provision of
    law. Both may be empty: whoever writes need not know. `page` is the name of the page it was written from, never its
    address, which could name a person. `by` is empty when the system wrote it.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    pack = models.CharField(max_length=80, blank=True)
    clause = models.CharField(max_length=200, blank=True)
    page = models.CharField(max_length=100, blank=True)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("holding", "year", "number"), name="deviation_numbered"),
            models.CheckConstraint(condition=~Q(text=""), name="deviation_says_what"),
            models.CheckConstraint(condition=Q(pack="") | ~Q(clause=""), name="deviation_pack_has_clause"),
        )
        indexes = (models.Index(fields=("unit", "at"), name="deviations_of_unit"),)

    def __str__(self) -> str:
        return f"{self.year}-{self.number:04}"
