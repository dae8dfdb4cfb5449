"""Reads YAML 1.2 with line numbers, so that every error can say file and line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from .kept import keep, kept
from .syntax import misread

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Problem:
    """A fault in a file: where it stands, what is wrong, and what is allowed."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


class YamlFile:
    """The plain data of a file, and the line each value stands on (first line is 1).

    Lines are only needed where something is wrong, so they are read when asked for.
    """

    def __init__(self, path: Path, data: Any = None, problems: Sequence[Problem] = ()) -> None:
        self.path = path
        self.data = data
        self.problems = list(problems)

    @cached_property
    def lines(self) -> dict[KeyPath, int]:
        """Where each value stands."""
        found: dict[KeyPath, int] = {}
        if self.path.is_file() and not self.problems:
            _Plainer(found).plain(_parsed(self.path.read_text("utf-8")))
        return found

    def line(self, where: KeyPath) -> int:
        """The line of a value, or of the nearest value around it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


def read(path: Path) -> YamlFile:
    """Read one file; a syntax error becomes a problem with its line, never an exception."""
    text = ""
    try:
        text = path.read_text("utf-8")
        data = kept(text)
        if data is None:
            data = _Plainer({}).plain(_parsed(text))
            keep(text, data)
        return YamlFile(path, data)
    except (TooLarge, RecursionError):
        problem = Problem(
            path.name, 1, "filen är för stor eller hänvisar till sig själv (& och *): skriv ut det som ska stå"
        )
    except (UnicodeDecodeError, OSError, YAMLError, ValueError) as error:
        problem = Problem(path.name, *misread(error, text))
    return YamlFile(path, None, [problem])


def _parsed(text: str) -> Any:
    yaml = YAML(typ="rt", pure=True)
    yaml.version = (1, 2)
    return yaml.load(text)


# More values than any agreement has: beyond it, aliases within aliases have been used to swell the file.
MOST_VALUES = 200_000


class TooLarge(Exception):
    """The file holds more values than MOST_VALUES once its aliases are followed, or refers to itself."""


@dataclass
class _Plainer:
    """Turns what ruamel read into plain data, and notes the line of each value."""

    lines: dict[KeyPath, int]
    left: int = MOST_VALUES

    def plain(self, node: Any, where: KeyPath = ()) -> Any:
        self.left -= 1
        if self.left < 0:
            raise TooLarge
        if isinstance(node, CommentedMap):
            return {_key(k): self._child(node, k, v, (*where, _key(k))) for k, v in node.items()}
        if isinstance(node, CommentedSeq):
            return [self._child(node, i, v, (*where, i)) for i, v in enumerate(node)]
        return _scalar(node)

    def _child(self, parent: Any, key: Any, value: Any, where: KeyPath) -> Any:
        # What carries a tag of its own has no lines of its own.
        mark = (parent.lc.data or {}).get(key)
        if mark:
            self.lines[where] = mark[0] + 1
        return self.plain(value, where)


def _scalar(node: Any) -> Any:
    if isinstance(node, str):
        return str(node)
    if isinstance(node, bool) or node is None:
        return node
    if isinstance(node, int):
        return int(node)
    if isinstance(node, float):
        return float(node)
    # A date: partial dates are text, so whole ones are too.
    return node.isoformat() if isinstance(node, date) else str(node)


def _key(key: Any) -> str:
    return key if type(key) is str else str(key)
