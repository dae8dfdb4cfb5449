"""What Helhet promises of an agreement, checked on the answer itself and by reading the facts plainly.

Nothing here asks the proof whether a situation is covered: its findings are only taken as the list of what a
county has been told, and each situation is held against them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from helhet.knowledge.advise import Guide
from helhet.knowledge.answer import Advised, Answer
from helhet.knowledge.findings import Finding, declare
from helhet.knowledge.law import holds_on
from helhet.knowledge.pack import Pack
from helhet.knowledge.terms import values_of
from helhet.knowledge.verify import verify
from tests.knowledge.making import LIBRARY

DAY = date(2026, 11, 22)
WORDS, LAW = LIBRARY.vocabulary, LIBRARY.law
FACTS = WORDS.facts
ABSENT = "-"
OURS = ("region", "municipality")


def guide_for(*packs: Pack) -> Guide:
    """A guide on the day of these tests, with packs chosen by name."""
    return Guide(packs, LAW, WORDS, LIBRARY.directory, DAY, None, named=True)


def _known(fact: str) -> st.SearchStrategy[Any]:
    """Any answer to one fact but "don't know"."""
    entry = FACTS[fact]
    values = [value.id for value in entry.values]
    if entry.type == "many":
        return st.lists(st.sampled_from(values), unique=True, max_size=2)
    return st.sampled_from(values)


# Everyone of whom all is known, in contact with a unit of either side.
people = st.fixed_dictionaries(
    {
        **{name: _known(name) for name, fact in FACTS.items() if fact.type in ("one", "many") and name != "needs"},
        "unit": st.sampled_from([unit.id for unit in WORDS.units.values() if unit.principal in OURS]),
        "age": st.one_of(st.integers(13, 100), st.sampled_from([13, 17, 18, 25, 26, 64, 65])),
        "substances": st.dictionaries(
            st.sampled_from(list(WORDS.substances)), st.sampled_from(list(WORDS.levels)), min_size=1, max_size=2
        ),
    }
)

Seen = dict[str, Any]


def seen(person: dict[str, Any], substance: str) -> Seen:
    """A person as conditions see them, one substance at a time; a question that does not apply is absent."""
    classes = {s: WORDS.substances[s].class_ for s in person["substances"]}
    levels = sorted(person["substances"].values(), key=lambda level: WORDS.levels[level].order)
    found = {**person, "principal": WORDS.units[person["unit"]].principal, "highest_level": levels[-1]}
    found |= {"substance": substance, "substance_class": classes[substance], "level": person["substances"][substance]}
    found |= {"classes": set(classes.values()), "mixed_use": "yes" if len(classes) > 1 else "no"}
    found |= {"other_classes": {c for s, c in classes.items() if s != substance}}
    for name, fact in FACTS.items():
        if fact.applies_when and not holds(fact.applies_when, found):
            found[name] = ABSENT
    return found


def asked(person: dict[str, Any]) -> dict[str, Any]:
    """The person as the guide is told of them."""
    one = seen(person, next(iter(person["substances"])))
    return {name: value for name, value in person.items() if one[name] != ABSENT}


def holds(when: dict[str, Any], one: Seen) -> bool:
    """Whether a condition holds, read plainly."""
    for fact, given in when.items():
        values, negated = values_of(FACTS[fact], given)
        value = one[fact]
        met = bool(values & set(value)) if isinstance(value, list | set) else value in values
        if met == negated:
            return False
    return True


def within(region: dict[str, list[str]], one: Seen) -> bool:
    """Whether someone is in the region of a finding."""
    return all(_within(fact, values, one[fact]) for fact, values in region.items())


def _within(fact: str, values: list[str], value: Any) -> bool:
    if isinstance(value, list | set):
        return all((v.removeprefix("not ") in value) != v.startswith("not ") for v in values)
    if value == ABSENT:
        return ABSENT in values
    return value in values_of(FACTS[fact], [v for v in values if v != ABSENT])[0] if values != [ABSENT] else False


@dataclass(frozen=True)
class Promise:
    """A pack, what its county has been told of it, and the guide that answers from it."""

    pack: Pack
    told: list[Finding]
    guide: Guide

    @classmethod
    def of(cls, pack: Pack, told_of: Pack | None = None) -> "Promise":
        """A pack's promise; `told_of` is the pack that the county was told of, when this one has been changed."""
        known = told_of or pack
        found = declare(verify(known, WORDS, LAW, lambda _: None, DAY).findings, known)
        return cls(pack, [finding for finding in found if finding.declared], guide_for(pack))

    def broken(self, person: dict[str, Any]) -> list[str]:
        """Everything in which the promise is not kept for one person; empty when all of it is."""
        answer = self.guide.answer(asked(person))
        every = [seen(person, substance) for substance in person["substances"]]
        claimed = [one for one in every if self._claims(one)]
        needs = self.guide.answer({**asked(person), "needs": list(WORDS.needs)})
        return [
            *(text for one in claimed for text in (*self._way(one, answer), *self._needs(one, needs))),
            *contradictions(answer, person["unit"]),
        ]

    def _claims(self, one: Seen) -> bool:
        return any(holds(claim.covers, one) for claim in self.pack.about.claims if claim.proof)

    def _is_told(self, start: str, one: Seen) -> bool:
        return any(f.key.startswith(start) and within(f.region, one) for f in self.told)

    def _way(self, one: Seen, answer: Answer) -> Iterator[str]:
        """Each table that is to show the way does, or the county has been told that it does not."""
        silent = {o.id.removeprefix("no_way.") for o in answer.open if o.id.startswith("no_way.")}
        shown = {fired.split("/")[1] for fired in answer.fired}
        for table in self.pack.tables:
            if table.course and holds(table.scope, one) and table.id not in shown:
                if table.id not in silent:
                    yield f"{table.id} visar ingen väg, och svaret säger inte det"
                if not self._is_told(f"routes.gap.{table.id}", one):
                    yield f"{table.id} visar ingen väg, och ingen öppen fråga säger det"

    def _needs(self, one: Seen, answer: Answer) -> Iterator[str]:
        """Each need that can exist has one owner, or a sharing, or an open question."""
        for need in WORDS.needs.values():
            if holds(need.applies, one):
                yield from self._need(need.id, one, answer)

    def _need(self, need: str, one: Seen, answer: Answer) -> Iterator[str]:
        entries = [e for e in LAW.needs if e.need == need and holds_on(e, DAY) and holds(e.applies, one)]
        law = {principal for entry in entries for principal in entry.principals}
        duties = [d for d in self.pack.duties if need in d.needs and holds(d.applies, one)]
        held = {duty.principal for duty in duties}
        named = {WORDS.principal_of(s.actor_id) for s in answer.steps if s.act_id == "answer_need" and need in s.needs}
        if not held | law <= named:
            yield f"{need}: {sorted(held | law)} svarar, men svaret säger {sorted(map(str, named))}"
        if not held and not self._left_open(need, one) and not self._is_told(f"needs.gap.{need}", one):
            yield f"{need}: ingen svarar, och ingen öppen fråga säger det"
        settled = len(held) < 2 or self._shared(need, one) or (len(law) > 1 and held <= law)
        if not settled and not self._is_told(f"needs.overlap.{need}", one):
            yield f"{need}: flera svarar, och ingen öppen fråga säger det"

    def _left_open(self, need: str, one: Seen) -> bool:
        return any(need in left.needs and holds(left.applies, one) for left in self.pack.about.not_covered)

    def _shared(self, need: str, one: Seen) -> bool:
        return any(need in sharing.needs and holds(sharing.applies, one) for sharing in self.pack.sharings)


def contradictions(answer: Answer, unit: str = "") -> list[str]:
    """Steps that cannot all be done by the one who asks, in a unit."""
    return [*doubled(answer), *_stay_and_go(answer.steps, unit), *_to_oneself(answer.steps, unit)]


def doubled(answer: Answer) -> list[str]:
    """One report that goes to two sides, and the same step said twice."""
    reports: dict[str, set[str | None]] = {}
    for step in answer.steps:
        if step.course == "report":
            reports.setdefault(step.act_id, set()).add(WORDS.principal_of(step.receiver_id))
    found = [f"{act} går till två" for act, receivers in reports.items() if len(receivers - {None}) > 1]
    keys = [(s.act_id, s.text, s.receiver_id, s.actor_id, s.after) for s in answer.steps]
    return [*found, *(f"{key[0]} står två gånger" for key in set(keys) if keys.count(key) > 1)]


def _stay_and_go(steps: Iterable[Advised], unit: str) -> Iterator[str]:
    """For one need: that it is met here and that the person goes elsewhere for it, at least one as the agreement says.

    Steps that come second in hand are ordered and contradict nothing. What law alone asks of both sides is each
    one's own part.
    """
    firm = [s for s in steps if s.course in ("stay", "hand_over") and not s.after]
    for one, other in combinations(firm, 2):
        stay, go = (one, other) if one.course == "stay" else (other, one)
        kinds = {one.basis[0].kind, other.basis[0].kind}
        apart = (
            one.course != other.course and stay.actor_id == go.actor_id and go.receiver_id not in (stay.actor_id, unit)
        )
        alike = not stay.substances or not go.substances or set(stay.substances) & set(go.substances)
        if apart and alike and "agreement" in kinds and set(stay.needs) & set(go.needs):
            yield f"{stay.act_id} och {go.act_id} säger emot varandra om {sorted(set(stay.needs) & set(go.needs))}"


def _to_oneself(steps: Iterable[Advised], unit: str) -> Iterator[str]:
    """Someone who is told to hand the person over to themselves, and in first hand."""
    for step in steps:
        to_self = step.actor_id == "self" and step.receiver_id == unit
        if unit and to_self and step.course == "hand_over" and not step.after:
            yield f"{step.act_id}: {unit} skickar till sig själv"
