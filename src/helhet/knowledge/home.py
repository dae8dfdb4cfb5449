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


@lru_cache(maxsize=1)
def open_library() -> Library:
    """The library of this process."""
    return Library(content_root())
