"""Staff from a CSV file: reads the text, says what it cannot read. One row is one assignment. Touches no database."""

import codecs
import csv
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from helhet.kernel.errors import BadInput

COLUMNS = ("username", "name", "email", "hsa_id", "profession", "unit", "role", "purpose", "from", "to")
NEEDED = ("username", "name", "unit", "role", "purpose", "from")
LARGEST = 20_000_000
# Longer than any field may be, so that a missing quotation mark cannot swallow a whole file in silence.
LONGEST_FIELD = 1_000
SAVE_AS = "Spara filen som ”CSV UTF-8” och försök igen."
MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Row:
    """One row with the line it stands on; `fault` says why it cannot be read at all."""

    line: int
    values: dict[str, str]
    fault: str = ""


@dataclass(frozen=True)
class Refusal:
    """A row that was not taken in, and what to do about it."""

    line: int
    username: str
    why: str


@dataclass(frozen=True)
class Report:
    """What became of a file."""

    created: int
    updated: int
    unchanged: int
    refused: Sequence[Refusal]
    dry_run: bool

    def as_json(self) -> dict[str, object]:
        """For scripts."""
        refused = [{"line": r.line, "username": r.username, "why": r.why} for r in self.refused]
        counts = {"created": self.created, "updated": self.updated, "unchanged": self.unchanged}
        return {"dry_run": self.dry_run, **counts, "refused": refused}

    def as_text(self) -> list[str]:
        """For a terminal."""
        start = "Prövat, inget är sparat." if self.dry_run else "Sparat."
        lines = [f"{start} Uppdrag: {self.created} nya, {self.updated} ändrade, {self.unchanged} oförändrade."]
        lines += [f"Rad {r.line} ({r.username or 'utan användarnamn'}): {r.why}" for r in self.refused]
        return (
            [*lines, f"Inte inlästa: {len(self.refused)}. Rätta dem och läs in filen igen."] if self.refused else lines
        )


def contents(name: str) -> bytes:
    """The file, or standard input for "-". Raises BadInput."""
    try:
        found = sys.stdin.buffer.read(LARGEST + 1) if name == "-" else _read(Path(name))
    except OSError as error:
        raise BadInput(f"Filen {name} går inte att läsa: {error.strerror}.") from None
    if len(found) > LARGEST:
        raise BadInput(f"Filen är större än {LARGEST // 1_000_000} MB. Dela upp den.")
    return found


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def rows_of(raw: bytes) -> list[Row]:
    """The rows of a file. Raises BadInput when the file as a whole cannot be read."""
    text = _decoded(raw)
    if not text.strip():
        raise BadInput("Filen är tom. Första raden ska ha rubrikerna: " + ", ".join(COLUMNS))
    first = text.splitlines()[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    lines = _lines(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    headings = _headings(next(lines))
    return [_row(line, headings) for line in lines]


@dataclass(frozen=True)
class Line:
    """The cells of a line, and the number of the line they begin on."""

    number: int
    cells: list[str]
    fault: str = ""


def _decoded(raw: bytes) -> str:
    if raw.startswith(MARKS):
        raise BadInput(f"Filen är sparad som UTF-16 (”Unicode-text”). {SAVE_AS}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadInput(
            f"Filen är inte sparad som UTF-8: rad {line} har ett tecken som inte går att läsa. {SAVE_AS}"
        ) from None
    if "\0" in text:
        raise BadInput(f"Filen har nolltecken och är kanske ingen textfil. {SAVE_AS}")
    return text


def _lines(reader: "csv._reader") -> Iterator[Line]:
    """Every line that is not empty. After a quotation mark that is never closed nothing more can be read."""
    while True:
        number = reader.line_num + 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error:
            yield Line(number, [], "Ett citattecken är fel, så resten av filen går inte att läsa. Rätta raden.")
            return
        if any(cells):
            yield Line(number, cells)


def _headings(line: Line) -> list[str]:
    names = [name.lower() for name in line.cells]
    unknown = [name or "(tom)" for name in names if name not in COLUMNS]
    lacking = [name for name in NEEDED if name not in names]
    said = [f"Det finns ingen kolumn som heter: {', '.join(unknown)}."] if unknown else []
    said += [f"De här kolumnerna saknas: {', '.join(lacking)}."] if lacking else []
    said += ["En kolumn står två gånger."] if len(set(names)) < len(names) else []
    if said:
        raise BadInput(f"{' '.join(said)} Kolumnerna heter {', '.join(COLUMNS)} och skiljs med semikolon eller komma.")
    return names


def _row(line: Line, headings: list[str]) -> Row:
    values = dict.fromkeys(COLUMNS, "") | dict(zip(headings, line.cells, strict=False))
    return Row(line.number, values, line.fault or _fault(line.cells, headings, values))


def _fault(cells: list[str], headings: list[str], values: dict[str, str]) -> str:
    if any(len(cell) > LONGEST_FIELD for cell in cells):
        return "En cell är orimligt lång. Saknas ett citattecken?"
    if len(cells) != len(headings):
        return f"Raden har {len(cells)} celler, rubrikerna {len(headings)}. Sätt citattecken om text med skiljetecken."
    lacking = [name for name in NEEDED if not values[name]]
    return f"Det här saknas: {', '.join(lacking)}." if lacking else ""


def day(text: str, column: str) -> date | None:
    """A day, or None when the cell is empty. Raises BadInput."""
    if not text:
        return None
    try:
        if len(text) != len("2026-01-01"):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{text} är inget datum. Skriv {column} som ÅÅÅÅ-MM-DD.") from None
