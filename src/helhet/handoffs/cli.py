"""`helhet scan`: tells about what is late, and lets out what has had its time. Meant to run every few minutes."""

from typing import Any


def add_commands(subparsers: Any) -> None:
    """Add `scan`."""
    scan = subparsers.add_parser("scan", help="larmar om det som dröjer och låter gamla förfrågningar gå ut")
    scan.set_defaults(run="helhet.handoffs.scanner:run", django=True)
