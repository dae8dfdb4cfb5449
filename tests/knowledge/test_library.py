"""The content folder: where it lies, and what is told when something in it cannot be used."""

from collections.abc import Callable
from pathlib import Path

import pytest

from helhet.config import settings
from helhet.kernel.errors import BadContent, BadInput
from helhet.knowledge import home
from helhet.knowledge.library import Library
from tests.knowledge.making import LIBRARY, write


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def given(**places: Path) -> None:
        for name in ("ROOT", "CONTENT"):
            monkeypatch.delenv(f"HELHET_{name}", raising=False)
        for name, place in places.items():
            monkeypatch.setenv(f"HELHET_{name}", str(place))

    return given


def test_commands_and_web_find_the_content_in_the_same_place(tmp_path: Path, elsewhere: Callable[..., None]) -> None:
    (tmp_path / "content").mkdir()
    elsewhere(ROOT=tmp_path)
    assert (home.project_root(), home.content_root()) == (tmp_path, tmp_path / "content")
    elsewhere(ROOT=tmp_path, CONTENT=tmp_path)
    assert home.content_root() == tmp_path
    elsewhere()
    assert (home.project_root(), home.content_root()) == (settings.ROOT, settings.CONTENT)


def test_content_that_is_not_there_says_what_to_set(tmp_path: Path, elsewhere: Callable[..., None]) -> None:
    elsewhere(ROOT=tmp_path)
    with pytest.raises(BadContent, match="HELHET_CONTENT"):
        home.open_library()
    elsewhere(CONTENT=tmp_path)
    with pytest.raises(BadContent, match="vocabulary"):
        home.open_library()


@pytest.mark.parametrize(
    ("file", "opened"),
    [
        ("law/duties.yaml", lambda library: library.law),
        ("vocabulary/needs.yaml", lambda library: library.vocabulary),
        ("records/roles.yaml", lambda library: library.records),
        ("organisations/kalmar/units.yaml", lambda library: library.directory),
    ],
)
def test_a_fault_in_our_own_content_is_no_fault_of_whoever_asks(
    tmp_path: Path, file: str, opened: Callable[[Library], object]
) -> None:
    broken = tmp_path / file
    broken.parent.mkdir(parents=True)
    broken.write_text("a:\n\t- b", "utf-8")
    (tmp_path / "vocabulary").mkdir(exist_ok=True)
    for name in ("authorities", "handoffs", "closing", "clocks", "documents", "phases", "elsewhere", "roles"):
        if not (other := tmp_path / "records" / f"{name}.yaml").exists():
            other.parent.mkdir(exist_ok=True)
            other.write_text("{}", "utf-8")
    with pytest.raises(BadContent, match=f"{broken.name}:2: ") as caught:
        opened(Library(tmp_path))
    assert caught.value.code == "bad_content"


@pytest.mark.parametrize("name", ["", "  "])
def test_no_name_is_no_pack(name: str) -> None:
    with pytest.raises(BadInput, match="Ange vilket paket"):
        LIBRARY.read(name)


def test_where_we_stand_is_a_path_and_no_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(tmp_path))
    made, problems = LIBRARY.read(".")
    assert made, problems
    assert made.id == "prov-2027"
