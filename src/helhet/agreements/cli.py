"""`helhet pack list|show|check|new|freeze`: packs for scripts and terminals, without Django."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from helhet.kernel.errors import BadInput, HelhetError
from helhet.knowledge.checking import CheckReport, check
from helhet.knowledge.home import open_library
from helhet.knowledge.library import FROZEN, Library
from helhet.knowledge.pack import Pack
from helhet.knowledge.schema.base import Part
from helhet.knowledge.template import write_template
from helhet.knowledge.today import day_of
from helhet.knowledge.yamlfile import Problem


def add_commands(subparsers: Any) -> None:
    """Add the commands for packs."""
    pack = subparsers.add_parser("pack", help="avtalen: lista, visa, pröva, skapa")
    verbs = pack.add_subparsers(dest="verb", metavar="VERB", required=True)
    listed = verbs.add_parser("list", help="alla paket")
    listed.set_defaults(run=run_list)
    show = verbs.add_parser("show", help="vad ett paket innehåller")
    show.add_argument("--kind", metavar="SLAG", help="visa posterna av ett slag")
    show.set_defaults(run=run_show)
    checked = verbs.add_parser("check", help="pröva och granska ett paket")
    checked.add_argument("--date", metavar="ÅÅÅÅ-MM-DD", help="som läget är den dagen (annars i dag)")
    checked.set_defaults(run=run_check)
    new = verbs.add_parser("new", help="en ny mapp med en mall som förklarar sig själv")
    new.add_argument("--title", metavar="TITEL", default="Överenskommelse om samverkan", help="avtalets titel")
    new.add_argument("--county", metavar="KOD", default="", help="länskod, två siffror (08 för Kalmar län)")
    new.set_defaults(run=run_new)
    freeze = verbs.add_parser("freeze", help="frys ett paket som trätt i kraft")
    freeze.set_defaults(run=run_freeze)
    publish = verbs.add_parser("publish", help="lägg ett prövat paket i databasen, så att webben visar det")
    publish.add_argument("--all", action="store_true", help="alla paket")
    publish.set_defaults(run="helhet.agreements.publishing:run_publish", django=True)
    for verb in (listed, show, checked, new, freeze, publish):
        verb.add_argument("--json", action="store_true", help="som JSON")
    for verb in (show, checked, new, freeze):
        verb.add_argument("id", metavar="ID", help="paketets id, eller sökvägen till en mapp")
    publish.add_argument("id", metavar="ID", nargs="?", help="paketets id")


def run_list(args: argparse.Namespace) -> int:
    """List every pack; a broken one is listed with its fault and exits with 1."""
    library = open_library()
    rows, broken = [], []
    for ident in library.pack_ids():
        try:
            rows.append(summary(library.pack(ident)))
        except HelhetError as error:
            broken.append(error.text)
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            until = row["valid_to"] or "tills vidare"
            print(f"{row['id']}: {row['title']} ({row['valid_from']} – {until})")
    print("\n".join(broken), file=sys.stderr, end="\n" if broken else "")
    return 1 if broken else 0


def summary(pack: Pack) -> dict[str, Any]:
    """A pack in one line."""
    periods = pack.about.periods
    return {
        "id": pack.id,
        "title": pack.about.title,
        "county": pack.about.county,
        "valid_from": periods[0].start if periods else None,
        "valid_to": periods[-1].end if periods else None,
        "status": pack.about.status,
        "hash": pack.hash,
    }


def run_show(args: argparse.Namespace) -> int:
    """Counts by kind, or the entries of one kind."""
    try:
        pack = open_library().pack(args.id)
        shown = _kind(pack, args.kind) if args.kind else _counts(pack)
    except HelhetError as error:
        return failed(error, args.json)
    if args.json:
        print(json.dumps(shown, ensure_ascii=False, indent=1))
    elif isinstance(shown, dict):
        print("\n".join(f"{name}: {value}" for name, value in shown.items()))
    else:
        print("\n".join(f"{e['id']}: {e['text']} [{', '.join(e['anchors'])}]" for e in shown))
    return 0


def _counts(pack: Pack) -> dict[str, Any]:
    kinds = pack.by_kind()
    counts: dict[str, Any] = {**summary(pack), **{kind: len(entries) for kind, entries in kinds.items()}}
    counts["bullets"] = sum(len(section.bullets) for section in pack.sections)
    counts["needs"] = len({need for duty in pack.duties for need in duty.needs})
    counts["commitments"] = {
        one.id: sum(any(o.list == one.id for o in c.occurs) for c in pack.commitments) for one in pack.lists
    }
    counts["commitments_total"] = len(pack.commitments)
    return counts


def _kind(pack: Pack, kind: str) -> list[dict[str, Any]]:
    kinds = pack.by_kind()
    if kind == "needs":
        return _needs(pack)
    if kind not in kinds:
        raise BadInput(f"Slaget {kind} finns inte. Det finns: needs, {', '.join(kinds)}.")
    return [entry_as_json(entry) for entry in kinds[kind]]


def _needs(pack: Pack) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for duty in pack.duties:
        for need in duty.needs:
            entry = found.setdefault(
                need, {"id": need, "text": "", "anchors": [], "standing": "stated", "holders": [], "duties": []}
            )
            entry["text"] = open_library().vocabulary.needs[need].label
            entry["anchors"] += [a for a in duty.anchors if a not in entry["anchors"]]
            entry["holders"] += [duty.principal] if duty.principal not in entry["holders"] else []
            entry["duties"].append(duty.id)
    return list(found.values())


def entry_as_json(entry: Part) -> dict[str, Any]:
    """An entry with at least id, text, anchors and standing, whatever its kind."""
    dumped = entry.model_dump(mode="json")
    dumped.setdefault("id", dumped.get("anchor"))
    dumped.setdefault("text", dumped.get("title") or dumped.get("meant") or dumped.get("what") or "")
    dumped["anchors"] = dumped.get("anchors") or _anchors(dumped)
    dumped.setdefault("standing", "stated")
    return dumped


def _anchors(dumped: dict[str, Any]) -> list[str]:
    """Where an entry stands that has no anchors of its own: a section, a document, a table by its rows."""
    if "anchor" in dumped:
        return [dumped["anchor"]]
    inner = dumped.get("rows") or dumped.get("states") or []
    return list(dict.fromkeys(anchor for one in inner for anchor in one["anchors"])) or [dumped["id"]]


def run_check(args: argparse.Namespace) -> int:
    """Verify and lint; exit 1 for a malformed pack or an undeclared error."""
    started = time.perf_counter()
    try:
        library = open_library()
        pack, problems = library.read(args.id)
        if pack is None:
            return _malformed(problems, time.perf_counter() - started, args.json)
        report = check(library, pack, day_of(args.date), _progress)
    except HelhetError as error:
        return failed(error, args.json)
    if args.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        print("\n".join(report_lines(report)))
    return 0 if report.ok else 1


def _progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _malformed(problems: list[Problem], seconds: float, as_json: bool) -> int:
    if as_json:
        findings = [
            {
                "key": f"form.{p.file}.{p.line}",
                "kind": "fault",
                "layer": "form",
                "severity": "error",
                "declared": False,
                "text": str(p),
                "where": [f"{p.file}:{p.line}"],
                "example": "",
            }
            for p in problems
        ]
        print(
            json.dumps(
                {"ok": False, "checkers": {}, "seconds": seconds, "findings": findings}, ensure_ascii=False, indent=1
            )
        )
    else:
        print("\n".join(map(str, problems)))
        print(f"{len(problems)} fel. Rätta dem och kör igen.")
    return 1


def report_lines(report: CheckReport) -> list[str]:
    """The report as plain lines: what nobody has answered for first."""
    lines = []
    for finding in report.findings:
        mark = "känd" if finding.declared else {"error": "FEL", "warning": "fråga", "info": "notis"}[finding.severity]
        lines.append(f"[{mark}] {finding.text} [{', '.join(finding.where)}] ({finding.key})")
        lines += [f"        {finding.example}"] if finding.example else []
        lines += [f"        {' · '.join(row)}" for row in finding.table]
    lines.append(f"Situationer: {report.cases['total']}, varav {report.cases['failed']} svarar fel.")
    verdict = "Inga okända fel." if report.ok else "Det finns fel som ingen öppen fråga svarar för."
    return [*lines, f"{verdict} Paketet prövas vara konsekvent, inte riktigt. {report.seconds:.1f} s."]


def run_new(args: argparse.Namespace) -> int:
    """Write a commented template; never over something that is there."""
    try:
        library = open_library()
        _known_county(library, args.county)
        target = Path(args.id) if "/" in args.id else library.root / "agreements" / args.id
        written = write_template(library.root / "template", target, args.title, args.county)
    except HelhetError as error:
        return failed(error, args.json)
    if args.json:
        print(json.dumps({"id": target.name, "files": [str(path) for path in written]}, ensure_ascii=False))
    else:
        print(f"Mappen {target} är klar. Börja med pack.yaml och sources.yaml; pröva med: helhet pack check {args.id}")
    return 0


def _known_county(library: Library, code: str) -> None:
    """A county that does not exist would give a pack that never applies anywhere."""
    counties = library.directory.counties
    if code not in counties:
        listed = ", ".join(f"{known} {name}" for known, name in sorted(counties.items()))
        wrong = f"Länskoden {code} finns inte. " if code else ""
        raise BadInput(f"{wrong}Ange länet med --county och en av: {listed}.")


def run_freeze(args: argparse.Namespace) -> int:
    """Write the pack's hash beside it: from now on its content may not change."""
    try:
        library = open_library()
        pack = library.pack(args.id)
        (library.folder(args.id) / FROZEN).write_text(pack.hash + "\n", "utf-8")
    except HelhetError as error:
        return failed(error, args.json)
    print(json.dumps({"id": pack.id, "hash": pack.hash}) if args.json else f"{pack.id} är fryst: {pack.hash}")
    return 0


def failed(error: HelhetError, as_json: bool) -> int:
    """Tell what is wrong; scripts get it as JSON too. 1 for a malformed pack, 2 for what was asked."""
    if as_json:
        print(json.dumps({"ok": False, "error": {"code": error.code, "text": error.text}}, ensure_ascii=False))
    print(error.text, file=sys.stderr)
    return 1 if error.code == "bad_pack" else 2
