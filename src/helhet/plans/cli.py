"""`helhet plan`: whether a plan says what it must, for scripts and terminals, without Django."""

import argparse
import json
import sys
from datetime import date
from typing import Any

from helhet.kernel.errors import HelhetError
from helhet.knowledge.facts_file import read_facts
from helhet.knowledge.home import open_library
from helhet.knowledge.planning.checking import check
from helhet.knowledge.planning.content import planning_of
from helhet.knowledge.planning.example import example
from helhet.knowledge.planning.verdict import Checked
from helhet.knowledge.today import day_of

WRITTEN = "En plan skrivs som ett JSON-objekt. Se helhet plan example."


def add_commands(subparsers: Any) -> None:
    """Add the commands of plans."""
    parser = subparsers.add_parser("plan", help="pröva en gemensam plan (SIP)")
    commands = parser.add_subparsers(dest="plan", metavar="VAD", required=True)
    checking = commands.add_parser("check", help="säger vad som saknas i en plan, och vilken paragraf som kräver det")
    checking.add_argument("file", metavar="FIL", help="planen som JSON, - för standard in")
    checking.add_argument("--date", metavar="ÅÅÅÅ-MM-DD", help="dagen, när planen inte säger när den gjordes")
    checking.add_argument("--json", action="store_true", help="som JSON")
    checking.set_defaults(run=run_check)
    shown = commands.add_parser("example", help="visar en hel plan som håller")
    shown.set_defaults(run=run_example)


def run_check(args: argparse.Namespace) -> int:
    """Judge one plan: 0 when it holds, 1 when it does not, 2 when it cannot be read or asked about."""
    try:
        day = day_of(args.date)
        checked = _checked(args.file, day)
    except HelhetError as error:
        if args.json:
            refused = Checked(errors=[error.text]).as_json()
            print(_dumped({**refused, "error": {"code": error.code, "text": error.text}}))
        print(error.text, file=sys.stderr)
        return 2
    print(_dumped(checked.as_json()) if args.json else "\n".join(_as_text(checked)))
    return 0 if checked.valid else 1


def _checked(file: str, day: date) -> Checked:
    return check(read_facts(file, WRITTEN), planning_of(open_library()), day)


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _as_text(checked: Checked) -> list[str]:
    """The verdict as plain lines for a terminal."""
    lines = ["Planen säger det den ska." if checked.valid else "Planen kan inte gälla så här."]
    lines += [f"  saknas: {one}" for one in checked.missing]
    lines += [f"  fel: {one}" for one in dict.fromkeys(checked.errors)]
    return lines + [f"  obs: {one}" for one in dict.fromkeys(checked.warnings)]


def run_example(args: argparse.Namespace) -> int:
    """Print a whole plan that holds."""
    print(_dumped(example(open_library())))
    return 0
