"""Target groups that are listed and then have nothing, or share a section with others."""

from collections import defaultdict
from collections.abc import Iterator

from ..schema.about import Group
from ..schema.source import Section
from .say import counted, listed, mentions, place, places, plain, quoted, slug
from .subject import Draft, Subject

Sections = dict[str, list[Group]]


def empty_groups(subject: Subject) -> Iterator[Draft]:
    """Target groups that are named, and for which nothing is then said."""
    asked = {ident for groups in _listings(subject) for ident in groups}
    for group in _persons(subject):
        if group.id not in asked and _is_empty(subject, group):
            text = (
                f"Dokumentet nämner målgruppen {quoted(group.text)} men har sedan inget avsnitt, mål eller "
                "åtagande för den. Vad gäller för gruppen?"
            )
            yield Draft((group.id,), text, group.anchors, "silence")


def _persons(subject: Subject) -> list[Group]:
    return [g for g in subject.pack.about.groups if g.kind == "persons"]


# What may rest on the place that names a group without saying anything for the group.
_NAMING = ("groups", "claims", "parties", "statements", "references", "readings", "misprints", "concepts", "lists")


def _is_empty(subject: Subject, group: Group) -> bool:
    pack = subject.pack
    own = any(e.group == group.id for entries in (pack.commitments, pack.goals, pack.notes) for e in entries)
    # A claim that names every group lists them once more; one that names a few says something about them.
    claimed = any(group.id in c.groups and len(c.groups) < len(_persons(subject)) for c in pack.about.claims)
    there = (e for kind, e in pack.items() if kind not in _NAMING and set(e.anchors) & set(group.anchors))
    return group.section is None and not own and not claimed and not any(there)


def fewer_sections(subject: Subject) -> Iterator[Draft]:
    """A list of groups, and fewer sections than groups: some are put together, some have none."""
    for groups, lists in _listings(subject).items():
        sections: Sections = defaultdict(list)
        for group in (g for g in _persons(subject) if g.id in groups):
            sections[group.section or ""].append(group)
        without = sections.pop("", [])
        unlisted = [g for g in _persons(subject) if g.section in sections and not _is_listed(g, subject)]
        if sections and (without or unlisted or any(len(found) > 1 for found in sections.values())):
            yield _fewer(subject, lists, sections, without, unlisted)


def _is_listed(group: Group, subject: Subject) -> bool:
    return any(group.id in groups for groups in _listings(subject))


def _listings(subject: Subject) -> dict[frozenset[str], list[str]]:
    """Lists of target groups, each group on a bullet of its own: the groups → the sections that list them."""
    listing: dict[str, dict[str, str]] = defaultdict(dict)
    for group in _persons(subject):
        for base, _, bullet in (anchor.partition("#") for anchor in group.anchors):
            if bullet:
                listing[base].setdefault(bullet, group.id)
    found: dict[frozenset[str], list[str]] = defaultdict(list)
    for section in subject.pack.sections:
        groups = frozenset(listing.get(section.anchor, {}).values())
        if section.kind == "list" and len(groups) > 2:
            found[groups].append(section.anchor)
    return found


def _fewer(
    subject: Subject, lists: list[str], sections: Sections, without: list[Group], unlisted: list[Group]
) -> Draft:
    together = {anchor: found for anchor, found in sections.items() if len(found) > 1}
    parts = [f"{_names(found)} ligger ihop i {place(subject.pack, anchor)}" for anchor, found in together.items()]
    for word, empty in (("inget eget avsnitt", False), ("varken eget avsnitt, eget mål eller eget åtagande", True)):
        named = [g for g in without if _is_empty(subject, g) == empty]
        parts += [f"{_names(named)} har {word}"] if named else []
    parts += [f"{_names(unlisted)} har avsnitt men räknas inte upp"] if unlisted else []
    number = sum(len(found) for found in sections.values()) + len(without)
    text = (
        f"Dokumentet räknar upp {counted(number, 'målgrupp', 'målgrupper')} ({places(subject.pack, lists)}) men har "
        f"avsnitt för {len(sections)}: {'; '.join(parts)}. Vad gäller för de grupperna?"
    )
    concerned = [*(g for found in together.values() for g in found), *without, *unlisted]
    where = (*(a for g in concerned for a in g.anchors), *together)
    return Draft((slug(lists[0]),), text, where, "silence")


def _names(groups: list[Group]) -> str:
    return listed(quoted(g.text) for g in groups)


def not_in_contents(subject: Subject) -> Iterator[Draft]:
    """A target group with a section of its own that the table of contents, line by line, does not have."""
    for contents in _contents(subject):
        lines = plain(" ".join(contents.bullets.values()))
        to = {r.to_anchor for r in subject.pack.references if _base(r.anchors[0]) == contents.anchor}
        sections = dict.fromkeys(_base(g.section) for g in subject.pack.about.groups if g.section)
        missing = [a for a in sections if a not in to and not mentions(lines, place(subject.pack, a))]
        if missing and len(missing) < len(sections):
            named = listed(quoted(place(subject.pack, anchor)) for anchor in missing)
            text = (
                f"{contents.title} har inte med {named}, fast det avsnittet gäller en målgrupp. "
                "Den som söker där kan missa det. Ska det läggas till?"
            )
            yield Draft((slug(contents.anchor),), text, (contents.anchor, *missing), severity="info")


def _contents(subject: Subject) -> Iterator[Section]:
    return (s for s in subject.pack.sections if s.kind == "front" and s.bullets and s.title.startswith("Innehåll"))


def _base(anchor: str) -> str:
    return anchor.partition("#")[0]
