"""Where the content folder is: HELHET_CONTENT, else beside the source tree, else beside where we stand."""

import os
from functools import lru_cache
from pathlib import Path

from helhet.kernel.errors import NotFound

from .library import Library


def content_root() -> Path:
    """The content folder. Raises NotFound with what to do."""
    given = os.environ.get("HELHET_CONTENT")
    places = [Path(given)] if given else [Path(__file__).parents[3] / "content", Path.cwd() / "content"]
    for place in places:
        if place.is_dir():
            return place
    raise NotFound(f"Innehållsmappen finns inte ({places[0]}). Sätt HELHET_CONTENT till mappen content.")


def open_library() -> Library:
    """The library of the content folder. The same one each time, as long as the folder is the same."""
    return library_at(content_root())


@lru_cache(maxsize=4)
def library_at(root: Path) -> Library:
    """The library of a folder, read once."""
    return Library(root)
