"""Reads one list of a content file, all faults at once."""

from pathlib import Path

from pydantic import ValidationError

from helhet.kernel.errors import BadContent

from ..explain import problems_from
from ..schema.base import Part
from ..yamlfile import read


def load[P: Part](path: Path, key: str, model: type[P]) -> list[P]:
    """The entries under `key`, in order. Raises BadContent with file and line of every fault."""
    file = read(path)
    problems = list(file.problems)
    found = []
    for index, raw in enumerate((file.data or {}).get(key) or []):
        try:
            found.append(model.model_validate(raw))
        except ValidationError as error:
            problems += problems_from(error, file, (key, index))
    if problems:
        raise BadContent(f"content/{path.parent.name}/{path.name} går inte att läsa:\n" + "\n".join(map(str, problems)))
    return found
