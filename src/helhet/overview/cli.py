"""`helhet scan`: lets out what has had its time, tells about what is late, and writes to those with something new."""

from typing import Any


def add_commands(subparsers: Any) -> None:
    """Add `scan`."""
    scan = subparsers.add_parser(
        "scan", help="larmar om det som dröjer, låter gamla förfrågningar gå ut och skickar besked med e-post"
    )
    scan.set_defaults(run="helhet.overview.scanning:run", django=True)
