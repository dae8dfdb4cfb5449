"""What is said on the same topic in two places."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .build import found, item, law, only, pack

LEGAL = {
    "id": "intyg",
    "topic": "lvm.intyg",
    "value": "uppenbart obehövligt",
    "text": "Om det inte är uppenbart obehövligt",
}
LEGAL |= {"provisions": ["LVM 1988:870 9 §"], "valid_from": "2005-01-01"}


def says(*values: str, topic="lvm.intyg", about=None):
    said = [item(f"s{i}", f"A21/ett#{i + 1}", topic=topic, value=value) for i, value in enumerate(values)]
    return pack(about, statements=said)


def test_two_values_are_a_conflict_with_both_places():
    finding = only("statement", says("obehövligt", "uppenbart obehövligt"))
    assert (finding.key, finding.kind, finding.layer) == ("text.statement.lvm-intyg", "conflict", "text")
    assert finding.severity == "warning"
    assert finding.where == ("A21/ett#1", "A21/ett#2")


def test_the_same_value_is_no_conflict():
    assert not found("statement", says("Obehövligt.", "obehövligt"))


def test_the_conflict_and_the_law_are_one_finding():
    finding = only("statement", says("obehövligt", "uppenbart obehövligt"), law(statements=[LEGAL]))
    assert "LVM 1988:870 9 §" in finding.text
    assert finding.layer == "text"
    assert "Då som nu" in finding.text


def test_against_the_law_alone():
    finding = only("statement", says("obehövligt"), law(statements=[LEGAL]))
    assert (finding.layer, finding.severity) == ("law", "warning")
    assert finding.text.startswith("Dokumentet säger ”Om s0” (obehövligt) i Avsnitt ett, punkt 1.")
    assert not found("statement", says("uppenbart obehövligt"), law(statements=[LEGAL]))


def test_right_when_decided_and_wrong_since():
    before = LEGAL | {"id": "fore", "value": "obehövligt", "valid_to": "2022-12-31"}
    under = law(statements=[before, LEGAL | {"valid_from": "2023-01-01"}])
    finding = only("statement", says("obehövligt"), under)
    assert "stämde när dokumentet beslutades" in finding.text
    assert "Sedan den 1 januari 2023 gäller" in finding.text
    assert not found("statement", says("obehövligt"), under, day=None)


def test_law_we_only_remember_is_told_low():
    assert only("statement", says("obehövligt"), law(statements=[LEGAL | {"sure": "memory"}])).severity == "info"


def another(**about):
    return says("vet ej", about={"id": "annan-2021", "short": "Annat avtal"} | about)


def test_another_agreement_of_the_same_parties():
    other = another()
    assert "Annat avtal" in only("statement", says("obehövligt"), others=(other,)).text


@pytest.mark.parametrize(
    "about",
    [
        {"county": "98"},
        {"status": "ended"},
        {"extends": "prov-2021"},
        {"periods": [{"start": "2030-01-01"}]},
    ],
)
def test_agreements_that_are_not_the_same_parties_at_once(about):
    assert not found("statement", says("obehövligt"), others=(another(**about),))


@settings(deadline=None)
@given(st.lists(st.sampled_from(["ja", "nej", "Ja."]), min_size=1, max_size=2))
def test_a_conflict_is_exactly_two_different_values(values: list[str]):
    different = len({value.rstrip(".").casefold() for value in values}) > 1
    assert bool(found("statement", says(*values))) == different


def test_what_may_be_read_either_way_is_told_low():
    said = [item("a", topic="t", value="ja"), item("b", topic="t", value="nej", standing="unclear")]
    assert only("statement", pack(statements=said)).severity == "info"
    inferred = [said[0], said[1] | {"standing": "inferred"}]
    assert only("statement", pack(statements=inferred)).severity == "info"
    assert not found("unclear", pack(statements=said))


def test_a_cited_provision_is_held_against_the_law_by_its_own_rule():
    newer = LEGAL | {"value": "HSLF-FS 2022:39", "provisions": ["HSLF-FS 2022:39"]}
    cited = {"id": "r", "anchors": ["A21/ett#1"], "text": "Föreskriften", "provision": "SOSFS 2014:4"}
    of = says("SOSFS 2014:4")
    assert only("statement", of, law(statements=[newer]))
    assert not found("statement", pack(statements=of.statements, references=[cited]), law(statements=[newer]))


def test_a_commitment_that_differs_is_not_also_a_conflict_of_statements():
    places = [{"list": "l", "anchor": f"A21/ett#{n}", "points": {"hur": str(n)}} for n in (1, 2)]
    promise = item("c", party="both", occurs=places)
    of = says("ja", "nej")
    assert found("statement", of)
    assert not found("statement", pack(statements=of.statements, commitments=[promise]))


def test_the_value_is_shown_when_the_sentence_does_not_hold_it():
    assert "”Om s0” (ja)" in only("statement", says("ja", "nej")).text
    said = [item("a", topic="t", value="ja", text="Svaret är ja."), item("b", topic="t", value="nej")]
    assert "”Svaret är ja” i " in only("statement", pack(statements=said)).text


def test_it_was_right_only_if_we_know_that_it_was():
    finding = only("statement", says("obehövligt"), law(statements=[LEGAL | {"valid_from": "2023"}]))
    assert "stämde" not in finding.text
    assert "Åtminstone sedan 2023 gäller" in finding.text
    assert "när dokumentet beslutades har vi inte med" in finding.text


def test_municipalities_in_common_make_the_same_parties():
    ours = says("obehövligt", about={"municipalities": ["9901", "9902"]})
    assert found("statement", ours, others=(another(county="98", municipalities=["9902"]),))
    assert not found("statement", ours, others=(another(county="98", municipalities=["9903"]),))


def test_another_agreement_on_another_topic():
    other = says("vet ej", topic="annat", about={"id": "annan-2021", "short": "Annat avtal"})
    assert not found("statement", says("obehövligt"), others=(other,))
    assert not found("statement", says("vet ej"), others=(another(),))


def test_places_that_clash_only_as_we_read_them_are_no_conflict():
    said = [item("a", topic="t", value="ja"), item("b", topic="t", value="nej", standing="unclear")]
    finding = only("statement", pack(statements=said))
    assert finding.kind == "reading"
    assert finding.text.startswith("Vi har svårt att få ihop")
    assert finding.text.endswith("Hur hänger de ihop?")
    against = law(statements=[LEGAL | {"topic": "t"}])
    assert only("statement", pack(statements=said), against).kind == "conflict", "the law is firm whatever we read"
