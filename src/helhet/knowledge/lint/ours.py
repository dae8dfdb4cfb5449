"""What rests on us and not on the county alone: misprints, readings, and what may be read in more than one way."""

from collections.abc import Iterator

from ..coverage import KINDS, without_items
from ..schema.source import Misprint
from .citing import same_matter
from .say import counted, place, places, plain, quoted
from .statements import conflicting
from .subject import Draft, Subject


def misprints(subject: Subject) -> Iterator[Draft]:
    """Misprints that are the county's, save those that another finding asks about."""
    for slip in subject.pack.misprints:
        if slip.cause == "county" and not _asked_already(subject, slip):
            note = f" {slip.note.rstrip('.')}." if slip.note else ""
            text = (
                f"Det står {quoted(slip.printed)} i {places(subject.pack, slip.anchors)}. Vi tror att det ska stå "
                f"{quoted(slip.meant)}.{note} Stämmer det?"
            )
            yield Draft((slip.id,), text, slip.anchors, severity="info")


def _asked_already(subject: Subject, slip: Misprint) -> bool:
    """Whether another finding asks about the same words: a provision, or two values on one topic."""
    printed = plain(slip.printed)
    return same_matter(subject, slip) or any(
        set(s.anchors) & set(slip.anchors) and plain(s.value) in printed for s in conflicting(subject)
    )


def maybe_misread(subject: Subject) -> Iterator[Draft]:
    """Misprints that may come of the document having been read by machine: never counted as the county's."""
    slips = [m for m in subject.pack.misprints if m.cause != "county" and not _asked_already(subject, m)]
    if slips:
        text = (
            f"{counted(len(slips), 'ställe ser ut', 'ställen ser ut')} att vara fel, men dokumentet är läst av en "
            "maskin och felet kan ha kommit till då. Det räknas inte som länets fel. Jämför gärna med originalet."
        )
        rows = ((m.printed, m.meant, places(subject.pack, m.anchors)) for m in slips)
        table = (("Står", "Ska nog vara", "Ställe"), *rows)
        yield Draft((), text, tuple(a for m in slips for a in m.anchors), "unsure", "info", table=table)


def readings(subject: Subject) -> Iterator[Draft]:
    """What we conclude and the document does not say."""
    for reading in subject.pack.readings:
        text = f"Vår läsning: {reading.text.rstrip('.')}. Skäl: {reading.why.rstrip('.')}. Har vi läst rätt?"
        yield Draft((reading.id,), text, reading.anchors, "reading", "info")


def unclear(subject: Subject) -> Iterator[Draft]:
    """Everything that may be read in more than one way, in one table."""
    items = [(kind, e) for kind, e in subject.pack.items() if getattr(e, "standing", "") == "unclear"]
    asked = {("statements", s.id) for s in conflicting(subject)}
    asked |= {("references", r.id) for r in subject.pack.references if not r.holds}
    items = [(k, e) for k, e in items if k not in ("readings", "questions") and (k, e.id) not in asked]
    if items:
        text = f"{counted(len(items), 'sak', 'saker')} i dokumentet kan läsas på flera sätt. Hur menar ni?"
        rows = ((KINDS[kind], e.text, e.note, places(subject.pack, e.anchors)) for kind, e in items)
        table = (("Slag", "Så har vi läst det", "Varför det är oklart", "Ställe"), *rows)
        yield Draft((), text, tuple(a for _, e in items for a in e.anchors), "reading", "info", table=table)


def nothing_rests(subject: Subject) -> Iterator[Draft]:
    """Bullets and lists of the document on which nothing in the pack rests."""
    bare = without_items(subject.pack)
    if bare:
        text = (
            f"Inget i paketet bygger på {counted(len(bare), 'punkt', 'punkter')} i dokumentet. Antingen säger "
            "punkten inget som går att göra eller följa, eller så fattas något i paketet."
        )
        rows = ((place(subject.pack, anchor), said) for anchor, said in bare)
        table = (("Ställe", "Vad som står där"), *rows)
        yield Draft((), text, tuple(anchor for anchor, _ in bare), "silence", "info", table=table)
