"""Everything small about a person in one select: numbers, ways to reach, those near, and rows that were merged here."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, CharField, DateField, QuerySet, Value

from helhet.selects.kept import Kept

from .models import ContactWay, Identifier, Person, Relation

# What each part gives, in one order, so that the database can put them under each other.
COLUMNS = ("id", "kind", "one", "two", "three", "yes", "also", "day", "other_day")


@dataclass
class Around:
    """What stands around a person. What must not be done to reach them comes first, and children before others."""

    numbers: list[Identifier] = field(default_factory=list)
    ways: list[ContactWay] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    merged: list[Person] = field(default_factory=list)


def around(person: Person) -> Around:
    """Everything small about a person, in one select."""
    found = Around()
    for part, *values in _all(person.id):
        ADD[part](found, person, dict(zip(COLUMNS, values, strict=True)))
    found.numbers.sort(key=lambda row: row.replaced)
    found.ways.sort(key=lambda row: (row.allowed, row.kind))
    found.relations.sort(key=lambda row: (row.kind not in ("child", "expected_child"), row.kind, row.name))
    return found


@Kept
def _all(person: UUID) -> QuerySet[Any, Any]:
    # Relations first: the database takes the kinds of columns from there.
    return _relations(person).union(_ways(person), _numbers(person), _merged(person), all=True)


def _text(value: str = "") -> Value:
    return Value(value, output_field=CharField())


def _no() -> Value:
    return Value(False, output_field=BooleanField())


def _day() -> Value:
    return Value(None, output_field=DateField())


def _relations(person: UUID) -> QuerySet[Any, Any]:
    rows = Relation.objects.filter(person_id=person, ended=False)
    return rows.values_list(
        _text("relation"),
        "id",
        "kind",
        "name",
        "contact",
        "needs",
        "lives_with",
        "may_be_told",
        "birth_date",
        "expected",
    )


def _ways(person: UUID) -> QuerySet[Any, Any]:
    rows = ContactWay.objects.filter(person_id=person)
    return rows.values_list(_text("way"), "id", "kind", "value", "note", _text(), "allowed", _no(), _day(), _day())


def _numbers(person: UUID) -> QuerySet[Any, Any]:
    rows = Identifier.objects.filter(person_id=person)
    return rows.values_list(
        _text("number"), "id", _text(), "system", "value", _text(), "replaced", _no(), _day(), _day()
    )


def _merged(person: UUID) -> QuerySet[Any, Any]:
    rows = Person.objects.filter(merged_into_id=person)
    return rows.values_list(
        _text("merged"),
        "id",
        "protected",
        "given_name",
        "family_name",
        "case_number",
        _no(),
        _no(),
        "birth_date",
        _day(),
    )


def _add_relation(found: Around, person: Person, row: dict[str, Any]) -> None:
    given = {"name": row["one"], "contact": row["two"], "needs": row["three"], "birth_date": row["day"]}
    given |= {"lives_with": bool(row["yes"]), "may_be_told": bool(row["also"]), "expected": row["other_day"]}
    found.relations.append(Relation(id=row["id"], person=person, kind=row["kind"], **given))


def _add_way(found: Around, person: Person, row: dict[str, Any]) -> None:
    given = {"kind": row["kind"], "value": row["one"], "note": row["two"], "allowed": bool(row["yes"])}
    found.ways.append(ContactWay(id=row["id"], person=person, **given))


def _add_number(found: Around, person: Person, row: dict[str, Any]) -> None:
    given = {"system": row["one"], "value": row["two"], "replaced": bool(row["yes"])}
    found.numbers.append(Identifier(id=row["id"], person=person, **given))


def _add_merged(found: Around, person: Person, row: dict[str, Any]) -> None:
    given = {"given_name": row["one"], "family_name": row["two"], "case_number": row["three"]}
    found.merged.append(Person(id=row["id"], protected=row["kind"], birth_date=row["day"], **given))


ADD = {"relation": _add_relation, "way": _add_way, "number": _add_number, "merged": _add_merged}
