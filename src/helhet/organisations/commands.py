"""What the commands about organisations and staff do, once Django is there."""

import argparse
import json
import sys
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from helhet.kernel.errors import HelhetError

from . import importing, intake, loading

WORDS = {"created": "nya", "updated": "ändrade", "unchanged": "oförändrade"}


def run_load(args: argparse.Namespace) -> int:
    """Lay the content's organisations in the database."""
    return told(args.json, lambda: _loaded(args))


def _loaded(args: argparse.Namespace) -> tuple[int, Any, str]:
    done = loading.load(at=timezone.now(), demo=args.demo, county=args.county)
    counts = {name: done[name] for name in WORDS}
    return 0, counts, "Huvudmän, myndigheter och enheter: " + ", ".join(f"{n} {WORDS[w]}" for w, n in counts.items())


def run_import(args: argparse.Namespace) -> int:
    """Read staff from a file: 0 when all went well, 1 when some rows were refused, 2 when the file cannot be read."""
    return told(args.json, lambda: _imported(args))


def _imported(args: argparse.Namespace) -> tuple[int, Any, str]:
    rows = importing.rows_of(importing.contents(args.file))
    report = intake.import_rows(at=timezone.now(), rows=rows, dry_run=args.dry_run)
    return int(bool(report.refused)), report.as_json(), "\n".join(report.as_text())


def run_password(args: argparse.Namespace) -> int:
    """Hand out a temporary password; the codes start afresh."""
    return told(args.json, lambda: _password(args))


def _password(args: argparse.Namespace) -> tuple[int, Any, str]:
    given = intake.reset(at=timezone.now(), username=args.username)
    shown = {"username": args.username, "password": given}
    return (
        0,
        shown,
        f"Tillfälligt lösenord för {args.username}: {given}\nDet gäller i sju dagar och byts vid inloggningen.",
    )


def told(as_json: bool, work: Callable[[], tuple[int, Any, str]]) -> int:
    """Print what was done, or what is wrong: an error of the domain exits with 2."""
    try:
        code, data, text = work()
    except HelhetError as error:
        if as_json:
            print(json.dumps({"error": {"code": error.code, "text": error.text}}, ensure_ascii=False))
        print(error.text, file=sys.stderr)
        return 2
    print(json.dumps(data, ensure_ascii=False, indent=1) if as_json else text)
    return code
