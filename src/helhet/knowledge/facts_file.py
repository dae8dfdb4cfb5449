"""Facts as scripts write them: one JSON object from a file or from standard input."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helhet.kernel.errors import BadInput


def read_facts(source: str, form: str) -> Mapping[str, Any]:
    """The facts in a file, or from standard input for "-".

    Raises BadInput for what cannot be read; `form` is the Swedish sentence on how they are written.
    """
    named = "Standard in" if source == "-" else f"Filen {source}"
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text("utf-8-sig")
    except (OSError, ValueError):
        raise BadInput(f"{named} går inte att läsa. Ange en JSON-fil i UTF-8, eller - för standard in.") from None
    try:
        facts = json.loads(text.lstrip("\ufeff") or "{}", object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise BadInput(f"{named}, rad {error.lineno}: det här är inte JSON. {form}") from None
    except (ValueError, RecursionError):
        raise BadInput(f"{named} har för stora tal eller för många nivåer. {form}") from None
    if not isinstance(facts, dict):
        raise BadInput(form)
    return facts


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A question answered twice is a mistake, and never silently the last answer."""
    names = [name for name, _ in pairs]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise BadInput(f"{', '.join(twice)} står två gånger. Ta bort det ena.")
    return dict(pairs)
