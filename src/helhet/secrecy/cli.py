"""`helhet disclosure`: which ground in law opens for sending data, for scripts and terminals, without Django."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from helhet.kernel.errors import HelhetError
from helhet.knowledge.disclosing.checking import Disclosing, disclosing_of
from helhet.knowledge.disclosing.conditions import State
from helhet.knowledge.disclosing.questions import NONE, UNKNOWN, Question
from helhet.knowledge.disclosing.verdict import ConditionVerdict, GroundVerdict, Verdict
from helhet.knowledge.facts_file import read_facts
from helhet.knowledge.home import open_library
from helhet.knowledge.today import day_of

# In a terminal the nearest grounds are enough; scripts get all of them.
SHOWN = 3
EXAMPLE = 'Svaren skrivs som {"sender": "health_authority", "age": 45}. Se helhet disclosure facts.'


def add_commands(subparsers: Any) -> None:
    """Add the commands of secrecy."""
    parser = subparsers.add_parser("disclosure", help="vilken grund i lag som öppnar för att lämna ut en uppgift")
    commands = parser.add_subparsers(dest="disclosure", metavar="VAD", required=True)
    facts = commands.add_parser("facts", help="frågorna som avgör, med svaren")
    facts.add_argument("--json", action="store_true", help="som JSON")
    facts.set_defaults(run=run_facts)
    check = commands.add_parser("check", help="pröva ett utlämnande")
    check.add_argument("--facts", default="-", metavar="FIL", help="JSON med svar, - för standard in")
    check.add_argument("--date", metavar="ÅÅÅÅ-MM-DD", help="dagen det gäller (annars day i svaren, annars i dag)")
    check.add_argument("--json", action="store_true", help="som JSON")
    check.set_defaults(run=run_check)


def run_facts(args: argparse.Namespace) -> int:
    """List every question with its answers."""
    return _told(args.json, lambda: _facts_told(disclosing_of(open_library()), args.json))


def run_check(args: argparse.Namespace) -> int:
    """Judge one disclosure: 0 also when nothing opens, 2 when what was sent cannot be used."""
    return _told(args.json, lambda: _verdict_told(disclosing_of(open_library()), args))


def _told(as_json: bool, work: Callable[[], str]) -> int:
    try:
        print(work())
    except HelhetError as error:
        if as_json:
            print(json.dumps({"error": {"code": error.code, "text": error.text}}, ensure_ascii=False))
        print(error.text, file=sys.stderr)
        return 2
    return 0


def _facts_told(disclosing: Disclosing, as_json: bool) -> str:
    asked = disclosing.questions.asked
    if as_json:
        return _dumped([fact_as_json(question) for question in asked])
    lines = []
    for question in asked:
        lines.append(f"{question.fact.id}: {question.fact.question}")
        lines += [f"    {choice.id}: {choice.label}" for choice in question.choices]
    return "\n".join(lines)


def fact_as_json(question: Question) -> dict[str, Any]:
    """A question as scripts get it; every one of them may also be answered "unknown"."""
    fact = question.fact
    values = [{"id": choice.id, "label": choice.label} for choice in question.choices]
    if fact.type == "many":
        values.append({"id": NONE, "label": "Inget av detta (ensamt, eller en tom lista)"})
    return {
        "id": fact.id,
        "label": fact.label,
        "question": fact.question,
        "type": fact.type,
        "values": values,
        "min": fact.min if fact.type == "integer" else None,
        "max": fact.max if fact.type == "integer" else None,
        "judged": fact.judged,
        "unknown": UNKNOWN,
    }


def _verdict_told(disclosing: Disclosing, args: argparse.Namespace) -> str:
    facts = read_facts(args.facts, EXAMPLE)
    verdict = disclosing.check(facts, _day(args.date, facts))
    return _dumped(verdict.as_json()) if args.json else "\n".join(as_text(verdict))


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _day(given: str | None, facts: Mapping[str, Any]) -> date:
    answered = facts.get("day")
    return day_of(given or (answered if isinstance(answered, str) and answered != UNKNOWN else None))


def as_text(verdict: Verdict) -> list[str]:
    """The verdict as plain lines for a terminal."""
    opens = [ground for ground in verdict.grounds if ground.all_met]
    if not opens:
        lines = ["Uppgiften får inte lämnas ut.", verdict.reason, "", "Närmast är:"]
        return lines + [line for ground in verdict.grounds[:SHOWN] for line in _ground_lines(ground)]
    return ["Uppgiften får lämnas ut. Ange en av de här grunderna:"] + [
        line for ground in opens for line in _ground_lines(ground)
    ]


def _ground_lines(ground: GroundVerdict) -> list[str]:
    duty = "ska lämnas" if ground.discretion == "shall" else "får lämnas"
    lines = ["", f"{ground.text} ({ground.section}) · {ground.id}"]
    lines += [line for condition in ground.conditions for line in _condition_lines(condition)]
    return [*lines, f"    Det som {duty}: {' '.join(ground.content)}", f"    Obs: {ground.limits}"]


def _condition_lines(condition: ConditionVerdict) -> list[str]:
    stands = {State.YES: "ja", State.NO: "nej", State.UNKNOWN: "?"}[condition.state]
    return [f"    {stands:<4}{condition.said}", *(f"          {question}" for question in condition.ask)]
