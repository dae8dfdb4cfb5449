"""`helhet manage …`: Django's own commands."""

import argparse

from django.core.management import execute_from_command_line


def run(args: argparse.Namespace) -> int:
    execute_from_command_line(["helhet manage", *args.arguments])
    return 0
