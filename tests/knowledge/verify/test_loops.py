"""Layer 3: rounds of "they should", where nobody keeps the need."""

from typing import Any

from tests.knowledge.verify.packs import duty, found, item, keys, pack, row, step, table

WAYS = item("vag", kind="contact", sender=["region", "municipality"], receiver=["region", "municipality"])
BOTH = [duty("r", "region", "motivation"), duty("k", "municipality", "motivation")]


def to(unit: str, **more: Any) -> dict[str, Any]:
    return step("internal_referral", receiver=unit, channel="vag", needs=["motivation"], **more)


def made(*rows: dict[str, Any]) -> Any:
    return pack(tables=[table("t", *rows, policy="collect")], duties=BOTH, channels=[WAYS])


THERE = row("dit", {"unit": "health_centre"}, to("social_adult"))
BACK = row("hem", {"unit": "social_adult"}, to("health_centre"))


def test_there_and_back_again():
    [loop] = found(made(THERE, BACK), "handovers.loop")
    assert loop.key == "handovers.loop.motivation.health_centre.social_adult"
    assert loop.severity == "error"
    assert set(loop.where) == {"A/dit", "A/hem"}


def test_one_way_is_no_round():
    assert keys(made(THERE), "handovers.loop") == []
    assert keys(made(THERE, row("vidare", {"unit": "social_adult"}, to("psychiatry"))), "handovers.loop") == []


def test_a_longer_round():
    rows = (
        THERE,
        row("vidare", {"unit": "social_adult"}, to("psychiatry")),
        row("hem", {"unit": "psychiatry"}, to("health_centre")),
    )
    [loop] = keys(made(*rows), "handovers.loop")
    assert loop == "handovers.loop.motivation.health_centre.social_adult.psychiatry"


def test_another_need_is_no_round():
    other = row("hem", {"unit": "social_adult"}, {**to("health_centre"), "needs": ["diagnosis"]})
    assert keys(made(THERE, other), "handovers.loop") == []


def test_another_person_is_no_round():
    adult = row("dit", {"unit": "health_centre", "age": "18-"}, to("social_adult"))
    young = row("hem", {"unit": "social_adult", "age": "-17"}, to("health_centre"))
    assert keys(made(adult, young), "handovers.loop") == []


def test_a_round_that_hangs_on_the_senders_judgement_is_a_warning():
    judged = row("hem", {"unit": "social_adult", "assessment": "beyond_own"}, to("health_centre"))
    [loop] = found(made(THERE, judged), "handovers.loop")
    assert loop.severity == "warning"
    assert "kan skickas runt" in loop.text


def test_a_sip_that_must_be_called_ends_the_round():
    settled = row("hem", {"unit": "social_adult"}, to("health_centre"), step("call_sip"))
    perhaps = row("hem", {"unit": "social_adult"}, to("health_centre"), step("call_sip", strength="may"))
    assert keys(made(THERE, settled), "handovers.loop") == []
    assert len(keys(made(THERE, perhaps), "handovers.loop")) == 1


def test_a_principal_as_a_whole():
    there = row("dit", {"principal": "region"}, to("municipality"))
    back = row("hem", {"principal": "municipality"}, to("region"))
    assert "handovers.loop.motivation.municipality.region" in keys(made(there, back), "handovers.loop")
    one_unit = row("hem", {"unit": "school"}, to("region"))
    assert keys(made(there, one_unit), "handovers.loop") == []
