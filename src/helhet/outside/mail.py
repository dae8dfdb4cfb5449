"""E-mail out of Helhet: one way to send, and a carrier for each kind of installation."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from django.core.mail import EmailMessage

from helhet.kernel.errors import HelhetError


class MailFailed(HelhetError):
    """The carrier did not take the letter. It may be tried again."""

    code = "mail_failed"


class Mailer(Protocol):
    """Carries a letter."""

    def send(self, to: str, subject: str, body: str) -> str:
        """Give the letter to the carrier. Returns its receipt; raises MailFailed when it was not taken."""
        ...


class DjangoMail:
    """By Django's own mail settings (EMAIL_HOST …). The receipt is the letter's Message-ID."""

    def send(self, to: str, subject: str, body: str) -> str:
        """See Mailer.send."""
        ident = f"<{uuid4()}@helhet>"
        letter = EmailMessage(subject, body, to=[to], headers={"Message-ID": ident})
        try:
            taken = letter.send()
        except OSError as error:  # refused connections, time-outs and all of smtplib's errors
            raise MailFailed(f"E-posten gick inte iväg ({type(error).__name__}).") from error
        if not taken:
            raise MailFailed("E-postservern tog inte emot brevet.")
        return ident


class FileMail:
    """For demonstrations: each letter becomes a file in a folder. The receipt is its name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, to: str, subject: str, body: str) -> str:
        """See Mailer.send."""
        name = f"{uuid4()}.txt"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(f"Till: {to}\nÄmne: {subject}\n\n{body}\n", "utf-8")
        except OSError as error:
            raise MailFailed(f"Brevet gick inte att skriva ({type(error).__name__}).") from error
        return name


class MemoryMail:
    """For tests: keeps the letters, and fails when it is told to."""

    def __init__(self, *, failing: bool = False) -> None:
        self.letters: list[tuple[str, str, str]] = []
        self.failing = failing

    def send(self, to: str, subject: str, body: str) -> str:
        """See Mailer.send."""
        if self.failing:
            raise MailFailed("Avstängd.")
        self.letters.append((to, subject, body))
        return f"memory-{len(self.letters)}"


def carrier(kind: str, folder: Path) -> Mailer:
    """The carrier that the setting MAIL names: "django", or "file" (into `folder`). Raises HelhetError for another."""
    kinds: dict[str, Callable[[], Mailer]] = {"django": DjangoMail, "file": lambda: FileMail(folder)}
    if kind not in kinds:
        raise HelhetError(f"HELHET_MAIL är {kind!r}. Välj bland: {', '.join(kinds)}.", "bad_setting")
    return kinds[kind]()
