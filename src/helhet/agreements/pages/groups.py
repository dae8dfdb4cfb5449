"""Target groups: goals, what each party has promised in every list, what is to be developed, who takes part."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from helhet.knowledge.lint.say import listed
from helhet.knowledge.schema.commitments import Commitment
from helhet.knowledge.schema.said import Note

from . import labels
from .agreement import Agreement, Place

# Kinds of notes that are shown with their group, and under which heading.
NOTES = {
    "development_need": "Det här behöver utvecklas",
    "actor": "Verksamheter som deltar",
    "cooperation": "Arbete tillsammans med andra",
    "method": "Metoder",
}


@dataclass(frozen=True)
class Occurrence:
    """One place where a commitment stands."""

    list: str
    place: Place
    points: list[tuple[str, str]]
    wording: str


@dataclass(frozen=True)
class Promise:
    """A commitment with every list it stands in, and how the lists differ."""

    id: str
    text: str
    theme: str
    when: str
    owner: str
    time: str
    standing: str
    note: str
    occurs: list[Occurrence]
    missing: list[str]
    differs: list[str]


@dataclass
class Group:
    """A target group. name is None for what stands for no group in particular."""

    id: str
    name: str
    rest: str
    covers: str
    staff: bool = False
    note: str = ""
    standing: str = ""
    section: Place | None = None
    places: list[Place] = field(default_factory=list)
    goals: list = field(default_factory=list)
    promises: dict[str, list[Promise]] = field(default_factory=dict)
    notes: dict[str, list[Note]] = field(default_factory=dict)

    @property
    def silent(self) -> bool:
        """Whether the agreement lists the group and then says nothing of it."""
        return not (self.goals or self.promises or self.notes)


def groups(agreement: Agreement) -> list[Group]:
    """Every group in the order of the pack, and last what stands for all of them."""
    shown = [_group(agreement, group) for group in agreement.about.groups]
    common = _filled(agreement, Group("", "Gäller alla målgrupper", "", ""), None)
    return shown if common.silent else [*shown, common]


def _group(agreement: Agreement, group) -> Group:
    name, _, rest = group.text.partition(". ")
    shown = Group(
        id=group.id,
        name=name.rstrip("."),
        rest=rest,
        covers=agreement.words.condition(group.covers),
        staff=group.kind == "staff",
        note=group.note,
        standing=labels.STANDING.get(group.standing, ""),
        section=agreement.place(group.section) if group.section else None,
        places=agreement.places(group.anchors),
    )
    return _filled(agreement, shown, group.id)


def _filled(agreement: Agreement, shown: Group, ident: str | None) -> Group:
    pack = agreement.pack
    shown.goals = [(goal, agreement.places(goal.anchors)) for goal in pack.goals if goal.group == ident]
    for commitment in pack.commitments:
        if commitment.group == ident:
            who = labels.PARTY[commitment.party]
            shown.promises.setdefault(who, []).append(_promise(agreement, commitment))
    for kind, heading in NOTES.items():
        found = [(n, agreement.places(n.anchors)) for n in pack.notes if n.kind == kind and n.group == ident]
        if found and (ident or kind == "development_need"):
            shown.notes[heading] = found
    return shown


def _promise(agreement: Agreement, c: Commitment) -> Promise:
    titles = {one.id: one.title for one in agreement.pack.lists}
    occurs = [
        Occurrence(titles.get(o.list, o.list), agreement.place(o.anchor), list(o.points.items()), o.wording)
        for o in c.occurs
    ]
    return Promise(
        id=c.id,
        text=c.text,
        theme=c.theme,
        when=agreement.words.condition(c.applies),
        owner=c.owner,
        time=c.time,
        standing=labels.STANDING.get(c.standing, ""),
        note=c.note,
        occurs=occurs,
        missing=_missing(agreement, c),
        differs=_differing(o.points for o in c.occurs),
    )


def _missing(agreement: Agreement, commitment: Commitment) -> list[str]:
    """Where it ought to stand as well. A list that is the same as others gathers them: what stands in one of those
    stands in it, and what stands in it stands in one of those."""
    stands = {occurrence.list for occurrence in commitment.occurs}
    titles = {one.id: one.title for one in agreement.pack.lists}
    found = []
    for one in agreement.pack.lists:
        elsewhere = stands & set(one.same_as)
        if elsewhere and one.id not in stands:
            found.append(one.title)
        if one.id in stands and one.same_as and not elsewhere:
            found.append(listed((titles[other] for other in one.same_as), "eller"))
    return found


def _differing(points: Iterable[dict[str, str]]) -> list[str]:
    """The points that are not the same in every list."""
    given = list(points)
    names = dict.fromkeys(name for one in given for name in one)
    return [name for name in names if len({one.get(name, "") for one in given}) > 1]
