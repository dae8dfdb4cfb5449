"""Words for what stands around a person, and addresses of pages that may not be there."""

from datetime import date, datetime

from django import template
from django.utils.timezone import localdate

from helhet.people.forms import NEAR, REACH
from helhet.people.models import ContactWay, Relation
from helhet.ui.addresses import address_of
from helhet.ui.days import in_words

from ..pages.work import short_day

register = template.Library()


@register.filter
def reach_kind(way: ContactWay) -> str:
    """What a way to reach somebody is called."""
    return dict(REACH).get(way.kind, way.kind)


@register.filter
def near_kind(relation: Relation) -> str:
    """What somebody near is called. A helper's long explanation stands in the form only."""
    return dict(NEAR).get(relation.kind, relation.kind).split(",")[0]


@register.filter
def on_day(day: date, at: datetime) -> str:
    """A day in words, with its year when that is not this year: "29 april", "29 april 2025"."""
    return in_words(day, "j F" if day.year == localdate(at).year else "j F Y")


@register.filter
def on_short_day(day: date, at: datetime) -> str:
    """The same where there is little room: "29 apr", "29 apr 2025"."""
    return short_day(day, localdate(at).year)


@register.simple_tag
def page_of(name: str, *args: object) -> str:
    """The address of a page; empty when this installation has none by that name."""
    return address_of(name, *args)
