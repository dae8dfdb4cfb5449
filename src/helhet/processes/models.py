"""A case in a legal process, what happened in it, and the clocks and alarms that follow from that alone.

Where a case stands and which clocks run is never typed: the engine of knowledge/processes reads it out of the events.
"""

from django.db import models
from django.db.models import Q

from helhet.audit.append_only import WrittenOnce
from helhet.courses.models import Course, Step
from helhet.organisations.held import Held
from helhet.organisations.models import Staff, Unit
from helhet.people.models import Person

STATUSES = ("due", "met", "overdue", "lapsed", "fallen", "stopped", "still", "uncounted")


class Case(Held):
    """A person's case in one legal process, with the holding that keeps it. An open one has somebody to act by a day.

    It is one for each person and process: what ended goes on in the same case when something new is told, so that what
    outlives it (a custody that has ceased) is never forgotten. `content_hash` is of the rules it was last judged by.
    `law_date`: read the law as it was that day, for an old case; None means the day of each event.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases")
    course = models.ForeignKey(Course, models.PROTECT, null=True, related_name="cases")
    process = models.CharField(max_length=40)
    content_hash = models.CharField(max_length=64)
    law_date = models.DateField(null=True)
    state = models.CharField(max_length=60)
    owner = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    step = models.OneToOneField(Step, models.PROTECT, null=True, related_name="+")
    is_open = models.BooleanField(default=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(is_open=True, step__isnull=False) | Q(is_open=False, step__isnull=True),
                name="open_case_has_step",
            ),
            models.UniqueConstraint(fields=("person", "process"), name="case_once"),
        )

    def __str__(self) -> str:
        return f"{self.process} {self.state}"


class CaseEvent(WrittenOnce, Held):
    """Something that was recorded in a case. `happened` is the event's own time, `at` when it was written down.

    `role` is who did it (content/law/processes/roles.yaml), `by` who wrote it; `known_by` how they know, when somebody
    else did it. A correction points at what it `corrects` and holds what is right in `changes`; with `withdrawn` it
    never happened. `content_hash` is of the rules it was judged by when it was written.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=60)
    happened = models.DateTimeField()
    role = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)
    documents = models.JSONField(default=list)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    changes = models.JSONField(default=dict)
    withdrawn = models.BooleanField(default=False)
    known_by = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    content_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "number"), name="case_event_in_order"),
            models.CheckConstraint(condition=~Q(act="correct") | Q(corrects__isnull=False), name="correction_of_event"),
        )

    def __str__(self) -> str:
        return self.act


class CaseClock(Held):
    """A clock as the events of its case give it: made anew at each of them, and never typed.

    It says nothing of the person, so that a whole municipality's can be watched: which rule, which days, whose.
    `strict` is the last day (the day of the moment for hours), `ends_at` when the strict time is over, `last_at` when
    the last time that can be defended is. `next_at` is when the scanner has something to do with it; None: nothing.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="clocks")
    owner = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=60)
    start = models.DateTimeField()
    strict = models.DateField(null=True)
    relief = models.DateField(null=True)
    ends_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=10, choices=[(s, s) for s in STATUSES])
    met_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "rule", "start"), name="case_clock_once"),)
        indexes = (
            models.Index(fields=("holding", "next_at"), condition=Q(next_at__isnull=False), name="case_clocks_to_scan"),
            models.Index(
                fields=("holding", "ends_at"),
                condition=Q(status__in=("due", "overdue", "lapsed")),
                name="case_clocks_running",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.status}"


class CaseAlarm(WrittenOnce, Held):
    """An alarm of a clock that was told to somebody, once: the scanner may run twice, by two, and after a crash.

    `alarm` is its id in content/law/clocks.yaml, `due` when it was to be told, `to` whom it was told.
    """

    clock = models.ForeignKey(CaseClock, models.CASCADE, related_name="alarms")
    alarm = models.CharField(max_length=60)
    rung = models.CharField(max_length=10, choices=[(r, r) for r in ("owner", "deputy", "manager", "duty", "chair")])
    to = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    due = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("clock", "alarm"), name="case_alarm_once"),)

    def __str__(self) -> str:
        return f"{self.alarm} {self.rung}"
