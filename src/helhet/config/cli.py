"""The `helhet` command. Each module in CONTRIBUTORS has `add_commands(subparsers)`.

A command says what runs it with `set_defaults(run=…)`: a function, or the text "module:function" for what should be
imported only when it is asked for. With `django=True` Django is set up first. So pure commands start fast.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from helhet.agreements import cli as agreements_cli
from helhet.audit import cli as audit_cli
from helhet.config import commands
from helhet.config.parser import Parser
from helhet.guide import cli as guide_cli
from helhet.knowledge.clocks import cli as deadline_cli
from helhet.knowledge.processes import cli as process_cli
from helhet.organisations import cli as organisations_cli
from helhet.overview import cli as overview_cli
from helhet.people import cli as people_cli
from helhet.plans import cli as plans_cli
from helhet.retention import cli as retention_cli
from helhet.screening import cli as screening_cli
from helhet.secrecy import cli as secrecy_cli

CONTRIBUTORS = (
    commands,
    agreements_cli,
    organisations_cli,
    people_cli,
    plans_cli,
    secrecy_cli,
    audit_cli,
    retention_cli,
    overview_cli,
    screening_cli,
    guide_cli,
    deadline_cli,
    process_cli,
)
NO_DATABASE = (
    "Databasen nås inte, eller så saknas tabeller i den. Kontrollera HELHET_DATABASE_URL, kör helhet manage migrate "
    "och försök igen. helhet doctor visar vad mer som saknas."
)
# What a shell gives a program that is stopped because nobody reads what it writes.
CLOSED_PIPE = 141
# What was asked cannot be done at all: as for a command that is written wrong.
UNUSABLE = 2


def build_parser() -> Parser:
    parser = Parser(prog="helhet", description="Länets överenskommelse, som data.")
    parser.set_defaults(django=False)
    subparsers = parser.add_subparsers(dest="command", metavar="KOMMANDO", required=True)
    for module in CONTRIBUTORS:
        module.add_commands(subparsers)
    return parser


def set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helhet.config.settings")
    import_module("django").setup()


def load(run: Callable[[argparse.Namespace], int] | str) -> Callable[[argparse.Namespace], int]:
    if not isinstance(run, str):
        return run
    module, function = run.split(":")
    return getattr(import_module(module), function)


def with_django(args: argparse.Namespace) -> int:
    """Run a command that may ask the database; one that cannot be reached, or has no tables, is told of in words."""
    set_up_django()
    database = import_module("django.db")
    try:
        return load(args.run)(args) or 0
    except (database.OperationalError, database.ProgrammingError) as failure:
        if getattr(args, "json", False):
            print(json.dumps({"error": {"code": "no_database", "text": NO_DATABASE}}, ensure_ascii=False))
        print(f"{NO_DATABASE}\n({str(failure).strip().splitlines()[0]})", file=sys.stderr)
        return UNUSABLE


def main(argv: Sequence[str] | None = None) -> int:
    args = build_parser().parse_args(argv)
    try:
        code = with_django(args) if args.django else load(args.run)(args) or 0
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has had enough (`| head`). What is left is thrown away, or Python would try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    return code


if __name__ == "__main__":
    sys.exit(main())
