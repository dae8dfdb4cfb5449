"""One round of what the system does by itself. Meant to run every few minutes; may be run twice and after a crash."""

import argparse
import logging

from django.db import OperationalError, ProgrammingError
from django.utils import timezone

from helhet.courses.scanner import alarm_late
from helhet.handoffs.scanner import expire_all
from helhet.plans.scanner import end_withdrawn
from helhet.processes.scanner import alarm_clocks

from .mailing import send_new

LOG = logging.getLogger(__name__)
# First what has had its time, then alarms, so that the news of both is there to be told about.
PARTS = (
    (expire_all, "förfrågningar gick ut"),
    (end_withdrawn, "planer avslutades"),
    (alarm_clocks, "larm om tider i lag"),
    (alarm_late, "larm"),
    (send_new, "brev"),
)


def run(args: argparse.Namespace) -> int:
    """`helhet scan`: what fails in one part stops no other, and is in the log. Exits with 1 then."""
    at, told = timezone.now(), []
    for part, what in PARTS:
        try:
            told.append(f"{part(at)} {what}")
        except (OperationalError, ProgrammingError):
            # No database, or no tables in it: then there is nothing to go on with.
            raise
        except Exception:
            LOG.exception("%s failed", part.__name__)
    print(f"{', '.join(told)}.")
    return int(len(told) < len(PARTS))
