"""Files of the tests' own making: right ones, broken ones, and ones that could act."""

import contextlib
import io
import re
import zlib

from PIL import Image
from PIL.PngImagePlugin import PngInfo


def pdf(body: bytes = b"1 0 obj <</Type /Catalog>> endobj") -> bytes:
    return b"%PDF-1.7\n" + body + b"\ntrailer <</Root 1 0 R>>\n%%EOF\n"


def packed(inside: bytes, dictionary: bytes = b"/Type /ObjStm /Filter /FlateDecode") -> bytes:
    """A PDF whose objects are packed away in a stream."""
    data = zlib.compress(inside)
    length = str(len(data)).encode()
    return pdf(b"4 0 obj <<" + dictionary + b" /Length " + length + b">>\nstream\n" + data + b"\nendstream endobj")


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), secret: str = "") -> bytes:
    """A picture, with a text hidden in it where the kind has room for one."""
    out, options = io.BytesIO(), {}
    if secret and kind == "PNG":
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_text("Place", secret)
    elif secret:
        exif = Image.Exif()
        exif[0x010E] = secret
        options["exif"] = exif
    Image.new("RGB", size, (200, 40, 40)).save(out, kind, **options)
    return out.getvalue()


def moving() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue")]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    return out.getvalue()


def unpacked(content: bytes) -> bytes:
    """A PDF with what is packed in it laid after it."""
    found = [content]
    for at in re.finditer(rb"stream\r?\n", content):
        with contextlib.suppress(zlib.error):
            found.append(zlib.decompressobj().decompress(content[at.end() :]))
    return b"".join(found)
