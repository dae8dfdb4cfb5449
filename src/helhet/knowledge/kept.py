"""Keeps what a YAML file said, by the hash of its text: an unchanged file is parsed once, not at every start.

YAML with lines and in its own version takes seconds for a county; the same as JSON takes milliseconds. The cache holds
only content that lies in the files anyway, and can be removed at any time.
"""

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

# Change when the plain form of a file changes, so that nothing old is read.
FORM = "1"


def folder() -> Path:
    """HELHET_CACHE, else the user's own cache folder."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get("HELHET_CACHE") or Path(home) / "helhet")


def _place(text: str) -> Path:
    return folder() / (hashlib.sha256((FORM + text).encode()).hexdigest() + ".json")


def kept(text: str) -> Any:
    """What the text said, or None when it has not been kept or cannot be read."""
    with suppress(OSError, ValueError, RuntimeError):
        return json.loads(_place(text).read_text("utf-8"))
    return None


def keep(text: str, data: Any) -> None:
    """Keep it for next time; where nothing can be written, nothing is."""
    with suppress(OSError, TypeError, RuntimeError):
        place = _place(text)
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=place.parent, delete=False, encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False)
        Path(file.name).replace(place)
