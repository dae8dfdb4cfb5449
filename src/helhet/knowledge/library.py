"""Everything in content/ together: vocabulary, law, organisations and packs."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from helhet.kernel.errors import BadContent, BadInput, HelhetError, NotFound

from .holdings import Holdings
from .law import Law
from .links import check_links
from .organisations import Directory
from .pack import FILES, Pack
from .reading import Read
from .records import Records
from .schema.base import Part
from .vocabulary import Vocabulary
from .yamlfile import Problem

FROZEN = "FROZEN"


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

    def pack_ids(self) -> list[str]:
        """Every pack folder, sorted."""
        return sorted(p.parent.name for p in (self.root / "agreements").glob("*/pack.yaml"))

    def folder(self, name: str) -> Path:
        """The folder of a pack, given its id or a path."""
        inside, path = self.root / "agreements" / name, Path(name)
        if "/" not in name and inside.is_dir():
            return inside
        if path.is_dir():
            return path
        known = ", ".join(self.pack_ids()) or "inga"
        raise NotFound(f"Paketet {name} finns inte. Det finns: {known}. Du kan också ange sökvägen till en mapp.")

    def read(self, name: str) -> tuple[Pack | None, list[Problem]]:
        """A pack and every problem with its form; no pack when it cannot be built."""
        folder = self.folder(name)
        reading = Read(folder)
        pack = reading.pack()
        if pack is None:
            return None, reading.problems
        base = self.pack(pack.about.extends) if pack.about.extends else None
        problems = check_links(pack, reading, self.vocabulary, base)
        if pack.id != folder.resolve().name:
            problems.append(
                Problem("pack.yaml", 1, f"id är {pack.id} men mappen heter {folder.name}: de ska vara lika")
            )
        if base is not None:
            pack = extended(base, pack)
        problems += self._frozen(folder, pack)
        return (None if problems else pack), problems

    def _frozen(self, folder: Path, pack: Pack) -> list[Problem]:
        file = folder / FROZEN
        if not file.exists() or file.read_text("utf-8").strip() == pack.hash:
            return []
        text = "paketet är fryst och får inte ändras. Gör en ny version, eller ta bort ändringen"
        return [Problem(FROZEN, 1, text)]

    def pack(self, name: str) -> Pack:
        """A pack that is well formed; raises BadInput with all problems when it is not."""
        if name not in self._packs:
            pack, problems = self.read(name)
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
        name: getattr(pack.about, name) or getattr(base.about, name)
        for name in ("parties", "decisions", "groups", "claims", "not_covered")
    }
    merged["about"] = pack.about.model_copy(update=inherited)
    return Pack.model_validate(merged).laid_over(base, frozenset(_changes(base, pack, gone)))


def _changes(base: Pack, pack: Pack, gone: set[str]) -> Iterator[tuple[str, str]]:
    """Every entry an addendum adds, replaces or withdraws; a table counts when any of its rows is withdrawn."""
    for lists in FILES.values():
        for name in lists:
            yield from ((name, _key(entry)) for entry in getattr(pack, name))
            for entry in getattr(base, name):
                if gone & {_key(entry), *(row.id for row in getattr(entry, "rows", ()))}:
                    yield name, _key(entry)


def _without(entry: Part, gone: set[str]) -> Part:
    """A table without the rows that were withdrawn."""
    rows = getattr(entry, "rows", None)
    if rows is None or not any(row.id in gone for row in rows):
        return entry
    return entry.model_copy(update={"rows": tuple(row for row in rows if row.id not in gone)})


def _key(entry: object) -> str:
    return str(getattr(entry, "id", None) or getattr(entry, "anchor", ""))
