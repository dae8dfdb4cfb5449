"""`helhet demo`: from nothing to a running Helhet on this machine, with a database of its own under var/."""

import argparse
import os
import secrets
import subprocess
import sys
from pathlib import Path

from helhet.config import env, serve
from helhet.knowledge.home import project_root

STEPS = (
    ("manage", "migrate", "--verbosity=0"),
    ("manage", "collectstatic", "--noinput", "--verbosity=0"),
)


def run(args: argparse.Namespace) -> int:
    """Prepare, publish, play the county the first time, and serve. With --bulk, fill the database and stop."""
    keep_secret_key(project_root() / "var")
    os.environ.update(demo_environment())
    for step in STEPS:
        if code := helhet(*step):
            print(f"Demonstrationen kunde inte starta: steget {' '.join(step)} misslyckades.", file=sys.stderr)
            return code
    publish_packs()
    if code := helhet("demo-play", *_size(args)):
        print("Demolänet kunde inte spelas. Ta bort mappen var och kör igen.", file=sys.stderr)
        return code
    if args.bulk:
        return 0
    args.port = args.port or int(os.environ.get("PORT") or 0)
    return serve.run(args)


def helhet(*arguments: str) -> int:
    """Run one of our own commands in a process of its own, with the demo's settings; gives its exit code."""
    return subprocess.run([sys.executable, "-m", "helhet.config.cli", *arguments], check=False).returncode


def _size(args: argparse.Namespace) -> list[str]:
    size = ["--persons", str(args.persons)] if args.persons else []
    return [*size, "--bulk"] if args.bulk else size


def publish_packs() -> None:
    """A pack that is refused (changed since it was published) is told of, and the one published before is shown."""
    if helhet("pack", "publish", "--all"):
        print("Demonstrationen visar det som redan var publicerat. Vill du börja om: ta bort mappen var och kör igen.")


def demo_environment() -> dict[str, str]:
    """Settings for one person on their own machine; what is already set wins."""
    defaults = {"HELHET_DEMO": "1", "HELHET_HTTPS": "0", "HELHET_ALLOWED_HOSTS": "127.0.0.1,localhost"}
    return {name: os.environ.get(name, value) for name, value in defaults.items()}


def keep_secret_key(var: Path) -> None:
    """Made once and kept, so that a restart signs nobody out."""
    if not env.secret_key(var):
        var.mkdir(exist_ok=True)
        (var / "secret-key").touch(mode=0o600)
        (var / "secret-key").write_text(secrets.token_urlsafe(50))
