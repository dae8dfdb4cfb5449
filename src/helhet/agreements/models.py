"""Publications and their checks: rows that are written once. Code and database both refuse to change them."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import F, Q

from helhet.kernel.errors import HelhetError


def refuse(*_: Any, **__: Any) -> NoReturn:
    """Stands in for every way of changing or removing rows."""
    raise HelhetError("En publicering ändras eller tas aldrig bort. Publicera en ny version.", "append_only")


class AppendOnlyRows(models.QuerySet):
    """Rows that can be read and added."""

    update = delete = bulk_update = update_or_create = refuse


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = AppendOnlyRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if self.pk is not None:
            refuse()
        super().save(*args, **options)

    delete = refuse


class Publication(AppendOnly):
    """One version of a pack as it was published. Content is frozen; questions and cases may come in a later row.

    `content` is JSON in the order of the document; `hash` is of the same JSON with sorted keys (Pack.canonical).
    """

    pack_id = models.CharField(max_length=80)
    title = models.TextField()
    county = models.CharField(max_length=2)
    status = models.CharField(max_length=10, choices=[(s, s) for s in ("draft", "in_force", "ended")])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    hash = models.CharField(max_length=71)
    content = models.TextField()
    questions_hash = models.CharField(max_length=71)
    questions = models.TextField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("pack_id", "hash", "questions_hash"), name="publication_once"),
            models.CheckConstraint(condition=Q(hash__startswith="sha256:"), name="publication_hash"),
            models.CheckConstraint(condition=Q(questions_hash__startswith="sha256:"), name="publication_questions"),
            models.CheckConstraint(condition=Q(status__in=("draft", "in_force", "ended")), name="publication_status"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="publication_validity"
            ),
            models.CheckConstraint(
                condition=~Q(pack_id="") & ~Q(title="") & ~Q(content="") & ~Q(published_by=""),
                name="publication_filled",
            ),
        )

    def __str__(self) -> str:
        return f"{self.pack_id} {self.hash[7:19]}"


class Check(AppendOnly):
    """What verify and lint said of a publication on a day. Law changes, so the same words may be checked again."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="checks")
    report = models.JSONField()
    report_hash = models.CharField(max_length=71)
    checked_at = models.DateTimeField()
    checked_by = models.CharField(max_length=200)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(report_hash__startswith="sha256:"), name="check_hash"),
            models.CheckConstraint(condition=~Q(checked_by=""), name="check_filled"),
        )

    def __str__(self) -> str:
        return f"{self.publication} {self.checked_at:%Y-%m-%d}"
