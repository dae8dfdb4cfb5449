"""What a file is, by what it holds, and what a title may be. Pure: bytes and text come in."""

import re
import unicodedata
from collections.abc import Mapping

from helhet.kernel.errors import BadInput
from helhet.kernel.permission import Decision
from helhet.knowledge.schema.records import DocumentType

LONGEST_TITLE = 200
# How the kinds that we take in begin. Plain text is what begins like nothing else and reads as UTF-8.
SIGNATURES = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"))
# A text with these could be taken for a page and run by a browser.
MARKUP = re.compile(r"<\s*(?:!doctype|\?xml|html|head|body|script|svg|iframe|object|embed|link|meta|form|img)\b", re.I)
PAGE = "Filen är en webbsida eller SVG-bild. Den kan innehålla program och tas aldrig in. Spara den som PDF."
NEXT = "Spara den som PDF och försök igen."


def kind_of(content: bytes) -> str | None:
    """The kind of file by what it holds: pdf, png, jpeg, webp or text. None for anything else."""
    for beginning, kind in SIGNATURES:
        if content.startswith(beginning):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return "text" if _reads_as_text(content) else None


def _reads_as_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(sign) == "Cc" and sign not in "\r\n\t\f" for sign in text)


def type_of(content: bytes, types: Mapping[str, DocumentType]) -> DocumentType:
    """The allowed type of a file. Raises BadInput that says what is wrong and what can be done."""
    if not content:
        raise BadInput("Filen är tom. Kontrollera att den är sparad och välj den igen.", "empty_file")
    kind = kind_of(content)
    if kind is None or kind not in types:
        allowed = ", ".join(one.label for one in types.values())
        raise BadInput(f"Den sortens fil kan vi inte ta emot. Vi tar emot: {allowed}. {NEXT}", "file_type")
    found = types[kind]
    if len(content) > found.megabytes * 1_000_000:
        raise BadInput(too_large(found.megabytes), "file_size")
    if kind == "text" and MARKUP.search(content.decode("utf-8")):
        raise BadInput(PAGE, "active_content")
    return found


def too_large(megabytes: int) -> str:
    """What is said of a file that is larger than allowed."""
    return f"Filen är för stor. Den får vara högst {megabytes} MB. Dela den, eller spara den i lägre kvalitet."


def one_line(text: str) -> str:
    """A text as one line: no control signs, no signs that turn the reading direction, no double spaces."""
    whole = unicodedata.normalize("NFC", text)
    kept = "".join(" " if sign.isspace() else sign for sign in whole if sign.isspace() or sign.isprintable())
    return " ".join(kept.split())


def title(text: str) -> str:
    """A title as it is kept. Raises BadInput when nothing is left of it, or it is too long."""
    found = one_line(text)
    if len(found) < 2:
        raise BadInput("Skriv vad dokumentet är, till exempel ”Brev från Försäkringskassan”.", "title")
    if len(found) > LONGEST_TITLE:
        raise BadInput(f"Rubriken är för lång. Den får ha högst {LONGEST_TITLE} tecken.", "title")
    return found


def may_correct(corrected: bool) -> Decision:
    """Whether a document may be replaced by a corrected one."""
    if corrected:
        return Decision.no("Dokumentet är redan rättat. Rätta den nyaste versionen i stället.")
    return Decision.yes("Det nya dokumentet visas i stället. Det gamla finns kvar och märks som rättat.")
