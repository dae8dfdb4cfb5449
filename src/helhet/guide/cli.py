"""`helhet advise` and `helhet facts`: the guide for scripts and terminals, without Django."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helhet.kernel.errors import BadInput, HelhetError
from helhet.knowledge.advise import advise
from helhet.knowledge.answer import Advised, Answer, Applies, Reach
from helhet.knowledge.home import open_library
from helhet.knowledge.library import Library
from helhet.knowledge.today import day_of
from helhet.knowledge.vocabulary import Fact

EXAMPLE = '{"unit": "health_centre", "age": 45}'
NO_PACK = "Avtalen här ovanför används inte; skälet står vid varje."


def add_commands(subparsers: Any) -> None:
    """Add the guide's commands."""
    ask = subparsers.add_parser("advise", help="vägen för en situation, med skälen")
    ask.add_argument("--pack", action="append", default=[], metavar="ID", help="bara detta paket (kan upprepas)")
    ask.add_argument("--date", metavar="ÅÅÅÅ-MM-DD", help="dagen det gäller (annars i dag)")
    ask.add_argument("--municipality", metavar="KOD", help="kommunkod, fyra siffror")
    ask.add_argument("--facts", default="-", metavar="FIL", help="JSON med fakta, - för standard in")
    ask.add_argument("--explain", action="store_true", help="säg också varför andra rader inte gäller")
    ask.add_argument("--json", action="store_true", help="som JSON")
    ask.set_defaults(run=run_advise)
    facts = subparsers.add_parser("facts", help="frågorna som guiden kan ställa")
    facts.add_argument("--json", action="store_true", help="som JSON")
    facts.set_defaults(run=run_facts)


def run_advise(args: argparse.Namespace) -> int:
    """Answer one situation; a fault in what was sent is told in Swedish and exits with 2."""
    try:
        library = open_library()
        answer = _answer(library, args)
    except HelhetError as error:
        return failed(error, args.json)
    answer.packs += [Applies(ident, ident, False, why) for ident, why in library.broken.items()]
    for why in library.broken.values():
        print(why, file=sys.stderr)
    if args.json:
        print(json.dumps(answer.as_json(), ensure_ascii=False, indent=1))
    else:
        print("\n".join(as_text(answer)))
    return 0


def failed(error: HelhetError, as_json: bool) -> int:
    """Tell what is wrong; scripts get it as JSON too."""
    if as_json:
        print(json.dumps({"error": {"code": error.code, "text": error.text}}, ensure_ascii=False))
    print(error.text, file=sys.stderr)
    return 2


def _answer(library: Library, args: argparse.Namespace) -> Answer:
    if args.municipality is not None and args.municipality not in library.directory.municipalities:
        raise BadInput(
            f"Kommunkoden {args.municipality!r} finns inte. Skriv fyra siffror, till exempel 0880 för Kalmar."
        )
    packs = [library.pack(ident) for ident in args.pack] or library.packs()
    return advise(
        packs,
        library.law,
        library.vocabulary,
        library.directory,
        _facts(args.facts),
        day_of(args.date),
        args.municipality,
        named=bool(args.pack),
        explain=args.explain,
    )


def _facts(source: str) -> Mapping[str, Any]:
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise BadInput(f"Filen {source} går inte att läsa. Ange en JSON-fil, eller - för standard in.") from None
    named = "Standard in" if source == "-" else f"Filen {source}"
    try:
        facts = json.loads(text.lstrip("\ufeff") or "{}", object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise BadInput(f"{named}, rad {error.lineno}: det här är inte JSON. Skriv som {EXAMPLE}.") from None
    except (ValueError, RecursionError):
        raise BadInput(f"{named} har för stora tal eller för många nivåer. Skriv som {EXAMPLE}.") from None
    if not isinstance(facts, dict):
        raise BadInput(f"Fakta skrivs som {EXAMPLE}. Se helhet facts.")
    return facts


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A fact given twice is a mistake, and never silently the last one."""
    names = [name for name, _ in pairs]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BadInput(f"{', '.join(twice)} står två gånger i fakta. Ta bort det ena.")
    return dict(pairs)


def as_text(answer: Answer) -> list[str]:
    """The answer as plain lines for a terminal."""
    lines = []
    for now in answer.act_now:
        first = "NU" if now.holds == "yes" else "Vid fara"
        lines.append(f"{first}: {now.text} Ring {now.phone}.")
        lines += [f"    {line}" for line in now.do] if now.holds == "yes" else []
    for pack in answer.packs:
        lines.append(f"{'Avtal' if pack.applies else 'Gäller inte'}: {pack.title}. {pack.why}")
    if answer.law_only:
        lines.append("Lagen ensam vägleder. " + (NO_PACK if answer.packs else "Inget avtal gäller här."))
    for number, step in enumerate(answer.steps, 1):
        lines += ["", *_step_lines(number, step)]
    for heading, texts in (
        ("Om så är", [f"{i.text}: {'; '.join(s.text for s in i.steps)}" for i in answer.if_so]),
        ("Inte bestämt", [o.text for o in answer.open]),
        ("Svara gärna också på", answer.ask),
    ):
        lines += ["", f"{heading}:", *(f"  - {text}" for text in texts)] if texts else []
    return lines


def _phone(reach: Reach) -> str:
    """The number, and that it is invented when it is."""
    return f"{reach.phone} (påhittat, för visning)" if reach.phone and reach.demo else reach.phone or ""


def _step_lines(number: int, step: Advised) -> list[str]:
    lines = [f"{number}. {step.text} ({step.strength})", f"   Vem: {step.actor}"]
    reach = step.contact
    details = (
        ("Till", " ".join(filter(None, [step.receiver, reach and reach.name, reach and _phone(reach)]))),
        ("Väg", step.channel),
        ("När", step.deadline),
        ("Om", step.after),
        ("Bedömning", step.judgement and f"{step.judge}: {step.judgement}"),
        ("Säg", step.say),
    )
    lines += [f"   {name}: {value}" for name, value in details if value]
    lines += [f"   Obs: {note}" for note in step.notes]
    return lines + [f"   Därför: {b.anchor}: {b.text}" for b in step.basis]


def run_facts(args: argparse.Namespace) -> int:
    """List every fact with its answers."""
    try:
        facts = [fact_as_json(f) for f in open_library().vocabulary.facts.values() if f.type != "derived"]
    except HelhetError as error:
        return failed(error, args.json)
    if args.json:
        print(json.dumps(facts, ensure_ascii=False, indent=1))
        return 0
    for fact in facts:
        kind = "avgör vägen" if fact["deciding"] else "lägger till"
        print(f"{fact['id']}: {fact['question']} ({kind})")
        for value in fact["values"]:
            print(f"    {value['id']}: {value['label']}")
    return 0


def fact_as_json(fact: Fact) -> dict[str, Any]:
    """A fact as scripts get it."""
    return {
        "id": fact.id,
        "label": fact.label,
        "question": fact.question,
        "type": fact.type,
        "values": [value.model_dump() for value in fact.values],
        "levels": [level.model_dump() for level in fact.levels],
        "min": fact.min if fact.type == "integer" else None,
        "max": fact.max if fact.type == "integer" else None,
        "applies_when": fact.applies_when,
        "deciding": fact.deciding,
        "first_page": fact.first_page,
        "unknown": fact.unknown.model_dump() if fact.unknown else None,
    }
