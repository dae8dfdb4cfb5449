"""What `helhet deadline` answers, as JSON and as sentences."""

import argparse
import json
from typing import Any

from helhet.kernel.errors import BadInput

from ..today import day_of
from .deadline import Deadline
from .listing import listed
from .reading import TWICE, is_twice, moment, moment_or_day, span
from .rules import Clocks
from .status import late, status

NOTICE = "Det här är ett stöd, inte juridisk rådgivning."
STATUS = {
    "due": "Tiden går.",
    "met": "Klart.",
    "overdue": "Den stränga tiden är slut. Om det går att göra nu är inte säkert: säg till ordföranden.",
    "lapsed": "Tiden är slut.",
}


def answer(clocks: Clocks, args: argparse.Namespace) -> str:
    """What to print. Raises NotFound or BadInput for what cannot be used."""
    if args.list:
        found = listed(clocks)
        rows = (f"{one['rule']:<26} {one['limit']} · {one['who']} · {one['section']}" for one in found)
        return _dumped(found) if args.json else "\n".join(rows)
    if not args.rule:
        raise BadInput(f"Ange en tid, eller --list. De som finns är: {', '.join(clocks.keys)}.")
    rule = clocks.wordings(args.rule).newest
    if not args.start:
        raise BadInput(f"Ange --start. {rule.key} räknas från: {rule.start}.")
    keys = clocks.names.group(args.rule) or (args.rule,)
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
    }
    return {name: value for name, value in facts.items() if value is not None} | dict.fromkeys(args.fact, True)


def _told(found: list[Deadline], args: argparse.Namespace) -> str:
    """The first, and the others of its group beside it."""
    answers = [_as_json(one, args) for one in found]
    if not args.json:
        return "\n\n".join(["\n".join(_lines(one)) for one in answers] + [NOTICE])
    others = {"alternatives": answers} if len(answers) > 1 else {}
    return _dumped(answers[0] | others | {"notice": NOTICE})


def _as_json(deadline: Deadline, args: argparse.Namespace) -> dict[str, Any]:
    told = deadline.as_json()
    if deadline.rule.in_hours and is_twice(args.start):
        told["how"] += f" {TWICE}"
    met = moment(args.met) if args.met else None
    if args.now or met:
        now = moment(args.now) if args.now else met
        assert now is not None  # noqa: S101 - one of them is given
        told["status"] = status(deadline, now, met)
        told["late"] = late(deadline, met) if met else False
    return told


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
