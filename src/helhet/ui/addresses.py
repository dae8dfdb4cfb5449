"""Addresses by the names of pages, when some of the pages may not be there in this installation."""

from collections.abc import Collection, Iterable

from django.urls import NoReverseMatch, reverse


def address_of(name: str, *args: object) -> str:
    """The address of a page; empty when there is none by that name."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def landing(pages: Iterable[tuple[str, str]], may: Collection[str]) -> str:
    """The address of the first page (permission, name) that is there and for somebody who may this; else the root."""
    return next(filter(None, (address_of(name) for needed, name in pages if needed in may)), "/")
