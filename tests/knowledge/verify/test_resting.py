"""What rests on our reading is told as ours: never as an error of the county's."""

import pytest

from .packs import claim, duty, found, item, law, pack, row, step, table
from .test_law import DOCTOR

COORDINATES = [duty("r", "region", "coordination"), duty("k", "municipality", "coordination")]
ALL = {"id": "alla", "text": "Alla vuxna", "anchors": ["A/mal"], "covers": {"level": "dependence"}, "proof": True}
OURS = {**ALL, "id": "vi", "covers": {"level": "harmful_use"}, "anchors": ["A/ord"], "text": "Ordet finns"}
WAY = table("vag", row("a", {"level": "dependence"}, step("treat_own")), course=True)


def test_a_gap_that_only_our_claim_reaches():
    [stated] = found(pack(about={"claims": [ALL, {**OURS, "standing": "stated"}]}, tables=[WAY]), "routes.gap.vag")
    assert (stated.severity, stated.where) == ("error", ("A/a",))
    [ours] = found(pack(about={"claims": [ALL, {**OURS, "standing": "inferred"}]}, tables=[WAY]), "routes.gap.vag")
    assert (ours.key, ours.kind, ours.severity) == (stated.key, "gap", "warning")
    assert "med vår läsning: ”Ordet finns”" in ours.text
    assert ours.where == ("A/a", "A/ord")


def test_a_gap_that_a_stated_claim_reaches_too_is_the_countys():
    claims = [{**claim(), "standing": "stated"}, {**OURS, "standing": "inferred"}]
    [gap] = found(pack(about={"claims": claims}, duties=[]), "needs.gap.motivation")
    assert "läsning" not in gap.text


@pytest.mark.parametrize(
    ("standing", "told"),
    [("stated", ("overlap", "error")), ("inferred", ("overlap", "warning")), ("unclear", ("reading", "info"))],
)
def test_an_overlap_by_a_duty_that_we_read_into_the_text(standing: str, told: tuple[str, str]):
    one, other = COORDINATES
    [overlap] = found(pack(duties=[one, {**other, "standing": standing}]), "needs.overlap.coordination")
    assert (overlap.kind, overlap.severity) == told
    assert ("med vår läsning" in overlap.text) == (standing != "stated")


def test_a_stated_duty_beside_an_inferred_one_is_enough():
    again = duty("k2", "municipality", "coordination", standing="inferred")
    [overlap] = found(pack(duties=[*COORDINATES, again]), "needs.overlap.coordination")
    assert overlap.severity == "error"


def test_only_the_duties_that_reach_the_region_are_shown():
    opioids = duty("laro", "region", "psychosocial_treatment", applies={"substance": "opioids"})
    doping = duty("dopning", "region", "psychosocial_treatment", applies={"substance": "doping"})
    lawful = law(needs=({"need": "psychosocial_treatment", "principals": ["region", "municipality"]},))
    made = pack(covers={"substance_class": "doping"}, duties=[opioids, doping])
    [silence] = found(made, "needs.silence.psychosocial_treatment", lawful)
    assert silence.where == ("A/dopning", "Lag 1 §")


def test_a_reading_that_puts_situations_outside_a_way():
    left = {"substance_class": "gambling"}
    reading = item("spel", why="Formuläret gäller inte spel", about=["a"], standing="unclear", leaves_out=left)
    way = table("vag", row("a", {"substance_class": {"not": ["gambling", "doping"]}}, step("treat_own")), course=True)
    by_key = {f.key: f for f in found(pack(tables=[way], readings=[reading]), "routes.gap.vag")}
    # One region of both substances is not wholly what the reading leaves out: then it is still a gap.
    assert [f.kind for f in by_key.values()] == ["gap"]
    both = {**reading, "leaves_out": {"substance_class": ["gambling", "doping"]}}
    [gap] = found(pack(tables=[way], readings=[both]), "routes.gap.vag")
    assert (gap.kind, gap.severity) == ("reading", "info")
    elsewhere = {**both, "about": ["annan"]}
    assert [f.kind for f in found(pack(tables=[way], readings=[elsewhere]), "routes.gap.vag")] == ["gap"]


@pytest.mark.parametrize(("standing", "kind"), [("stated", "conflict"), ("unclear", "reading")])
def test_an_unclear_row_lays_no_duty_on_anyone(standing: str, kind: str):
    report = step("report_lvm", receiver="social_adult", needs=["lvm_report"])
    lawful = law(rows=({"id": "l", "when": DOCTOR, "steps": [{**report, "actor": "doctor"}]},))
    ways = table("t", {**row("a", {"great_concern": "yes", "principal": "region"}, report), "standing": standing})
    [wider] = found(pack(tables=[{**ways, "per": "person"}]), "law.conflict.wider", lawful)
    assert wider.kind == kind
    assert wider.text.startswith("Raden ”Texten om a” ålägger" if kind == "conflict" else "Vi läser raden")


def test_a_time_is_asked_of_the_parties_only():
    states = [
        item("a", owner="region", next=["b"]),
        item("b", owner="court", next=["c"]),
        item("c", owner="person", next=["slut"]),
        item("slut", end=True),
    ]
    course = {"id": "c", "title": "Förlopp", "start": "a", "states": states}
    ask = step("call_sip", actor="person")
    police = row("polis", {"unit": "police"}, step("report_child", receiver="social_child"))
    made = pack(courses=[course], tables=[table("t", row("r", {"unit": "school"}, ask), police)])
    [time] = found(made, "courses.silence.time")
    assert [line[0] for line in time.table[1:]] == ["Texten om a"]
    alone = pack(about={"parties": []}, courses=[course])
    assert len(found(alone, "courses.silence.time")[0].table) == 4
