"""Commitments: lists that should be the same and are not, in what they hold and in what it means."""

from collections.abc import Iterator

from ..findings import Kind, Severity
from ..schema.commitments import Commitment, CommitmentList
from .say import listed, place, plain, quoted
from .subject import Draft, Subject

_CONFLICT: tuple[Kind, Severity] = ("conflict", "warning")
_READING: tuple[Kind, Severity] = ("reading", "info")


def not_the_same(subject: Subject) -> Iterator[Draft]:
    """Commitments that stand in one list and not in another that should hold the same."""
    seen = set()
    lists = {entry.id: entry for entry in subject.pack.lists}
    for whole, source, mirror in _wholes(lists):
        for commitment in subject.pack.commitments:
            held = {o.list for o in commitment.occurs}
            lacks: list[str] = []
            if held & source and whole.id not in held:
                lacks = [whole.id]
            elif whole.id in held and mirror and not held & mirror:
                lacks = sorted(mirror)
            if lacks and (commitment.id, *lacks) not in seen:
                seen.add((commitment.id, *lacks))
                yield _lacking(commitment, lists, lacks)


def _wholes(lists: dict[str, CommitmentList]) -> Iterator[tuple[CommitmentList, set[str], set[str]]]:
    """A list, the lists whose commitments it must hold, and the lists that must hold its own.

    A list that mirrors several others is held against them together; each of those is only a part of it.
    """
    links: dict[str, set[str]] = {name: set() for name in lists}
    for entry in lists.values():
        for other in entry.same_as:
            links[entry.id].add(other)
            links.setdefault(other, set()).add(entry.id)
    for entry in lists.values():
        mirror = links[entry.id]
        if len(mirror) == 1 and any(len(links[other]) > 1 for other in mirror):
            mirror = set()
        source = set(lists) - {entry.id} if entry.complete else mirror
        if source:
            yield entry, source, mirror


def _lacking(commitment: Commitment, lists: dict[str, CommitmentList], lacks: list[str]) -> Draft:
    here = listed(quoted(lists[o.list].title) for o in commitment.occurs)
    there = listed((quoted(lists[name].title) for name in lacks), "eller")
    complete = len(lacks) == 1 and lists[lacks[0]].complete
    said = ", som säger sig ha med alla åtaganden" if complete else ", som borde ha med samma åtaganden"
    where = (*(o.anchor for o in commitment.occurs), *(a for name in lacks for a in lists[name].anchors))
    if commitment.standing == "stated":
        what, ask = "Ett åtagande står", "Gäller åtagandet, eller är det struket?"
        kind, severity = _CONFLICT
    else:
        what, ask = "Något som vi läser som ett åtagande står", "Är det ett åtagande?"
        kind, severity = _READING
    text = f"{what} i {here} men inte i {there}{said}: {quoted(commitment.text)}. {ask}"
    return Draft((commitment.id, *lacks), text, where, kind, severity)


def differing_at(subject: Subject) -> list[set[str]]:
    """The places of each commitment that says different things in them."""
    return [{o.anchor for o in c.occurs} for c in subject.pack.commitments if _differing(c)]


def _differing(commitment: Commitment) -> list[str]:
    names = dict.fromkeys(name for o in commitment.occurs for name in o.points)
    return [n for n in names if len({plain(o.points.get(n, "")) for o in commitment.occurs}) > 1]


def differ_in_meaning(subject: Subject) -> Iterator[Draft]:
    """The same commitment in two places, where a point that carries its meaning differs or is left out."""
    for commitment in subject.pack.commitments:
        differing = _differing(commitment)
        if differing:
            points = " ".join(_point(subject, commitment, name) for name in differing)
            text = (
                f"Samma åtagande säger olika saker på olika ställen: {quoted(commitment.text)}. {points} Vilket gäller?"
            )
            where = tuple(o.anchor for o in commitment.occurs)
            yield Draft((commitment.id,), text, where, kind="conflict")


def _point(subject: Subject, commitment: Commitment, name: str) -> str:
    values: dict[str, list[str]] = {}
    for occurrence in commitment.occurs:
        values.setdefault(occurrence.points.get(name, ""), []).append(place(subject.pack, occurrence.anchor))
    said = [f"{quoted(value)} i {listed(where)}" for value, where in values.items() if value]
    silent = [f"inget om det i {listed(where)}" for value, where in values.items() if not value]
    return f"{name[:1].upper()}{name[1:]}: {', men '.join([*said, *silent])}."


def differ_in_wording(subject: Subject) -> Iterator[Draft]:
    """Places where only the words differ: history, for whoever edits the next version."""
    rows = [
        (commitment.text, place(subject.pack, o.anchor), o.wording)
        for commitment in subject.pack.commitments
        for o in commitment.occurs
        if o.wording
    ]
    if rows:
        anchors = tuple(o.anchor for c in subject.pack.commitments for o in c.occurs if o.wording)
        text = (
            f"Samma åtagande är skrivet med lite olika ord på olika ställen ({len(rows)} fall). "
            "Vi bedömer att innebörden är densamma. Rätta till lika ordalydelse när dokumentet ändå skrivs om."
        )
        table = (("Åtagande", "Ställe", "Skillnad"), *rows)
        yield Draft((), text, anchors, severity="info", table=table)
