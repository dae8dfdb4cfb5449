"""`helhet audit`: does the log still hold, and where does it end?"""

from typing import Any


def add_commands(subparsers: Any) -> None:
    """Add `audit verify` and `audit head`."""
    parser = subparsers.add_parser("audit", help="loggen över vem som har läst och skrivit")
    commands = parser.add_subparsers(dest="audit", metavar="VAD", required=True)
    for name, run, help_text in (
        ("verify", "run_verify", "pröva att ingenting i loggen har ändrats, tagits bort eller skjutits in"),
        ("head", "run_head", "var loggen slutar: spara det någon annanstans, så syns det om slutet kapas"),
    ):
        command = commands.add_parser(name, help=help_text)
        command.add_argument("--holding", metavar="ID", help="bara en myndighet eller utförare (annars alla)")
        command.add_argument("--json", action="store_true", help="som JSON")
        command.set_defaults(run=f"helhet.audit.commands:{run}", django=True)
    commands.choices["verify"].add_argument(
        "--heads",
        metavar="FIL",
        help="det som audit head --json skrev förra gången: slutar loggen före det saknas något",
    )
