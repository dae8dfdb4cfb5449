"""The shipped instruments, and one that has everything at once."""

from pathlib import Path

import pytest

from helhet.knowledge.home import open_library
from helhet.knowledge.instruments.reading import read_instrument
from helhet.knowledge.instruments.shelf import Shelf
from helhet.knowledge.schema.instruments import Instrument

EVERYTHING = Path(__file__).with_name("cases.yaml")


def everything() -> Instrument:
    """The instrument of cases.yaml."""
    instrument, problems = read_instrument(EVERYTHING, ())
    assert problems == []
    assert instrument
    return instrument


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Shipped instruments, and an empty folder for what is loaded."""
    monkeypatch.setenv("HELHET_INSTRUMENTS", str(tmp_path / "loaded"))
    return Shelf(open_library().instruments, tmp_path / "loaded")
