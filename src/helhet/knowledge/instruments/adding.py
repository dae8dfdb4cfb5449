"""Takes in a file with an instrument or an official wording: everything wrong with it at once, or it is kept."""

import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helhet.kernel.errors import BadInput

from ..facts_file import read_facts
from ..schema.base import Part
from ..schema.instruments import Instrument, Wording
from ..schema.law_says import LawThreshold
from ..yamlfile import KeyPath, Problem, YamlFile, read
from .fhir.node import Node
from .fhir.questionnaire import form_in, instrument_data
from .fhir.wording import fitting, nearly, wording_data
from .reading import instrument_in, plain_data, wording_in
from .shelf import WORDINGS, Shelf

LARGEST = 2_000_000
_FORM = "En fil med ett FHIR Questionnaire i JSON, eller projektets YAML, går att läsa in."


@dataclass(frozen=True)
class Added:
    """What was taken in. notes: what the reader should know of it."""

    kind: str
    id: str
    title: str
    replaced: bool
    notes: tuple[str, ...]


def add(path: Path, shelf: Shelf, national: Iterable[LawThreshold], wording_for: str | None = None) -> Added:
    """Read, check and keep a file. wording_for: the instrument whose wording it is, when the file cannot say so.

    Raises BadInput with every fault, and NotFound when there is no such instrument.
    """
    _small_file(path)
    part, notes = _fhir(path, shelf, wording_for) if _is_json(path) else _yaml(path, shelf, national)
    if isinstance(part, Wording):
        return _kept(shelf, part, part.wording_for, shelf.folder / WORDINGS, notes)
    if part.id in shelf.shipped:
        raise _refused([f"{path.name}: id {part.id} är upptaget av ett instrument som följer med. Byt id"])
    return _kept(shelf, part, part.id, shelf.folder, notes)


def _small_file(path: Path) -> None:
    if not path.is_file():
        raise BadInput(f"{path} är ingen fil. {_FORM}")
    if path.stat().st_size > LARGEST:
        raise BadInput(f"{path.name} är större än 2 MB. {_FORM}")


def _is_json(path: Path) -> bool:
    """Whether the file begins as JSON does; a YAML file may begin with a brace too, but ours have no resourceType."""
    with path.open("rb") as file:
        start = file.read(LARGEST).lstrip(b"\xef\xbb\xbf \t\r\n")
    return start[:1] in (b"{", b"[") and (b"resourceType" in start or path.suffix.lower() == ".json")


def _refused(texts: Iterable[object]) -> BadInput:
    return BadInput("\n".join(map(str, texts)), "bad_instrument")


def _yaml(path: Path, shelf: Shelf, national: Iterable[LawThreshold]) -> tuple[Instrument | Wording, list[str]]:
    file = read(path)
    if isinstance(file.data, dict) and "wording_for" in file.data:
        wording, problems = wording_in(file)
        problems += _unfitting(file, wording, shelf) if wording else []
        part: Instrument | Wording | None = wording
    else:
        part, problems = instrument_in(file, national)
    if part is None or problems:
        raise _refused(problems)
    return part, []


def _unfitting(file: YamlFile, wording: Wording, shelf: Shelf) -> list[Problem]:
    """What a wording says that its instrument does not have, or leaves out."""
    instrument = shelf.get(wording.wording_for).instrument
    texts = {one.id: one for one in wording.items}
    found = [
        Problem(file.path.name, file.line(("items", index)), f"{one.id}: frågan finns inte i {instrument.title}")
        for index, one in enumerate(wording.items)
        if one.id not in {item.id for item in instrument.items}
    ]
    for item in instrument.items:
        if item.id not in texts:
            found.append(Problem(file.path.name, file.line(("items",)), f"{item.id}: ordalydelsen saknas"))
        elif item.options and len(texts[item.id].options) != len(item.options):
            text = f"{item.id}: frågan har {len(item.options)} svar, men {len(texts[item.id].options)} texter"
            found.append(Problem(file.path.name, file.line(("items",)), text))
    return found


def _fhir(path: Path, shelf: Shelf, wording_for: str | None) -> tuple[Instrument | Wording, list[str]]:
    root = Node(dict(read_facts(str(path), _FORM)))
    if root.text("resourceType") != "Questionnaire":
        raise _refused([f"{path.name}: resourceType ska vara Questionnaire. {_FORM}"])
    form = form_in(root)
    ours = shelf.get(wording_for).instrument if wording_for else fitting(form, shelf.without_words)
    if ours:
        return _made(path, root, wording_data(root, form, ours), Wording), form.aside
    if near := nearly(form, shelf.without_words):
        root.fault(
            f"har några av frågorna i {near.title} ({near.id}), men inte precis dem: "
            f"{', '.join(item.id for item in near.items)}. Rätta linkId, eller ge frågorna egna"
        )
    return _made(path, root, instrument_data(root, form), Instrument), form.aside


def _made[P: Part](path: Path, root: Node, data: Mapping[str, Any], model: type[P]) -> P:
    """The data as a part, checked as if it had been written in YAML."""
    if root.faults:
        raise _refused(f"{path.name}: {text}" for text in dict.fromkeys(root.faults))
    file = _Laid(path, data)
    part, problems = instrument_in(file, ()) if model is Instrument else wording_in(file)
    if not isinstance(part, model):
        raise _refused(problems)
    return part


class _Laid(YamlFile):
    """Data that did not come from YAML: it has no lines."""

    lines: Mapping[KeyPath, int] = {}  # type: ignore[assignment]


def _kept(shelf: Shelf, part: Instrument | Wording, ident: str, folder: Path, notes: list[str]) -> Added:
    """Write it whole or not at all: whoever reads meanwhile has the one before."""
    place = folder / f"{ident}.json"
    replaced = place.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=folder, suffix=".part", delete=False, encoding="utf-8") as file:
            json.dump(plain_data(part), file, ensure_ascii=False)
        Path(file.name).replace(place)
    except (OSError, UnicodeEncodeError):
        raise BadInput(f"Det gick inte att spara i {folder}. Kontrollera att mappen går att skriva i.") from None
    kind = "wording" if isinstance(part, Wording) else "instrument"
    title = shelf.get(ident).instrument.title if isinstance(part, Wording) else part.title
    return Added(kind, ident, title, replaced, tuple(notes))
