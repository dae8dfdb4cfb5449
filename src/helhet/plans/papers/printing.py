"""From a template to a PDF that a screen reader can read, in print that suits the reader."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from helhet.documents.papers import drawn

LOOKS = Path(__file__).with_name("plan.css")
LARGE = Path(__file__).with_name("large.css")


def printed(template: str, told: Mapping[str, Any], large: bool = False) -> bytes:
    """A paper as PDF; `large`: in print for those who see badly. Raises Refused where no PDF can be made."""
    html = render_to_string(f"plans/papers/{template}.html", {**told, "large": large})
    return drawn(html, *([LOOKS, LARGE] if large else [LOOKS]))
