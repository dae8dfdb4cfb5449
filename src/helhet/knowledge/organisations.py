"""content/organisations/: counties, municipalities, and how to reach their public functions."""

import csv
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from helhet.kernel.errors import BadContent

from .explain import problems_from
from .schema.reach import Contact, Organisations
from .yamlfile import Problem, read


@dataclass(frozen=True)
class Municipality:
    """A municipality with its SCB code (four digits, the first two are the county's)."""

    code: str
    name: str
    short: str
    county: str


class Directory:
    """Who can be reached where. What is unknown stays unknown."""

    def __init__(self, folder: Path) -> None:
        self.counties: dict[str, str] = {}
        self.municipalities: dict[str, Municipality] = {}
        self.organisations: dict[str, Organisations] = {}
        self._read_places(folder)
        problems: list[Problem] = []
        for path in sorted(folder.glob("*/units.yaml")):
            file = read(path)
            problems += file.problems
            try:
                if not file.problems:
                    entry = Organisations.model_validate(file.data)
                    self.organisations[entry.county] = entry
            except ValidationError as error:
                problems += problems_from(error, file)
        if problems:
            raise BadContent("Kontakterna i content/organisations går inte att läsa:\n" + "\n".join(map(str, problems)))
        self._found: dict[tuple[str, str | None], Contact | None] = {}

    def _read_places(self, folder: Path) -> None:
        counties, places = folder / "counties.csv", folder / "municipalities.csv"
        if counties.exists():
            with counties.open(encoding="utf-8", newline="") as file:
                self.counties = {r["county_code"]: r["county_name"] for r in csv.DictReader(file)}
        if places.exists():
            with places.open(encoding="utf-8", newline="") as file:
                for r in csv.DictReader(file):
                    code = r["municipality_code"]
                    self.municipalities[code] = Municipality(
                        code, r["municipality_name"], r["municipality_name_short"], r["county_code"]
                    )

    def contact(self, unit: str | None, municipality: str | None) -> Contact | None:
        """The contact for a kind of unit that serves a municipality; None when we do not know one."""
        if not unit or not municipality:
            return None
        key = (unit, municipality)
        if key not in self._found:
            self._found[key] = self._search(unit, municipality)
        return self._found[key]

    def _search(self, unit: str, municipality: str) -> Contact | None:
        organisations = self.organisations.get(municipality[:2])
        fitting = [
            c
            for c in (organisations.contacts if organisations else ())
            if c.unit == unit and (c.municipalities == "all" or municipality in c.municipalities)
        ]
        # A contact for this municipality alone is better than one for the whole county.
        return min(fitting, key=lambda c: c.municipalities == "all", default=None)
