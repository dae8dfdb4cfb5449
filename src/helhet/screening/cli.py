"""`helhet instrument list|show|score|add`: instruments for scripts and terminals, without Django."""

import argparse
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from helhet.kernel.errors import BadInput, HelhetError
from helhet.knowledge.home import open_library, open_shelf
from helhet.knowledge.instruments import adding, answering, shown
from helhet.knowledge.instruments.fhir.export import questionnaire, response
from helhet.knowledge.instruments.result import Result
from helhet.knowledge.instruments.scoring import score
from helhet.knowledge.instruments.shelf import Kept
from helhet.knowledge.instruments.who import profile
from helhet.knowledge.today import day_of


def add_commands(subparsers: Any) -> None:
    """Add the commands for instruments."""
    instrument = subparsers.add_parser("instrument", help="screening: lista, visa, räkna, läs in")
    verbs = instrument.add_subparsers(dest="verb", metavar="VERB", required=True)
    listed = verbs.add_parser("list", help="alla instrument, de som följer med och de som är inlästa")
    show = verbs.add_parser("show", help="frågor, poäng och gränser i ett instrument")
    add = verbs.add_parser("add", help="läs in ett instrument eller en officiell ordalydelse")
    add.add_argument("file", metavar="FIL", help="FHIR Questionnaire i JSON, eller projektets YAML")
    add.add_argument("--wording-for", metavar="ID", help="instrumentet som filen är ordalydelsen till")
    count = verbs.add_parser("score", help="räkna svaren; skriv 0,1,,3 där ett svar saknas")
    _add_answers(count)
    for parser in (show, count):
        parser.add_argument("id", metavar="ID", nargs="?", default="", help="instrumentets id")
        parser.add_argument("--date", metavar="ÅÅÅÅ-MM-DD", help="dagen det gäller (annars i dag)")
        parser.add_argument("--fhir", action="store_true", help="som FHIR R4, i JSON")
    for parser, run in ((listed, run_list), (show, run_show), (add, run_add), (count, run_score)):
        parser.add_argument("--json", action="store_true", help="som JSON")
        parser.set_defaults(run=run)


def _add_answers(parser: argparse.ArgumentParser) -> None:
    # An answer may begin with a minus sign; argparse would take "-1,0" for an option, and say nothing of answers.
    parser._negative_number_matcher = re.compile(r"^-[^a-zA-Z-]|^-$")
    parser.add_argument("--items", metavar="SVAR", default="", help="ett värde för varje fråga, med komma emellan")
    parser.add_argument("--sex", metavar="KÖN", help="female, male, other eller unknown")
    parser.add_argument("--age", metavar="ÅR", help="ålder i hela år")
    parser.add_argument("--set", metavar="GRÄNSER", help="vilka gränser (annars de första som gäller)")


def run_list(args: argparse.Namespace) -> int:
    """List every instrument; one that was loaded and cannot be read any more is told, and exits with 1."""
    try:
        shelf = open_shelf()
    except HelhetError as error:
        return _failed(error, args.json)
    rows = [shown.in_short(one) for one in shelf.kept.values()]
    _show(args, rows, lambda: [f"{one['id']}: {one['title']}. {one['about']}" for one in rows])
    for why in shelf.broken.values():
        print(why, file=sys.stderr)
    return 1 if shelf.broken else 0


def run_show(args: argparse.Namespace) -> int:
    """Show an instrument whole."""
    try:
        kept, day = open_shelf().get(args.id), day_of(args.date)
    except HelhetError as error:
        return _failed(error, args.json)
    if args.fhir:
        _print(questionnaire(kept.instrument, kept.wording))
    else:
        _show(args, shown.instrument_as_json(kept, day), lambda: _described(kept))
    return 0


def _described(kept: Kept) -> list[str]:
    instrument = kept.instrument
    lines = [f"{instrument.title} ({instrument.id}, version {instrument.version})", instrument.about, "", "Frågor:"]
    for number, item in enumerate(instrument.items, start=1):
        label = item.label if isinstance(item.label, str) else " / ".join(one.text for one in item.label)
        lines.append(f"  {number}. {label}. {answering.allowed(item)}")
    lines += ["", "Gränser:"]
    return [*lines, *(f"  {one.id}: {one.text} ({one.origin})" for one in instrument.sets)]


def run_score(args: argparse.Namespace) -> int:
    """Score the answers. Without a total because of the answers: exits with 0; because of anything else: with 2."""
    try:
        kept = open_shelf().get(args.id)
        result = _scored(kept, args)
    except HelhetError as error:
        if args.json:
            _print(shown.nothing(error.text))
        print(error.text, file=sys.stderr)
        return 2
    if args.fhir:
        _print(response(kept.instrument, result.answers, f"{result.day}T00:00:00Z"))
        return 0
    told = shown.result_as_json(result, kept.hash)
    _show(args, told, lambda: [told["reason"], told["note"]])
    return 0


def _scored(kept: Kept, args: argparse.Namespace) -> Result:
    if args.set == "":
        raise BadInput("Skriv vilka gränser efter --set, eller ta bort det.")
    person = profile(args.sex, args.age)
    return score(kept.instrument, answering.entries(args.items), person, day_of(args.date), args.set)


def run_add(args: argparse.Namespace) -> int:
    """Take in a file; what is wrong with it is told, all at once, and exits with 2."""
    try:
        added = adding.add(Path(args.file), open_shelf(), open_library().law.thresholds, args.wording_for)
    except HelhetError as error:
        return _failed(error, args.json)
    told = {"added": added.kind, "id": added.id, "title": added.title, "replaced": added.replaced, "notes": added.notes}
    _show(args, told, lambda: [*_receipt(added), *(f"Obs: {note}" for note in added.notes)])
    return 0


def _receipt(added: adding.Added) -> list[str]:
    what = f"Den officiella ordalydelsen till {added.title}" if added.kind == "wording" else added.title
    return [f"{what} är {'ersatt' if added.replaced else 'inläst'} ({added.id})."]


def _show(args: argparse.Namespace, data: Any, lines: Callable[[], list[str]]) -> None:
    if args.json:
        _print(data)
    else:
        print("\n".join(lines()))


def _print(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=1))


def _failed(error: HelhetError, as_json: bool) -> int:
    if as_json:
        _print({"error": {"code": error.code, "text": error.text}})
    print(error.text, file=sys.stderr)
    return 2
