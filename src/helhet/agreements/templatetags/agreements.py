"""Links to places in an agreement's text, written the same way everywhere."""

from collections.abc import Iterable
from itertools import groupby

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..pages.agreement import Place, bullet_name
from ..pages.quality import finding_slug

register = template.Library()
register.filter("finding_slug", finding_slug)


@register.simple_tag(takes_context=True)
def places(context: template.Context, given: Iterable[Place], label: str = "Står i") -> SafeString:
    """Where something stands: "Står i: Kommunernas ansvar, punkt 3"; nothing when it stands nowhere."""
    address = reverse("agreements:text", args=[context["agreement"].pack.id])
    sections = groupby(given, key=lambda place: place.anchor.partition("#")[0])
    links = format_html_join(" · ", "{}", ((in_section(address, list(there)),) for _, there in sections))
    return format_html('<p class="places"><span>{}:</span> {}</p>', label, links) if links else links


def in_section(address: str, there: list[Place]) -> SafeString:
    """Places in one section: the first by its name, the others by their number."""
    more = ((place_link(address, place, bullet_name(place.anchor.partition("#")[2])),) for place in there[1:])
    return format_html("{}{}", place_link(address, there[0]), format_html_join("", ", {}", more))


def place_link(address: str, place: Place, shown: str = "") -> SafeString:
    """One place as a link; as text when it is not in this agreement."""
    text = shown or place.title
    if not place.slug:
        return format_html("{}", text)
    return format_html('<a class="ds-link" href="{}#{}">{}</a>', address, place.slug, text)


@register.simple_tag(takes_context=True)
def place(context: template.Context, given: Place) -> SafeString:
    """One place as a link inside a sentence or a cell."""
    return place_link(reverse("agreements:text", args=[context["agreement"].pack.id]), given)
