"""All rules together, and on the packs we ship."""

from datetime import date

from helhet.knowledge.lint import RULES, lint
from helhet.knowledge.lint.say import counted, day_text, listed, mentions, places, slug
from helhet.knowledge.lint.subject import decision_day

from .build import DAY, SECTIONS, WORDS, item, no_law, pack


def test_a_pack_without_faults_has_no_findings():
    duty = item("d", "A21/ett#1", "A21/ett#2", "A21/tva#1", principal="region", needs=["laro"])
    assert lint(pack(duties=[duty]), WORDS, no_law(), day=DAY) == []


def test_a_pack_without_days_can_still_be_read():
    assert lint(pack({"periods": [], "decisions": []}), WORDS, no_law()) == []


def test_every_rule_has_its_own_name_and_a_question():
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.asks.endswith("?") for rule in RULES)


def test_the_gravest_first_and_the_same_every_time():
    refs = [{"id": "r", "anchors": ["A21/ett#1"], "text": "Se bilagan", "to_anchor": "A21/bilaga"}]
    readings = [item("l", why="Det följer.")]
    of = pack(
        sections=SECTIONS,
        references=refs,
        readings=readings,
        statements=[
            item("s1", topic="t", value="ja"),
            item("s2", topic="t", value="nej"),
        ],
    )
    first = lint(of, WORDS, no_law(), day=DAY)
    assert [f.severity for f in first] == ["error", "warning", "info"]
    assert first == lint(of, WORDS, no_law(), day=DAY)


def test_places_of_one_section_stand_together():
    assert places(pack(), ["A21/ett#1", "A21/ett#2", "A21/tva"]) == "Avsnitt ett, punkt 1 och 2 samt Avsnitt två"
    assert places(pack(), ["A21/tva"]) == "Avsnitt två"
    assert places(pack(), ["A21/tva#s1", "A21/tva#1", "A21/tva#s3"]) == "Avsnitt två, mening 1 och 3 och punkt 1"


def test_days_as_people_say_them():
    assert [day_text(d) for d in ("2021", "2021-01", "2021-01-22", DAY)] == [
        "2021",
        "januari 2021",
        "den 22 januari 2021",
        "den 22 november 2026",
    ]


def test_small_words():
    assert listed(["a", "b", "b", "c"]) == "a, b och c"
    assert [counted(n, "ställe", "ställen") for n in (1, 2)] == ["1 ställe", "2 ställen"]
    assert slug("SoL 2001:453 5 kap. 9 a §") == "sol-2001-453-5-kap-9-a"


def test_a_word_is_named_in_all_its_forms_and_no_other():
    assert all(mentions(f"med {form} i dag", "polis") for form in ("polis", "polisen", "polisens", "poliserna"))
    assert not any(mentions(f"med {form} i dag", "polis") for form in ("polisiär", "vägpolis", ""))
    assert not mentions("psykiatriska frågor", "psykiatri")
    assert not mentions("vad som helst", " ")


def test_the_day_of_the_decision():
    recommended = {"id": "r", "kind": "recommended", "by": "KSL", "day": "2020-06", "text": "Rekommendation."}
    decided = {"id": "b", "kind": "decided", "by": "Alla", "day": "2020-12-01", "text": "Beslut."}
    answer = {"id": "s", "kind": "answer_by", "by": "Alla", "day": "2022-01-01", "text": "Svar."}
    for decisions, day in (
        ([recommended, decided, answer], date(2020, 12, 1)),
        ([recommended, decided | {"day": None}, answer], date(2020, 6, 30)),
        ([answer], date(2021, 1, 22)),
    ):
        assert decision_day(pack({"decisions": decisions})) == day
    assert decision_day(pack({"decisions": [], "periods": []})) is None
