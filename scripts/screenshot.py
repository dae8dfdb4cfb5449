"""`make screenshots`: the pictures in docs/screenshots/, taken of a demo that this script starts."""

import json
import tempfile
from base64 import urlsafe_b64encode
from pathlib import Path

import browser
import server
from playwright.sync_api import Page

TO = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
# A nurse at a health centre in Kalmar, with a person whose risk use is more than the centre can meet.
NURSE = {
    "kommun": "0880",
    "danger": [],
    "great_concern": "no",
    "unit": "health_centre",
    "competence": "screening",
    "substances": {"alcohol": "risk_use"},
    "assessment": "beyond_own",
    "age": 45,
}
ANSWER = "guiden/lank/?f=" + urlsafe_b64encode(json.dumps(NURSE).encode()).decode().rstrip("=")
# Name of the picture, page, width of the window, and whether the whole page is in it.
PICTURES = (
    ("start", "", 1280, True),
    ("start-320", "", 320, True),
    ("answer", ANSWER, 1280, False),
    ("answer-320", ANSWER, 320, False),
    ("quality", "avtal/kalmar-2021/kvalitet/", 1280, False),
)


# The demo's sign-in whose worklist and first person are shown.
STAFF = "Nadja Lind"
PERSONS = 120


def main() -> None:
    TO.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        server.running(Path(folder), PERSONS) as (address, _),
        browser.running() as chromium,
    ):
        for name, path, width, whole in PICTURES:
            page = chromium.new_page(viewport={"width": width, "height": 1000}, locale="sv-SE")
            page.goto(address + path)
            taken(page, name, whole)
            page.close()
        for width, after in ((1280, ""), (320, "-320")):
            page = chromium.new_page(viewport={"width": width, "height": 1000}, locale="sv-SE")
            page.goto(address + "logga-in/")
            page.get_by_role("button", name=STAFF).click()
            page.goto(address + "arbete/?vems=enheten")
            taken(page, f"worklist{after}", False)
            page.locator('.work-what a[href*="/person/"]').first.click()
            taken(page, f"person{after}", True)
            page.close()


def taken(page: Page, name: str, whole: bool) -> None:
    page.screenshot(path=TO / f"{name}.png", full_page=whole)
    print(TO / f"{name}.png")


if __name__ == "__main__":
    main()
