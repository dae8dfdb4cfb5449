"""What every part of a pack is made of: anchors, partial dates, standing, items."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

Standing = Literal["stated", "inferred", "unclear"]
Strength = Literal["shall", "should", "may"]
PrincipalId = Literal["region", "municipality", "state", "other"]

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.\-]*$", max_length=80)]
# An anchor is DOCUMENT/section/path with an optional bullet: "K21/region/vard#11".
Anchor = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9]*(/[a-z0-9.\-]+)*(#[0-9a-z.\-]+)?$")]
# Source documents are written in prose: a text without a word in it is a mistake.
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2)]
MunicipalityCode = Annotated[str, StringConstraints(pattern=r"^\d{4}$")]

_PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


def _as_text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else str(value)


def _check_partial(value: str) -> str:
    match = _PARTIAL.match(value)
    if not match:
        raise ValueError("ett datum skrivs ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD")
    year, month, day = match.groups()
    date(int(year), int(month or 1), int(day or 1))
    return value


# A date as exact as the source gives it: "2021", "2021-01" or "2021-01-22".
PartialDate = Annotated[str, BeforeValidator(_as_text), AfterValidator(_check_partial)]


def earliest(value: str) -> date:
    """The first day a partial date may mean."""
    year, month, day = (_PARTIAL.match(value) or re.match("()()()", "")).groups()  # type: ignore[union-attr]
    return date(int(year), int(month or 1), int(day or 1))


def latest(value: str) -> date:
    """The last day a partial date may mean."""
    first = earliest(value)
    if len(value) == 10:
        return first
    after = date(first.year + 1, 1, 1)
    if len(value) == 7 and first.month < 12:
        after = date(first.year, first.month + 1, 1)
    return date.fromordinal(after.toordinal() - 1)


class Part(BaseModel):
    """A piece of content: unknown keys are errors, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Item(Part):
    """Something the document says, in our own words, with where it says it."""

    id: Id
    text: Text
    anchors: Annotated[tuple[Anchor, ...], "at least one, see files.py"] = ()
    standing: Standing = "stated"
    note: str = ""


# Conditions: fact → one value, a list of values, {not: [...]}, or for age "18-", "-17", "13-17".
Value = str | int
When = dict[str, Value | list[Value] | dict[Literal["not"], Value | list[Value]]]
