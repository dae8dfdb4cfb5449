"""Taking a file in: what it is, whether it is allowed, and what is kept of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from helhet.knowledge.schema.records import DocumentType

from . import pdf, pictures, rules


@dataclass(frozen=True)
class Taken:
    """What is kept of a file. came_as: fingerprint of the file as it came; sha256 unless it was redrawn."""

    type: DocumentType
    content: bytes
    sha256: str
    came_as: str


def taken(content: bytes, types: Mapping[str, DocumentType]) -> Taken:
    """A file as it may be kept. Raises BadInput that says why it is refused and what can be done."""
    found = rules.type_of(content, types)
    kept = content
    if found.id == "pdf":
        pdf.check(content)
    elif found.id != "text":
        kept = pictures.redrawn(content, found.id, found.megapixels)
    return Taken(found, kept, fingerprint(kept), fingerprint(content))


def fingerprint(content: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
