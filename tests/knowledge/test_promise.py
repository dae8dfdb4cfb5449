"""Nobody falls between: over both packs and the law, everyone in scope has an owner or a declared open question.

The last tests break a pack on purpose, and the same search must find someone who falls between.
"""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings

from helhet.knowledge.pack import Pack
from helhet.knowledge.schema.routes import Row, Table
from helhet.knowledge.schema.work import Duty
from helhet.knowledge.verify.mutants import fresh
from tests.knowledge.making import LIBRARY, row, step
from tests.knowledge.promise import Promise, asked, contradictions, guide_for, people

SHIPPED = LIBRARY.pack_ids()
KEPT = {ident: Promise.of(LIBRARY.pack(ident)) for ident in SHIPPED}
LAW_ALONE = guide_for()


@pytest.mark.parametrize("ident", SHIPPED)
@settings(max_examples=300, deadline=None)
@given(person=people)
def test_everyone_in_scope_has_an_owner_or_a_declared_open_question(ident: str, person: dict[str, Any]) -> None:
    assert KEPT[ident].broken(person) == []


@settings(max_examples=200, deadline=None)
@given(person=people)
def test_the_law_alone_never_contradicts_itself(person: dict[str, Any]) -> None:
    assert contradictions(LAW_ALONE.answer(asked(person)), person["unit"]) == []


def changed(pack: Pack, **lists: Any) -> Pack:
    """The pack with some lists replaced; its county has been told nothing of it."""
    return fresh(pack.model_copy(update=lists))


def without_row(ident: str) -> Callable[[Pack], Pack]:
    """Takes a row out of the table it stands in."""

    def change(pack: Pack) -> Pack:
        kept = (t.model_copy(update={"rows": tuple(r for r in t.rows if r.id != ident)}) for t in pack.tables)
        return changed(pack, tables=tuple(kept))

    return change


def without_duties(need: str) -> Callable[[Pack], Pack]:
    """Takes away everything that makes anyone answer for a need."""
    return lambda pack: changed(pack, duties=tuple(d for d in pack.duties if need not in d.needs))


def with_duty(principal: str, need: str) -> Callable[[Pack], Pack]:
    """Makes one more answer for a need."""
    more = {"id": "till", "principal": principal, "needs": [need], "text": "Också de", "anchors": ["A/s"]}
    return lambda pack: changed(pack, duties=(*pack.duties, Duty.model_validate(more)))


def with_row(when: dict[str, Any], *steps: dict[str, Any]) -> Callable[[Pack], Pack]:
    """Adds a table of one row."""
    rows = (Row.model_validate(row("till", when, *steps)),)
    table = Table(id="till", title="Till", policy="collect", per="substance", rows=rows)
    return lambda pack: changed(pack, tables=(*pack.tables, table))


STAY = step("treat_own", needs=["diagnosis"])
GO = step("help_application", receiver="social_adult", needs=["diagnosis"])
BROKEN = [
    ("stockholm-2017", without_row("vuxna-basutredning"), "vag-vuxna visar ingen väg, och ingen öppen fråga"),
    ("kalmar-2021", without_row("missbruk-utan-kunskap"), "vag-missbruk visar ingen väg, och ingen öppen fråga"),
    ("stockholm-2017", without_duties("motivation"), "motivation: ingen svarar, och ingen öppen fråga"),
    ("kalmar-2021", without_duties("income_support"), "income_support: ingen svarar, och ingen öppen fråga"),
    ("kalmar-2021", with_duty("region", "income_support"), "income_support: flera svarar, och ingen öppen fråga"),
    ("kalmar-2021", with_row({"age": "18-"}, STAY, GO), "treat_own och help_application säger emot varandra"),
    (
        "kalmar-2021",
        with_row({"children_near": "concern"}, step("report_child", receiver="region")),
        "report_child går till två",
    ),
]


@pytest.mark.parametrize(("ident", "change", "text"), BROKEN)
def test_the_search_finds_who_falls_between_when_a_pack_is_broken(
    ident: str, change: Callable[[Pack], Pack], text: str
) -> None:
    whole = LIBRARY.pack(ident)
    promise = Promise.of(change(whole), told_of=whole)
    found = find(
        people,
        lambda person: any(said.startswith(text) for said in promise.broken(person)),
        settings=settings(max_examples=4000, deadline=None, derandomize=True, phases=[Phase.generate]),
    )
    assert not any(said.startswith(text) for said in KEPT[ident].broken(found))
