"""The QR code that an app for one-time codes reads: drawn here, so that the secret goes nowhere else."""

import io

import pyotp
import segno
from django.utils.safestring import SafeString, mark_safe

ISSUER = "Helhet"


def qr_code(secret: str, username: str) -> SafeString:
    """An SVG picture, with nothing in it that our content security policy stops."""
    address = pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)
    drawn = io.BytesIO()
    segno.make(address, error="m").save(
        drawn, kind="svg", scale=5, dark="#000", light="#fff", xmldecl=False, svgns=True, title="QR-kod", nl=False
    )
    return mark_safe(drawn.getvalue().decode())  # noqa: S308 (squares drawn from the address; no text of anybody's)
