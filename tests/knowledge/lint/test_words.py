"""Definitions and targets."""

from .build import found, item, only, pack


def test_one_term_defined_twice_in_one_system():
    concepts = [item("a", term="Beroende", system="ICD-10"), item("b", "A21/tva#1", term="beroende", system="icd-10")]
    finding = only("term", pack(concepts=concepts))
    assert (finding.kind, finding.severity) == ("conflict", "warning")
    assert finding.where == ("A21/ett#1", "A21/tva#1")


def test_two_systems_are_only_worth_knowing():
    concepts = [item("a", term="Beroende", system="ICD-10"), item("b", term="Beroende", system="DSM-IV")]
    assert only("term", pack(concepts=concepts)).severity == "info"
    the_documents_own = [concepts[0], item("b", term="Beroende")]
    assert only("term", pack(concepts=the_documents_own)).severity == "info"


def test_a_shared_word_counts():
    concepts = [item("a", term="Skadligt bruk"), item("b", term="Harmful use", words=["skadligt bruk"])]
    assert only("term", pack(concepts=concepts)).key == "text.term.a.b"


def test_the_same_definition_twice_is_no_fault():
    concepts = [item(i, term="Beroende", text="Samma sak.") for i in ("a", "b")]
    assert not found("term", pack(concepts=concepts))


def test_criteria_that_differ_are_a_difference():
    concepts = [item(i, term="Beroende", text="Samma sak.", criteria=f"k{i}") for i in ("a", "b")]
    sets = [
        item(f"k{i}", concept=i, kind="count", measure="kriterier", origin="Dokumentet", thresholds=[{"at_least": n}])
        for i, n in (("a", 3), ("b", 4))
    ]
    assert only("term", pack(concepts=concepts, criteria=sets))
    same = [entry | {"thresholds": [{"at_least": 3}]} for entry in sets]
    assert not found("term", pack(concepts=concepts, criteria=same))


def test_two_targets_for_one_measure():
    goals = [item("g1", target="5", unit="procent"), item("g2", "A21/tva#1", target="5", unit="personer")]
    indicators = [item(f"i{g['id']}", measures="Dödsfall", goal=g["id"]) for g in goals]
    assert "5 personer" in only("target", pack(goals=goals, indicators=indicators)).text
    assert not found("target", pack(goals=goals))


def test_one_measure_in_two_units():
    indicators = [item("i1", measures="Dödsfall", unit="per 100 000"), item("i2", measures="dödsfall", unit="antal")]
    assert only("target", pack(indicators=indicators))
    assert not found("target", pack(indicators=[i | {"unit": "antal"} for i in indicators]))


def test_a_word_that_nothing_uses():
    concepts = [item("rutin", term="Rutin"), item("aterfall", term="Återfall")]
    finding = only("term-unused", pack(concepts=concepts, notes=[item("n", kind="method", text="Ta fram rutiner.")]))
    assert "Återfall" in finding.text
    assert "Rutin" not in finding.text


def test_definitions_that_already_stand_as_statements_are_asked_once():
    concepts = [item("a", term="Beroende"), item("b", "A21/tva#1", term="Beroende")]
    said = [item("s", topic="t", value="ja"), item("r", "A21/tva#1", topic="t", value="nej")]
    assert found("term", pack(concepts=concepts, statements=said[:1]))
    assert not found("term", pack(concepts=concepts, statements=said))
    elsewhere = [entry | {"anchors": ["A21/ett#2"]} for entry in said]
    assert found("term", pack(concepts=concepts, statements=elsewhere))


def test_a_word_is_used_by_a_need_but_not_by_its_own_definition():
    concepts = [item("laro", term="LARO", text="LARO är läkemedel.")]
    slip = {"id": "m", "anchors": ["A21/ett#1"], "printed": "LORO", "meant": "LARO", "cause": "county"}
    assert found("term-unused", pack(concepts=concepts, misprints=[slip]))
    assert not found("term-unused", pack(concepts=concepts, duties=[item("d", principal="region", needs=["laro"])]))


def test_what_is_not_measured_is_not_compared():
    unknown = item("i1", measures="Dödsfall")
    assert not found("target", pack(indicators=[unknown, item("i2", measures="Dödsfall", unit="antal")]))
    assert not found("target", pack(indicators=[item("i1", unit="procent"), item("i2", unit="antal")]))


def test_a_statement_of_the_definition_is_no_use_of_the_word():
    concepts = [item("syndrom", "A21/tva#1", term="Syndrom")]
    here = [item("s", "A21/tva#1", topic="t", value="ja", text="Syndrom har fler kriterier.")]
    assert found("term-unused", pack(concepts=concepts, statements=here))
    elsewhere = [here[0] | {"anchors": ["A21/ett#1"]}]
    assert not found("term-unused", pack(concepts=concepts, statements=elsewhere))


def test_a_word_that_a_conflict_is_about_is_not_also_unused():
    concepts = [item("o", term="Uppenbart obehövligt")]
    said = [item("a", topic="t", value="obehövligt"), item("b", topic="t", value="uppenbart obehövligt")]
    assert not found("term-unused", pack(concepts=concepts, statements=said))
