"""A whole plan that passes every check, made up: what `helhet plan example` prints."""

import json
from typing import Any

from ..library import Library


def example(library: Library) -> dict[str, Any]:
    """The plan in content/records/plan-example.json."""
    found: dict[str, Any] = json.loads((library.root / "records" / "plan-example.json").read_text("utf-8"))
    return found
