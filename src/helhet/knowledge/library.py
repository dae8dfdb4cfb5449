"""Everything in content/ together: vocabulary, law, organisations and packs."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from helhet.kernel.errors import BadContent, BadInput, HelhetError, NotFound

from .holdings import Holdings
from .instruments.shelf import shipped
from .law import Law
from .links import check_laid, check_links, check_places
from .organisations import Directory
from .pack import FILES, Pack
from .reading import Read
from .records import Records
from .schema.base import Part
from .schema.instruments import Instrument
from .vocabulary import Vocabulary
from .yamlfile import Problem

FROZEN = "FROZEN"
# Entries within an entry that an addendum may withdraw by themselves.
_INNER = ("rows", "states")


class Library:
    """The content folder. Packs are read when asked for, and kept."""

    def __init__(self, root: Path) -> None:
        self.root = root
        if not (root / "vocabulary").is_dir():
            raise BadContent(f"Mappen {root} saknar vocabulary/. Ange rätt innehållsmapp med HELHET_CONTENT.")
        self._packs: dict[str, Pack] = {}
        # Packs that could not be read, with why: whoever answers without them must say so.
        self.broken: dict[str, str] = {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The fixed lists."""
        return Vocabulary(self.root / "vocabulary")

    @cached_property
    def law(self) -> Law:
        """The legal floor."""
        return Law(self.root / "law")

    @cached_property
    def records(self) -> Records:
        """Kinds of authorities, roles, hand-offs, reasons and our own times."""
        return Records(self.root / "records")

    @cached_property
    def directory(self) -> Directory:
        """Counties, municipalities and contacts."""
        return Directory(self.root / "organisations")

    @cached_property
    def holdings(self) -> Holdings:
        """Who keeps records in each county."""
        return Holdings(self.root / "organisations", self.directory, self.records, self.vocabulary)

    @cached_property
    def instruments(self) -> dict[str, Instrument]:
        """The screening instruments that are shipped, by id."""
        return shipped(self.root / "instruments", self.law.thresholds)

    def pack_ids(self) -> list[str]:
        """Every pack folder, sorted."""
        return sorted(p.parent.name for p in (self.root / "agreements").glob("*/pack.yaml"))

    def folder(self, name: str) -> Path:
        """The folder of a pack, given its id or a path."""
        if not name.strip():
            raise BadInput("Ange vilket paket: ett id, eller sökvägen till en mapp.")
        inside, path = self.root / "agreements" / name, Path(name)
        # "." and ".." are where somebody stands, and no ids.
        if inside.name == name and name != ".." and inside.is_dir():
            return inside
        if path.is_dir():
            return path
        known = ", ".join(self.pack_ids()) or "inga"
        raise NotFound(f"Paketet {name} finns inte. Det finns: {known}. Du kan också ange sökvägen till en mapp.")

    def read(self, name: str, above: tuple[Path, ...] = ()) -> tuple[Pack | None, list[Problem]]:
        """A pack and every problem with its form; no pack when it cannot be built. `above`: the addenda it lies under.

        Raises BadInput when the pack it extends is not well formed, or in turn extends this one.
        """
        folder = self.folder(name)
        reading = Read(folder)
        pack = reading.pack()
        if pack is None:
            return None, reading.problems
        try:
            base = self._base(folder, pack, above)
        except NotFound as error:
            return None, [reading.problem("about", "extends", f"extends: {error.text}")]
        problems = check_links(pack, reading, self.vocabulary, base)
        problems += check_places(pack, reading, self.directory)
        if pack.id != folder.resolve().name:
            problems.append(
                Problem("pack.yaml", 1, f"id är {pack.id} men mappen heter {folder.name}: de ska vara lika")
            )
        if base is not None:
            pack = extended(base, pack)
            problems += [p for p in check_laid(pack, reading, self.vocabulary) if p not in problems]
        problems += self._frozen(folder, pack)
        return (None if problems else pack), problems

    def _base(self, folder: Path, pack: Pack, above: tuple[Path, ...]) -> Pack | None:
        """The pack under an addendum: the one beside it when it lies outside the content folder, else the one there."""
        wanted, here = pack.about.extends, folder.resolve()
        if not wanted:
            return None
        if here in above:
            ring = " → ".join(place.name for place in (*above, here))
            raise BadInput(f"Paketen bygger på varandra runt: {ring}. Ta bort extends i ett av dem.", "bad_pack")
        beside = here.parent / wanted
        inside = here.parent == (self.root / "agreements").resolve()
        found = wanted if inside or not (beside / "pack.yaml").is_file() else str(beside)
        return self.pack(found, (*above, here))

    def _frozen(self, folder: Path, pack: Pack) -> list[Problem]:
        file = folder / FROZEN
        if not file.exists() or file.read_text("utf-8").strip() == pack.hash:
            return []
        text = "paketet är fryst och får inte ändras. Gör en ny version, eller ta bort ändringen"
        return [Problem(FROZEN, 1, text)]

    def pack(self, name: str, above: tuple[Path, ...] = ()) -> Pack:
        """A pack that is well formed; raises BadInput with all problems when it is not."""
        if name not in self._packs:
            pack, problems = self.read(name, above)
            if pack is None:
                listed = "\n".join(map(str, problems))
                raise BadInput(f"Paketet {name} har fel och kan inte användas:\n{listed}", "bad_pack")
            self._packs[name] = pack
        return self._packs[name]

    def packs(self) -> list[Pack]:
        """All well-formed packs; a broken one stops nobody from using the others."""
        found = []
        for name in self.pack_ids():
            try:
                found.append(self.pack(name))
            except HelhetError as error:
                self.broken[name] = error.text
        return found


def extended(base: Pack, pack: Pack) -> Pack:
    """An addendum laid over its base: same id replaces, withdrawn ids go, the rest is added."""
    gone = set(pack.about.withdraws)
    merged: dict[str, object] = {"about": pack.about}
    for lists in FILES.values():
        for name in lists:
            entries = {_key(e): e for e in getattr(base, name)}
            entries |= {_key(e): e for e in getattr(pack, name)}
            merged[name] = tuple(_without(e, gone) for key, e in entries.items() if key not in gone)
    inherited = {
        name: getattr(pack.about, name) or tuple(e for e in getattr(base.about, name) if e.id not in gone)
        for name in ("parties", "decisions", "groups", "claims", "not_covered")
    }
    merged["about"] = pack.about.model_copy(update=inherited)
    return Pack.model_validate(merged).laid_over(base, frozenset(_changes(base, pack, gone)))


def _changes(base: Pack, pack: Pack, gone: set[str]) -> Iterator[tuple[str, str]]:
    """Every entry an addendum adds, replaces or withdraws; a table or course counts when a part of it goes."""
    for lists in FILES.values():
        for name in lists:
            yield from ((name, _key(entry)) for entry in getattr(pack, name))
            for entry in getattr(base, name):
                if gone & {_key(entry), *(one.id for inner in _INNER for one in getattr(entry, inner, ()))}:
                    yield name, _key(entry)


def _without(entry: Part, gone: set[str]) -> Part:
    """A table or course without the rows and states that were withdrawn."""
    for name in _INNER:
        inner = getattr(entry, name, ())
        if any(one.id in gone for one in inner):
            entry = entry.model_copy(update={name: tuple(one for one in inner if one.id not in gone)})
    return entry


def _key(entry: object) -> str:
    return str(getattr(entry, "id", None) or getattr(entry, "anchor", ""))
