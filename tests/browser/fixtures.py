"""Pages in a real browser: `new_page(width=320, javascript=False)`, and `axe(page)` for accessibility."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import browser as chromium
import pytest
from playwright.sync_api import Browser, Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDE, NARROW = 1280, 320

# The checker takes what lies in a closed fold for something that covers the rest: it looks with every fold open.
OPENED = """() => {
  const closed = [...document.querySelectorAll('details:not([open])')];
  closed.forEach(one => { one.open = true; one.dataset.opened = ''; });
}"""
CLOSED = (
    "() => document.querySelectorAll('[data-opened]').forEach(one => { one.open = false; delete one.dataset.opened; })"
)

type NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; Django would take that for asynchronous code and refuse queries.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with chromium.running() as running:
            yield running
    except chromium.NoBrowser as reason:
        pytest.skip(str(reason))


@pytest.fixture
def new_page(browser: Browser, live_server) -> Iterator[NewPage]:
    """Opens pages of the running site. A script error or a stopped inline style in any of them fails the test."""
    contexts, faults = [], []

    def make(width: int = WIDE, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            locale="sv-SE",
            # A fold opens at once: half open it would be measured as something else every time.
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: "Content Security" in message.text and faults.append(message.text))
        return page

    yield make
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page()


# Each width, with scripts and without. Wide without scripts is left out: what is drawn there is drawn in one of the
# others, and whatever works without scripts in a narrow window, where everything is folded, works in a wide one.
@pytest.fixture(params=[(WIDE, True), (NARROW, True), (NARROW, False)], ids=["wide", "narrow", "narrow-noscript"])
def any_page(request, new_page: NewPage) -> Page:
    """The same test in each way that people see the site."""
    width, javascript = request.param
    return new_page(width, javascript)


def drawn(page: Page) -> Page:
    """The page with its style sheets: a click is over when the next page has begun, long before it has its measures."""
    page.wait_for_load_state("load")
    return page


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """What breaks WCAG 2.2 AA on a page. Evaluated by the debugger, so the page's own policy stays in force."""

    def violations(page: Page) -> list[str]:
        drawn(page)
        page.evaluate(OPENED)
        page.evaluate(AXE.read_text())
        found = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG_22_AA)["violations"]
        page.evaluate(CLOSED)
        return [f"{rule['id']}: {node['html']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]

    return violations


@pytest.fixture
def fits() -> Callable[[Page], bool]:
    """Nothing needs sideways scrolling of the whole page."""
    return lambda page: drawn(page).evaluate("document.documentElement.scrollWidth <= window.innerWidth")
