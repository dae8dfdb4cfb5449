"""`helhet deadline`: when a legal time ends, and how it was counted. Without Django and without a database."""

import argparse
import json
import sys
from typing import Any

from helhet.kernel.errors import BadInput, HelhetError

from ..home import open_library
from ..today import day_of
from .deadline import Deadline
from .page import listed
from .reading import TWICE, is_twice, moment, moment_or_day, span
from .rules import Clocks, clocks_of
from .status import late, status

NOTICE = "Det här är ett stöd, inte juridisk rådgivning."
STATUS = {
    "due": "Tiden går.",
    "met": "Klart.",
    "overdue": "Den stränga tiden är slut. Om det går att göra nu är inte säkert: säg till ordföranden.",
    "lapsed": "Tiden är slut.",
}


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
    parser.add_argument("--psychiatric", action="store_true", help="patienten vårdas i sluten psykiatrisk vård")
    parser.add_argument("--now", metavar="TIDPUNKT", help="hur det står då: due, met, overdue eller lapsed")
    parser.add_argument("--met", metavar="TIDPUNKT", help="när det gjordes")
    parser.add_argument("--json", action="store_true", help="som JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer; exits with 2 when what was asked cannot be used."""
    try:
        print(_answer(clocks_of(open_library()), args))
    except HelhetError as error:
        if args.json:
            print(json.dumps({"error": {"code": error.code, "text": error.text}}, ensure_ascii=False))
        print(error.text, file=sys.stderr)
        return 2
    return 0


def _answer(clocks: Clocks, args: argparse.Namespace) -> str:
    if args.list:
        found = listed(clocks)
        rows = (f"{one['rule']:<26} {one['limit']} · {one['who']} · {one['section']}" for one in found)
        return _dumped(found) if args.json else "\n".join(rows)
    if not args.rule:
        raise BadInput(f"Ange en tid, eller --list. De som finns är: {', '.join(clocks.keys)}.")
    entry = clocks.entry(args.rule)
    if not args.start:
        raise BadInput(f"Ange --start. {entry.id} räknas från: {entry.start}.")
    keys = clocks.group(args.rule) or (args.rule,)
    return _told([_counted(clocks, key, args) for key in keys], args)


def _counted(clocks: Clocks, key: str, args: argparse.Namespace) -> Deadline:
    return clocks.deadline(
        key,
        moment_or_day(args.start),
        on=day_of(args.date) if args.date else None,
        extended=args.extended or bool(args.extended_to),
        pauses=[span(one) for one in args.pause],
        facts=_facts(args),
    )


def _facts(args: argparse.Namespace) -> dict[str, Any]:
    facts = {
        "agreed_days": args.agreed_days,
        "extended_to": moment_or_day(args.extended_to) if args.extended_to else None,
        "psychiatric": args.psychiatric or None,
    }
    return {name: value for name, value in facts.items() if value is not None}


def _told(found: list[Deadline], args: argparse.Namespace) -> str:
    """The first, and the others of its group beside it."""
    answers = [_as_json(one, args) for one in found]
    if not args.json:
        return "\n\n".join(["\n".join(_lines(one)) for one in answers] + [NOTICE])
    others = {"alternatives": answers} if len(answers) > 1 else {}
    return _dumped(answers[0] | others | {"notice": NOTICE})


def _as_json(deadline: Deadline, args: argparse.Namespace) -> dict[str, Any]:
    answer = deadline.as_json()
    if deadline.rule.in_hours and is_twice(args.start):
        answer["how"] += f" {TWICE}"
    met = moment(args.met) if args.met else None
    if args.now or met:
        now = moment(args.now) if args.now else met
        assert now is not None  # noqa: S101 - one of them is given
        answer["status"] = status(deadline, now, met)
        answer["late"] = late(deadline, met) if met else False
    return answer


def _lines(answer: dict[str, Any]) -> list[str]:
    lines = [
        f"{answer['rule']} · {answer['section']} · {answer['who']}",
        answer["how"],
        f"Klart när: {answer['done']}.",
    ]
    if answer["lapses"]:
        lines.append(f"Missas det: {answer['lapses']}")
    if "status" in answer:
        lines.append(STATUS[answer["status"]])
    return lines


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
