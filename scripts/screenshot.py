"""`make screenshots`: the pictures in docs/screenshots/, taken of a demo that this script starts."""

import tempfile
from pathlib import Path

import browser
import server

TO = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
# Name of the picture, page, width of the window.
PICTURES = (
    ("start", "", 1280),
    ("start-320", "", 320),
)


def main() -> None:
    TO.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        server.running(Path(folder)) as (address, _),
        browser.running() as chromium,
    ):
        for name, path, width in PICTURES:
            page = chromium.new_page(viewport={"width": width, "height": 800}, locale="sv-SE")
            page.goto(address + path)
            page.screenshot(path=TO / f"{name}.png", full_page=True)
            page.close()
            print(TO / f"{name}.png")


if __name__ == "__main__":
    main()
