"""`helhet deadline`: when a legal time ends, and how it was counted. Without Django and without a database."""

import argparse
import json
import sys
from typing import Any

from helhet.kernel.errors import HelhetError

from ..home import open_library
from .answering import answer
from .rules import clocks_of


def add_commands(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser("deadline", help="lagens tider: när de går ut, och hur de räknas")
    parser.add_argument("rule", nargs="?", metavar="TID", help="till exempel lvm.submit; se --list")
    parser.add_argument("--list", action="store_true", help="alla tider")
    parser.add_argument(
        "--start", metavar="TIDPUNKT", help="då händelsen inträffade: 2026-06-03 eller 2026-06-03T10:00"
    )
    parser.add_argument("--date", metavar="ÅÅÅÅ-MM-DD", help="dagen vars lydelse gäller (annars startdagens)")
    parser.add_argument("--extended", action="store_true", help="tiden är förlängd")
    parser.add_argument("--extended-to", metavar="TIDPUNKT", help="till när, där lagen inte säger det")
    parser.add_argument(
        "--pause", action="append", default=[], metavar="FRÅN/TILL", help="tid som inte räknas; går att upprepa"
    )
    parser.add_argument("--agreed-days", type=int, metavar="ANTAL", help="antal dagar enligt länets avtal")
    parser.add_argument(
        "--fact", action="append", default=[], metavar="NAMN", help="något som gäller, där en tid beror på det"
    )
    parser.add_argument("--now", metavar="TIDPUNKT", help="hur det står då: due, met, overdue eller lapsed")
    parser.add_argument("--met", metavar="TIDPUNKT", help="när det gjordes")
    parser.add_argument("--json", action="store_true", help="som JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer; exits with 2 when what was asked cannot be used."""
    try:
        print(answer(clocks_of(open_library()), args))
    except HelhetError as error:
        if args.json:
            print(json.dumps({"error": {"code": error.code, "text": error.text}}, ensure_ascii=False))
        print(error.text, file=sys.stderr)
        return 2
    return 0
