"""Reads a PDF as a screen reader does: along its tags, by a program that knows nothing of how we made it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import ContentStream

HEX = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


@dataclass
class Tag:
    """An element: its name, the text inside it in reading order, its id and what it points at as its headers."""

    name: str
    ident: bytes = b""
    headers: tuple[bytes, ...] = ()
    inside: list["Tag | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(one if isinstance(one, str) else f" {one.text} " for one in self.inside).split())

    def all(self, *names: str) -> Iterator["Tag"]:
        for one in self.inside:
            if isinstance(one, Tag):
                if one.name in names:
                    yield one
                yield from one.all(*names)


@dataclass
class Paper:
    """A PDF read back."""

    language: str
    title: str
    shows_title: bool
    marked: bool
    ua: bool
    root: Tag

    @property
    def headings(self) -> list[tuple[str, str]]:
        return [(one.name, one.text) for one in self.root.all("H1", "H2", "H3", "H4", "H5", "H6")]


def read(content: bytes) -> Paper:
    reader = PdfReader(BytesIO(content))
    catalog = reader.trailer["/Root"]
    texts = {page.indirect_reference.idnum: marked_texts(page, reader) for page in reader.pages}
    return Paper(
        language=str(catalog["/Lang"]),
        title=str(reader.metadata.title),
        shows_title=bool(catalog["/ViewerPreferences"]["/DisplayDocTitle"]),
        marked=bool(catalog["/MarkInfo"]["/Marked"]),
        ua=b"pdfuaid:part" in catalog["/Metadata"].get_data(),
        root=element(catalog["/StructTreeRoot"]["/K"][0].get_object(), texts),
    )


def element(found, texts) -> Tag:
    about = found.get("/A") or {}
    headers = tuple(bytes(str(one), "latin1") for one in about.get("/Headers", ()))
    tag = Tag(str(found["/S"])[1:], bytes(str(found.get("/ID", "")), "latin1"), headers)
    page = found.raw_get("/Pg").idnum if "/Pg" in found else None
    for kid in found.get("/K", ()):
        one = kid.get_object()
        if isinstance(one, int):
            tag.inside.append(texts[page][one])
        elif "/S" in one:
            tag.inside.append(element(one, texts))
    return tag


def marked_texts(page, reader) -> dict[int, str]:
    """The text of each piece of marked content on a page."""
    fonts = {name: letters(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    texts, here, font = {}, None, {}
    for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
        if operator == b"BDC":
            here = int(operands[1]["/MCID"]) if "/MCID" in operands[1] else None
            texts.setdefault(here, "")
        elif operator == b"EMC":
            here = None
        elif operator == b"Tf":
            font = fonts[operands[0]]
        elif operator in (b"Tj", b"TJ"):
            shown = operands[0] if isinstance(operands[0], list) else operands
            texts[here] = texts.get(here, "") + "".join(decoded(one, font) for one in shown)
    return texts


def letters(font) -> dict[int, str]:
    """Which letters each glyph stands for."""
    pairs = HEX.findall(font["/ToUnicode"].get_data())
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


def decoded(shown, font) -> str:
    if not hasattr(shown, "original_bytes"):
        return ""
    raw = shown.original_bytes
    return "".join(font.get(int.from_bytes(raw[n : n + 2]), "") for n in range(0, len(raw), 2))
