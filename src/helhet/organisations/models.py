"""Who is who on the staff side. An authority (or private provider) is a holding: its records are its own."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from helhet.audit.append_only import WrittenOnce
from helhet.kernel.ids import uuid7


class FromContent(models.Model):
    """What may come from content/organisations/: under which id there, and what it said when it was last read.

    What stands otherwise in the row was edited here, and wins.
    """

    content_id = models.CharField(max_length=120, blank=True)
    loaded = models.JSONField(default=dict)

    class Meta:
        abstract = True
        constraints = (
            models.UniqueConstraint(
                fields=("content_id",), condition=~Q(content_id=""), name="%(class)s_content_id_once"
            ),
        )


class Principal(FromContent):
    """A region, a municipality, or a private owner. county and municipality are SCB's codes."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.CharField(max_length=20, choices=[(k, k) for k in ("region", "municipality", "other")])
    name = models.CharField(max_length=200)
    county = models.CharField(max_length=2)
    municipality = models.CharField(max_length=4, blank=True)
    org_number = models.CharField(max_length=13, blank=True)

    class Meta(FromContent.Meta):
        constraints = (
            *FromContent.Meta.constraints,
            models.UniqueConstraint(fields=("county", "name"), name="principal_once"),
            models.CheckConstraint(
                condition=Q(kind="municipality", municipality__gt="") | ~Q(kind="municipality"),
                name="principal_municipality_has_code",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Authority(FromContent):
    """An authority (a nämnd) or private provider: one holding. `kind` is one of content/records/authorities.yaml."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    principal = models.ForeignKey(Principal, models.PROTECT, related_name="authorities")
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=200)

    class Meta(FromContent.Meta):
        verbose_name_plural = "authorities"
        constraints = (
            *FromContent.Meta.constraints,
            models.UniqueConstraint(fields=("principal", "name"), name="authority_once"),
        )

    def __str__(self) -> str:
        return self.name


class Unit(FromContent):
    """Where people are met. `kind` is one of content/vocabulary/units.yaml; `mailbox` is never a person's own."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    holding = models.ForeignKey(Authority, models.PROTECT, related_name="units")
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    hsa_id = models.CharField(max_length=31, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=200, blank=True)
    mailbox = models.EmailField(blank=True)
    municipalities = models.JSONField(default=list)
    groups = models.JSONField(default=list)
    closed = models.BooleanField(default=False)

    class Meta(FromContent.Meta):
        constraints = (
            *FromContent.Meta.constraints,
            models.UniqueConstraint(fields=("holding", "name"), name="unit_once"),
            models.UniqueConstraint(fields=("hsa_id",), condition=~Q(hsa_id=""), name="unit_hsa_id_once"),
        )

    def __str__(self) -> str:
        return self.name


class StaffManager(BaseUserManager["Staff"]):
    """Finds staff by what they sign in with."""

    def get_by_natural_key(self, username: str) -> "Staff":
        return self.get(username=username.lower())


class Staff(AbstractBaseUser):
    """Someone who signs in. What they may do hangs on the assignment they choose, never on who they are.

    `temporary_since` says since when the password is one that was handed out, to be changed at the first sign-in; None
    when it is their own. `totp_last` is the step of the last one-time code used, so that no code is used twice.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    hsa_id = models.CharField(max_length=31, blank=True)
    profession = models.CharField(max_length=40, blank=True)
    totp_secret = models.CharField(max_length=64, blank=True)
    totp_last = models.BigIntegerField(default=0)
    temporary_since = models.DateTimeField(null=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = StaffManager()

    class Meta:
        verbose_name_plural = "staff"
        constraints = (
            # Always written in small letters, so that one name is one account.
            models.CheckConstraint(condition=Q(username=Lower("username")), name="staff_username_lower"),
            models.UniqueConstraint(fields=("hsa_id",), condition=~Q(hsa_id=""), name="staff_hsa_id_once"),
        )

    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """What a member of staff does at a unit, from one day to another. `role` is one of content/records/roles.yaml."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=40)
    purpose = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="assignment_validity"
            ),
            models.CheckConstraint(condition=~Q(purpose=""), name="assignment_has_purpose"),
        )
        indexes = (models.Index(fields=("unit", "staff"), name="assignment_of_unit"),)

    def __str__(self) -> str:
        return f"{self.staff} · {self.unit}"


class Absence(models.Model):
    """Days when someone is away; their deputy gets the alarms."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="absences")
    first = models.DateField()
    last = models.DateField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(last__gte=F("first")), name="absence_in_order"),)

    def __str__(self) -> str:
        return f"{self.staff} {self.first}–{self.last}"


class Duty(models.Model):
    """Who is on duty at a unit: gets what nobody else has read."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="duties")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="duties")
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        verbose_name_plural = "duties"
        constraints = (models.CheckConstraint(condition=Q(until__gt=F("since")), name="duty_in_order"),)

    def __str__(self) -> str:
        return f"{self.unit} {self.since:%Y-%m-%d %H:%M}"


class SignInAttempt(WrittenOnce):
    """A try to sign in, by the fingerprint of the name that was typed: what lock-out counts.

    Every try is written down as failed before it is judged, so that many at once cannot slip by; one that goes well
    adds a row that says so, and those before it no longer count.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    name_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    succeeded = models.BooleanField()

    class Meta:
        indexes = (models.Index(fields=("name_hash", "at"), name="attempt_by_name"),)

    def __str__(self) -> str:
        return f"{self.at} {self.succeeded}"
