"""Pictures are drawn anew: what shows is kept, and what is hidden in the file (place, camera) is left out."""

import io
import warnings

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from helhet.kernel.errors import BadInput

FORMATS = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP"}
# Higher gives larger files and no more to see.
QUALITY = 92
BROKEN = "Bilden går inte att läsa. Öppna den i ett bildprogram, spara den på nytt och försök igen."


def redrawn(content: bytes, kind: str, megapixels: int) -> bytes:
    """The picture and nothing else, turned the way it was meant to be seen. Raises BadInput when it cannot be read."""
    # The library that makes our papers tells Pillow, for the whole process, to forgive pictures that end too early.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn(content, kind, megapixels)
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadInput(BROKEN, "picture") from error
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        # What Pillow raises for files that begin right and go on wrong.
        raise BadInput(BROKEN, "picture") from error


def _drawn(content: bytes, kind: str, megapixels: int) -> bytes:
    with Image.open(io.BytesIO(content), formats=[FORMATS[kind]]) as picture:
        if picture.width * picture.height > megapixels * 1_000_000:
            raise BadInput(f"Bilden är för stor. Den får ha högst {megapixels} miljoner bildpunkter.", "picture_size")
        if getattr(picture, "n_frames", 1) > 1:
            raise BadInput("Bilden rör sig. Lägg in den som stillbild.", "picture_moves")
        upright = ImageOps.exif_transpose(picture)
        drawn = Image.new(upright.mode, upright.size)
        if upright.mode == "P":
            drawn.putpalette(upright.getpalette() or [])
        drawn.paste(upright)
        return _written(drawn, upright, kind)


def _written(drawn: Image.Image, upright: Image.Image, kind: str) -> bytes:
    """A colour profile is kept: without it the picture looks otherwise. It holds no text of anybody's."""
    out = io.BytesIO()
    options = {"quality": QUALITY} if kind == "jpeg" else {"lossless": True} if kind == "webp" else {}
    if "transparency" in upright.info:
        options |= {"transparency": upright.info["transparency"]}
    drawn.save(out, FORMATS[kind], icc_profile=upright.info.get("icc_profile"), **options)
    return out.getvalue()
