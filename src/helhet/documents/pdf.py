"""What a PDF could do by itself. We look for it simply and say no: such a PDF is printed to a new one instead."""

import re
import zlib
from collections.abc import Iterator

from helhet.kernel.errors import BadInput

# Names that make a PDF act: run a script, start a program, carry or fetch files, send what is filled in.
ACTIVE = {
    "JavaScript": "program (JavaScript)",
    "Launch": "kommandon som startar program",
    "EmbeddedFile": "inbäddade filer",
    "EmbeddedFiles": "inbäddade filer",
    "GoToE": "länkar till inbäddade filer",
    "RichMedia": "film eller ljud som körs",
    "XFA": "formulär med program",
    "SubmitForm": "formulär som skickar uppgifter",
    "ImportData": "kommandon som hämtar filer",
}
_NAMED = re.compile(rb"/(" + "|".join(sorted(ACTIVE, key=len, reverse=True)).encode() + rb")(?![A-Za-z0-9])")
# Any sign of a name may be written as its number: /J#61vaScript is /JavaScript.
_NUMBERED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"\bstream\r?\n")
# What may stand in the dictionary of packed objects: packed once, in the one way that we can open.
_PACKED_ONCE = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?\s*(?=[/>])")
# Dictionaries are short. Further back than this is another object.
DICTIONARY = 4_000
# Unpacked, all in all: a small file can be packed to grow without end.
MOST = 200_000_000
# Read so much at a time: most streams are short.
PIECE = 65_536
MEND = "Skriv ut den till en ny PDF och lägg in den i stället."


def check(content: bytes) -> None:
    """Raises BadInput with why, when a PDF holds something active or cannot be looked through."""
    if b"/Encrypt" in _plain(content):
        raise BadInput("PDF:en är låst eller krypterad, så vi kan inte se vad den innehåller. " + MEND, "pdf_locked")
    if found := active_in(content):
        raise BadInput(f"PDF:en innehåller {', '.join(found)}. {MEND}", "active_content")


def active_in(content: bytes) -> list[str]:
    """Everything active in a PDF, in Swedish. Raises BadInput when some objects are packed so that they stay hidden."""
    names = {found.decode() for part in _parts(content) for found in _NAMED.findall(_plain(part))}
    return sorted({ACTIVE[name] for name in names})


def _parts(content: bytes) -> Iterator[bytes]:
    """The file as it stands, and every packed stream unpacked."""
    yield content
    left = MOST
    for begins in _STREAM.finditer(content):
        unpacked = _unpacked(content, begins.end(), left)
        if _packs_objects(content, begins.start()) and unpacked is None:
            raise BadInput("PDF:en är packad på ett sätt som vi inte kan läsa. " + MEND, "pdf_packed")
        if unpacked:
            left -= len(unpacked)
            yield unpacked
        if left <= 0:
            raise BadInput("PDF:en blir för stor när den packas upp. " + MEND, "file_size")


def _packs_objects(content: bytes, stream: int) -> bool:
    """Whether a stream holds objects. Raises BadInput when they are packed in more than the one known way."""
    header = _plain(content[max(0, stream - DICTIONARY) : stream])
    header = header[header.rfind(b" obj") + 1 :]
    if b"/ObjStm" not in header or b"/Filter" not in header:
        return False
    if b"/DecodeParms" in header or not _PACKED_ONCE.search(header):
        raise BadInput("PDF:en är packad på ett sätt som vi inte kan läsa. " + MEND, "pdf_packed")
    return True


def _unpacked(content: bytes, start: int, most: int) -> bytes | None:
    """What a packed stream holds, at most so much of it; None when it is not packed so. Its own end is where it ends,
    not the word after it, which could stand inside."""
    opener, found, size = zlib.decompressobj(), [], 0
    try:
        for at in range(start, len(content), PIECE):
            found.append(opener.decompress(content[at : at + PIECE], max(most - size, 1)))
            size += len(found[-1])
            if opener.eof or size >= most:
                break
    except zlib.error:
        return b"".join(found) or None
    return b"".join(found)


def _plain(part: bytes) -> bytes:
    return _NUMBERED.sub(lambda found: bytes([int(found[1], 16)]), part)
