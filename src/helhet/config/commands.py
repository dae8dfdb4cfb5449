"""The commands that belong to running Helhet rather than to any capability."""

import argparse

from helhet.config.env import text

type Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_commands(subparsers: Subparsers) -> None:
    doctor = subparsers.add_parser("doctor", help="Kontrollerar att allt som behövs finns på datorn.")
    doctor.add_argument("--json", action="store_true", help="Skriv svaret som JSON.")
    doctor.set_defaults(run="helhet.config.doctor:run", django=True)

    serve = subparsers.add_parser("serve", help="Startar webbservern.")
    add_server_options(serve)
    serve.set_defaults(run="helhet.config.serve:run")

    demo = subparsers.add_parser("demo", help="Förbereder en egen databas och startar en demonstration.")
    add_server_options(demo)
    add_size_options(demo)
    demo.set_defaults(run="helhet.config.demo.command:run")

    play = subparsers.add_parser("demo-play", help="Fyller databasen med demolänet, utan att starta något.")
    add_size_options(play)
    play.set_defaults(run="helhet.config.demo.playing:run", django=True)

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


def add_size_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--persons", type=int, help="Hur många påhittade personer (annars det som content/demo säger).")
    parser.add_argument("--bulk", action="store_true", help="Kopiera spelade händelser tills så många personer finns.")
