"""A key stays the same as long as what it is about does."""

from typing import Any

from tests.knowledge.verify.packs import duty, item, pack, report, row, step, table

DUTIES = [
    duty("vuxna", "region", "motivation", applies={"age": "18-"}),
    duty("alkohol", "region", "motivation", applies={"substance_class": ["alcohol", "medicine"]}),
]
WAY = table("t", row("a", {"age": "18-", "competence": "good"}, step("treat_own")), course=True)


def found(**lists: Any) -> dict[str, dict[str, list[str]]]:
    return {f.key: f.region for f in report(pack(**lists)).findings}


def test_keys_are_the_same_in_every_run():
    assert found(duties=DUTIES, tables=[WAY]) == found(duties=DUTIES, tables=[WAY])


def test_keys_are_all_different():
    said = [f.key for f in report(pack(duties=DUTIES, tables=[WAY])).findings]
    assert len(said) == len(set(said))


def test_what_is_added_elsewhere_changes_no_key():
    before = found(duties=DUTIES, tables=[WAY])
    elsewhere = [
        duty("annat", "municipality", "housing", applies={"age": "16-30", "substance": ["alcohol", "doping"]}),
        duty("mer", "region", "laro", applies={"unit": "school", "other_classes": ["doping"]}),
    ]
    other = table("u", row("b", {"competence": ["none"], "age": "15-70"}, step("screen")))
    after = found(duties=[*DUTIES, *elsewhere], tables=[WAY, other])
    mine = ("needs.gap.motivation", "routes.gap.t")
    assert {k: v for k, v in before.items() if k.startswith(mine)} == {
        k: v for k, v in after.items() if k.startswith(mine)
    }


def test_order_changes_no_key():
    states = [item("s", owner="region", next=["e"], time=None), item("e", end=True)]
    course = {"id": "c", "title": "Förlopp", "start": "s", "states": states}
    turned = found(duties=DUTIES[::-1], tables=[WAY], courses=[course])
    assert turned == found(duties=DUTIES, tables=[WAY], courses=[course])


def test_the_same_said_twice_in_a_row_has_two_keys():
    twice = step("offer_contact", receiver="addiction_clinic")
    made = pack(tables=[table("t", row("a", {"unit": "school"}, twice, twice))], duties=[duty("r", "region", "laro")])
    said = [f.key for f in report(made).findings if f.key.startswith("handovers.silence")]
    assert said == [
        "handovers.silence.a.offer_contact.addiction_clinic.channel",
        "handovers.silence.a.offer_contact.addiction_clinic.channel.2",
    ]


def test_a_key_names_what_is_left_out_and_not_all_that_is_in():
    some = table("t", row("a", {"unit": "health_centre"}, step("treat_own")), course=True)
    [gap] = [f.key for f in report(pack(tables=[some])).findings if f.key.startswith("routes.gap.t")]
    assert gap == "routes.gap.t.unit-region-not-health_centre-municipality"


def test_a_region_too_long_for_a_key_is_cut_to_a_hash():
    some = duty("d", "region", "motivation", applies={"unit": ["health_centre", "school"], "substance": ["alcohol"]})
    long = [f.key for f in report(pack(duties=[some])).findings if f.key.startswith("needs.gap.motivation")]
    assert all(len(key) < 110 for key in long)
    assert len(long) == len(set(long)) == 2
