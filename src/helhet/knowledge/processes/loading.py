"""content/law/processes/: one file for each process, and the roles they share."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from helhet.kernel.errors import BadContent, NotFound

from ..disclosing.loading import load
from ..explain import problems_from
from ..law import Law
from ..library import Library
from ..schema.processes import Process, ProcessRole
from ..yamlfile import read
from .names import Names, plain
from .ready import Ready

ROLES = "roles.yaml"


class Processes:
    """Every process, found by id or other name."""

    def __init__(self, folder: Path, law: Law) -> None:
        roles = Names(load(folder / ROLES, "roles", ProcessRole))
        paths = sorted(path for path in folder.glob("*.yaml") if path.name != ROLES)
        self.all = {ready.process.id: ready for ready in (Ready(_process(path), roles, law) for path in paths)}
        self._named = {
            plain(name): ready for ready in self.all.values() for name in (ready.process.id, *ready.process.aliases)
        }

    def get(self, name: str) -> Ready:
        """The process with that name. Raises NotFound with those there are."""
        found = self._named.get(plain(name))
        if found is None:
            raise NotFound(f"Processen {name} finns inte. Tillåtet: {', '.join(self.all)}")
        return found


@cache
def processes_of(library: Library) -> Processes:
    """The processes of a library, read once. Raises BadContent with file and line of every fault."""
    return Processes(library.root / "law" / "processes", library.law)


def _process(path: Path) -> Process:
    file = read(path)
    try:
        if file.problems:
            raise BadContent(_told(path, map(str, file.problems)))
        return Process.model_validate(file.data)
    except ValidationError as error:
        raise BadContent(_told(path, map(str, problems_from(error, file)))) from None


def _told(path: Path, lines: Iterable[str]) -> str:
    return f"content/law/processes/{path.name} går inte att läsa:\n" + "\n".join(lines)
