"""A row of any table that stands in a holding, filled in by itself, so that a new table is tried without anyone's help."""  # noqa: E501

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import models

from helhet.courses.models import Course, Step
from helhet.deviations.models import Deviation
from helhet.organisations.models import Authority, Staff, Unit
from helhet.overview.models import Message
from helhet.people.models import Identifier, Person
from helhet.plans.models import Joined, Participant, Plan
from helhet.processes.models import Case, CaseClock, CaseEvent
from helhet.screening.models import Screening
from helhet.secrecy.models import Access, Consent, Copy, CopyOf, Disclosure, Incident
from tests.records.world import AT, TODAY

from .reference import Kind

# Each table that stands in a holding, and who sees its rows. A table that is not here fails the test.
KINDS: dict[str, Kind] = {
    "people.Person": "holding", "people.Identifier": "holding",
    "people.ContactWay": "person", "people.Relation": "person", "people.Merge": "person", "people.Change": "person",
    "secrecy.Access": "unit", "secrecy.Review": "unit", "secrecy.Incident": "unit", "secrecy.IncidentStep": "unit",
    "secrecy.Block": "holding", "secrecy.CopyOf": "holding", "secrecy.Notice": "holding",
    "secrecy.Withdrawal": "person", "secrecy.LogReview": "review", "secrecy.Copy": "copy",
    "secrecy.Consent": "entry", "secrecy.Disclosure": "entry", "secrecy.Concealment": "entry",
    "courses.Step": "entry", "courses.Course": "entry", "courses.CourseEvent": "entry", "courses.Alarm": "holding",
    "courses.StepDone": "under", "handoffs.SentStep": "under", "handoffs.ReceivedStep": "under",
    "handoffs.Sent": "entry", "handoffs.Received": "entry", "documents.Document": "entry",
    "screening.Screening": "entry",
    "deviations.Deviation": "own", "overview.Message": "holding",
    "plans.Plan": "entry", "plans.Aside": "entry", "plans.Joined": "entry", "plans.PlanEvent": "under",
    "plans.Participant": "under", "plans.Part": "under", "plans.PartChange": "under", "plans.Version": "under",
    "plans.Offer": "under", "plans.FollowUp": "under", "plans.JoinedEvent": "under", "plans.MissingService": "own",
    "processes.Case": "entry", "processes.CaseEvent": "under", "processes.CaseClock": "holding",
    "processes.CaseAlarm": "holding",
    "retention.Matters": "person", "retention.Purge": "holding",
}  # fmt: skip
# What says nothing of anybody: the list of units, and the publications.
OPEN = {"organisations.Unit"}


def in_holdings() -> list[type[models.Model]]:
    """Every model of ours with a holding of its own."""
    own = [m for m in apps.get_models() if m.__module__.startswith("helhet.")]
    having = [m for m in own if any(f.name == "holding" and f.is_relation for f in m._meta.fields)]
    return [model for model in having if model._meta.label not in OPEN]


def make(
    model: type[models.Model],
    holding: Authority,
    person: Person | None,
    unit: Unit,
    by: Staff,
    secret: str = "",
    **given: Any,
) -> Any:
    """A row, with everything that must be there. What it hangs on is made too, about the same person and unit.

    With a secret, every free text of the row holds it."""
    context = (holding, person, unit, by, secret)
    fields: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.name not in given and field.name != "id":
            value = _value(model, field, context)
            if value is not None:
                fields[field.name] = value
    row = model(**fields | _special(model, context) | given)
    row.save(force_insert=True)
    return row


def _value(model: type[models.Model], field: models.Field, context: tuple) -> Any:
    holding, person, unit, by, secret = context
    if field.name == "person":
        return person
    named = {Authority: holding, Unit: unit, Staff: by}
    if field.is_relation:
        if field.related_model in named and (field.name in ("holding", "unit", "by") or not field.null):
            return named[field.related_model]
        hangs_on = field.null is False and field.related_model is not Person and field.related_model is not model
        return make(field.related_model, *context) if hangs_on else person if not field.null else None
    if secret and not field.choices and (told := _told(field, secret)) is not None:
        return told
    if field.has_default() or field.null:
        return None
    return _filled(field)


def _told(field: models.Field, secret: str) -> Any:
    """The secret, as this field can hold it; None when it is no free text."""
    if field.name == "held":  # ids out of content's own closed list, which whoever purges must see
        return []
    if field.name == "receivers":
        return [{"id": "", "name": secret}]
    if isinstance(field, models.JSONField):
        return [secret] if field.default is list else {"text": secret, secret: secret}
    if isinstance(field, models.BinaryField):
        return secret.encode()
    if isinstance(field, models.EmailField) or field.name in LINKS:
        return None
    return secret if isinstance(field, models.CharField | models.TextField) else None


# Short words that the code itself reads, and hashes: they say nothing of anybody.
LINKS = {
    "kind", "act", "state", "system", "media_type", "content_hash", "alarm", "sha256", "came_as", "preview_hash",
    "pack", "clause",
    "ref_kind", "municipality", "ground",
}  # fmt: skip


def _filled(field: models.Field) -> Any:
    if field.choices:
        return field.choices[0][0]
    kinds = {
        models.DateTimeField: AT, models.DateField: TODAY, models.JSONField: {"a": "b"}, models.BooleanField: True,
        models.UUIDField: uuid4(), models.BinaryField: b"x", models.IntegerField: 1, models.DecimalField: 1,
        models.EmailField: "a@b.se",
    }  # fmt: skip
    return next(
        (value for kind, value in kinds.items() if isinstance(field, kind)), uuid4().hex[: field.max_length or 20]
    )


def _unused(person: Person | None) -> str:
    """A legal process that the person has no case in: there is one case of each. Where all are taken, and no page will
    be asked for, one that does not exist."""
    taken = set(Case.objects.filter(person=person).values_list("process", flat=True))
    known = ("lvm", "lob", "discharge", "child-report", "lvu-custody")
    return next((one for one in known if one not in taken), uuid4().hex)


def _special(model: type[models.Model], context: tuple) -> dict[str, Any]:
    """What the tables' own constraints ask for."""
    if model is Course:
        return {"is_open": False}
    if model is Step:
        return {"kind": "task"}
    if model is Case:
        return {"is_open": False, "process": _unused(context[1]), "state": "new"}
    return {
        CaseEvent: {"act": "report", "role": "officer", "changes": {}},
        CaseClock: {"rule": "lvm.submit"},
        Access: {"kind": "relation", "since": AT, "until": AT},
        Consent: {"until": date(2030, 1, 1)},
        Disclosure: {"ground": "inner"},
        Identifier: {"value": uuid4().hex[:12]},
        Copy: {"disclosure": uuid4()},
        CopyOf: {},
        Incident: {"report_by": AT + timedelta(hours=72)},
        Deviation: {"pack": "", "clause": "", "number": uuid4().int % 10**6},
        Message: {"state": "new"},
        Screening: {"total": 1},
        Plan: {"is_open": False, "overall": "", "state": "needed"},
        Joined: {"is_open": False, "thread": uuid4(), "state": "ended"},
        Participant: {"agreed": True},
    }.get(model, {})
