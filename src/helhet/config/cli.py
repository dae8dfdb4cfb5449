"""The `helhet` command. Each module in CONTRIBUTORS has `add_commands(subparsers)`.

A command says what runs it with `set_defaults(run=…)`: a function, or the text "module:function" for what should be
imported only when it is asked for. With `django=True` Django is set up first. So pure commands start fast.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from helhet.agreements import cli as agreements_cli
from helhet.audit import cli as audit_cli
from helhet.config import commands
from helhet.config.parser import Parser
from helhet.guide import cli as guide_cli
from helhet.organisations import cli as organisations_cli
from helhet.overview import cli as overview_cli
from helhet.people import cli as people_cli
from helhet.plans import cli as plans_cli
from helhet.retention import cli as retention_cli
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
    guide_cli,
)
# What a shell gives a program that is stopped because nobody reads what it writes.
CLOSED_PIPE = 141


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


def main(argv: Sequence[str] | None = None) -> int:
    args = build_parser().parse_args(argv)
    if args.django:
        set_up_django()
    try:
        code = load(args.run)(args) or 0
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has had enough (`| head`). What is left is thrown away, or Python would try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    return code


if __name__ == "__main__":
    sys.exit(main())
