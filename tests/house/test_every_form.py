"""Every form of the project with what nobody should send: Swedish words, what was typed still there, no fault of ours.

The addresses are read from the root, and the forms from the pages, so a new form is tried by itself.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, resolve, reverse

from tests.house.lived import Lived, live
from tests.records.conftest import world
from tests.secrecy.test_canary import WORDS, Undo, addresses

FINE = {200, 302, 400, 403, 404, 405, 409, 422}
SANE = "Det jag skrev, åäö"
ODD = (
    "", " ", "\x00", "a\x00b", "å" * 20_000, "<script>alert(1)</script>", "' OR 1=1 --", "-1", "9" * 400, "1e999",
    "NaN", "null",
    "2026-13-45", "0001-01-01", "9999-12-31", "10000-01-01", "25:99", "٣",
    "{{ 7|add:7 }}", "\u202e\ufeff", "%00", "[]", "{}",
    "true", str(uuid4()), "new", "none", "198001022386",
)  # fmt: skip
ENGLISH = re.compile(
    r"This field|Enter a valid|Select a valid|Ensure (?:this|that)|Null characters|Traceback|is not one of"
)
WRITTEN = {"text", "textarea", "search"}


@dataclass(frozen=True)
class Form:
    """A form as a page holds it: where it is sent, and its fields as (name, type, value)."""

    address: str
    fields: tuple[tuple[str, str, str], ...]

    @property
    def names(self):
        return tuple(dict.fromkeys(name for name, _, _ in self.fields))

    @property
    def filled(self):
        data = {}
        for name, _, value in self.fields:
            if value:
                data.setdefault(name, []).append(value)
        return data

    def with_everywhere(self, odd):
        """The form with the same odd thing in each field that is not hidden."""
        return self.filled | {name: odd for name, kind, _ in self.fields if kind != "hidden"}


class Forms(HTMLParser):
    """Reads the forms of a page that are sent with POST."""

    def __init__(self, at):
        super().__init__()
        self.at, self.found, self.form, self.area, self.select = at, [], None, None, None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form" and given.get("method", "").lower() == "post":
            self.form = (urljoin(self.at, given.get("action") or self.at), [])
        name = given.get("name", "")
        if self.form is None or name == "csrfmiddlewaretoken":
            return
        if tag == "input" and name:
            kind = given.get("type", "text")
            chosen = kind not in ("radio", "checkbox") or "checked" in given
            self.form[1].append((name, kind, (given.get("value", "on") or "") if chosen else ""))
        if tag == "button" and name:
            self.form[1].append((name, "hidden", given.get("value", "")))
        if tag == "textarea":
            self.form[1].append((name, "textarea", ""))
        if tag == "select":
            self.select = name
            self.form[1].append((name, "select", ""))
        if tag == "option" and self.select and "selected" in given:
            self.form[1].append((self.select, "select", given.get("value", "")))

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        if tag == "form" and self.form:
            self.found.append(Form(self.form[0], tuple(self.form[1])))
            self.form = None


def pages(lived):
    """Every address with every id of what has happened, and with one that nobody has."""
    for page, wanted in addresses(get_resolver()):
        for word in WORDS[page] if "name" in wanted else [""]:
            for which in (0, -1):
                known = {"pack_id": "finns-inte", "slug": "finns-inte", "name": word, "number": "1"}
                known |= {name: rows[which] for name, rows in lived.ids.items()}
                yield reverse(page, kwargs={name: known.get(name) or str(uuid4()) for name in wanted})


def undone(client, address, data=None, **how):
    kept = []
    with pytest.raises(Undo), transaction.atomic():  # noqa: PT012
        kept.append(client.get(address) if data is None else client.post(address, data, **how))
        raise Undo
    return kept[0]


def body(answer):
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(errors="replace")


def forms_of(client: Client, lived: Lived) -> Iterator[Form]:
    """Every form that somebody is shown."""
    for address in dict.fromkeys(pages(lived)):
        answer = undone(client, address)
        assert answer.status_code in FINE, address
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            reader = Forms(address)
            reader.feed(body(answer))
            yield from reader.found
    for name, fields in BY_HAND.items():
        wanted = next(wanted for page, wanted in addresses(get_resolver()) if page == name)
        known = {one: lived.ids[one][-1] for one in wanted}
        yield Form(reverse(name, kwargs=known), tuple((field, "given", "x") for field in fields))


def view_of(form: Form) -> str:
    return resolve(urlsplit(form.address).path).view_name


def kind_of(form: Form) -> tuple[str, tuple[str, ...]]:
    """The same form about another row is the same form."""
    return re.sub(r"[0-9a-f-]{36}", "*", form.address), form.names


__all__ = ["world"]
# Whoever is shown a form first tries it: together they are shown all.
PERSONAS = (
    "visitor",
    "health.manager",
    "clinic",
    "social",
    "psychiatry.manager",
    "administrator",
    "reviewer",
    "archivist",
    "social.archivist",
)
# Addresses that only take what is sent, from pages whose form this county does not show: their fields, by hand.
BY_HAND = {
    "handoffs:look-through": ("question",), "handoffs:make-paper": (), "handoffs:read": (),
    "handoffs:take-over-consent": (), "organisations:demo-sign-in": ("assignment",), "overview:finish": (),
    "overview:guided": ("fakta", "kommun", "spara", "steps", "course", "version", "owner", "deputy", "due"),
}  # fmt: skip
# These need packs or matters of their own, and try their pages in their own folders.
ELSEWHERE = ("agreements:", "screening:", "plans:", "processes:")
# Pages with a form that this county has not come to, each tried where it is tested itself.
NOT_HERE = {
    "organisations:code": "after a password: tests/organisations/test_sign_in.py",
    "organisations:assignment": "for those with several: tests/organisations/test_sign_in.py",
    "retention:matters": "after five years: tests/retention/test_pages.py", "retention:done": "the same",
    "secrecy:confirm": "after a recall: tests/secrecy/test_acts.py", "overview:event-text": "has no form",
    "guide-link": "has no form", "guide-pdf": "has no form",
}  # fmt: skip


@pytest.fixture
def lived(world):
    found = live(world)
    found.clients["visitor"] = Client()
    for client in found.clients.values():
        client.raise_request_exception = False
    return found


def test_every_form_with_what_nobody_should_send(lived):
    bad, seen = Counter(), set()
    for who in PERSONAS:
        for form in forms_of(lived.clients[who], lived):
            if kind_of(form) not in seen:
                seen.add(kind_of(form))
                bad.update(tried(lived.clients[who], form))
    assert not bad, "\n".join(map(str, bad))
    assert len(seen) > 40


def tried(client: Client, form: Form) -> Iterator[tuple[object, ...]]:
    """What went wrong with a form: each odd thing in every field at once, some in each field alone, and a field left
    out while the others hold something that must not be lost."""
    for odd in ODD:
        yield from told(form, odd, undone(client, form.address, form.with_everywhere(odd)))
    for n, name in enumerate(form.names):
        for odd in ODD[n % 9 :: 9]:
            yield from told(form, (name, odd), undone(client, form.address, form.filled | {name: odd}))
    sane = form.filled | {name: SANE for name, kind, _ in form.fields if kind in WRITTEN}
    for left in (None, *form.names):
        some = {name: value for name, value in sane.items() if name != left}
        answer = undone(client, form.address, some)
        here = urlsplit(form.address).path != reverse("overview:search") or answer.status_code != 403
        if here and SANE in some.values() and answer.status_code != 302 and SANE not in unescape(body(answer)):
            yield ("lost", *kind_of(form), answer.status_code, left)


def told(form: Form, odd: object, answer: object) -> Iterator[tuple[object, ...]]:
    english = ENGLISH.search(body(answer))
    if answer.status_code not in FINE or english:
        yield (answer.status_code, english and english[0], kind_of(form)[0], repr(odd)[:60])


def test_no_page_is_forgotten(lived):
    """Somebody here is shown every page and every form, so that one that is added later is tried as well."""
    opened, sent = set(), set()
    for who in PERSONAS:
        sent |= {view_of(form) for form in forms_of(lived.clients[who], lived)}
        for address in dict.fromkeys(pages(lived)):
            if undone(lived.clients[who], address).status_code == 200:
                opened.add(resolve(urlsplit(address).path).view_name)
    every = {page for page, _ in addresses(get_resolver()) if not page.startswith(ELSEWHERE)}
    assert every - opened - sent - set(NOT_HERE) == set()


@pytest.mark.parametrize(
    "content", [b"text=%FF%FE", b"\xff\xfe\x00", b"&".join([b"a=b"] * 1500), b"text=" + b"x" * 3_000_000]
)
def test_what_is_no_form_at_all_is_told_of_in_swedish(lived, content):
    for address in ("/logga-in/", "/arbete/ny-person/", "/arbete/sok/"):
        client = lived.clients["visitor" if address == "/logga-in/" else "health"]
        answer = undone(client, address, content, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in FINE | {413}
        assert "Helhet" in body(answer)
    broken = undone(client, "/arbete/ny-person/", content, content_type="multipart/form-data; boundary=x")
    assert broken.status_code in FINE | {413}
