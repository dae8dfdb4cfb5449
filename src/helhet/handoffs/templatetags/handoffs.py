"""Choices in their groups, for a page that lets each group open by itself."""

from typing import Any

from django import template
from django.forms import BoundField

register = template.Library()


@register.filter
def groups_of(field: BoundField) -> list[tuple[str, list[dict[str, Any]], bool]]:
    """Each group of a field's choices: its name, its options, and whether any of them is chosen."""
    widget = field.field.widget
    value = widget.format_value(field.value())
    options = widget.optgroups(field.html_name, value or [], widget.build_attrs(widget.attrs, {"id": field.auto_id}))
    return [(name or "Välj", found, any(one["selected"] for one in found)) for name, found, _ in options]
