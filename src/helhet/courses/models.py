"""Courses and their steps. An open course points at its next step, and a step always has an owner and a day."""

from django.db import models
from django.db.models import Q

from helhet.agreements.models import Publication
from helhet.audit.append_only import WrittenOnce
from helhet.organisations.held import Held
from helhet.organisations.models import Staff, Unit
from helhet.people.models import Person


class Step(Held):
    """Something for a named person at a unit to do by a day. The worklist is the open ones.

    kind: next (a course's next step), answer (a hand-off that came), waiting (one that we sent), news (something to
    read), task (anything else). `act` is an act of the vocabulary where it came from the agreement; `ref_kind` and
    `ref` say what the step is about, so that the worklist can lead there.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="steps")
    course = models.ForeignKey("Course", models.PROTECT, null=True, related_name="steps")
    owner = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in ("next", "answer", "waiting", "news", "task")])
    act = models.CharField(max_length=80, blank=True)
    text = models.CharField(max_length=300)
    due = models.DateField()
    ref_kind = models.CharField(max_length=20, blank=True)
    ref = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    open = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="step_says_what"),
            models.CheckConstraint(condition=~Q(kind="next") | Q(course__isnull=False), name="next_step_has_course"),
            models.UniqueConstraint(fields=("course",), condition=Q(kind="next", open=True), name="one_next_step"),
        )
        indexes = (
            models.Index(fields=("unit", "due"), condition=Q(open=True), name="open_steps_of_unit"),
            models.Index(fields=("owner", "due"), condition=Q(open=True), name="open_steps_of_staff"),
            models.Index(fields=("deputy", "due"), condition=Q(open=True), name="open_steps_of_deputy"),
            models.Index(fields=("ref",), condition=Q(open=True), name="open_steps_about"),
        )

    def __str__(self) -> str:
        return self.text


class StepDone(WrittenOnce, Held):
    """How a step ended: done, replaced by another, or no longer needed."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    step = models.OneToOneField(Step, models.PROTECT, related_name="done")
    how = models.CharField(max_length=10, choices=[(h, h) for h in ("done", "replaced", "dropped")])
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.how


class Course(Held):
    """A person's way in a holding. Without an agreement in force `publication` is empty, and law alone guides.

    `phase` is 1 to 5: needs seen, planned together, documented, carried out, followed up.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="courses")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    publication = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=200)
    phase = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    next = models.OneToOneField(Step, models.PROTECT, null=True, related_name="+")
    is_open = models.BooleanField(default=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            # By construction: what is open has a next step, and a step has an owner and a day.
            models.CheckConstraint(
                condition=Q(is_open=True, next__isnull=False) | Q(is_open=False, next__isnull=True),
                name="open_course_has_next_step",
            ),
            models.CheckConstraint(condition=Q(phase__gte=1, phase__lte=5), name="course_phase"),
        )
        indexes = (models.Index(fields=("unit",), condition=Q(is_open=True), name="open_courses_of_unit"),)

    def __str__(self) -> str:
        return self.about


class CourseEvent(WrittenOnce, Held):
    """What happened on the way: opened, next step set, taken over, phase, note, outreach, follow-up, closed.

    `data` holds what the kind needs (how somebody was sought, the reason for closing); `facts` that the guide was
    asked with stand there too.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    course = models.ForeignKey(Course, models.PROTECT, related_name="events")
    kind = models.CharField(
        max_length=12,
        choices=[
            (k, k)
            for k in (
                "opened",
                "next",
                "owner",
                "phase",
                "note",
                "outreach",
                "follow_up",
                "guided",
                "handoff",
                "closed",
            )
        ],
    )
    text = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    happened = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=("course", "at"), name="course_events"),)

    def __str__(self) -> str:
        return self.kind


class Alarm(WrittenOnce, Held):
    """A step that was late or unread, and whom it was told to: one row a step and rung, so nobody is told twice."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, models.CASCADE, related_name="alarms")
    rung = models.CharField(max_length=10, choices=[(r, r) for r in ("owner", "deputy", "manager", "duty")])
    to = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("step", "rung"), name="alarm_once"),)
        indexes = (models.Index(fields=("to", "at"), name="alarms_of_staff"),)

    def __str__(self) -> str:
        return f"{self.rung} {self.step_id}"
