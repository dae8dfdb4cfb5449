"""What is taken in, what is refused and why, and what is kept of it."""

import contextlib
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from helhet.documents import papers, pdf, rules
from helhet.documents.queries import types
from helhet.documents.taking import fingerprint, taken
from helhet.kernel.errors import BadInput
from tests.documents import files

TYPES = types()


def take(content: bytes):
    return taken(content, TYPES)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (files.pdf(), "application/pdf"),
        (files.picture("PNG"), "image/png"),
        (files.picture("JPEG"), "image/jpeg"),
        (files.picture("WEBP"), "image/webp"),
        ("Anteckning: hon ringde åter.\n".encode(), "text/plain"),
    ],
)
def test_the_kind_is_told_by_what_the_file_holds(content, media_type):
    found = take(content)
    assert found.type.media_type == media_type
    assert found.sha256 == fingerprint(found.content)
    assert found.came_as == fingerprint(content)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "tom"),
        (b"MZ\x90\x00\x03", "Den sortens fil"),
        (b"PK\x03\x04word/document.xml", "Den sortens fil"),
        (b"GIF89a\x01\x00", "Den sortens fil"),
        ("ö".encode("latin-1") * 40, "Den sortens fil"),
        (b"<!DOCTYPE html><p>hej", "webbsida"),
        (b"  <svg xmlns='x' onload='y()'/>", "webbsida"),
        (b"hej <script>alert(1)</script>", "webbsida"),
        (b'<?xml version="1.0"?><a/>', "webbsida"),
        (b"a" * 1_000_001, "1 MB"),
        (b"%PDF-" + b"0" * 20_000_000, "20 MB"),
        (files.picture("PNG")[:60], "går inte att läsa"),
        (b"\x89PNG\r\n\x1a\n" + b"<svg/>", "går inte att läsa"),
        (b"\xff\xd8\xff\xe0" + b"0" * 200, "går inte att läsa"),
        (files.picture("PNG", (10_000, 4_001)), "högst 40 miljoner"),
        (files.moving(), "rör sig"),
    ],
)
def test_a_refused_file_says_why(content, why):
    with pytest.raises(BadInput, match=why):
        take(content)


@pytest.mark.parametrize(
    "active",
    [
        b"<</S /JavaScript /JS (app.alert(1))>>",
        b"<</S /J#61vaScript>>",
        b"<</S /#4aavaScript>>",
        b"<</S /Launch /F (cmd.exe)>>",
        b"<</EmbeddedFiles 5 0 R>>",
        b"<</Type /EmbeddedFile>>",
        b"<</Subtype /RichMedia>>",
        b"<</AcroForm <</XFA 3 0 R>>>>",
        b"<</S /SubmitForm>>",
    ],
)
def test_a_pdf_that_could_act_is_refused_wherever_it_hides_it(active):
    for content in (files.pdf(b"1 0 obj " + active + b" endobj"), files.packed(active)):
        with pytest.raises(BadInput, match="PDF:en innehåller"):
            take(content)


def test_a_pdf_that_cannot_be_looked_through_is_refused():
    hidden = b"<</S /JavaScript>>"
    for dictionary in (
        b"/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]",
        b"/Type /ObjStm /Filter /LZWDecode",
        b"/Type /ObjStm /Filter /FlateDecode /DecodeParms <</Predictor 12>>",
        b"/Type /#4fbjStm /Filter /LZWDecode",
    ):
        with pytest.raises(BadInput, match="inte kan läsa"):
            take(files.packed(hidden, dictionary))
    with pytest.raises(BadInput, match="krypterad"):
        take(files.pdf(b"trailer <</Encrypt 9 0 R>>"))


def test_a_pdf_that_grows_without_end_is_stopped(monkeypatch):
    monkeypatch.setattr(pdf, "MOST", 1_000_000)
    with pytest.raises(BadInput, match="för stor"):
        take(files.packed(b"0" * 3_000_000))


def test_a_stream_that_says_it_ends_early_is_read_to_its_end():
    # Stored unpacked, so that the words stand in the bytes as they are.
    inside = b"endstream " * 10 + b"<</S /#4aavaScript>>"
    data = zlib.compress(inside, 0)
    head = b"4 0 obj <</Type /ObjStm /Filter /FlateDecode>>\nstream\n"
    assert pdf.active_in(files.pdf(head + data + b"\nendstream endobj")) == ["program (JavaScript)"]


def test_a_packed_page_that_only_draws_is_taken_in():
    page = files.packed(b"BT (hej) Tj ET", b"/Length 20 /Filter /FlateDecode /DecodeParms <</Predictor 12>>")
    assert take(page).type.id == "pdf"


def test_our_own_papers_can_be_taken_in_again():
    made = papers.paper("Remiss", [papers.Section("Om", ["Hej"])], papers.date(2026, 11, 25))
    assert take(made).content == made


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_keeps_what_shows_and_nothing_else(kind):
    content = files.picture(kind, secret="CANARY-PLACE") + b"CANARY-TAIL<script>"
    assert b"CANARY" in content
    found = take(content)
    assert b"CANARY" not in found.content
    assert found.came_as != found.sha256
    with Image.open(io.BytesIO(found.content)) as picture:
        assert picture.size == (40, 30)
        assert all(
            abs(a - b) < 8 for a, b in zip(picture.convert("RGB").getpixel((20, 15)), (200, 40, 40), strict=True)
        )


def test_a_picture_that_was_taken_on_its_side_is_turned():
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "JPEG", exif=exif)
    with Image.open(io.BytesIO(take(out.getvalue()).content)) as picture:
        assert picture.size == (30, 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_pictures_of_other_kinds_are_read_too(mode):
    out = io.BytesIO()
    Image.new(mode, (8, 8)).save(out, "PNG")
    assert take(out.getvalue()).type.id == "png"


@given(st.binary(max_size=400))
def test_any_bytes_are_taken_in_or_refused_in_words(content):
    for beginning in (b"", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\x00\x00\x00\x00WEBP"):
        with contextlib.suppress(BadInput):
            found = take(beginning + content)
            assert found.type.id in TYPES


@given(st.text(max_size=300))
def test_a_title_is_one_line_without_hidden_signs(text):
    try:
        found = rules.title(text)
    except BadInput:
        return
    assert found == found.strip()
    assert all(sign.isprintable() for sign in found)
    assert 2 <= len(found) <= 200


def test_a_title_cannot_turn_the_reading_direction():
    assert rules.title("  Brev\n från\u202e FK\x00 ") == "Brev från FK"
