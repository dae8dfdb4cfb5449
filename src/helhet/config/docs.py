"""`helhet docs`: writes docs/generated/ from the content, or with --check says which pages are no longer true."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from helhet.handoffs import diagrams
from helhet.knowledge.casebook import failing
from helhet.knowledge.checking import check
from helhet.knowledge.clocks import page as clocks_page
from helhet.knowledge.clocks.rules import clocks_of
from helhet.knowledge.documents import findings_page, pages
from helhet.knowledge.home import open_library, project_root
from helhet.knowledge.library import Library
from helhet.knowledge.mutate import mutate
from helhet.knowledge.pack import Pack
from helhet.knowledge.processes import diagrams as process_page
from helhet.knowledge.processes.loading import processes_of


def run(args: argparse.Namespace) -> int:
    """Write every generated page; with --check write nothing and exit with 1 when one differs."""
    folder = project_root() / "docs" / "generated"
    library = open_library()
    made = {**pages(library), **dict(_findings(library)), "overlamningar.md": diagrams.page()}
    made[clocks_page.NAME] = clocks_page.page(clocks_of(library))
    made[process_page.NAME] = process_page.page(processes_of(library))
    if args.mutations:
        made |= dict(_mutations(library))
    else:
        made |= _kept(folder, library)
    stale = [name for name, text in made.items() if not _same(folder / name, text)]
    gone = [path.name for path in folder.glob("*.md") if path.name not in made]
    if args.check:
        for name in stale + gone:
            print(f"docs/generated/{name} is out of date: run ./up run helhet docs", file=sys.stderr)
        return int(bool(stale + gone))
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (folder / name).write_text(made[name], "utf-8")
    for name in gone:
        (folder / name).unlink()
    print(f"{len(stale)} written, {len(gone)} removed, {len(made) - len(stale)} unchanged")
    return 0


def _day(library: Library) -> date:
    """The day the law was last gone through: reports say how things stood then."""
    return date.fromisoformat((library.root / "law" / "AS_OF").read_text("utf-8").strip())


def _findings(library: Library) -> Iterator[tuple[str, str]]:
    for pack in library.packs():
        yield f"fynd-{pack.id}.md", findings_page(pack, check(library, pack, _day(library)).findings)


def _mutations(library: Library) -> Iterator[tuple[str, str]]:
    """Breaking every item of every pack takes minutes, so it is done when asked for."""
    day = _day(library)
    for pack in library.packs():
        caught = mutate(pack, library.vocabulary, library.law, lambda other: failing(library, other, day))
        yield f"mutationer-{pack.id}.md", f"{_mark(pack)}\n{caught.as_markdown()}"


def _mark(pack: Pack) -> str:
    return f"<!-- Gäller {pack.id} {pack.hash}. Görs om med `helhet docs --mutations`. -->"


def _kept(folder: Path, library: Library) -> dict[str, str]:
    """The mutation reports as they stand while they are of the packs as they are; else only what they begin with."""
    kept = {}
    for pack in library.packs():
        file = folder / f"mutationer-{pack.id}.md"
        text = file.read_text("utf-8") if file.is_file() else ""
        kept[file.name] = text if text.startswith(_mark(pack)) else f"{_mark(pack)}\n"
    return kept


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text
