"""Every row about a person, found from the models themselves: a model that is added tomorrow is reached by itself.

A row belongs to another when it points at it. From the person's own row we follow whatever points there, and so on;
what a row points at one-to-one is the same thing in two halves, and follows too. Some ids are no foreign keys (a
disclosure's own id is all that two holdings share): they are matched by value.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import batched
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet

from helhet.audit.append_only import WrittenOnce
from helhet.audit.models import Event
from helhet.people.models import Person

type Model = type[models.Model]
type Rows = dict[Model, set[UUID]]

# Who works where, which agreements there are, and the log (ids and fingerprints): never about a person in a holding.
STANDING = {"organisations", "agreements", "audit"}
# The id that a hand-off's two halves share. It is no foreign key, as the halves may stand in different holdings.
SHARED = "disclosure"
# What is said of an event in the log, in free text, is about whom the event is about. The log itself stays.
LOGGED = "event"
AT_ONCE = 500


@dataclass(frozen=True)
class Link:
    """A field by which rows of one model point at rows of another."""

    model: Model
    field: str
    target: Model


@cache
def kept_models() -> tuple[Model, ...]:
    """Every model of ours whose rows are in a holding, so that they may be about a person there."""
    ours = (m for m in apps.get_models() if m.__module__.startswith("helhet.") and m._meta.app_label not in STANDING)
    return tuple(m for m in ours if "holding" in _fields(m))


@cache
def belongs() -> tuple[Link, ...]:
    """Rows go with what they point at."""
    return tuple(link for link in _links() if link not in mentions())


@cache
def mentions() -> tuple[Link, ...]:
    """Where a row of one person's only mentions another person: the mention is emptied, the row stays."""
    found = (link for link in _links() if link.target is Person and link.field != "person")
    return tuple(link for link in found if link.model is not Person and _may_be_emptied(link))


@cache
def twins() -> tuple[Link, ...]:
    """One-to-one: what such a row points at goes with it."""
    return tuple(link for link in _links() if _fields(link.model)[link.field].one_to_one)


@cache
def loose() -> tuple[tuple[Model, str], ...]:
    """Fields that hold an id without being foreign keys."""
    found = ((m, f) for m in kept_models() for f in m._meta.concrete_fields if isinstance(f, models.UUIDField))
    return tuple((model, field.name) for model, field in found if not field.primary_key)


def rows_about(holding: UUID, people: Iterable[UUID]) -> Rows:
    """Every row of a holding about these people, by model, themselves included."""
    found: Rows = defaultdict(set)
    persons = set(people)
    new: Rows = {Person: set(persons)}
    while any(new.values()):
        for model, keys in new.items():
            found[model] |= keys
        persons |= new.get(Person, set())
        reached: Rows = defaultdict(set)
        for model, keys in _next(holding, new, persons):
            reached[model] |= keys - found[model]
        new = reached
    return {model: keys for model, keys in found.items() if keys}


def rows_of(model: Model, keys: Iterable[UUID]) -> Iterator[QuerySet]:
    """The rows with these keys, some at a time: a database takes only so many values in one question."""
    for some in batched(sorted(keys), AT_ONCE):
        yield model._base_manager.filter(pk__in=some)


def empty_mentions(holding: UUID, people: Iterable[UUID]) -> int:
    """Take away what other people's rows say of these people being in the holding."""
    emptied = 0
    for link in mentions():
        named = link.model._base_manager.filter(holding_id=holding, **{f"{link.field}__in": list(people)})
        emptied += named.update(**{link.field: None})
    return emptied


def remove(rows: Rows) -> dict[str, int]:
    """Remove the rows, and say how many of each model. Foreign keys are checked when the transaction ends, so that rows
    that point at each other may go in any order; the database refuses then if anything still points at what is gone."""
    counts = {}
    for model, keys in rows.items():
        label = model._meta.label
        counts[label] = sum(int(some._raw_delete(some.db)) for some in rows_of(model, keys))
    return counts


def _next(holding: UUID, new: Rows, persons: set[UUID]) -> Iterator[tuple[Model, set[UUID]]]:
    for link in belongs():
        if keys := new.get(link.target):
            yield link.model, _pointing(holding, link.model, link.field, keys, persons)
    for link in twins():
        for some in rows_of(link.model, new.get(link.model, ())):
            pointed = set(some.exclude(**{link.field: None}).values_list(f"{link.field}_id", flat=True))
            yield link.target, _mine(holding, link.target, pointed, persons)
    named = _named(new)
    for model, field in loose():
        if field == LOGGED:
            events = Event.objects.filter(holding=holding, person__in=list(persons)).values("id")
            yield (
                model,
                set(model._base_manager.filter(holding_id=holding, event__in=events).values_list("pk", flat=True)),
            )
        else:
            yield model, _pointing(holding, model, field, named, persons)


def _named(new: Rows) -> set[UUID]:
    """The ids by which other rows may know these, without a foreign key."""
    named = set().union(*new.values())
    for model, keys in new.items():
        if isinstance(_fields(model).get(SHARED), models.UUIDField):
            for some in rows_of(model, keys):
                named |= set(some.exclude(**{SHARED: None}).values_list(SHARED, flat=True))
    return named


def _pointing(holding: UUID, model: Model, field: str, keys: set[UUID], persons: set[UUID]) -> set[UUID]:
    found: set[UUID] = set()
    for some in batched(sorted(keys), AT_ONCE):
        rows = model._base_manager.filter(_nobody_elses(model, persons), holding_id=holding, **{f"{field}__in": some})
        found |= set(rows.values_list("pk", flat=True))
    return found


def _mine(holding: UUID, model: Model, keys: set[UUID], persons: set[UUID]) -> set[UUID]:
    return _pointing(holding, model, "pk", keys, persons)


def _nobody_elses(model: Model, persons: set[UUID]) -> Q:
    """A row that says whom it is about goes only with that person, however it was reached."""
    if "person" not in _fields(model):
        return Q()
    return Q(person_id__isnull=True) | Q(person_id__in=list(persons))


@cache
def _links() -> tuple[Link, ...]:
    ours = set(kept_models())
    fields = ((m, f) for m in kept_models() for f in m._meta.concrete_fields if f.is_relation)
    return tuple(Link(model, f.name, f.related_model) for model, f in fields if f.related_model in ours)


def _may_be_emptied(link: Link) -> bool:
    owned = "person" in _fields(link.model)
    return owned and _fields(link.model)[link.field].null and not issubclass(link.model, WrittenOnce)


@cache
def _fields(model: Model) -> dict[str, models.Field]:
    return {field.name: field for field in model._meta.concrete_fields}
