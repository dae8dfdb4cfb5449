"""`helhet pack publish`: from a terminal into the database, by whoever runs it."""

import argparse
import getpass
import json
import sys

from django.utils import timezone

from helhet.kernel.errors import BadInput, HelhetError

from .actions import publish
from .cli import failed
from .queries import library


def run_publish(args: argparse.Namespace) -> int:
    """Publish one pack or all; one that is refused stops nobody else, and the command exits with 1."""
    shelf, done, refused = library(), [], []
    if not args.all and not args.id:
        return failed(BadInput("Ange ett paket, eller --all för alla."), args.json)
    for ident in shelf.pack_ids() if args.all else [args.id]:
        print(f"Prövar och publicerar {ident} …", file=sys.stderr, flush=True)
        try:
            row = publish(library=shelf, pack_id=ident, by=getpass.getuser(), at=timezone.now())
            done.append({"id": row.pack_id, "hash": row.hash})
        except HelhetError as error:
            refused.append({"id": ident, "error": {"code": error.code, "text": error.text}})
            print(error.text, file=sys.stderr)
    if args.json:
        print(json.dumps([*done, *refused], ensure_ascii=False))
    return 1 if refused else 0
