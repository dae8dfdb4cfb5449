"""An address that holds the answers: made only when asked for, and read as carefully as a form."""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Container
from typing import Any

from django.http import QueryDict

from helhet.knowledge.vocabulary import Vocabulary

from .forms import PLACE, Told, as_inputs, read

CODE = "f"  # the name of the part of the address that holds the answers
LONGEST = 4000  # characters; what the guide makes itself is a few hundred


def code_of(told: Told) -> str:
    """The answers as base64url of compact JSON."""
    text = json.dumps({PLACE: told.place, **told.facts}, separators=(",", ":"), ensure_ascii=False)
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def told_by(code: str, words: Vocabulary, places: Container[str]) -> Told | None:
    """The answers that a code holds; None when it is not one of ours, or is broken."""
    try:
        given = json.loads(urlsafe_b64decode(code + "=" * (-len(code) % 4))) if len(code) <= LONGEST else None
    except (binascii.Error, ValueError, RecursionError):
        return None
    if not isinstance(given, dict) or not all(plain(value) for value in given.values()):
        return None
    data = QueryDict(mutable=True)
    for name, value in given.items():
        for key, text in as_inputs(name, value):
            data.appendlist(key, text)
    sent = read(data, words, places)
    return None if sent.faults or not sent.told.facts else sent.told


def plain(value: Any) -> bool:
    """Whether a value has one of the shapes that an answer has."""
    if isinstance(value, dict):
        return all(isinstance(level, str) for level in value.values())
    if isinstance(value, list):
        return all(isinstance(one, str) for one in value)
    return isinstance(value, str | int) and not isinstance(value, bool)
