"""content/demo/: who there is in the demo county, and the words that stand in its histories."""

import csv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from helhet.kernel.errors import BadContent
from helhet.knowledge.home import open_library
from helhet.knowledge.yamlfile import read


@dataclass(frozen=True)
class Script:
    """What the demo is made from. Raises BadContent when a file cannot be read."""

    folder: Path

    @cached_property
    def county(self) -> dict[str, Any]:
        """Which county, its named staff, and shares of the people."""
        return self._yaml("county")

    @cached_property
    def words(self) -> dict[str, Any]:
        """The texts of the histories."""
        return self._yaml("words")

    @cached_property
    def plans(self) -> dict[str, Any]:
        """What people say and want in the plans made together with them."""
        return self._yaml("plans")

    @cached_property
    def numbers(self) -> list[str]:
        """Test numbers that Skatteverket has published, in order of birth."""
        lines = (self.folder / "testpersonnummer.txt").read_text("utf-8").splitlines()
        return sorted(line for line in lines if line and not line.startswith("#"))

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """female, male and surname → common names."""
        found: dict[str, list[str]] = {"female": [], "male": [], "surname": []}
        lines = (self.folder / "names.csv").read_text("utf-8").splitlines()
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            found[row["kind"]].append(row["name"])
        return found

    def _yaml(self, name: str) -> dict[str, Any]:
        file = read(self.folder / f"{name}.yaml")
        if file.problems:
            raise BadContent("content/demo går inte att läsa:\n" + "\n".join(map(str, file.problems)))
        return file.data


def open_script() -> Script:
    """The script of this installation."""
    return Script(open_library().root / "demo")
