"""Turns a schema error into one Swedish line: what is wrong and what is allowed."""

from typing import Any

from pydantic import ValidationError

from .yamlfile import KeyPath, Problem, YamlFile

_PLAIN = {
    "missing": "saknas: fältet måste finnas",
    "extra_forbidden": "okänt fält: kontrollera stavningen eller ta bort det",
    "string_type": "ska vara text (sätt citattecken om det är ett tal eller innehåller kolon)",
    "string_too_short": "får inte vara tomt",
    "int_type": "ska vara ett heltal",
    "int_parsing": "ska vara ett heltal",
    "float_type": "ska vara ett tal",
    "float_parsing": "ska vara ett tal",
    "bool_type": "ska vara true eller false",
    "tuple_type": "ska vara en lista",
    "too_short": "får inte vara tom: minst en post behövs",
    "list_type": "ska vara en lista",
    "dict_type": "ska vara fält med värden",
    "model_type": "ska vara fält med värden",
}
_SHAPES = {
    r"^[a-z0-9][a-z0-9_.\-]*$": "får bara ha små bokstäver a–z, siffror, punkt, bindestreck och understreck",
    r"^[A-Z][A-Za-z0-9]*(/[a-z0-9.\-]+)*(#[0-9a-z.\-]+)?$": (
        "är inget ankare: skriv DOKUMENT/avsnitt#punkt, som K21/region/vard#11"
    ),
    r"^\d{4}$": "ska vara en kommunkod med fyra siffror inom citattecken",
    r"^\d{2}$": "ska vara en länskod med två siffror inom citattecken",
}


def problems_from(error: ValidationError, file: YamlFile, prefix: KeyPath = ()) -> list[Problem]:
    """All schema errors of one file at once, each with its line."""
    found = {}
    for detail in error.errors(include_url=False):
        where = (*prefix, *_in_file(detail["loc"], file, prefix))
        problem = Problem(file.path.name, file.line(where), sentence(dict(detail), where))
        found[(problem.line, problem.text)] = problem
    return list(found.values())


def _in_file(location: tuple[str | int, ...], file: YamlFile, prefix: KeyPath) -> KeyPath:
    """Drop what pydantic adds to a location (names of union members), keep keys of the file."""
    kept: KeyPath = ()
    for part in location:
        if (*prefix, *kept, part) in file.lines or (part == location[-1] and isinstance(part, str) and "[" not in part):
            kept = (*kept, part)
    return kept


def sentence(detail: dict[str, Any], where: KeyPath) -> str:
    """What is wrong at a place, and what is allowed there."""
    name = ".".join(str(part) for part in where) or "filen"
    kind, context = detail["type"], detail.get("ctx", {})
    shown = repr(detail.get("input"))[:60]
    if kind == "literal_error":
        return f"{name}: {shown} finns inte. Tillåtet: {context['expected'].replace(' or ', ' eller ')}"
    if kind == "string_pattern_mismatch":
        return f"{name}: {shown} {_SHAPES.get(context['pattern'], 'har fel form')}"
    if kind == "value_error":
        return f"{name}: {context['error']}"
    return f"{name}: {_PLAIN.get(kind, detail['msg'])}"
