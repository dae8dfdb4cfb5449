"""Errors that a person can act on: one code, one plain Swedish sentence, nothing lost."""


class HelhetError(Exception):
    """Something the user must mend. `code` is stable for machines, the text is for people."""

    code = "error"

    def __init__(self, text: str, code: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        if code:
            self.code = code


class NotFound(HelhetError):
    """What was asked for does not exist."""

    code = "not_found"


class BadInput(HelhetError):
    """What was sent cannot be read; the text says what is allowed."""

    code = "bad_input"


class BadContent(HelhetError):
    """This installation's own content cannot be read: whoever keeps it must mend it, and a visitor can do nothing.

    The text names files and lines. Commands show it and the web logs it, but no page does.
    """

    code = "bad_content"


class NotAllowed(HelhetError):
    """Who asks may not do or see this; the text says why, and what would be needed."""

    code = "not_allowed"


class Refused(HelhetError):
    """It cannot be done as things stand, whoever asks; the text says why."""

    code = "refused"
