"""One round of what the system does by itself. Meant to run every few minutes; may be run twice and after a crash."""

import argparse

from django.utils.timezone import now

from helhet.courses.scanner import alarm_late
from helhet.handoffs.scanner import expire_all

from .mailing import send_new


def run(args: argparse.Namespace) -> int:
    """`helhet scan`: first what has had its time, then alarms, so that the news of both is there to be told about."""
    at = now()
    print(f"{expire_all(at)} förfrågningar gick ut, {alarm_late(at)} larm, {send_new(at)} brev.")
    return 0
