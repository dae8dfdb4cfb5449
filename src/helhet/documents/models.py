"""Documents: the bytes, their fingerprint, and where they came from. Written once; a correction is a new document."""

from django.db import models
from django.db.models import Q

from helhet.audit.append_only import WrittenOnce
from helhet.organisations.held import Held
from helhet.organisations.models import Staff, Unit
from helhet.people.models import Person


class Document(WrittenOnce, Held):
    """A file about a person. `origin`: uploaded by staff, made here from a template, or a copy that came.

    `corrects` points at the document that this one takes the place of, and `why` says why; the old one is kept and
    marked. `came_as` is the fingerprint of the file as it came: another than `sha256` when a picture was drawn anew.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="documents")
    title = models.CharField(max_length=200)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    came_as = models.CharField(max_length=64)
    content = models.BinaryField()
    origin = models.CharField(max_length=10, choices=[(o, o) for o in ("uploaded", "made", "received")])
    source = models.CharField(max_length=200, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(title="") & Q(size__gt=0), name="document_filled"),
            models.CheckConstraint(condition=Q(corrects__isnull=True) | ~Q(why=""), name="correction_says_why"),
        )
        indexes = (models.Index(fields=("person", "at"), name="documents_of_person"),)

    def __str__(self) -> str:
        return self.title
