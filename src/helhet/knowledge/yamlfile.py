"""Reads YAML 1.2 with line numbers, so that every error can say file and line."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Problem:
    """A fault in a file: where it stands, what is wrong, and what is allowed."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


@dataclass
class YamlFile:
    """The plain data of a file, and the line each value stands on (first line is 1)."""

    path: Path
    data: Any = None
    lines: dict[KeyPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, where: KeyPath) -> int:
        """The line of a value, or of the nearest value around it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


def read(path: Path) -> YamlFile:
    """Read one file; a syntax error becomes a problem with its line, never an exception."""
    result = YamlFile(path)
    yaml = YAML(typ="rt", pure=True)
    yaml.version = (1, 2)
    try:
        tree = yaml.load(path.read_text("utf-8"))
    except MarkedYAMLError as error:
        line = (error.problem_mark.line + 1) if error.problem_mark else 1
        result.problems.append(Problem(path.name, line, f"filen går inte att läsa som YAML: {error.problem}"))
        return result
    except (UnicodeDecodeError, OSError) as error:
        result.problems.append(Problem(path.name, 1, f"filen går inte att läsa: {error}"))
        return result
    result.data = _plain(tree, (), result.lines)
    return result


def _plain(node: Any, where: KeyPath, lines: dict[KeyPath, int]) -> Any:
    if isinstance(node, CommentedMap):
        return {_key(k): _child(node, k, v, (*where, _key(k)), lines) for k, v in node.items()}
    if isinstance(node, CommentedSeq):
        return [_child(node, i, v, (*where, i), lines) for i, v in enumerate(node)]
    if isinstance(node, str):
        return str(node)
    if isinstance(node, bool) or node is None:
        return node
    if isinstance(node, int):
        return int(node)
    if isinstance(node, float):
        return float(node)
    return node


def _child(parent: Any, key: Any, value: Any, where: KeyPath, lines: dict[KeyPath, int]) -> Any:
    mark = parent.lc.data.get(key)
    if mark:
        lines[where] = mark[0] + 1
    return _plain(value, where, lines)


def _key(key: Any) -> str:
    return key if type(key) is str else str(key)
