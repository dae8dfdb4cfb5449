"""The commands that belong to running Helhet rather than to any capability."""

import argparse

from helhet.config.env import text

type Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_commands(subparsers: Subparsers) -> None:
    doctor = subparsers.add_parser("doctor", help="Kontrollerar att allt som behövs finns på datorn.")
    doctor.add_argument("--json", action="store_true", help="Skriv svaret som JSON.")
    doctor.set_defaults(run="helhet.config.doctor:run", django=True)

    for name, help_text in (
        ("serve", "Startar webbservern."),
        ("demo", "Förbereder en egen databas och startar en demonstration."),
    ):
        parser = subparsers.add_parser(name, help=help_text)
        add_server_options(parser)
        parser.set_defaults(run=f"helhet.config.{name}:run")

    manage = subparsers.add_parser("manage", help="Skickar vidare till Djangos egna kommandon.", add_help=False)
    manage.add_argument("arguments", nargs=argparse.REMAINDER)
    manage.set_defaults(run="helhet.config.manage:run", django=True)

    docs = subparsers.add_parser("docs", help="Skriver sidorna i docs/generated/ ur innehållet.")
    docs.add_argument("--check", action="store_true", help="Skriv inget; säg vilka sidor som inte längre stämmer.")
    docs.add_argument("--mutations", action="store_true", help="Gör också om mutationsproven (tar minuter).")
    docs.set_defaults(run="helhet.config.docs:run")


def add_server_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=text("HOST", "127.0.0.1"), help="Adress att lyssna på.")
    parser.add_argument("--port", type=int, help="Port att lyssna på (8000, eller nästa som är ledig).")
    parser.add_argument("--workers", type=int, default=1, help="Antal serverprocesser.")
