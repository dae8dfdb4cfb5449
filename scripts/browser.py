"""The Chromium that the browser tests and the screenshots drive: Debian's, never one that Playwright downloads."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from helhet.config import machine

# Without the last five Chromium looks for its maker's servers, which a closed network refuses again and again.
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowser(Exception):
    pass


def find() -> str:
    found = os.environ.get("HELHET_CHROMIUM") or machine.chromium()
    if not found:
        raise NoBrowser("no Chromium was found")
    return found


@contextmanager
def running() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        yield browser
        browser.close()
