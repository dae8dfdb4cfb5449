"""Words for what stands around a person, and addresses of pages that may not be there."""

from django import template

from helhet.people.forms import NEAR, REACH
from helhet.people.models import ContactWay, Relation
from helhet.ui.addresses import address_of

register = template.Library()


@register.filter
def reach_kind(way: ContactWay) -> str:
    """What a way to reach somebody is called."""
    return dict(REACH).get(way.kind, way.kind)


@register.filter
def near_kind(relation: Relation) -> str:
    """What somebody near is called. A helper's long explanation stands in the form only."""
    return dict(NEAR).get(relation.kind, relation.kind).split(",")[0]


@register.simple_tag
def page_of(name: str, *args: object) -> str:
    """The address of a page; empty when this installation has none by that name."""
    return address_of(name, *args)
