"""Groups, parties and units that are listed and then have nothing."""

from .build import SECTIONS, found, item, only, pack

LISTING = {"anchor": "A21/grupper", "title": "Målgrupper", "text": "Grupperna.", "kind": "list"}
LISTING |= {"bullets": {"1": "Unga", "2": "Äldre", "3": "Social problematik"}}


def grouped(*sections: str | None, **parts):
    groups = [item(f"g{i}", f"A21/grupper#{i + 1}", section=section) for i, section in enumerate(sections)]
    return pack({"groups": groups}, sections=[*SECTIONS, LISTING], **parts)


def test_a_group_with_nothing():
    finding = only("group", pack({"groups": [item("barn", section=None)]}))
    assert (finding.key, finding.kind) == ("text.group.barn", "silence")
    assert not found("group", pack({"groups": [item("barn", section="A21/ett")]}))


def test_a_group_with_something_of_its_own():
    about = {"groups": [item("barn", section=None), item("aldre", section="A21/tva")]}
    assert not found("group", pack(about, goals=[item("mal", group="barn")]))
    assert not found("group", pack(about, notes=[item("n", "A21/tva", kind="background", group="barn")]))
    assert not found("group", pack(about, duties=[item("d", principal="region", needs=["laro"])]))
    assert not found("group", pack(about | {"claims": [item("c", groups=["barn"])]}))
    assert found("group", pack(about | {"claims": [item("c", groups=["barn", "aldre"])]}))


def test_fewer_sections_than_groups():
    finding = only("group-sections", grouped("A21/ett", "A21/ett", None))
    assert "3 målgrupper" in finding.text
    assert "Om g0” och ”Om g1” ligger ihop i Avsnitt ett" in finding.text
    assert "”Om g2” har varken eget avsnitt, eget mål eller eget åtagande" in finding.text
    assert not found("group", grouped("A21/ett", "A21/ett", None))
    assert not found("group-sections", grouped("A21/ett", "A21/tva", "A21/tre"))


def test_only_the_groups_that_lie_together_are_named():
    finding = only("group-sections", grouped("A21/ett", "A21/ett", "A21/tva"))
    assert "Om g2" not in finding.text
    assert "A21/grupper#3" not in finding.where


def test_groups_in_running_text_or_only_two_are_no_list():
    groups = [item(f"g{i}", f"A21/grupper#{i + 1}", section="A21/ett") for i in range(3)]
    text = LISTING | {"kind": "text"}
    assert not found("group-sections", pack({"groups": groups}, sections=[*SECTIONS, text]))
    assert not found("group-sections", pack({"groups": groups[:2]}, sections=[*SECTIONS, LISTING]))


def test_a_listed_group_with_commitments_but_no_section():
    goal = item("mal", "A21/tva", group="g2")
    assert (
        "”Om g2” har inget eget avsnitt"
        in only("group-sections", grouped("A21/ett", "A21/tva", None, goals=[goal])).text
    )


def test_the_same_groups_listed_twice_are_asked_about_once():
    again = LISTING | {"anchor": "A21/igen", "title": "Brevet"}
    groups = [item(f"g{i}", f"A21/grupper#{i + 1}", f"A21/igen#{i + 1}", section="A21/ett") for i in range(3)]
    finding = only("group-sections", pack({"groups": groups}, sections=[*SECTIONS, LISTING, again]))
    assert "Brevet" in finding.text


def party(**more):
    return pack({"parties": [item("skolan", name="Skolan", roles=["party"]) | more]}, duties=[DUTY])


DUTY = item("plikt", principal="municipality", units=["social_adult"], needs=["housing"])


def test_a_party_with_nothing_to_do():
    assert "Skolan" in only("party", party(principal="municipality", units=["school"])).text
    assert only("party", party(principal="state"))
    assert only("party", party())


def test_a_party_that_is_only_a_member_somewhere_still_has_nothing_to_do():
    structure = item("grupp", name="Gruppen", level="local", members=["Skolan"])
    assert only("party", pack({"parties": [item("s", name="Skolan", roles=["party"])]}, structures=[structure]))


def test_a_listed_unit_may_share_what_its_principal_does():
    general = item("allmant", principal="municipality", needs=["housing"])
    listed = [item("skolan", name="Skolan", roles=["listed"], principal="municipality", units=["school"])]
    finding = only("party", pack({"parties": listed}, duties=[general]))
    assert "kommunens uppgifter" in finding.text
    assert finding.severity == "info"
    for other in (DUTY, general | {"principal": "region"}):
        assert only("party", pack({"parties": listed}, duties=[other])).severity == "warning"
    its_own = [listed[0] | {"roles": ["party"]}]
    assert only("party", pack({"parties": its_own}, duties=[general])).severity == "warning"


def test_a_unit_is_asked_about_once():
    parties = [item("k", name="Kommunen", roles=["party"], principal="municipality", units=["social_adult", "school"])]
    parties += [item("s", name="Skolan", roles=["party"], units=["school"])]
    assert only("party", pack({"parties": parties}, duties=[DUTY])).key == "text.party.s"


def test_a_party_with_something_to_do():
    assert not found("party", party(principal="municipality"))
    assert not found("party", party(units=["social_adult"]))
    assert not found("party", party(roles=["wrote"], principal="state"))


def test_what_both_promise_is_something_to_do():
    region = {"parties": [item("r", name="Regionen", roles=["party"], principal="region")]}
    promise = item("c", party="both", occurs=[])
    assert not found("party", pack(region, commitments=[promise]))
    assert only("party", pack(region, commitments=[promise | {"party": "municipality"}]))


def test_the_state_is_many_bodies_so_each_is_known_by_name():
    other = {"parties": [item("f", name="Försäkringskassan", roles=["listed"], principal="state")]}
    assert only("party", pack(other, duties=[item("d", principal="state", needs=["housing"])]))


def test_a_unit_that_nothing_uses():
    finding = only("party", party(principal="municipality", units=["social_adult", "school"]))
    assert finding.key == "text.party.skolan.school"
    assert finding.severity == "info"


def test_a_party_may_act_in_a_step_or_by_name():
    row = item("rad", steps=[{"act": "cooperate", "text": "Samverka", "receiver": "school"}])
    table = {"id": "t", "title": "Väg", "policy": "unique", "rows": [row]}
    parties = [item("skolan", name="Skolan", roles=["listed"], units=["school"])]
    assert not found("party", pack({"parties": parties}, tables=[table]))
    structure = item("grupp", name="Gruppen", level="local", members=["skolan"])
    assert not found("party", pack({"parties": [item("s", name="Skolan", roles=["listed"])]}, structures=[structure]))


def test_a_unit_that_is_named_as_taking_part():
    other = [item("andra", name="Andra", roles=["listed"], principal="state", units=["police", "court"])]
    promise = item("c", party="both", occurs=[], text="Ta fram rutiner med polisen.")
    assert only("party", pack({"parties": other}, commitments=[promise])).key == "text.party.andra.court"


def test_a_group_with_a_section_that_is_not_listed():
    listed = [item(f"g{i}", f"A21/grupper#{i + 1}", section=s) for i, s in enumerate(("A21/ett", "A21/tva", "A21/tre"))]
    beside = item("vuxna", "A21/tva", section="A21/tva")
    finding = only("group-sections", pack({"groups": [*listed, beside]}, sections=[*SECTIONS, LISTING]))
    assert "”Om vuxna” har avsnitt men räknas inte upp" in finding.text
    assert "A21/tva" in finding.where
    assert not found("group-sections", pack({"groups": listed}, sections=[*SECTIONS, LISTING]))


def test_a_body_that_is_listed_beside_its_principal_is_not_the_whole_principal():
    whole = item("region", name="Regionen", roles=["party"], principal="region")
    body = item("forvaltningen", name="Förvaltningen", roles=["listed"], principal="region")
    duty = item("d", principal="region", needs=["laro"])
    finding = only("party", pack({"parties": [whole, body]}, duties=[duty]))
    assert (finding.key, finding.severity) == ("text.party.forvaltningen", "info")
    assert "regionens uppgifter" in finding.text
    assert not found("party", pack({"parties": [body]}, duties=[duty])), "alone it stands for its principal"


def test_a_unit_is_asked_about_where_it_is_listed():
    parties = [item("r", name="Regionen", roles=["party"], principal="region", units=["psychiatry", "health_centre"])]
    listed = {"roles": ["listed"], "principal": "region", "units": ["psychiatry"]}
    parties += [item("p", "A21/tva#1", name="Psykiatrin", **listed)]
    duty = item("d", principal="region", units=["health_centre"], needs=["laro"], text="Psykiatrin och vården.")
    finding = only("party", pack({"parties": parties}, duties=[duty]))
    assert "Till Regionen hör ”Psykiatrin”" in finding.text
    assert finding.where == ("A21/tva#1",)


CONTENTS = {"anchor": "A21/innehall", "title": "Innehållsförteckning", "text": "Avsnitten.", "kind": "front"}


def in_contents(*lines: str, to: str | None = None):
    """Two groups with a section each, and a table of contents with some lines."""
    bullets = {str(i): line for i, line in enumerate(lines, 1)}
    groups = [item("unga", section="A21/ett"), item("vuxna", section="A21/tva")]
    pointing = [{"id": "rad", "anchors": ["A21/innehall#1"], "text": "Raden", "to_anchor": to}] if to else []
    return pack({"groups": groups}, sections=[*SECTIONS, CONTENTS | {"bullets": bullets}], references=pointing)


def test_a_groups_section_that_the_contents_leave_out():
    finding = only("contents", in_contents("Avsnitt två, sidan 3"))
    assert "har inte med ”Avsnitt ett”" in finding.text
    assert (finding.severity, finding.where) == ("info", ("A21/innehall", "A21/ett"))


def test_contents_that_name_or_point_at_the_section():
    assert not found("contents", in_contents("Avsnitt ett, sidan 2", "Avsnitt två, sidan 3"))
    assert not found("contents", in_contents("Om de unga", "Avsnitt två", to="A21/ett"))
    assert not found("contents", in_contents("Om allt annat")), "a list in other words is not held against the sections"
