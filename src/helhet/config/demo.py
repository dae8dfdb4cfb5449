"""`helhet demo`: from nothing to a running Helhet on this machine, with a database of its own under var/."""

import argparse
import os
import secrets
import subprocess
import sys
from pathlib import Path

from helhet.config import env, serve

STEPS = (
    ("manage", "migrate", "--verbosity=0"),
    ("manage", "collectstatic", "--noinput", "--verbosity=0"),
)


def run(args: argparse.Namespace) -> int:
    keep_secret_key(env.project_root() / "var")
    os.environ.update(demo_environment())
    for step in STEPS:
        done = subprocess.run([sys.executable, "-m", "helhet.config.cli", *step], check=False)
        if done.returncode:
            print(f"Demonstrationen kunde inte starta: steget {' '.join(step)} misslyckades.", file=sys.stderr)
            return done.returncode
    publish_packs()
    args.port = args.port or int(os.environ.get("PORT") or 0)
    print("Du behöver inte logga in: den här versionen har inga personuppgifter.")
    return serve.run(args)


def publish_packs() -> None:
    """A pack that is refused (changed since it was published) is told of, and the one published before is shown."""
    publish = [sys.executable, "-m", "helhet.config.cli", "pack", "publish", "--all"]
    if subprocess.run(publish, check=False).returncode:
        print("Demonstrationen visar det som redan var publicerat. Vill du börja om: ta bort mappen var och kör igen.")


def demo_environment() -> dict[str, str]:
    """Settings for one person on their own machine; what is already set wins."""
    defaults = {"HELHET_HTTPS": "0", "HELHET_ALLOWED_HOSTS": "127.0.0.1,localhost"}
    return {name: os.environ.get(name, value) for name, value in defaults.items()}


def keep_secret_key(var: Path) -> None:
    """Made once and kept, so that a restart signs nobody out."""
    if not env.secret_key(var):
        var.mkdir(exist_ok=True)
        (var / "secret-key").touch(mode=0o600)
        (var / "secret-key").write_text(secrets.token_urlsafe(50))
