"""Two who write at once: nothing of either is lost, whatever they wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helhet.kernel.errors import BadInput
from helhet.plans import drafting, queries
from helhet.plans.merging import ALSO, Clash, merge, merge_text
from helhet.plans.models import Part
from helhet.secrecy.wall import acting
from tests.plans.making import begun
from tests.records.world import AT

words = st.text("abc ", max_size=6)
texts = st.lists(words, max_size=5).map("\n".join)
data = st.dictionaries(st.sampled_from(["text", "start", "unit"]), st.sampled_from(["", "a", "b c", "d e\nf g"]))


def test_each_field_is_as_whoever_changed_it_left_it():
    base = {"text": "Bostad", "start": "2027-01-01"}
    both = merge(base, base | {"text": "Egen bostad"}, base | {"start": "2027-02-01"})
    assert both.data == {"text": "Egen bostad", "start": "2027-02-01"}
    assert not both.clashes


def test_lines_far_apart_are_merged_and_the_same_line_is_kept_twice():
    base = "ett\ntvå\ntre\nfyra"
    assert merge_text(base, "ETT\ntvå\ntre\nfyra", "ett\ntvå\ntre\nFYRA") == "ETT\ntvå\ntre\nFYRA"
    assert merge_text(base, "ETT\ntvå\ntre\nfyra", "Ett!\ntvå\ntre\nfyra") is None
    both = merge({"text": "Vid återfall"}, {"text": "Ring Kim genast"}, {"text": "Ring syster först"})
    assert both.data["text"] == f"Ring Kim genast\n{ALSO}\nRing syster först"
    assert both.clashes == (Clash("text", "Ring Kim genast", "Ring syster först"),)


def test_of_a_day_the_first_stands_and_the_second_is_kept_beside():
    both = merge({"start": "2027-01-01"}, {"start": "2027-01-02"}, {"start": "2027-01-03"})
    assert both.data == {"start": "2027-01-02"}
    assert both.clashes == (Clash("start", "2027-01-02", "2027-01-03"),)


@given(data, data, data)
def test_nothing_that_either_wrote_is_lost(base, theirs, mine):
    both = merge(base, theirs, mine)
    beside = {clash.field: clash.mine for clash in both.clashes}
    for wrote in (theirs, mine):
        for name, value in wrote.items():
            if value == base.get(name):
                continue
            kept = str(both.data.get(name, "")) + str(beside.get(name, ""))
            assert all(line in kept for line in value.splitlines())


@given(texts, texts)
def test_whoever_writes_alone_decides(base, mine):
    assert merge_text(base, base, mine) == "\n".join(mine.splitlines())
    assert merge({"text": base}, {"text": base}, {"text": mine}).data["text"] == mine
    assert merge({"text": base}, {"text": mine}, {"text": mine}).clashes == ()


@given(texts, texts, texts)
def test_the_order_of_two_who_do_not_meet_does_not_matter(base, one, other):
    assert merge_text(base, one, other) == merge_text(base, other, one)


def test_two_at_the_unit_write_the_same_place(world):
    plan = begun(world)
    nurse, chief = world.actors["clinic"], world.actors["clinic.manager"]

    def put(by, text, version):
        with acting(by, AT):
            return drafting.write(
                by=by, at=AT, plan=plan, kind="place", key="relapse", data={"text": text}, version=version
            )

    assert put(nurse, "Ring mottagningen", 0).part.version == 1
    assert put(nurse, "Ring mottagningen genast", 1).clashes == ()
    late = put(chief, "Ring syster först", 1)
    assert late.merged
    assert late.clashes[0].theirs == "Ring mottagningen genast"
    with acting(nurse, AT):
        part = queries.part(plan, "place", "relapse")
        assert "Ring mottagningen genast" in part.data["text"]
        assert "Ring syster först" in part.data["text"]
        assert part.also == [{"field": "text", "value": "Ring syster först", "by": "Clinic Manager"}]
        assert [one.how for one in queries.history(part)] == ["both", "written", "written"]
        assert len(queries.draft(plan).clashing) == 1
    put(nurse, "Ring mottagningen, sedan syster", 3)
    with acting(nurse, AT):
        assert Part.objects.get(plan=plan, key="relapse").also == []


def test_two_who_begin_the_same_place_both_stand(world):
    plan, nurse, chief = begun(world), world.actors["clinic"], world.actors["clinic.manager"]
    for by, text in ((nurse, "Barnen vet"), (chief, "Barnen bor hos mormor")):
        with acting(by, AT):
            drafting.write(by=by, at=AT, plan=plan, kind="place", key="children", data={"text": text}, version=0)
    with acting(nurse, AT):
        kept = queries.part(plan, "place", "children").data["text"]
    assert "Barnen vet" in kept
    assert "Barnen bor hos mormor" in kept


def test_what_is_taken_out_stands_in_its_history_and_is_not_taken_from_under_anybody(world):
    plan, nurse = begun(world), world.actors["clinic"]
    with acting(nurse, AT):
        (goal,) = queries.draft(plan).rows("goal")
        drafting.write(by=nurse, at=AT, plan=plan, kind="goal", key="m1", data={"text": "Nytt mål"}, version=1)
        with pytest.raises(BadInput, match="Någon annan har skrivit"):
            drafting.drop(by=nurse, at=AT, plan=plan, kind="goal", key="m1", version=1)
        drafting.drop(by=nurse, at=AT, plan=plan, kind="goal", key="m1", version=2)
        assert queries.draft(plan).rows("goal") == []
        assert [one.data["text"] for one in queries.history(goal)] == ["Nytt mål", "Nytt mål", "Mål 0"]
        (new,) = drafting.add(by=nurse, at=AT, plan=plan, entries=[entry("goal", "Ett till")])
        assert new.key == "m2"


def entry(kind, text):
    from helhet.plans.given import Entry

    return Entry(kind, {"text": text})


def test_an_unknown_part_or_a_wrong_day_is_told(world):
    plan, nurse = begun(world), world.actors["clinic"]
    wrong = [("place", "hittepå", {"text": "x"}), ("measure", "i1", {"start": "snart"}), ("goal", "m1", {"txt": "x"})]
    with acting(nurse, AT):
        for kind, key, told in wrong:
            with pytest.raises(BadInput):
                drafting.write(by=nurse, at=AT, plan=plan, kind=kind, key=key, data=told, version=1)
