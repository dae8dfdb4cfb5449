"""Who may open whom, what is blocked, what was consented to, and what crossed from one holding to another."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from helhet.audit.append_only import WrittenOnce
from helhet.organisations.held import Held
from helhet.organisations.models import Authority, Staff, Unit
from helhet.people.models import Person


class Access(Held):
    """A reason for a unit (or one member of staff) to open a person, from one time to another: the policy's own rows.

    relation: a course is open at the unit. reason: stated, for some days. emergency: life or health, reviewed after.
    With `lifts_blocks`, what other units wrote behind a block may be read too. A relation that ends gets its `until`.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="accesses")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in ("relation", "reason", "emergency")])
    why = models.CharField(max_length=300)
    lifts_blocks = models.BooleanField(default=False)
    since = models.DateTimeField()
    until = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "accesses"
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="access_in_order"),
            models.CheckConstraint(condition=~Q(why=""), name="access_says_why"),
            models.CheckConstraint(condition=Q(kind="relation") | Q(staff__isnull=False), name="access_personal"),
        )
        indexes = (
            models.Index(fields=("unit", "person", "until"), name="access_of_unit"),
            models.Index(fields=("person", "until"), name="access_to_person"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id}"


class Review(WrittenOnce, Held):
    """What the manager said of an emergency opening: in order, or not (then an incident follows)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    access = models.OneToOneField(Access, models.PROTECT, related_name="review")
    in_order = models.BooleanField()
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.access_id} {self.in_order}"


class Block(Held):
    """A block (spärr): other units may not read what this unit wrote. Only the person sets and lifts it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="blocks")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "unit"), condition=Q(until__isnull=True), name="block_once"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="block_in_order"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.unit_id}"


class Consent(WrittenOnce, Held):
    """What a person said yes to: to sharing (with whom, what, until when) or to a plan. Withdrawn by a row of its own.

    `receivers` are names as the person heard them, with the id of the authority where it is one of ours. `content` are
    kinds of content. `given_by` says who consented (values of consent_by in content/law), `judged` what was judged
    then: whether the person can consent, and for a child who decides. `origin` is set on a consent that another
    holding wrote down and sent along: {"disclosure": its id, "from": who}.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in ("sharing", "plan")])
    receivers = models.JSONField(default=list)
    content = models.JSONField(default=list)
    answer_back = models.BooleanField(default=False)
    given_by = models.CharField(max_length=30)
    judged = models.JSONField(default=dict)
    how = models.CharField(max_length=10, choices=[(h, h) for h in ("oral", "written", "digital")])
    words = models.TextField(blank=True)
    origin = models.JSONField(default=dict)
    given_at = models.DateTimeField()
    until = models.DateField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id}"


class Withdrawal(WrittenOnce, Held):
    """A consent taken back, whole: nothing new is sent or drafted on it from this moment. `by` is empty when the word
    came from the holding where the person said yes."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    consent = models.OneToOneField(Consent, models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.consent_id}"


class Disclosure(WrittenOnce, Held):
    """A copy that left a holding: stated content, a stated receiver, exactly one ground. Its id is the only one shared.

    `facts` and `conditions` are what the ground was checked on; `anchor` what the agreement says, if it does. A
    receiver outside the system has no authority here: then `receiver_name` is all. `answer_consent` is what the person
    said yes to about the answer. Two grounds are none in law: inner
    (another unit of the same holding) and no_identity (nobody is named).
    """

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="disclosures")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="+")
    receiver_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    receiver_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    ground = models.CharField(max_length=40)
    section = models.CharField(max_length=200)
    facts = models.JSONField(default=dict)
    conditions = models.JSONField(default=list)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="disclosures")
    answer_consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="answers_asked")
    answers = models.UUIDField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(ground="") & ~Q(section=""), name="disclosure_has_ground"),
            models.CheckConstraint(
                condition=~Q(ground="consent") | Q(consent__isnull=False), name="disclosure_names_consent"
            ),
        )
        indexes = (models.Index(fields=("person", "at"), name="disclosure_of_person"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Concealment(WrittenOnce, Held):
    """A decision that something is not shown to the person: why, on what ground, and when it is tried again.

    `unit` is the one that disclosed, so that its block hides the decision too. The newest decision counts.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="concealments")
    conceals = models.BooleanField()
    why = models.TextField()
    section = models.CharField(max_length=200)
    review_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.disclosure_id}"


class Copy(WrittenOnce, Held):
    """A disclosure as it came to the receiver: their own, under their own rules. `sender_name` is as it was then.

    `withheld` is set, once and for all, when the receiver confirms that it should never have come: what it says is no
    longer read here. That it came, from whom and when, stays.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    disclosure = models.UUIDField(unique=True)
    answers = models.UUIDField(null=True)
    sender = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    sender_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sender_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    held = models.JSONField(db_column="content")
    withheld = models.BooleanField(default=False)
    content_hash = models.CharField(max_length=64)
    ground = models.CharField(max_length=40)
    section = models.CharField(max_length=200)
    arrived_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "copies"
        indexes = (models.Index(fields=("unit", "arrived_at"), name="copy_of_unit"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.disclosure}"

    @property
    def content(self) -> dict[str, Any]:
        """What it says: nothing, once it is withheld. Never read `held` elsewhere."""
        return {} if self.withheld else self.held


class CopyOf(WrittenOnce, Held):
    """Whom a copy is about in the receiver's own holding, once somebody there has said so."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="copies")
    copy = models.OneToOneField(Copy, models.PROTECT, related_name="about")
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.copy_id}"


class Notice(WrittenOnce, Held):
    """A word about a disclosure that holds nothing of its content: arrived, answered, recalled, consent withdrawn …

    It stands in the holding that is told. `data` is what may be said without a ground of its own: a day, never a why.
    """

    disclosure = models.UUIDField()
    kind = models.CharField(max_length=30)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("holding", "disclosure", "at"), name="notice_of_disclosure"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.disclosure}"


class Incident(Held):
    """A personal data incident: what happened, when it was known (72 hours run from there), and what was done."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    disclosure = models.UUIDField(null=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    what = models.TextField()
    known_at = models.DateTimeField()
    report_by = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(what=""), name="incident_says_what"),
            models.CheckConstraint(condition=Q(report_by__gt=F("known_at")), name="incident_in_order"),
        )
        indexes = (models.Index(fields=("unit", "report_by"), name="incident_of_unit"),)

    def __str__(self) -> str:
        return f"{self.known_at}"


class IncidentStep(WrittenOnce, Held):
    """What was done about an incident: reported, judged not to need a report, the person told, closed."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in ("reported", "no_report", "person_told", "closed")])
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind}"


class LogReview(WrittenOnce, Held):
    """What whoever reviews the log said of one event in it. `month` is its first day when the event was drawn by lot
    for that month's check; empty when it was looked at for another reason."""

    event = models.UUIDField()
    month = models.DateField(null=True)
    in_order = models.BooleanField()
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("holding", "event"), name="log_review_once"),
            models.CheckConstraint(condition=Q(in_order=True) | ~Q(text=""), name="log_review_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.event} {self.in_order}"
