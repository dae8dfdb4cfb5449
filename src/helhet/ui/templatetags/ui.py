"""Reusable parts of a page, as block tags: `{% alert "warning" title="…" %}…{% endalert %}`.

Each part is a template in ui/parts/ that gets `content` (what stands between the tags) and the tag's options.
"""

from collections.abc import Callable

from django import template
from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

# Part → the option that may be given first, without its name.
PARTS = {
    "why": "label",
    "alert": "kind",
    "step": "title",
    "buttons": "label",
    "scrolltable": "caption",
    "tag": "kind",
}


def block_tag(part: str, first: str) -> Callable[..., SafeString]:
    def render(content: str, *values: object, **options: object) -> SafeString:
        given = dict(zip((first,), values, strict=False))
        return render_to_string(f"ui/parts/{part}.html", {"content": content, **given, **options})

    return render


for part, first in PARTS.items():
    register.simple_block_tag(block_tag(part, first), name=part)


@register.inclusion_tag("ui/parts/navigation.html", takes_context=True)
def navigation(context: template.Context) -> dict[str, object]:
    """The main menu. A page for a server error has no request, and then no entry is marked as the current one."""
    request = context.get("request")
    return {"entries": settings.NAVIGATION, "path": request.path if request else None}


@register.inclusion_tag("ui/parts/anywhere.html", takes_context=True)
def anywhere(context: template.Context) -> dict[str, object]:
    """What whoever is signed in can do from any page (settings.ANYWHERE): links that say which page, person and clause
    they come from, where the page has them in its context as `person` and `clause`."""
    request = context.get("request")
    if getattr(request, "actor", None) is None:
        return {"entries": []}
    known = {"fran": request.path, "person": getattr(context.get("person"), "id", ""), "stycke": context.get("clause")}
    query = QueryDict(mutable=True)
    query.update({name: str(value) for name, value in known.items() if value})
    return {"entries": settings.ANYWHERE, "query": query.urlencode()}
