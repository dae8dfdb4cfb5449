"""References to what does not exist, and references to what does not say it."""

from collections import defaultdict
from collections.abc import Iterator

from ..schema.source import Reference, Section
from .say import counted, listed, place, places, quoted, slug
from .subject import FAULT, UNSURE, Draft, Subject


def to_nothing(subject: Subject) -> Iterator[Draft]:
    """Sections that are missing, and references to places that the document does not have: one per place."""
    pointing: dict[str, list[Reference]] = defaultdict(list)
    for reference in subject.pack.references:
        if reference.to_anchor:
            pointing[reference.to_anchor].append(reference)
    for section in subject.pack.sections:
        if section.missing:
            inside = [r for to in pointing if to.partition("#")[0] == section.anchor for r in pointing[to]]
            inside = [r for r in inside if section.anchor not in r.anchors]
            yield _missing(subject, section, inside)
    for target, references in pointing.items():
        if target not in subject.pack.anchors:
            yield _nowhere(subject, target, references)


def _missing(subject: Subject, section: Section, references: list[Reference]) -> Draft:
    what = "En figur" if section.kind == "figure" else "Ett avsnitt"
    text = f"{what} saknas: {quoted(section.title)}. {section.missing.rstrip('.')}."
    if references:
        text += f" Dokumentet hänvisar dit från {_from(subject, references)}."
    # Pictures do not come along when a document is read as text, so that one is missing is not the county's fault.
    lost = section.kind == "figure"
    if lost:
        text += " Bilder följer inte med när ett dokument läses in som text, så det räknas inte som länets fel."
    text += " Kan ni skicka det som saknas, eller säga vad som gäller i stället?"
    where = (section.anchor, *(a for r in references for a in r.anchors))
    return Draft((slug(section.anchor),), text, where, *(UNSURE if lost else FAULT))


def _nowhere(subject: Subject, target: str, references: list[Reference]) -> Draft:
    base, _, bullet = target.partition("#")
    inside = bullet and base in subject.pack.anchors
    what = f"punkt {bullet} i {place(subject.pack, base)}" if inside else base.split("/")[-1].replace("-", " ")
    text = (
        f"Dokumentet hänvisar till {what} ({target}), som inte finns, från {_from(subject, references)}: "
        f"{listed(quoted(r.text) for r in references)}. Var finns det som hänvisningen gäller?"
    )
    return Draft((slug(target),), text, tuple(a for r in references for a in r.anchors), severity="error")


def _from(subject: Subject, references: list[Reference]) -> str:
    anchors = dict.fromkeys(a for r in references for a in r.anchors)
    return places(subject.pack, anchors) if len(anchors) < 4 else counted(len(anchors), "ställe", "ställen")


def to_something_else(subject: Subject) -> Iterator[Draft]:
    """References to a place that exists but does not say what it is said to say: one per place pointed at."""
    wrong: dict[str, list[Reference]] = defaultdict(list)
    for reference in subject.pack.references:
        exists = reference.to_anchor is None or reference.to_anchor in subject.pack.anchors
        if exists and not reference.holds:
            wrong[reference.to_anchor or reference.provision or reference.outside or ""].append(reference)
    for target, references in wrong.items():
        yield _wrong(subject, target, references)


def _wrong(subject: Subject, target: str, references: list[Reference]) -> Draft:
    named = quoted(place(subject.pack, target)) if target in subject.pack.anchors else target
    found = subject.law.provision.get(target)
    is_about = f" Där står: {quoted(found.text)}." if found else ""
    notes = "".join(
        f" {n[:1].upper()}{n[1:]}." for n in dict.fromkeys(r.note.rstrip(".") for r in references if r.note)
    )
    text = (
        f"En hänvisning till {named} leder fel, från {_from(subject, references)}: "
        f"{listed(quoted(r.text) for r in references)}."
        f"{is_about}{notes} Vart ska hänvisningen leda?"
    )
    unsure = all(r.standing == "unclear" for r in references)
    anchors = (*(a for r in references for a in r.anchors), *([target] if target in subject.pack.anchors else []))
    return Draft((slug(target),), text, anchors, *(UNSURE if unsure else FAULT))
