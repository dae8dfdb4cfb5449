"""Where the project's folder and its content lie: the one place that says so, for commands and the web alike."""

import os
from functools import lru_cache
from pathlib import Path

from helhet.kernel.errors import BadContent

from .instruments.shelf import Shelf, state_of
from .library import Library

_CHECKOUT = Path(__file__).resolve().parents[3]


def project_root() -> Path:
    """The folder that holds content/ and var/: HELHET_ROOT, else the source checkout, else where we stand."""
    fallback = _CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else Path.cwd()
    return Path(os.environ.get("HELHET_ROOT") or fallback)


def content_folder() -> Path:
    """Where the content should be, there or not: HELHET_CONTENT, else content/ in the project's folder."""
    return Path(os.environ.get("HELHET_CONTENT") or project_root() / "content")


def content_root() -> Path:
    """The content folder. Raises BadContent with what to do when it is not there."""
    place = content_folder()
    if place.is_dir():
        return place
    raise BadContent(f"Innehållsmappen finns inte ({place}). Sätt HELHET_CONTENT till mappen content.")


def open_library() -> Library:
    """The library of the content folder. The same one each time, as long as the folder is the same."""
    return library_at(content_root())


@lru_cache(maxsize=4)
def library_at(root: Path) -> Library:
    """The library of a folder, read once."""
    return Library(root)


def loaded_folder() -> Path:
    """Where what is loaded here lies: HELHET_INSTRUMENTS, else var/instruments in the project's folder."""
    return Path(os.environ.get("HELHET_INSTRUMENTS") or project_root() / "var" / "instruments")


def open_shelf() -> Shelf:
    """Shipped and loaded instruments. The same one each time, as long as nothing is loaded."""
    return _shelf_at(content_root(), loaded_folder(), state_of(loaded_folder()))


@lru_cache(maxsize=4)
def _shelf_at(root: Path, folder: Path, _state: tuple[object, ...]) -> Shelf:
    return Shelf(library_at(root).instruments, folder)
