"""A command line that says in Swedish what is wrong, as everything else here does."""

import argparse
import re
from typing import Any, NoReturn

# What argparse says, and what we say. The newer Pythons put quotes around what they name; some leave them out.
SAID = (
    (r"the following arguments are required: (.+)", r"Det här saknas: \1."),
    (r"unrecognized arguments: (.+)", r"Det här förstår vi inte: \1. Kontrollera stavningen."),
    (r"argument (.+?): expected (?:one|at least one) argument", r"\1 behöver ett värde efter sig."),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 tar inget värde, men fick \2."),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"\1: \2 finns inte. Välj bland: \3."),
    (r"argument (.+?): invalid int value: (.+)", r"\1: \2 är inget heltal."),
    (r"argument (.+?): invalid \w+ value: (.+)", r"\1: \2 går inte att använda."),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 och \2 går inte ihop. Välj det ena."),
    (r"ambiguous option: (.+?) could match (.+)", r"\1 kan betyda flera saker: \2."),
)
HEADINGS = {"positional arguments": "det här anges", "options": "val"}


class Formatter(argparse.HelpFormatter):
    """Help with Swedish headings."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "så här: " if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(HEADINGS.get(heading or "", heading))


class Parser(argparse.ArgumentParser):
    """Says what is wrong and exits with 2. An option is written in full: a guessed one may be another tomorrow."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"formatter_class": Formatter, "allow_abbrev": False, **given, "add_help": False})
        if given.get("add_help", True):
            self.add_argument("-h", "--help", action="help", help="visar den här hjälpen")

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong, and how the command is written."""
        self.exit(2, f"{in_swedish(message)}\n{self.format_usage()}")


def in_swedish(message: str) -> str:
    """What argparse says, in Swedish where we know the words."""
    for pattern, ours in SAID:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return found.expand(ours)
    return message
