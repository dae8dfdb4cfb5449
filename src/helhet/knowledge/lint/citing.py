"""The provisions a document cites, and what must be meant where the wrong one is cited."""

import re
from collections import defaultdict
from collections.abc import Iterable

from ..law import holds_on
from ..schema.law import Provision
from ..schema.source import Misprint, Reference
from .say import listed, places, quoted
from .subject import Subject

_ACT = re.compile(r"^.*?\d{4}:\d+")


def act(name: str) -> str:
    """The act a provision stands in: "SoL 2001:453"."""
    match = _ACT.match(name)
    return match.group() if match else name.split(" ")[0]


def cited(subject: Subject) -> dict[str, list[Reference]]:
    """Every provision cited, with the references that cite it; what points wrong is asked about elsewhere."""
    found: dict[str, list[Reference]] = defaultdict(list)
    for reference in subject.pack.references:
        if reference.provision and reference.holds:
            found[reference.provision].append(reference)
    return found


def meant_by(subject: Subject, reference: Reference) -> Provision | None:
    """The provision that must be meant: on that matter in that act when decided, where the cited one is on another."""
    found = subject.law.provision.get(reference.provision or "")
    if not reference.about or (found and found.about == reference.about):
        return None
    same_act = [p for p in subject.law.provisions if act(p.id) == act(reference.provision or "")]
    return next((p for p in same_act if p.about == reference.about and holds_on(p, subject.decided)), None)


def wrong_then(subject: Subject, reference: Reference) -> bool:
    """Whether a provision did not hold when the document was decided, or another must be meant."""
    found = subject.law.provision.get(reference.provision or "")
    return bool(meant_by(subject, reference) or (found and not holds_on(found, subject.decided)))


def same_matter(subject: Subject, misprint: Misprint) -> bool:
    """Whether a misprint is of a provision that a rule here already asks about."""
    asked = (r for references in cited(subject).values() for r in references if wrong_then(subject, r))
    return is_of(misprint, asked)


def is_of(misprint: Misprint, references: Iterable[Reference]) -> bool:
    """Whether a misprint is of one of the provisions cited: in the same place, with the same numbers."""
    numbers = set(re.findall(r"\d+", misprint.printed))
    return bool(numbers) and any(
        set(r.anchors) & set(misprint.anchors) and numbers <= set(re.findall(r"\d+", r.provision or ""))
        for r in references
    )


def how_sure(provisions: Iterable[Provision]) -> str:
    """A sentence on what we have not read in the text of the law ourselves; empty when we have."""
    open_ = [p.id for p in provisions if p.sure in ("memory", "open")]
    return f" Vi har inte läst lagtexten om {listed(open_)} själva." if open_ else ""


def said(references: list[Reference]) -> str:
    """What the document says where it cites."""
    return listed(quoted(r.text) for r in references)


def anchors_of(references: list[Reference]) -> tuple[str, ...]:
    """Every place of some references."""
    return tuple(a for r in references for a in r.anchors)


def where(subject: Subject, references: list[Reference]) -> str:
    """The places of some references, in words."""
    return places(subject.pack, anchors_of(references))
