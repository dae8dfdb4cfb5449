"""A screening as it was filled in and counted: written once, and corrected by a new row."""

from django.db import models
from django.db.models import Q

from helhet.audit.append_only import WrittenOnce
from helhet.courses.models import Course
from helhet.kernel.ids import uuid7
from helhet.organisations.models import Authority, Staff, Unit
from helhet.people.models import Person


class Screening(WrittenOnce):
    """An instrument filled in about a person, with everything that its result rests on.

    `instrument`, `version` and `hash` say which content counted it; `answers`, `scores` and `classes` keep what that
    content said (labels, points, what every set says), so that the row reads the same whatever changes later.
    `total` is empty when an answer is missing. `label`, `level`, `limits` are of the set that gave the class; `marks`
    are where its classes begin. `key` is the form's own: the same form sent twice is one row.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    holding = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="screenings")
    course = models.ForeignKey(Course, models.PROTECT, null=True, related_name="screenings")
    instrument = models.CharField(max_length=80)
    version = models.CharField(max_length=80)
    hash = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    unit_of_points = models.CharField(max_length=80)
    substance = models.CharField(max_length=80, blank=True)
    day = models.DateField()
    answered_by = models.CharField(max_length=10, choices=[(w, w) for w in ("staff", "person")])
    answers = models.JSONField(default=list)
    scores = models.JSONField(default=list)
    classes = models.JSONField(default=list)
    total = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    most = models.DecimalField(max_digits=14, decimal_places=4)
    label = models.CharField(max_length=300, blank=True)
    level = models.CharField(max_length=80, blank=True)
    limits = models.CharField(max_length=80, blank=True)
    marks = models.JSONField(default=list)
    reason = models.TextField()
    sex = models.CharField(max_length=10, blank=True)
    age = models.PositiveSmallIntegerField(null=True)
    key = models.UUIDField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("holding", "key"), name="screening_sent_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="screening_says_why"),
            models.CheckConstraint(condition=Q(total__isnull=False) | Q(label=""), name="screening_class_has_total"),
            models.CheckConstraint(condition=Q(corrects__isnull=True) | ~Q(why=""), name="screening_correction_why"),
        )
        indexes = (models.Index(fields=("person", "day"), name="screenings_of_person"),)

    def __str__(self) -> str:
        return f"{self.title} {self.day}"
