"""Target groups held against each other: who belongs to two of them, and who lacks what the others have."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from ..phrases import ages
from ..schema.about import Group
from .say import listed, place, quoted
from .subject import Draft, Subject

_OLDEST = 120
_FROM = {"both": "som båda parter står för", "region": "från regionen", "municipality": "från kommunerna"}


def in_two_groups(subject: Subject) -> Iterator[Draft]:
    """Groups told apart by age alone, each with a section and commitments, where some ages belong to two."""
    promised = {commitment.group for commitment in subject.pack.commitments}
    groups = [g for g in subject.pack.about.groups if g.section and g.id in promised and set(g.covers) == {"age"}]
    for one, other in combinations(groups, 2):
        both = _years(one) & _years(other)
        if both and one.section != other.section:
            in_words = f"{quoted(one.text)} ({place(subject.pack, one.section or '')})"
            in_others = f"{quoted(other.text)} ({place(subject.pack, other.section or '')})"
            text = (
                f"Den som är {ages(both)} hör till två målgrupper: {in_words} och {in_others}. Dokumentet säger inte "
                "vilket avsnitt som går före när de lovar olika saker. Vad gäller för dem?"
            )
            yield Draft((one.id, other.id), text, (one.section or "", other.section or ""), "silence", "info")


def _years(group: Group) -> set[int]:
    """The ages a group covers; none where they are told by what they are not."""
    spans, found = group.covers["age"], set[int]()
    for span in () if isinstance(spans, dict) else spans if isinstance(spans, list) else (spans,):
        low, dash, high = str(span).partition("-")
        found |= set(range(int(low or 0), int(high or (_OLDEST if dash else low)) + 1))
    return found


def without_what_others_have(subject: Subject) -> Iterator[Draft]:
    """A group with commitments, but none from a party that most of the other groups have one from."""
    by_section = _by_section(subject)
    for party, words in _FROM.items():
        without = [section for section, parties in by_section.items() if party not in parties]
        if without and len(by_section) - len(without) > max(1, len(without)):
            named = listed(place(subject.pack, section) for section in without)
            others = listed(place(subject.pack, section) for section in by_section if section not in without)
            text = f"{named} har inget åtagande {words}. Det har {others}. Är det meningen?"
            yield Draft((party,), text, tuple(without), "silence", "info")


def _by_section(subject: Subject) -> dict[str, set[str]]:
    """The section of each target group with commitments → the parties that they are from."""
    sections = {group.id: group.section for group in subject.pack.about.groups if group.section}
    found: dict[str, set[str]] = defaultdict(set)
    for commitment in subject.pack.commitments:
        if commitment.group in sections and commitment.party in _FROM:
            # What both promise each of them promises.
            found[sections[commitment.group]] |= set(_FROM) if commitment.party == "both" else {commitment.party}
    return found
