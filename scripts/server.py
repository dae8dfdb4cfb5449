"""The demo as `make demo` starts it, on a free port and with a database of its own, for as long as it is needed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE = 240  # seconds: the demo proves every pack before it starts


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(folder: Path, persons: int = 12) -> Iterator[tuple[str, Path]]:
    """Its address and its log. A small county unless more people are asked for: playing it takes time."""
    port, log = free_port(), folder / "log"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "helhet.config.settings",
        "HELHET_DATABASE_URL": f"sqlite://{folder}/demo.sqlite3",
        "HELHET_SECRET_KEY": "for a demo that lives a moment",
    }
    command = [sys.executable, "-m", "helhet.config.cli", "demo", "--port", str(port), "--persons", str(persons)]
    with log.open("w") as file, subprocess.Popen(command, env=environment, stdout=file, stderr=file) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/", log, server)
            yield f"http://127.0.0.1:{port}/", log
        finally:
            server.send_signal(signal.SIGINT)


def wait_for(address: str, log: Path, server: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last and server.poll() is None:
        try:
            urlopen(address)  # noqa: S310 (our own server)
            return
        except URLError:
            time.sleep(0.1)
    raise RuntimeError(f"the demo did not start:\n{log.read_text()}")
