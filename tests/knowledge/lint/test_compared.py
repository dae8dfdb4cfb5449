"""Target groups held against each other."""

import pytest

from .build import SECTIONS, found, item, only, pack

MORE = [*SECTIONS, {"anchor": "A21/tre", "title": "Avsnitt tre", "text": "Det tredje."}]


def aged(**ages: str | dict[str, str]):
    """Groups in the sections ett, tva, tre, each with a commitment."""
    groups = [
        item(name, section=f"A21/{name}", covers=covers if isinstance(covers, dict) else {"age": covers})
        for name, covers in ages.items()
    ]
    promises = [item(f"c{name}", party="both", group=name, occurs=[]) for name in ages]
    return pack({"groups": groups}, sections=MORE, commitments=promises)


def test_ages_that_belong_to_two_groups():
    finding = only("group-overlap", aged(ett="13-25", tva="18-"))
    assert finding.text.startswith("Den som är 18–25 år hör till två målgrupper: ”Om ett” (Avsnitt ett)")
    assert (finding.key, finding.where) == ("text.group-overlap.ett.tva", ("A21/ett", "A21/tva"))


def test_each_pair_is_asked_about():
    assert [f.key for f in found("group-overlap", aged(ett="13-25", tva="18-", tre="65-"))] == [
        "text.group-overlap.ett.tva",
        "text.group-overlap.tva.tre",
    ]
    assert "65 år och äldre" in only("group-overlap", aged(tva="18-", tre="65-")).text


@pytest.mark.parametrize("other", ["-17", "26-", {"age": "18-", "substance_class": "doping"}, {"pregnant": "yes"}])
def test_groups_that_do_not_meet_or_are_told_apart_by_more_than_age(other: str | dict[str, str]):
    assert not found("group-overlap", aged(ett="18-25", tva=other))


def test_groups_that_share_a_section_or_are_promised_nothing():
    of = aged(ett="13-25", tva="18-")
    together = [g.model_copy(update={"section": "A21/ett"}) for g in of.about.groups]
    assert not found("group-overlap", pack({"groups": together}, commitments=of.commitments))
    assert not found("group-overlap", pack({"groups": of.about.groups}, commitments=of.commitments[:1]))


def promised(*parties: tuple[str, ...]):
    names = ["ett", "tva", "tre"][: len(parties)]
    groups = [item(name, section=f"A21/{name}") for name in names]
    promises = [
        item(f"{name}-{party}", party=party, group=name, occurs=[])
        for name, given in zip(names, parties, strict=True)
        for party in given
    ]
    return pack({"groups": groups}, sections=MORE, commitments=promises)


def test_a_group_without_what_the_others_have():
    finding = only("group-without", promised(("both",), ("both",), ("region", "municipality")))
    assert (finding.key, finding.kind, finding.where) == ("text.group-without.both", "silence", ("A21/tre",))
    assert "Avsnitt tre har inget åtagande som båda parter står för" in finding.text
    assert "Avsnitt ett och Avsnitt två" in finding.text


def test_what_both_promise_is_promised_by_each():
    assert not found("group-without", promised(("both", "region"), ("both", "region"), ("both",)))
    lacking = found("group-without", promised(("both",), ("both",), ("region",)))
    assert [f.key for f in lacking] == ["text.group-without.both", "text.group-without.municipality"]


def test_what_only_some_have_is_no_pattern():
    assert not found("group-without", promised(("both",), ("region",), ("region",))), "one alone is no pattern"
    assert not found("group-without", promised(("both",), ("region",)))
    assert not found("group-without", promised(("both",), ("both",), ("both",)))


def test_groups_in_one_section_count_together():
    of = promised(("both",), ("both",), ("region",))
    joint = item("till", party="both", group="fyra", occurs=[])
    groups = [*of.about.groups, item("fyra", section="A21/tre")]
    assert not found("group-without", pack({"groups": groups}, sections=MORE, commitments=[*of.commitments, joint]))
