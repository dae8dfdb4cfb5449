"""Walks JSON that may be anything: what has the wrong form is noted with its path, and read as if it were not there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

LONGEST = 4000


@dataclass(frozen=True)
class Node:
    """An object of a file, where it stands, and the faults found so far in the file."""

    data: dict[str, Any]
    path: str = "Questionnaire"
    faults: list[str] = field(default_factory=list)

    def fault(self, text: str, name: str = "") -> None:
        """Note what is wrong here, or in a field of it."""
        self.faults.append(f"{self.path}{'.' if name else ''}{name}: {text}")

    def text(self, name: str) -> str:
        """A text; empty when there is none."""
        value = self.data.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault("ska vara text", name)
            return ""
        if len(value) > LONGEST or "\x00" in value:
            self.fault(f"är för lång eller har tecken som inte syns. Högst {LONGEST} tecken", name)
        return " ".join(value.replace("\x00", "").split())[:LONGEST]

    def flag(self, name: str) -> bool:
        """Whether something is said to be so."""
        value = self.data.get(name, False)
        if not isinstance(value, bool):
            self.fault("ska vara true eller false", name)
        return value is True

    def number(self, name: str) -> int | float | None:
        """A number; None when there is none."""
        value = self.data.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= 1_000_000:
            self.fault("ska vara ett tal, högst en miljon", name)
            return None
        return int(value) if value == int(value) else value

    def one(self, name: str) -> "Node | None":
        """An object in a field."""
        value = self.data.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault("ska vara ett objekt: {…}", name)
            return None
        return Node(value, f"{self.path}.{name}", self.faults)

    def every(self, name: str) -> Iterator["Node"]:
        """The objects of a list."""
        listed = self.data.get(name)
        if listed is None:
            return
        if not isinstance(listed, list):
            self.fault("ska vara en lista: […]", name)
            return
        for index, value in enumerate(listed):
            if isinstance(value, dict):
                yield Node(value, f"{self.path}.{name}[{index}]", self.faults)
            else:
                self.fault("ska vara ett objekt: {…}", f"{name}[{index}]")
