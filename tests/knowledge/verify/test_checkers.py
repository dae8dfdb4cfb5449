"""Both checkers against each other, against brute force, and against the guide's own reading of conditions."""

from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from helhet.knowledge.conditions import YES, compile_condition, state_of
from helhet.knowledge.situation import Reader
from helhet.knowledge.verify.persons import facts_of, holds
from helhet.knowledge.verify.prover import Prover
from helhet.knowledge.verify.question import Question, Region, Session
from helhet.knowledge.verify.table import Enumerator
from helhet.knowledge.verify.variables import ABSENT, Per, Variables
from tests.knowledge.verify.packs import WORDS

# Small facts of their own, so that every combination can be looked at.
SMALL = ("level", "competence", "assessment", "willing", "great_concern")
# Facts that hang together, for the two checkers against each other.
OF_SUBSTANCE = (
    *("age", "unit", "principal", "pregnant", "prescriber", "danger", "level", "substance", "substance_class"),
    *("classes", "other_classes", "highest_level", "mixed_use"),
)
OF_PERSON = (*OF_SUBSTANCE, "setting")
READER = Reader(WORDS)


def part(fact: str) -> st.SearchStrategy[Any]:
    if fact == "age":
        values: st.SearchStrategy[Any] = st.sampled_from(["18-", "-17", "13-17", "65-", "-19", 15])
    else:
        answers = [value.id for value in WORDS.facts[fact].values]
        values = st.lists(st.sampled_from(answers), min_size=1, max_size=3, unique=True)
    return st.one_of(values, st.builds(lambda given: {"not": given}, values))


def conditions(facts: tuple[str, ...], most: int = 3) -> st.SearchStrategy[dict[str, Any]]:
    chosen = st.lists(st.sampled_from(facts), unique=True, max_size=most)
    return chosen.flatmap(lambda names: st.fixed_dictionaries({name: part(name) for name in names}))


def question(rows: list[dict[str, Any]], scope: dict[str, Any]) -> Question:
    return Question(((scope,),), (), tuple((row,) for row in rows))


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(["substance", "person"]), st.data())
def test_the_two_checkers_find_the_same_regions(per: Per, data: st.DataObject):
    facts = OF_SUBSTANCE if per == "substance" else OF_PERSON
    rows = data.draw(st.lists(conditions(facts), min_size=1, max_size=5))
    scope = data.draw(conditions(facts, most=2))
    variables = Variables(WORDS, per)
    checkers: list[Session] = [checker(variables, [scope, *rows]) for checker in (Prover, Enumerator)]
    gaps, more = question(rows, scope), Question(((scope,),), ((rows[0],),), ((rows[-1],),))
    one, other = (
        (
            checker.regions(gaps),
            checker.regions(more),
            checker.possible(more),
            checker.together(((scope,),), [(row,) for row in rows]),
        )
        for checker in checkers
    )
    assert one == other


def situations() -> list[dict[str, str]]:
    values = [[value.id for value in WORDS.facts[fact].values] for fact in SMALL]
    return [dict(zip(SMALL, chosen, strict=True)) for chosen in product(*values)]


def plainly(when: dict[str, Any], situation: dict[str, str]) -> bool:
    for fact, wanted in when.items():
        negated = isinstance(wanted, dict)
        listed = wanted["not"] if isinstance(wanted, dict) else wanted
        if (situation[fact] in listed) == negated:
            return False
    return True


def inside(region: Region, situation: dict[str, str]) -> bool:
    return all(situation[name] in values for name, values in region.box.items())


@settings(deadline=None, max_examples=100)
@given(st.lists(conditions(SMALL, most=4), min_size=1, max_size=8), conditions(SMALL, most=1))
def test_regions_are_what_brute_force_finds(rows: list[dict[str, Any]], scope: dict[str, Any]):
    asked = question(rows, scope)
    regions = Prover(Variables(WORDS, "substance"), [scope, *rows]).regions(asked)
    assert Enumerator(Variables(WORDS, "substance"), [scope, *rows]).regions(asked) == regions
    scoped = [s for s in situations() if plainly(scope, s)]
    left_out = [s for s in scoped if not any(plainly(row, s) for row in rows)]
    assert [s for s in scoped if any(inside(region, s) for region in regions)] == left_out
    for region in regions:
        # The example is in its region, and no value more can be let in.
        assert any(inside(region, s) and region.point.items() <= s.items() for s in left_out)
        for name, values in region.box.items():
            for value in {s[name] for s in scoped} - set(values):
                wider = Region({**region.box, name: (*values, value)})
                assert any(inside(wider, s) for s in scoped if s not in left_out)


PEOPLE = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(list(WORDS.units)),
        "age": st.integers(0, 120),
        "substances": st.dictionaries(
            st.sampled_from(list(WORDS.substances)), st.sampled_from(list(WORDS.levels)), min_size=1, max_size=3
        ),
        "danger": st.lists(st.sampled_from([v.id for v in WORDS.facts["danger"].values]), unique=True, max_size=2),
        "pregnant": st.sampled_from(["yes", "no"]),
        "prescriber": st.sampled_from(["here", "mixed"]),
    }
)


def as_seen(person: dict[str, Any], substance: str, per: Per) -> dict[str, Any]:
    """The person as the values of the proof's variables."""
    classes = {s: WORDS.substances[s].class_ for s in person["substances"]}
    others = {c for s, c in classes.items() if s != substance}
    levels = sorted(person["substances"].values(), key=lambda level: WORDS.levels[level].order)
    seen: dict[str, Any] = {"unit": person["unit"], "age": person["age"], "highest_level": levels[-1]}
    seen["mixed_use"] = "yes" if len(classes) > 1 else "no"
    seen["pregnant"] = person["pregnant"] if 10 <= person["age"] <= 59 else ABSENT
    seen["prescriber"] = person["prescriber"] if "medicine" in classes.values() else ABSENT
    for danger in WORDS.facts["danger"].values:
        seen[f"danger={danger.id}"] = "yes" if danger.id in person["danger"] else "no"
    if per == "substance":
        seen |= {"substance": substance, "level": person["substances"][substance]}
        seen |= {f"other_classes={c}": "yes" if c in others else "no" for c in WORDS.classes}
    else:
        seen |= {f"classes={c}": "yes" if c in classes.values() else "no" for c in WORDS.classes}
    return seen


def as_asked(person: dict[str, Any]) -> dict[str, Any]:
    """The person as the guide is told: questions that do not apply are not answered."""
    asked = dict(person)
    if not 10 <= person["age"] <= 59:
        del asked["pregnant"]
    if "medicine" not in {WORDS.substances[s].class_ for s in person["substances"]}:
        del asked["prescriber"]
    return asked


@settings(deadline=None, max_examples=300)
@given(PEOPLE, conditions(OF_SUBSTANCE))
def test_conditions_mean_to_the_proof_what_they_mean_to_the_guide(person: dict[str, Any], when: dict[str, Any]):
    situation = READER.read(as_asked(person))
    for substance, state in situation.substances:
        variables = Variables(WORDS, "substance")
        facts = facts_of(as_seen(person, str(substance), "substance"), variables)
        proof = all(holds(p, facts, variables) for p in variables.parts(when))
        assert proof == (state_of(compile_condition(when, READER.book), *state) == YES)


@settings(deadline=None, max_examples=200)
@given(PEOPLE, conditions(("age", "unit", "principal", "pregnant", "danger", "classes", "highest_level", "mixed_use")))
def test_and_so_for_the_person_as_a_whole(person: dict[str, Any], when: dict[str, Any]):
    situation = READER.read(as_asked(person))
    variables = Variables(WORDS, "person")
    facts = facts_of(as_seen(person, "", "person"), variables)
    proof = all(holds(p, facts, variables) for p in variables.parts(when))
    assert proof == (state_of(compile_condition(when, READER.book), situation.may, situation.must) == YES)
