"""What a journey through several sign-ins needs: somebody at their own screen, and what is looked at everywhere."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pyotp
from django.utils import timezone
from playwright.sync_api import Page, expect

PASSWORD = "sju gula rävar i snö"
# Pages nobody may see: what another holding's page answers when somebody guesses its address.
SHUT = {403, 404}
# More than the things to stop at on any page.
MANY = 80
FOCUSED = "(one => one.labels?.length ? one.labels[0].innerText : one.innerText || '')(document.activeElement)"
SHAPE = "[...document.querySelectorAll('body *')].map(one => one.tagName + one.className).join()"


@dataclass
class Screen:
    """One person's browser. Every page that they meet is looked at: `sound` gives what is wrong with it.

    The slow checks of a page are made once for each shape that it has: `met` holds those of all screens.
    """

    who: str
    page: Page
    secret: str
    sound: Callable[[Page], list[str]]
    met: set[str] = field(default_factory=set)

    def sign_in(self) -> None:
        """Through the door: name, password, code."""
        self.go("/logga-in/")
        self.page.get_by_label("Användarnamn").fill(self.who)
        self.page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
        self.press("Logga in")
        onwards = "Fortsätt"
        if not self.secret:
            self.secret, onwards = self.page.locator("code.secret").inner_text(), "Klart"
        self.fill(code=pyotp.TOTP(self.secret).at(timezone.now()))
        self.press(onwards)

    def go(self, address: str) -> None:
        """Open a page, which must be there."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.ok, f"{address}: {answer.status}"
        self.look()

    def look(self) -> None:
        """Whatever page this is: one heading, room enough, accessible, and something to do or to know next."""
        where = f"{self.who} at {self.page.url}"
        expect(self.page.locator("h1")).to_have_count(1)
        if (shape := self._shape()) not in self.met:
            self.met.add(shape)
            faults = self.sound(self.page)
            assert not faults, f"{where}: {faults}"
        ahead = self.page.locator("main").locator("button:visible, a.ds-button:visible, .lead, .next-what, .work-row")
        assert ahead.count(), f"{where}: nothing says what is next"

    def _shape(self) -> str:
        """What the page is made of: two with the same tags in the same order differ in words alone."""
        return str(self.page.evaluate(SHAPE))

    def press(self, name: str) -> None:
        """Press a button of the page's own, and look at the page that comes."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=name, exact=True).click()
        self.look()

    def follow(self, name: str, within: str = "main") -> None:
        """Follow a link, and look at the page that comes."""
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role("link", name=name, exact=True).first.click()
        self.look()

    def tab_to(self, words: str) -> None:
        """With the keyboard alone, forward to what begins with these words."""
        for _ in range(MANY):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(FOCUSED).strip().startswith(words):
                return
        raise AssertionError(f"{self.who} at {self.page.url}: the keyboard does not reach {words}")

    def enter(self) -> None:
        """Enter, and look at the page that comes."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()

    def fill(self, **fields: str) -> None:
        """Fields by their names in the form."""
        for name, text in fields.items():
            self.page.locator(f"main [name={name}]").fill(text)

    def choose(self, **fields: str) -> None:
        """An alternative of each question, by the words that stand beside it."""
        for name, label in fields.items():
            group = self.page.locator(f"#id_{name}")
            if group.evaluate("one => one.tagName") == "SELECT":
                group.select_option(label=label)
            else:
                group.get_by_label(label).first.check()

    def says(self, *texts: str) -> None:
        """The page says all of it."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)

    def silent(self, *texts: str) -> None:
        """The page says none of it, not even where it is not seen."""
        html = self.page.content()
        assert not [text for text in texts if text in html]

    def shut(self, *addresses: str) -> None:
        """Pages of others, whose addresses somebody has come by."""
        for address in addresses:
            assert self.page.request.get(address).status in SHUT, address

    def worklist(self) -> None:
        """What there is to do."""
        self.go("/arbete/")

    def open(self, text: str) -> None:
        """A row of the worklist."""
        self.worklist()
        with self.page.expect_navigation():
            self.page.locator("li.work-row a", has_text=text).first.click()
        self.look()
