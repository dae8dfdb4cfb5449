"""What is said on one topic: in two places, in law, and in other agreements of the same parties."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from ..findings import Kind, Layer
from ..law import holds_on
from ..pack import Pack
from ..schema.law_says import LawStatement
from ..schema.said import Statement
from .lists import differing_at
from .say import day_text, listed, places, plain, quoted, slug
from .subject import Draft, Subject
from .thresholds import asked_at


def contradicted(subject: Subject) -> Iterator[Draft]:
    """One finding for each topic on which the document contradicts itself, the law or another agreement.

    Places that contradict each other only as we read them are a reading, and no conflict.
    """
    for topic, said in _topics(subject).items():
        law = "" if _asked_elsewhere(subject, said) else _against_law(subject, topic, said)
        inside = "" if _same_commitment(subject, said) else _inside(subject, said)
        outside, anchors = _against_others(subject, topic, said)
        if law or inside or outside:
            where = (*(a for s in said for a in s.anchors), *anchors)
            text = " ".join(filter(None, (inside or _one(subject, said), outside, law, _question(said, inside, law))))
            firm = outside or _firm(said) or (law and _sure(subject, topic))
            kind: Kind = "conflict" if firm or not inside else "reading"
            layer: Layer = "law" if law and not inside else "text"
            yield Draft((slug(topic),), text, where, kind, "warning" if firm else "info", layer)


def _topics(subject: Subject) -> dict[str, list[Statement]]:
    topics: dict[str, list[Statement]] = defaultdict(list)
    for statement in subject.pack.statements:
        topics[statement.topic].append(statement)
    return topics


def conflicting(subject: Subject) -> list[Statement]:
    """Every statement of a topic on which the document contradicts itself."""
    return [s for said in _topics(subject).values() if len(_values(said)) > 1 for s in said]


def _same_commitment(subject: Subject, said: list[Statement]) -> bool:
    """Whether the statements are of one commitment that is already asked about, point for point."""
    return any({a for s in said for a in s.anchors} <= places for places in differing_at(subject))


def _values(said: Iterable[Statement]) -> dict[str, list[Statement]]:
    values: dict[str, list[Statement]] = defaultdict(list)
    for statement in said:
        values[plain(statement.value)].append(statement)
    return values


def _firm(said: list[Statement]) -> bool:
    """Whether at least two of the values are said in so many words, and are not our way to read it."""
    return len(_values(s for s in said if s.standing == "stated")) > 1


def _one(subject: Subject, said: list[Statement]) -> str:
    return f"Dokumentet säger {_said(subject.pack, said)}."


def _inside(subject: Subject, said: list[Statement]) -> str:
    groups = [_said(subject.pack, group) for group in _values(said).values()]
    opening = "Dokumentet säger olika saker" if _firm(said) else "Vi har svårt att få ihop ställen i dokumentet"
    return f"{opening}: {'; '.join(groups)}." if len(groups) > 1 else ""


def _said(pack: Pack, group: list[Statement]) -> str:
    """What is said and where; the value too, when our sentence does not hold it."""
    first, anchors = group[0], (a for s in group for a in s.anchors)
    value = "" if plain(first.value) in plain(first.text) else f" ({first.value})"
    return f"{quoted(first.text)}{value} i {places(pack, anchors)}"


def _question(said: list[Statement], inside: str, law: str) -> str:
    if inside:
        return "Vilket gäller?" if _firm(said) else "Hur hänger de ihop?"
    return "Ska texten ändras?" if law else "Vad gäller mellan parterna?"


def _sure(subject: Subject, topic: str) -> bool:
    return any(s.topic == topic and s.sure in ("read", "secondary") for s in subject.law.statements)


def _asked_elsewhere(subject: Subject, said: list[Statement]) -> bool:
    """Whether the rules on limits or on provisions already hold these places against the law."""
    cited = {plain(r.provision) for r in subject.pack.references if r.provision}
    limits = {a for s in said for a in s.anchors} <= asked_at(subject)
    return limits or all(plain(s.value) in cited for s in said)


def _holding(subject: Subject, topic: str, day: date) -> list[LawStatement]:
    return [s for s in subject.law.statements if s.topic == topic and holds_on(s, day)]


def _against_law(subject: Subject, topic: str, said: list[Statement]) -> str:
    """What the law said when the document was decided and says now, where the document says otherwise."""
    ours = set(_values(said))
    then, now = _holding(subject, topic, subject.decided), _holding(subject, topic, subject.day)
    wrong_then, wrong_now = _disagrees(ours, then), _disagrees(ours, now)
    if wrong_then and wrong_now and {s.value for s in then} == {s.value for s in now}:
        return f"Då som nu gäller: {_law(now, 'nu')}."
    parts = [f"När dokumentet beslutades gällde: {_law(then)}." if wrong_then else ""]
    if wrong_now:
        before = "" if wrong_then or not then else "Det stämde när dokumentet beslutades. "
        # Where our law does not reach back we know what holds now, but not that it was new on that day.
        after = "" if then else " Vad som gällde när dokumentet beslutades har vi inte med."
        since = f"{'Sedan' if then else 'Åtminstone sedan'} {day_text(max(s.valid_from for s in now))}"
        parts.append(f"{before}{since} gäller: {_law(now)}.{after}")
    return " ".join(filter(None, parts))


def _disagrees(ours: set[str], law: list[LawStatement]) -> bool:
    return bool(law) and bool(ours - {plain(s.value) for s in law})


def _law(statements: list[LawStatement], by: str = "enligt") -> str:
    return listed(f"{quoted(s.text)} ({by} {listed(s.provisions)})" for s in statements)


def _against_others(subject: Subject, topic: str, said: list[Statement]) -> tuple[str, list[str]]:
    ours, parts, anchors = set(_values(said)), [], []
    for other in subject.others:
        theirs = [s for s in other.statements if s.topic == topic and plain(s.value) not in ours]
        if theirs and _same_parties(subject, other):
            parts.append(f"{other.about.short} säger {_said(other, theirs)}.")
            anchors += [a for s in theirs for a in s.anchors]
    return " ".join(parts), anchors


def _same_parties(subject: Subject, other: Pack) -> bool:
    """Two agreements in force at once between the same parties; not when one extends or replaces the other."""
    ours, theirs = subject.pack.about, other.about
    if (
        {ours.extends, ours.replaces} & {theirs.id}
        or {theirs.extends, theirs.replaces} & {ours.id}
        or ours.id == theirs.id
    ):
        return False
    codes = [set(a.municipalities) if a.municipalities != "all" else set() for a in (ours, theirs)]
    together = ours.county == theirs.county or bool(codes[0] & codes[1])
    in_force = theirs.status == "in_force" and ours.status != "ended" and other.valid_on(subject.day.isoformat())
    return together and in_force
