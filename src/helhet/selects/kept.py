"""A select that is written once and asked many times.

For the short selects of a page most of the time goes to writing the SQL anew, and not to the database. Where only the
values change, the SQL need not. The ORM still writes it, reads its rows and makes its objects: what is kept is the
text. `tests/selects` holds every kept select against the plain one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError

# What stands in for each kind of value while the SQL is written: nothing that could be a value of ours, nor what is
# left of one when it is trimmed or its letters are made small.
MARKS: dict[type, Callable[[int], Any]] = {
    UUID: lambda place: UUID(int=(0xFEDC_BA98 << 96) + place),
    datetime: lambda place: datetime(9998, 1, 1, 1, 1, 1, tzinfo=UTC) + timedelta(days=place, microseconds=place),
    date: lambda place: date(9997, 1, 1) + timedelta(days=place),
    str: lambda place: f" \x1fåÅ{place}\x1f ",
}
# What the ORM asks of a queryset while it reads rows.
STANDING = ("db", "model", "_fetch_mode", "_known_related_objects", "_fields")
# Marks of the second writing begin here: no select has so many values.
AGAIN = 100


class Unkeepable(TypeError):
    """A select that cannot be kept as it is built: a fault of ours, told the first time that it is asked."""


class Kept:
    """`build` gives a queryset for values: ids, moments, days or texts, always in the same number and of the same
    kinds, which go into the SQL just as they are (never None, never a list, nothing worked out from them). Calling
    gives its rows as a list. Raises TypeError for a value of another kind than the first time (a text is no id, a
    moment has a time zone), and Unkeepable when `build` does anything with the values but hand them on.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self.build = build
        self._written: dict[str, _Written] = {}

    def __call__(self, *values: Any) -> list[Any]:
        written = self._written.get(connection.vendor)
        if written is None:
            written = self._written[connection.vendor] = _write(self.build, values)
        if written.kinds != (kinds := tuple(map(type, values))):
            raise TypeError(f"{kinds} where {written.kinds} is asked for")
        return list(written.asked(values))


@dataclass(frozen=True)
class _Written:
    """The text of a select, where in its parameters each value goes, and what the ORM needs to read its rows: how
    each column is made into a value, and what stands in for the queryset."""

    rows: QuerySet[Any, Any]
    compiler: Any
    converters: Mapping[int, Any]
    standing: Mapping[str, Any]
    sql: str
    params: Sequence[Any]
    places: Sequence[tuple[int, int]]
    kinds: tuple[type, ...]

    def asked(self, values: Sequence[Any]) -> Iterator[Any]:
        if self.rows.query.select_for_update and not connection.in_atomic_block:
            raise TransactionManagementError("select_for_update cannot be used outside of a transaction.")
        params = list(self.params)
        for place, value in self.places:
            params[place] = _adapted(values[value])
        query = _Query(self.rows.query, _Compiler(self, params))
        return iter(self.rows._iterable_class(SimpleNamespace(query=query, **self.standing)))


class _Query:
    """The query of a kept select: it has a compiler already."""

    def __init__(self, query: Any, compiler: "_Compiler") -> None:
        self._query, self._compiler = query, compiler

    def get_compiler(self, *_: Any, **__: Any) -> "_Compiler":
        return self._compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)


class _Compiler:
    """The compiler of a kept select: it runs the text that is there, and reads rows as the ORM's own does."""

    def __init__(self, written: _Written, params: Sequence[Any]) -> None:
        self._written, self._params = written, params

    def execute_sql(self, *_: Any, **__: Any) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(self._written.sql, self._params)
            return [cursor.fetchall()]

    def results_iter(self, results: Any = None, tuple_expected: bool = False, **_: Any) -> Iterator[Any]:
        rows: Iterator[Any] = chain.from_iterable(self.execute_sql() if results is None else results)
        if self._written.converters:
            rows = self._written.compiler.apply_converters(rows, self._written.converters)
        return map(tuple, rows) if tuple_expected else rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self._written.compiler, name)


def _write(build: Callable[..., QuerySet[Any, Any]], values: Sequence[Any]) -> _Written:
    """Written twice, with other values each time: all that differs must be the values themselves, in their places."""
    kinds = tuple(map(type, values))
    if unknown := set(kinds) - set(MARKS):
        raise TypeError(f"{unknown} cannot be asked with")
    (rows, compiler, sql, params, marks), (*_, again, others, later) = _once(build, kinds), _once(build, kinds, AGAIN)
    places = [(place, marks.index(one)) for place, one in enumerate(params) if one in marks]
    kept = [one for place, one in enumerate(params) if place not in dict(places)]
    if set(range(len(marks))) != {value for _, value in places}:
        raise Unkeepable(f"some values are nowhere in: {sql}")
    then = [(place, later.index(one)) for place, one in enumerate(others) if one in later]
    if (sql, places, kept) != (again, then, [one for place, one in enumerate(others) if place not in dict(then)]):
        raise Unkeepable(f"something is worked out from the values in: {sql}")
    converters = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
    standing = {name: getattr(rows, name) for name in STANDING}
    return _Written(rows, compiler, converters, standing, sql, params, places, kinds)


def _once(build: Callable[..., QuerySet[Any, Any]], kinds: Sequence[type], start: int = 0) -> tuple[Any, ...]:
    """The queryset, its compiler, what it wrote, and the marks as they stand in it."""
    marks = [MARKS[kind](start + place) for place, kind in enumerate(kinds)]
    rows = build(*marks)
    compiler = rows.query.get_compiler(using=rows.db)
    sql, params = compiler.as_sql()
    if rows._prefetch_related_lookups or compiler.has_extra_select:
        raise Unkeepable(f"more than one select, or columns that are not shown: {sql}")
    return rows, compiler, sql, list(params), [_adapted(mark) for mark in marks]


def _adapted(value: Any) -> Any:
    """A value as the ORM hands it to this database."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError(f"{value} has no time zone")
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
