"""Addresses by the names of pages, when some of the pages may not be there in this installation."""

from collections.abc import Collection, Iterable
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, reverse

# Stands where an id goes in an address that is kept.
MARK = UUID(int=0xFEDC_BA98 << 96)


def address(name: str, *args: object) -> str:
    """The address of a page, as `reverse` gives it. A page full of links asks for many that differ in their ids only,
    so what stands around the ids is worked out once. Raises NoReverseMatch."""
    ids = [str(one) for one in args if isinstance(one, UUID)]
    around = _around(settings.ROOT_URLCONF, name, tuple([UUID if isinstance(one, UUID) else one for one in args]))
    if not ids:
        return around[0]
    return around[0] + "".join([ident + rest for ident, rest in zip(ids, around[1:], strict=True)])


@lru_cache(maxsize=4096)
def _around(urlconf: str, name: str, args: tuple[object, ...]) -> tuple[str, ...]:
    """`args` has the kind UUID in place of each id."""
    marked = [MARK if one is UUID else one for one in args]
    return tuple(reverse(name, urlconf, args=marked).split(str(MARK)))


def address_of(name: str, *args: object) -> str:
    """The address of a page; empty when there is none by that name."""
    try:
        return address(name, *args)
    except NoReverseMatch:
        return ""


def landing(pages: Iterable[tuple[str, str]], may: Collection[str]) -> str:
    """The address of the first page (permission, name) that is there and for somebody who may this; else the root."""
    return next(filter(None, (address_of(name) for needed, name in pages if needed in may)), "/")
