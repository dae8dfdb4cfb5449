"""`helhet serve`: the web server."""

import argparse
import socket
import sys

from granian import Granian
from granian.constants import Interfaces

from helhet.config.logs import ACCESS_FORMAT

FIRST_PORT = 8000
PORTS_TRIED = 20


def run(args: argparse.Namespace) -> int:
    port = args.port or next((p for p in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED) if is_free(args.host, p)), 0)
    if not port or not is_free(args.host, port):
        print(f"Porten {port or FIRST_PORT} är upptagen. Välj en annan med --port.", file=sys.stderr)
        return 1
    print(f"Helhet: http://{args.host}:{port}/  (Ctrl+C avslutar)", flush=True)
    start(args.host, port, args.workers)
    return 0


def is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def start(host: str, port: int, workers: int) -> None:
    Granian(
        "helhet.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        websockets=False,
        log_access=True,
        log_access_format=ACCESS_FORMAT,
    ).serve()
