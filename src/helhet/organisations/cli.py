"""`helhet organisations load` and `helhet staff import|password`: who is who, for those who run Helhet."""

from typing import Any


def add_commands(subparsers: Any) -> None:
    """Add the commands about organisations and staff."""
    organisations = subparsers.add_parser("organisations", help="myndigheter, utförare och enheter")
    verbs = organisations.add_subparsers(dest="verb", metavar="VERB", required=True)
    load = verbs.add_parser("load", help="läs in dem ur content/organisations; det som är ändrat i Helhet står kvar")
    load.add_argument("--county", metavar="KOD", default="", help="bara ett län, till exempel 08")
    load.add_argument("--demo", action="store_true", help="också det som är påhittat")
    load.set_defaults(run="helhet.organisations.commands:run_load")
    _staff_commands(subparsers, load)


def _staff_commands(subparsers: Any, load: Any) -> None:
    staff = subparsers.add_parser("staff", help="personal och uppdrag")
    verbs = staff.add_subparsers(dest="verb", metavar="VERB", required=True)
    read = verbs.add_parser("import", help="läs in personal och uppdrag ur en CSV-fil")
    read.add_argument("file", metavar="FIL", help="CSV i UTF-8, med rubriker; - för standard in")
    read.add_argument("--dry-run", action="store_true", help="pröva bara, och spara inget")
    read.set_defaults(run="helhet.organisations.commands:run_import")
    password = verbs.add_parser("password", help="nytt tillfälligt lösenord; engångskoderna börjar om")
    password.add_argument("username", metavar="NAMN", help="användarnamnet")
    password.set_defaults(run="helhet.organisations.commands:run_password")
    for parser in (load, read, password):
        parser.add_argument("--json", action="store_true", help="som JSON")
        parser.set_defaults(django=True)
