"""A plan to read, on the page as on paper."""

from collections.abc import Mapping
from typing import Any

from helhet.agreements.models import Publication
from helhet.knowledge.pack import Pack

from ..holding import planning
from ..papers.plan import told


def shown(raw: Mapping[str, Any], publication: Publication | None = None) -> dict[str, Any]:
    """What the template of a plan shows, with the words of its agreement."""
    pack_id = publication.pack_id if publication else str(raw.get("agreement", ""))
    return told(raw, planning(), pack(pack_id))


def pack(pack_id: str) -> Pack | None:
    """An agreement that is here; None for one of another county."""
    library = planning().library
    return library.pack(pack_id) if pack_id in library.pack_ids() else None
