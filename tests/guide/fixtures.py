"""The guide with the shipped Kalmar pack as if it were published, and a way to send it answers as a browser would."""

from datetime import date
from functools import lru_cache
from html import unescape
from pathlib import Path
from re import DOTALL, findall, search, sub

import pytest

from helhet.guide import queries
from helhet.knowledge.library import Library

CONTENT = Path(__file__).parents[2] / "content"
DAY = date(2026, 11, 22)
KALMAR, GOTLAND = "0880", "0980"
# A nurse at a health centre with AUDIT/DUDIT and MET, and a person whose need is more than they can meet.
NURSE = {
    "kommun": KALMAR,
    "danger": "ingen",
    "great_concern": "no",
    "unit": "health_centre",
    "competence": "screening",
    "substances": "alcohol",
    "substances.alcohol": "risk_use",
    "assessment": "beyond_own",
    "age": "45",
    "profession": "other_health",
    "willing": "wants",
}


@lru_cache(maxsize=1)
def shelf() -> Library:
    return Library(CONTENT)


@pytest.fixture(autouse=True)
def agreements(monkeypatch):
    """The agreements that apply, without a database."""
    packs = [shelf().pack("kalmar-2021")]
    monkeypatch.setattr(queries, "packs", lambda: packs)
    monkeypatch.setattr(queries, "library", shelf)
    return packs


@pytest.fixture
def send(client):
    """Posts to the guide and gives the page."""

    def post(address: str = "/guiden/", status: int = 200, **data: object) -> str:
        answer = client.post(address, data)
        assert answer.status_code == status
        return answer.content.decode()

    return post


def words(html: str) -> str:
    """What a page says, as one line."""
    return sub(r"\s+", " ", unescape(sub("<[^>]+>", " ", html.split("<main", 1)[1])))


def asked(html: str) -> list[str]:
    """The facts that a page asks for."""
    return findall(r'name="fraga" value="([\w]+)"', html)


def carried(html: str, form: str = "question-form") -> dict[str, list[str]]:
    """What the hidden inputs of a form carry on."""
    found = search(rf'class="{form}".*?</form>', html, DOTALL)
    assert found, f"no form {form}"
    data: dict[str, list[str]] = {}
    for name, value in findall(r'type="hidden" name="([\w.]+)" value="([^"]*)"', found[0]):
        data.setdefault(name, []).append(unescape(value))
    return data
