"""What a check of a plan says."""

import re
from dataclasses import dataclass, field
from typing import Any

# What is wrong with a plan, or worth a thought, begins with its place in the plan's JSON where it has one.
PLACED = re.compile(r"(?P<where>[a-z_]+(\.[a-z0-9_]+)*): (?P<text>.+)", re.DOTALL)


@dataclass(frozen=True)
class Missing:
    """Something the plan does not say: which content, the section that asks for it, what to write, and where."""

    content: str
    section: str
    text: str
    where: str = ""

    def as_json(self) -> dict[str, str]:
        """As scripts get it."""
        shown = {"content": self.content, "section": self.section, "text": self.text, "where": self.where}
        return {name: value for name, value in shown.items() if value}

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        return f"{self.text}{place} [{self.content}: {self.section}]"


@dataclass
class Checked:
    """Whether a plan may be published. errors stop it as much as what is missing; warnings stop nothing."""

    missing: list[Missing] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def valid(self) -> bool:
        """Whether nothing is missing and nothing is wrong."""
        return not self.missing and not self.errors

    def as_json(self) -> dict[str, Any]:
        """As scripts get it."""
        return {
            "valid": self.valid,
            "missing": [one.as_json() for one in self.missing],
            "errors": list(dict.fromkeys(self.errors)),
            "warnings": list(dict.fromkeys(self.warnings)),
        }


def in_words(told: str) -> Missing:
    """An error or a warning as somebody on a page reads it: the sentence, and its place apart."""
    found = PLACED.fullmatch(told)
    if not found:
        return Missing("", "", told)
    text = found["text"]
    return Missing("", "", text[:1].upper() + text[1:], found["where"])
