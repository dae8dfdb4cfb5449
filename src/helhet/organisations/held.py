"""What every row that may be about a person has: a key that rises with time, and the holding it belongs to."""

from django.db import models

from helhet.kernel.ids import uuid7

from .models import Authority


class Held(models.Model):
    """A row in a holding. Row security shows it to nobody else, and it goes when its holding purges it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    holding = models.ForeignKey(Authority, models.PROTECT, related_name="+")

    class Meta:
        abstract = True
