"""Small words for the guide's templates."""

import re

from django import template

register = template.Library()


@register.filter
def tel(phone: str) -> str:
    """A number as an address to call."""
    return "tel:" + re.sub(r"[^\d+]", "", phone)


@register.filter
def lower_first(text: str) -> str:
    """The first letter small, to stand inside a sentence."""
    return text[:1].lower() + text[1:]
