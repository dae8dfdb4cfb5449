"""The answer as a page shows it: steps in groups, reasons apart by where they come from, and everything in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from helhet.agreements.slugs import anchor_slug
from helhet.knowledge.answer import Advised, Answer, Applies, Basis, IfSo, Open
from helhet.knowledge.pack import Pack
from helhet.knowledge.vocabulary import Fact, Vocabulary

from .forms import Told
from .questions import said

type Packs = Mapping[str, Pack]

# The parts of an answer in the order a page shows them, and what we call them.
PARTS = {
    "first": "Först",
    "way": "Så går du vidare",
    "others": "Det här gör andra",
    "also": "Tänk också på",
    "always": "Det här gör ni hela tiden",
}
# The urgency of an act that goes on all along, in content/vocabulary/acts.yaml.
ALL_ALONG = 4
URGENCY = {0: "Genast.", 1: "Först."}
STANDING = {
    "stated": "Står i avtalet.",
    "inferred": "Följer av det som står i avtalet, men sägs inte rakt ut.",
    "unclear": "Avtalets text kan läsas på flera sätt.",
}
SURE = {
    "read": "Läst i lagtexten.",
    "secondary": "Hämtat ur en annan källa än lagtexten.",
    "memory": "Skrivet ur minnet: kontrollera mot lagtexten.",
    "open": "Osäkert: fråga en jurist.",
}
WHICH_MUNICIPALITY = {
    "resident": "Det gäller kommunen där personen är bosatt.",
    "registered": "Det gäller kommunen där personen är folkbokförd.",
    "staying": "Det gäller kommunen där personen är just nu.",
}
CHOOSES = {"person": "Personen väljer.", "staff": "Ni som möter personen väljer.", "both": "Ni väljer tillsammans."}


@dataclass(frozen=True)
class Reason:
    """Why a step is there, with where it stands and how sure that is."""

    where: str
    text: str
    sure: str
    address: str = ""


@dataclass(frozen=True)
class Step:
    """One step of the answer with its words."""

    number: int
    said: Advised
    binding: str
    rests_on: str
    soon: str
    by_when: str
    about: str
    which_municipality: str
    chooses: str
    agreement: tuple[Reason, ...]
    law: tuple[Reason, ...]
    reading: tuple[Reason, ...]
    new: bool = False


@dataclass(frozen=True)
class Given:
    """One of the answers given, and what is assumed in its place when it was "don't know"."""

    id: str
    label: str
    text: str
    assumed: str = ""


@dataclass(frozen=True)
class Also:
    """A fact that would add steps: its question, answers to press, and what each would bring."""

    question: str
    buttons: tuple[tuple[str, str], ...]
    gives: tuple[IfSo, ...]


@dataclass(frozen=True)
class Part:
    """The steps that come first, the way, what others do, or what to think of."""

    id: str
    heading: str
    steps: tuple[Step, ...]


def parts(answer: Answer, packs: Packs, words: Vocabulary, before: Answer | None) -> list[Part]:
    """The steps by part, numbered from first to last. Those that `before` lacked are marked new."""
    old = {identity(step) for step in (before or answer).steps}
    ordered = sorted(answer.steps, key=lambda step: list(PARTS).index(part_of(step)))
    several = len({one for step in ordered for one in step.substances}) > 1
    steps = [shown(n, step, packs, words, several, identity(step) not in old) for n, step in enumerate(ordered, 1)]
    found = (Part(id, heading, tuple(s for s in steps if part_of(s.said) == id)) for id, heading in PARTS.items())
    return [part for part in found if part.steps]


def part_of(step: Advised) -> str:
    """The part of the page a step stands in: what goes on all along apart from what this person calls for."""
    return "always" if step.part == "also" and step.urgency >= ALL_ALONG else step.part


def identity(step: Advised) -> tuple[str, str, str | None]:
    return step.act_id, step.text, step.receiver_id


def shown(number: int, step: Advised, packs: Packs, words: Vocabulary, several: bool, new: bool) -> Step:
    """A step in words; which substances it is about only when there are several."""
    about = step.substances if several else []
    kinds = {kind: tuple(reasons(step.basis, kind, packs)) for kind in ("agreement", "law", "reading")}
    return Step(
        number=number,
        said=step,
        binding=binding(step),
        rests_on=" och ".join(name for kind, name in (("law", "lag"), ("agreement", "avtal")) if kinds[kind]),
        soon=URGENCY.get(step.urgency, ""),
        by_when=step.deadline or no_time(bool(kinds["agreement"]), bool(kinds["law"])),
        about=", ".join(words.substances[one].label.lower() for one in about),
        which_municipality=WHICH_MUNICIPALITY.get(step.municipality, ""),
        chooses=CHOOSES.get(step.chooses, ""),
        new=new,
        **kinds,
    )


def binding(step: Advised) -> str:
    """How binding a step is. Our own advice binds nobody; what hangs on someone's judgement is not yet a duty."""
    if all(one.kind == "reading" for one in step.basis):
        return "Vårt råd"
    if step.judgement:
        return f"{step.strength.capitalize()} göras om svaret är ja"
    return f"{step.strength.capitalize()} göras"


def no_time(agreement: bool, law: bool) -> str:
    if agreement and law:
        return "Varken avtalet eller lagen anger någon tid."
    if agreement:
        return "Avtalet anger ingen tid."
    return "Lagen anger ingen tid." if law else ""


def reasons(basis: Iterable[Basis], kind: str, packs: Packs) -> Iterator[Reason]:
    for one in basis:
        if one.kind != kind:
            continue
        pack = packs.get(one.pack or "")
        if kind == "agreement" and pack:
            where, address = anchor_label(pack, one.anchor), anchor_address(pack.id, one.anchor)
            yield Reason(where, one.text, STANDING.get(one.standing, ""), address)
        elif kind == "law":
            yield Reason(one.anchor, one.text, SURE.get(one.sure, ""))
        else:
            yield Reason("", one.text, "")


def anchor_address(pack_id: str, anchor: str) -> str:
    """Where an anchor stands on the agreement's own page."""
    return reverse("agreements:text", args=[pack_id]) + f"#{anchor_slug(anchor)}"


def anchor_label(pack: Pack, anchor: str) -> str:
    """An anchor as a person says it: the section's title and which bullet."""
    section, _, bullet = anchor.partition("#")
    title = next((one.title for one in pack.sections if one.anchor == section), section)
    return f"{title}, punkt {bullet}" if bullet else title


def named(applies: Iterable[Applies], packs: Packs) -> list[tuple[Applies, str]]:
    """Agreements by the short name that people use."""
    return [(one, packs[one.id].about.short if one.id in packs else one.title) for one in applies]


def opened(entries: Sequence[Open], packs: Packs) -> list[tuple[Open, list[Reason]]]:
    """What is not settled, with the places in the agreement that leave it so; what no agreement leaves has none."""
    return [
        (one, [Reason(anchor_label(packs[one.pack], a), "", "", anchor_address(one.pack, a)) for a in one.anchors])
        for one in entries
        if one.pack in packs or not one.pack
    ]


def also(entries: Iterable[IfSo], facts: Mapping[str, Fact]) -> list[Also]:
    """The "if so" list by fact, each with its answers as buttons."""
    by_fact: dict[str, list[IfSo]] = {}
    for one in entries:
        by_fact.setdefault(one.fact, []).append(one)
    return [
        Also(facts[name].question or facts[name].label, buttons(facts[name], gives), tuple(gives))
        for name, gives in by_fact.items()
    ]


def buttons(fact: Fact, gives: Iterable[IfSo]) -> tuple[tuple[str, str], ...]:
    """All answers of a yes-or-no kind of fact; of one with many answers only those that bring something."""
    bringing = {value for one in gives for value in one.value.split("/")}
    values = [v for v in fact.values if fact.type == "one" or v.id in bringing]
    return tuple((f"{fact.id}={v.id}", v.label) for v in values)


def answers(told: Told, place: str, assumed: Sequence[str], words: Vocabulary) -> list[Given]:
    """The answers given, in words."""
    given = [Given("kommun", "Kommun", place or "Vet inte")]
    for name, value in told.facts.items():
        fact = words.facts[name]
        instead = fact.unknown.assume if fact.unknown and name in assumed else None
        given.append(Given(name, fact.label, said(fact, value, words), said(fact, instead, words) if instead else ""))
    return given
