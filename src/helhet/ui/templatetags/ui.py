"""Reusable parts of a page, as block tags: `{% alert "warning" title="…" %}…{% endalert %}`.

Each part is a template in ui/parts/ that gets `content` (what stands between the tags) and the tag's options.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.http import QueryDict
from django.template import defaultfilters
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from helhet.ui.addresses import address, address_of
from helhet.ui.days import in_words, of_a_day

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


@register.inclusion_tag("ui/parts/staff.html", takes_context=True)
def staff_menu(context: template.Context) -> dict[str, object]:
    """Who is signed in, the way out, and the staff's menu (settings.STAFF_NAVIGATION): label, name of the page and,
    when it is not for everyone, the permissions of which one is needed. Nothing at all for a visitor."""
    request = context.get("request")
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"actor": None}
    pages = [
        (label, address_of(name)) for label, name, *may in settings.STAFF_NAVIGATION if not may or actor.may & set(may)
    ]
    return {"actor": actor, "entries": [page for page in pages if page[1]], "path": request.path}


@register.simple_tag(name="url")
def url(name: str, *args: object) -> str:
    """Django's `{% url %}`, without names for what is given: most pages have many links."""
    return address(name, *args)


@register.filter(name="date", expects_localtime=True)
def written_day(value: Any, form: str | None = None) -> str:
    """Django's `date`, with the days that it has written kept."""
    if form and isinstance(value, date) and of_a_day(form):
        return in_words(value.date() if isinstance(value, datetime) else value, form)
    return defaultfilters.date(value, form)


@register.simple_tag
def page_address(name: str) -> str:
    """The address of a page that may not be there; empty then."""
    return address_of(name)


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
