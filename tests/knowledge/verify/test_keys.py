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
