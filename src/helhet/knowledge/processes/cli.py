"""`helhet process`: legal processes for scripts and terminals, without Django."""

import argparse
import json
import sys
from collections.abc import Callable
from typing import Any

from helhet.kernel.errors import HelhetError

from ..clocks.rules import clocks_of
from ..facts_file import read_facts
from ..home import open_library
from .checking import faults_in
from .history import FORM, history_of
from .loading import processes_of
from .printed import lines
from .replay import Replay
from .shown import process_as_json, process_line
from .told import replayed


def add_commands(subparsers: Any) -> None:
    """Add the commands of processes."""
    parser = subparsers.add_parser("process", help="lagens processer: lägen, handlingar, tider och vad som faller")
    commands = parser.add_subparsers(dest="process", metavar="VAD", required=True)
    every = commands.add_parser("list", help="alla processer")
    every.set_defaults(run=run_list)
    show = commands.add_parser("show", help="en process")
    show.add_argument("id", metavar="ID", help="processens id, som lvm")
    show.set_defaults(run=run_show)
    replay = commands.add_parser("replay", help="spela upp en historik, händelse för händelse")
    replay.add_argument("file", metavar="FIL", help="JSON med process och events, - för standard in")
    replay.set_defaults(run=run_replay)
    check = commands.add_parser(
        "check", help="pröva att ingen process har återvändsgränder eller lägen utan ägare och tid"
    )
    check.add_argument("id", metavar="ID", nargs="?", help="bara denna process")
    check.set_defaults(run=run_check)
    for one in (every, show, replay, check):
        one.add_argument("--json", action="store_true", help="som JSON")


def run_list(args: argparse.Namespace) -> int:
    """Every process."""
    return _told(args.json, lambda: ([process_line(ready) for ready in _all()], 0))


def run_show(args: argparse.Namespace) -> int:
    """One process as it is written."""
    return _told(args.json, lambda: (process_as_json(processes_of(open_library()).get(args.id)), 0))


def run_replay(args: argparse.Namespace) -> int:
    """Follow a history. 0 also when acts are refused; 2 when what was sent cannot be used."""

    def work() -> tuple[Any, int]:
        library = open_library()
        history = history_of(read_facts(args.file, FORM))
        ready = processes_of(library).get(history.process)
        return replayed(Replay(ready, clocks_of(library), history)), 0

    return _told(args.json, work)


def run_check(args: argparse.Namespace) -> int:
    """Prove the processes: 0 when nothing is wrong, 1 when something is."""

    def work() -> tuple[Any, int]:
        library = open_library()
        wanted = [processes_of(library).get(args.id)] if args.id else _all()
        found = {ready.process.id: list(faults_in(ready, clocks_of(library))) for ready in wanted}
        return found, int(any(found.values()))

    return _told(args.json, work)


def _all() -> list[Any]:
    return list(processes_of(open_library()).all.values())


def _told(as_json: bool, work: Callable[[], tuple[Any, int]]) -> int:
    try:
        answer, code = work()
    except HelhetError as error:
        if as_json:
            print(json.dumps({"error": {"code": error.code, "text": error.text}}, ensure_ascii=False))
        print(error.text, file=sys.stderr)
        return 2
    print(json.dumps(answer, ensure_ascii=False, indent=1) if as_json else "\n".join(lines(answer)))
    return code
