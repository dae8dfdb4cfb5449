"""`helhet id check`: is this a valid identity number, and what does it say? Without Django and without a database."""

import argparse
import json
import sys
from typing import Any

from helhet.kernel.errors import HelhetError
from helhet.kernel.identity import Checked, Sex, check
from helhet.knowledge.today import day_of

SEX: dict[Sex, str] = {"female": "kvinna", "male": "man"}


def add_commands(subparsers: Any) -> None:
    """Add the commands about identity numbers."""
    ident = subparsers.add_parser("id", help="personnummer, samordningsnummer och nationella reservnummer")
    verbs = ident.add_subparsers(dest="verb", metavar="VERB", required=True)
    checked = verbs.add_parser("check", help="pröva ett nummer")
    checked.add_argument("number", metavar="NUMMER", help="till exempel 19900101-2385")
    checked.add_argument("--day", metavar="ÅÅÅÅ-MM-DD", help="som läget är den dagen (annars i dag)")
    checked.add_argument("--json", action="store_true", help="som JSON")
    checked.set_defaults(run=run_check)


def run_check(args: argparse.Namespace) -> int:
    """Answer; a number that is not valid is an answer too. Exits with 2 when the day cannot be read."""
    try:
        day = day_of(args.day)
    except HelhetError as error:
        if args.json:
            print(json.dumps({"error": {"code": error.code, "text": error.text}}, ensure_ascii=False))
        print(error.text, file=sys.stderr)
        return 2
    answer = check(args.number, day)
    print(json.dumps(as_json(answer), ensure_ascii=False) if args.json else "\n".join(as_text(answer)))
    return 0


def as_json(answer: Checked) -> dict[str, Any]:
    """The answer for scripts. `kind` is `unknown` when the number is not valid."""
    return {
        "valid": answer.valid,
        "kind": answer.kind,
        "birth_date": answer.birth_date.isoformat() if answer.birth_date else None,
        "sex": answer.sex,
        "reason": answer.reason,
    }


def as_text(answer: Checked) -> list[str]:
    """The answer as plain lines for a terminal."""
    lines = [answer.reason]
    if answer.birth_date:
        lines.append(f"Född: {answer.birth_date}")
    if answer.sex:
        lines.append(f"Kön enligt numret: {SEX[answer.sex]}")
    return lines
