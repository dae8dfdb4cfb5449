"""A plan as the holding that calls has it, and as each holding that was called has it: two halves, as a hand-off.

They share nothing but the ids of disclosures. The call's own id is the thread that all that follows answers to.
"""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from helhet.agreements.models import Publication
from helhet.audit.append_only import WrittenOnce
from helhet.courses.models import Course, Step
from helhet.kernel.ids import uuid7
from helhet.organisations.models import Authority, Staff, Unit
from helhet.people.models import Person
from helhet.secrecy.models import Consent, Copy, Disclosure

# The principals that law lets be overall responsible: SoL 10 kap. 8 §, HSL 16 kap. 4 §.
OVERALL = ("region", "municipality")


class Plan(models.Model):
    """A plan in the holding that owns its draft. An open one has a step: somebody, something to do and a day.

    `overall` is one principal or none yet, never two; `overall_by` the participant that has it, empty when it is the
    holding's own. `number` is that of the version in force.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    holding = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="plans")
    course = models.ForeignKey(Course, models.PROTECT, null=True, related_name="plans")
    publication = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    settings = models.JSONField(default=list)
    state = models.CharField(max_length=12)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="plans")
    overall = models.CharField(max_length=20, blank=True)
    overall_by = models.ForeignKey("Participant", models.PROTECT, null=True, related_name="+")
    follow_up = models.DateField(null=True)
    number = models.PositiveSmallIntegerField(default=0)
    step = models.OneToOneField(Step, models.PROTECT, null=True, related_name="+")
    is_open = models.BooleanField(default=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(is_open=True, step__isnull=False) | Q(is_open=False, step__isnull=True),
                name="open_plan_has_step",
            ),
            models.CheckConstraint(condition=Q(overall__in=("", *OVERALL)), name="plan_one_overall"),
            models.CheckConstraint(
                condition=~Q(state="published") | (Q(overall__in=OVERALL) & Q(follow_up__isnull=False)),
                name="published_plan_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("drafting", "published")) | Q(consent__isnull=False), name="plan_rests_on_yes"
            ),
        )
        indexes = (models.Index(fields=("person",), name="plans_of_person"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class PlanEvent(WrittenOnce):
    """What happened with a plan, and when: needed, offered, agreed, called, published, followed up, closed."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    holding = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    happened = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=("plan", "at"), name="events_of_plan"),)

    def __str__(self) -> str:
        return self.kind


class Participant(models.Model):
    """Somebody the person wants at the table. `call` is the disclosure that called them; `answer` what they said of the
    version `answered`. Without a unit they are outside the system. `offered`: asked to take the overall responsibility;
    `took`: has said yes to it; `returns`: asks to give it back."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    holding = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="participants")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    principal = models.CharField(max_length=20, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    agreed = models.BooleanField()
    state = models.CharField(max_length=12, default="named")
    call = models.OneToOneField(Disclosure, models.PROTECT, null=True, related_name="plan_call")
    answer = models.CharField(max_length=12, blank=True)
    answered = models.PositiveSmallIntegerField(default=0)
    offered = models.BooleanField(default=False)
    took = models.BooleanField(default=False)
    returns = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(agreed=True), name="participant_agreed_to"),
            models.UniqueConstraint(fields=("plan", "unit"), condition=Q(unit__isnull=False), name="unit_once_in_plan"),
        )

    def __str__(self) -> str:
        return self.name


class Part(models.Model):
    """A piece of the draft that is written by itself: a place, a goal, a measure, what another does, a decision's step.

    `also` is what somebody else wrote in the same field at the same time, until someone chooses.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    holding = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=12, choices=[(k, k) for k in ("place", "goal", "measure", "other", "decision")])
    key = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    also = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    dropped = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("plan", "kind", "key"), name="part_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class PartChange(WrittenOnce):
    """A part as somebody left it. `base` is the version they saw; `source` the copy it was taken from."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    holding = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    part = models.ForeignKey(Part, models.PROTECT, related_name="changes")
    version = models.PositiveIntegerField()
    base = models.PositiveIntegerField()
    how = models.CharField(max_length=10, choices=[(h, h) for h in ("written", "merged", "both", "taken", "dropped")])
    written = models.JSONField(default=dict)
    data = models.JSONField(default=dict)
    source = models.ForeignKey(Copy, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("part", "version"), name="part_version_once"),)

    def __str__(self) -> str:
        return f"{self.how} {self.version}"


class Version(WrittenOnce):
    """A published plan, for good, as docs/plan-json.md has it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    holding = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    made_on = models.DateField()
    follow_up = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("plan", "number"), name="version_once"),)

    def __str__(self) -> str:
        return f"{self.number}"


class Offer(models.Model):
    """What a participant sent to the plan: goals, measures, what is missing. Merged or left by an explicit act."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    holding = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="offers")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="offers")
    copy = models.OneToOneField(Copy, models.PROTECT, related_name="plan_offer")
    state = models.CharField(max_length=8, choices=[(s, s) for s in ("waiting", "merged", "left")], default="waiting")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.state


class Aside(WrittenOnce):
    """What is kept beside the plan and never in it: that violence was asked about, and what was said."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    holding = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="asides")
    kind = models.CharField(max_length=12, choices=[("violence", "violence")])
    asked = models.BooleanField()
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.kind


class FollowUp(WrittenOnce):
    """How it went: the person's own rating and words, how each goal stands, and the next day when there is one."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    holding = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="follow_ups")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    rating = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    goals = models.JSONField(default=dict)
    next_on = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.on}"


class Joined(models.Model):
    """A plan as a holding that was called has it. `thread` is the call's disclosure, `version` the newest that came.

    `overall`: this holding has the overall responsibility. `offered`: it is asked to take it. `returns`: asks to give
    it back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    holding = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="joined_plans")
    call = models.OneToOneField(Copy, models.PROTECT, related_name="joined")
    thread = models.UUIDField(unique=True)
    state = models.CharField(max_length=12)
    version = models.ForeignKey(Copy, models.PROTECT, null=True, related_name="+")
    number = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=12, blank=True)
    overall = models.BooleanField(default=False)
    offered = models.BooleanField(default=False)
    returns = models.BooleanField(default=False)
    follow_up = models.DateField(null=True)
    step = models.OneToOneField(Step, models.PROTECT, null=True, related_name="+")
    is_open = models.BooleanField(default=True)
    arrived_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "joined"
        constraints = (
            models.CheckConstraint(
                condition=Q(is_open=True, step__isnull=False) | Q(is_open=False, step__isnull=True),
                name="open_joined_has_step",
            ),
        )
        indexes = (models.Index(fields=("person",), name="joined_of_person"),)

    def __str__(self) -> str:
        return self.state


class JoinedEvent(WrittenOnce):
    """What happened with a plan in a holding that was called. `copy` is what came; `disclosure` what was sent."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    holding = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    joined = models.ForeignKey(Joined, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    copy = models.ForeignKey(Copy, models.PROTECT, null=True, related_name="+")
    sent = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=("joined", "at"), name="events_of_joined"),)

    def __str__(self) -> str:
        return self.kind


class MissingService(WrittenOnce):
    """Something that a plan needed and that nobody has, for the county level. It points at no person and no plan.

    Only the month is kept, and the id says nothing of when: nobody may find the plan by its time.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    holding = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    need = models.CharField(max_length=80)
    treatment = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    month = models.DateField()

    class Meta:
        indexes = (models.Index(fields=("holding", "month"), name="missing_by_month"),)

    def __str__(self) -> str:
        return self.need
