"""`helhet retention`: what is due in a holding, and the purge of it, for scripts and terminals."""

from typing import Any


def add_commands(subparsers: Any) -> None:
    """Add the commands of retention."""
    parser = subparsers.add_parser("retention", help="vad som ska gallras och bevaras")
    commands = parser.add_subparsers(dest="retention", metavar="VAD", required=True)
    preview = commands.add_parser("preview", help="visa vad som är dags, utan att ta bort något")
    preview.set_defaults(run="helhet.retention.commands:run_preview", django=True)
    purge = commands.add_parser("purge", help="gallra det som förhandsgranskningen visade")
    purge.add_argument("--seen", required=True, metavar="HASH", help="hash ur förhandsgranskningen")
    chosen = purge.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--person", action="append", default=[], metavar="ID", help="en akt; kan anges flera gånger")
    chosen.add_argument("--all", action="store_true", help="alla som är färdiga att gallra")
    purge.set_defaults(run="helhet.retention.commands:run_purge", django=True)
    for one in (preview, purge):
        one.add_argument("--holding", required=True, metavar="NAMN", help="nämndens eller utförarens namn eller id")
        one.add_argument("--json", action="store_true", help="som JSON")
