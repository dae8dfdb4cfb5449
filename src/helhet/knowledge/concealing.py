"""Grounds on which something is not shown to the person, from content/law/concealing.yaml."""

from functools import cache
from pathlib import Path

from .disclosing.loading import load
from .home import open_library
from .schema.concealing import ConcealGround


def concealing() -> list[ConcealGround]:
    """Every ground, in the order of the file. Raises BadInput with every fault in the content."""
    return _read(open_library().root)


@cache
def _read(root: Path) -> list[ConcealGround]:
    return load(root / "law" / "concealing.yaml", "grounds", ConcealGround)
