"""Reads a pack's folder: YAML → schema → one Pack, with all problems of all files at once."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from .explain import problems_from
from .pack import FILES, Pack
from .schema.about import About
from .schema.base import Part
from .yamlfile import Problem, YamlFile, read

Places = dict[tuple[str, str], tuple[YamlFile, tuple[str | int, ...]]]
# A list that a pack's kinds call something else.
_LISTED_AS = {"criteria": "criteria_sets"}


class Read:
    """The outcome of reading a folder: a pack if it could be built, and what was wrong."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.places: Places = {}
        self.parts: dict[str, list[Part]] = {}
        self.about: About | None = None
        self._read_about()
        for stem, lists in FILES.items():
            # The file with the plain name comes first, then its parts: sources.yaml, sources-3.yaml.
            for path in sorted(folder.glob(f"{stem}*.yaml"), key=lambda path: path.stem):
                if path.stem == stem or path.stem.startswith(stem + "-"):
                    self._read_lists(read(path), lists)
        self._unknown_files()
        self.problems.sort()

    def pack(self) -> Pack | None:
        """The pack, or None when anything was wrong."""
        if self.problems or not self.about:
            return None
        return Pack.model_validate({"about": self.about, **self.parts})

    def problem(self, kind: str, ident: str, text: str) -> Problem:
        """A problem placed at the line where an entry stands."""
        if (kind, ident) in self.places:
            file, where = self.places[(kind, ident)]
            return Problem(file.path.name, file.line(where), text)
        return Problem("pack.yaml", 1, text)

    def _read_about(self) -> None:
        path = self.folder / "pack.yaml"
        if not path.exists():
            self.problems.append(Problem("pack.yaml", 1, "filen saknas: varje paket måste ha en pack.yaml"))
            return
        file = read(path)
        self.problems += file.problems
        if file.problems:
            return
        if not isinstance(file.data, dict):
            self.problems.append(Problem("pack.yaml", 1, "ska bestå av fält, ett på varje rad (id: …, title: …)"))
            return
        self.places |= {("about", str(key)): (file, (key,)) for key in file.data}
        try:
            self.about = About.model_validate(file.data)
        except ValidationError as error:
            self.problems += problems_from(error, file)
        for kind in ("parties", "decisions", "groups", "claims", "not_covered"):
            self._place(file, kind, file.data.get(kind) or [])

    def _read_lists(self, file: YamlFile, lists: dict[str, type[Part]]) -> None:
        self.problems += file.problems
        if file.problems or file.data is None:
            return
        if not isinstance(file.data, dict):
            self.problems.append(Problem(file.path.name, 1, f"ska börja med någon av listorna {', '.join(lists)}"))
            return
        for key, entries in file.data.items():
            if key not in lists:
                text = f"{key}: okänd lista. Tillåtet här: {', '.join(lists)}"
                self.problems.append(Problem(file.path.name, file.line((key,)), text))
            elif not isinstance(entries, list):
                self.problems.append(Problem(file.path.name, file.line((key,)), f"{key}: ska vara en lista"))
            else:
                self._read_entries(file, key, entries, lists[key])

    def _read_entries(self, file: YamlFile, key: str, entries: list[Any], model: type[Part]) -> None:
        self._place(file, key, entries)
        for index, raw in enumerate(entries):
            try:
                self.parts.setdefault(key, []).append(model.model_validate(raw))
            except ValidationError as error:
                self.problems += problems_from(error, file, (key, index))

    def _place(self, file: YamlFile, kind: str, entries: Any) -> None:
        """Remember where each entry stands; the same id twice in a kind is a problem."""
        for index, raw in enumerate(entries if isinstance(entries, list) else []):
            ident = raw.get("id", raw.get("anchor")) if isinstance(raw, dict) else None
            if not isinstance(ident, str):
                continue
            place = (_LISTED_AS.get(kind, kind), ident)
            if place in self.places:
                text = f"{kind}: id {ident} finns redan. Varje id ska vara ensamt i sitt slag"
                self.problems.append(Problem(file.path.name, file.line((kind, index)), text))
            self.places[place] = (file, (kind, index))
            for inner, lifted in (("rows", "route_rows"), ("states", "states")):
                rows = raw.get(inner)
                for number, row in enumerate(rows if isinstance(rows, list) else []):
                    if isinstance(row, dict) and isinstance(row.get("id"), str):
                        self.places[(lifted, row["id"])] = (file, (kind, index, inner, number))

    def _unknown_files(self) -> None:
        stems = (*FILES, "pack")
        for path in sorted(self.folder.glob("*.y*ml")):
            if path.suffix != ".yaml" or not any(path.stem == s or path.stem.startswith(s + "-") for s in stems):
                text = f"okänd fil. Tillåtna namn: {', '.join(s + '.yaml' for s in stems)}"
                self.problems.append(Problem(path.name, 1, text))
