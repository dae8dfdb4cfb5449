"""The county of `world`, in the database, with an official wording that is invented for the tests."""

import json
from datetime import date

import pytest

from helhet.config.cli import main
from helhet.knowledge.home import open_library
from helhet.knowledge.instruments.fhir.export import questionnaire
from tests.records import world as worlds


@pytest.fixture
def world(db) -> worlds.World:
    return worlds.build()


@pytest.fixture(autouse=True)
def loaded(tmp_path, monkeypatch):
    """Whatever is loaded is loaded for this test alone."""
    monkeypatch.setenv("HELHET_INSTRUMENTS", str(tmp_path))
    return tmp_path


def worded(ident: str = "audit-c") -> dict:
    """An instrument as a Questionnaire with invented words."""
    made = questionnaire(open_library().instruments[ident])
    made["description"] = "Några frågor."
    for number, item in enumerate(made["item"], start=1):
        item["text"] = f"Påhittad fråga {number}?"
        for option in item.get("answerOption", ()):
            option["valueCoding"]["display"] = f"Svar {option['valueCoding']['code']}"
    return made


@pytest.fixture
def with_words(loaded):
    """AUDIT-C has its wording."""
    file = loaded / "audit-c-words.txt"
    file.write_text(json.dumps(worded()))
    assert main(["instrument", "add", str(file), "--json"]) == 0


@pytest.fixture
def course(world):
    return world.course(person=world.person(sex="female", birth_date=date(1980, 5, 17)))


@pytest.fixture
def client(world, course):
    return worlds.signed_in(world.actors["health"])
