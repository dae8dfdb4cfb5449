"""`helhet instrument add`: instruments and official wordings from FHIR and YAML; broken and hostile files."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from helhet.config.cli import main
from helhet.knowledge.home import open_library
from helhet.knowledge.instruments.fhir.export import questionnaire

from .conftest import EVERYTHING

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
WEIGHT = "http://hl7.org/fhir/StructureDefinition/itemWeight"


def coded(code, points, display="Text", url=ORDINAL, inside=True):
    extension = [{"url": url, "valueDecimal": points}]
    coding = {"system": "urn:x", "code": code, "display": display}
    return (
        {"valueCoding": {**coding, "extension": extension}}
        if inside
        else {"valueCoding": coding, "extension": extension}
    )


# Groups, both extensions, codes that are no numbers, reversed points, whole numbers, and a question that gates.
OTHER = {
    "resourceType": "Questionnaire",
    "id": "Annat_Test",
    "title": "Annat test",
    "version": "2.1",
    "status": "active",
    "item": [
        {"linkId": "intro", "type": "display", "text": "Läs noga"},
        {"linkId": "namn", "type": "string", "text": "Kommentar"},
        {"linkId": "gate", "type": "boolean", "text": "Röker du?"},
        {
            "linkId": "g1",
            "type": "group",
            "text": "Del ett",
            "enableWhen": [{"question": "gate", "operator": "=", "answerBoolean": True}],
            "item": [
                {
                    "linkId": "q1",
                    "type": "choice",
                    "text": "Första",
                    "answerOption": [coded("LA1", 0), coded("LA2", 3)],
                },
                {
                    "linkId": "q2",
                    "type": "choice",
                    "text": "Andra",
                    "answerOption": [coded("0", 2, inside=False, url=WEIGHT), coded("1", 1), coded("2", 0)],
                    "enableBehavior": "any",
                    "enableWhen": [
                        {"question": "q1", "operator": "=", "answerCoding": {"system": "urn:x", "code": "LA2"}},
                        {"question": "gate", "operator": "exists", "answerBoolean": False},
                    ],
                },
            ],
        },
        {
            "linkId": "q3",
            "type": "choice",
            "text": "Tredje",
            "answerOption": [{"valueInteger": 1}, {"valueInteger": 2}],
        },
    ],
}


@pytest.fixture(autouse=True)
def _own_folder(shelf):
    """Whatever is loaded is loaded for this test alone."""


@pytest.fixture
def add(tmp_path, capsys):
    def run(content, name="fil.json", *more):
        file = tmp_path / name
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        capsys.readouterr()
        code = main(["instrument", "add", str(file), "--json", *more])
        return code, json.loads(capsys.readouterr().out)

    return run


def scored(capsys, ident, items, *more):
    capsys.readouterr()
    assert main(["instrument", "score", ident, "--items", items, "--json", *more]) == 0
    return json.loads(capsys.readouterr().out)


def test_another_instrument_from_fhir(add, capsys):
    code, said = add(OTHER)
    assert (code, said["added"], said["id"]) == (0, "instrument", "annat-test")
    assert said["notes"] == ["namn: svar av slaget string ger inga poäng"]
    # The gate is answered and gives nothing; q1 by its points; q2's code 0 gives 2.
    assert scored(capsys, "annat-test", "1,3,0,2")["total"] == 3 + 2 + 2
    assert scored(capsys, "annat-test", "1,LA2,0,2")["total"] is None  # what is entered there is the points
    assert scored(capsys, "annat-test", "1,0,,1")["total"] == 1
    assert scored(capsys, "annat-test", "0,,,1")["total"] == 1
    assert scored(capsys, "annat-test", "0,3,,1")["total"] is None
    assert scored(capsys, "annat-test", "1,3,,1")["total"] is None
    assert "inga inlagda gränser" in scored(capsys, "annat-test", "0,,,1")["reason"]
    assert add(OTHER)[1]["replaced"]


def test_an_instrument_of_the_projects_own_yaml(add, capsys):
    code, said = add(EVERYTHING.read_text(), "egen.yaml")
    assert (code, said["id"]) == (0, "everything")
    assert scored(capsys, "everything", "0,,,0,,", "--age", "30")["class"] == "under gränsen"


def test_answers_in_a_value_set_of_the_file(add, capsys):
    file = deepcopy(OTHER)
    concepts = [
        {"code": str(n), "display": f"Svar {n}", "extension": [{"url": ORDINAL, "valueDecimal": n}]} for n in range(3)
    ]
    file["contained"] = [{"resourceType": "ValueSet", "id": "svar", "compose": {"include": [{"concept": concepts}]}}]
    file["item"] = [{"linkId": "x", "type": "choice", "text": "X", "answerValueSet": "#svar"}]
    assert add(file)[0] == 0
    assert scored(capsys, "annat-test", "2")["total"] == 2


def official(ident="audit"):
    made = questionnaire(open_library().instruments[ident])
    for number, item in enumerate(made["item"], start=1):
        item["text"] = f"Officiell fråga {number}"
    return made


def test_a_form_with_the_same_links_is_the_official_wording(add, capsys):
    code, said = add(official())
    assert (code, said["added"], said["id"]) == (0, "wording", "audit")
    main(["instrument", "list", "--json"])
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    # The three first of AUDIT are AUDIT-C, which thereby has its wording too.
    assert rows["audit"]["wording"]
    assert rows["audit-c"]["wording"]
    assert not rows["dudit"]["wording"]
    main(["instrument", "show", "audit", "--fhir"])
    assert json.loads(capsys.readouterr().out)["item"][3]["text"] == "Officiell fråga 4"
    assert scored(capsys, "audit", "4,4,0,0,0,0,0,0,0,0", "--sex", "male")["class"] == "riskbruk"


def test_a_wording_with_other_links_is_told_whose_it_is(add):
    made = official()
    made["id"] = "who-audit"
    for number, item in enumerate(made["item"], start=1):
        item["linkId"] = f"/{number}"
    assert add(made, "w.json", "--wording-for", "audit")[1]["added"] == "wording"
    assert add(made, "w.json", "--wording-for", "pgsi")[0] == 2
    assert add(made, "w.json", "--wording-for", "nej")[1]["error"]["code"] == "not_found"


def test_a_wording_must_give_the_same_points(add):
    made = official()
    del made["item"][8]["answerOption"][1]
    code, said = add(made)
    assert code == 2
    assert "audit-9: svaren ska ge poängen 0, 2, 4" in said["error"]["text"]


def test_a_form_with_some_of_the_links_is_no_new_instrument(add):
    made = official()
    del made["item"][4]
    code, said = add(made)
    assert code == 2
    assert "har några av frågorna i AUDIT" in said["error"]["text"]


def test_a_wording_in_yaml(add):
    items = "\n".join(f"  - {{id: audit-{n}, text: Fråga {n}, options: [a, b, c, d, e]}}" for n in range(1, 4))
    whole = f"wording_for: audit-c\nversion: '1'\nsource: Prov\nitems:\n{items}\n"
    assert add(whole, "ord.yaml")[1]["added"] == "wording"
    assert "ordalydelsen saknas" in add(whole.replace("audit-3", "audit-4"), "ord.yaml")[1]["error"]["text"]
    assert (
        "5 svar, men 4"
        in add(whole.replace("Fråga 2, options: [a, ", "Fråga 2, options: ["), "o.yaml")[1]["error"]["text"]
    )


def changed(change):
    file = deepcopy(OTHER)
    change(file)
    return file


BROKEN = {
    "no links": (lambda f: f["item"][2].pop("linkId"), "item[2].linkId: behövs"),
    "link twice": (lambda f: f["item"][4].update(linkId="q1"), "q1 finns redan"),
    "partly scored": (
        lambda f: f["item"][3]["item"][0]["answerOption"][0]["valueCoding"].pop("extension"),
        "några svar har poäng",
    ),
    "unknown gate": (lambda f: f["item"][3]["enableWhen"][0].update(question="nej"), "nej är ingen fråga"),
    "later gate": (lambda f: f["item"][3]["enableWhen"][0].update(question="q3"), "q3 är ingen fråga"),
    "bad operator": (lambda f: f["item"][3]["enableWhen"][0].update(operator="~"), "'~' går inte här"),
    "no behaviour": (lambda f: f["item"][3]["item"][1].pop("enableBehavior"), "all eller any"),
    "outside values": (lambda f: f["item"][4].update(answerOption=None, answerValueSet="http://x"), "utanför filen"),
    "repeats": (lambda f: f["item"][4].update(repeats=True), "flera svar"),
    "no id": (lambda f: (f.pop("id"), f.update(name="åäö!")), "id eller name behövs"),
    "path as id": (lambda f: f.update(id="../../etc/x"), "id eller name behövs"),
    "taken id": (lambda f: f.update(id="audit"), "är upptaget"),
    "items no list": (lambda f: f.update(item={"a": 1}), "item: ska vara en lista"),
    "item no object": (lambda f: f["item"].append("x"), "item[5]: ska vara ett objekt"),
    "text no text": (lambda f: f["item"][4].update(text=["x"]), "item[4].text: ska vara text"),
    "nothing scored": (
        lambda f: f.update(item=[{"linkId": "a", "type": "boolean", "text": "A"}]),
        "inget svar har poäng",
    ),
    "no items": (lambda f: f.pop("item"), "inget svar har poäng"),
    "huge points": (lambda f: f["item"][4].update(answerOption=[coded("a", 1e300), coded("b", 0)]), "högst en miljon"),
    "nan points": (
        lambda f: f["item"][4].update(answerOption=[coded("a", float("nan")), coded("b", 0)]),
        "ska vara ett tal",
    ),
    "same answers": (lambda f: f["item"][4].update(answerOption=[coded("a", 1), coded("a", 1)]), "står 2 gånger"),
    "other resource": (lambda f: f.update(resourceType="Patient"), "resourceType ska vara Questionnaire"),
}


@pytest.mark.parametrize(("change", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_form_is_told_in_swedish_and_nothing_is_kept(change, said, add, tmp_path):
    code, answer = add(changed(change))
    assert code == 2
    assert said in answer["error"]["text"]
    assert not list((tmp_path / "loaded").rglob("*.json"))


def test_all_faults_at_once(add):
    file = changed(
        lambda f: [change(f) for change, _ in (BROKEN["no links"], BROKEN["repeats"], BROKEN["partly scored"])]
    )
    text = add(file)[1]["error"]["text"]
    assert all(said in text for said in ("linkId: behövs", "flera svar", "några svar har poäng"))
    assert all(line.startswith("fil.json: ") for line in text.splitlines())


def nested(depth):
    return (
        '{"resourceType": "Questionnaire", "item": ['
        + '{"linkId":"a","type":"group","item":[' * depth
        + "]}" * depth
        + "]}"
    )


HOSTILE = [
    b"",
    b"{",
    b"[]",
    b"{}",
    b"null",
    b"\x00\xff\xfe",
    b'{"resourceType": "Questionnaire"}',
    b'{"resourceType": 7}',
    b'{"resourceType": "Questionnaire", "resourceType": "Patient"}',
    nested(50).encode(),
    nested(100_000).encode(),
    b'{"resourceType": "Questionnaire", "id": 1' + b"0" * 5000 + b"}",
    b"<Questionnaire/>",
    b"id: [",
    b"id: x\nid: y\n",
    b"a: &a [*a]\n",
    b"- 1\n- 2\n",
    "id: på\n".encode("latin-1"),
    b"id: audit\n",
    b"wording_for: audit\n",
    b"wording_for: 7\n",
    b"!!python/object/apply:os.system [ls]\n",
    b'{"resourceType": "Questionnaire", "item": [{"linkId": "\\ud800"}]}',
    EVERYTHING.read_bytes().replace(b"id: everything", b"id: ../../x"),
    EVERYTHING.read_bytes().replace(b"most: 10", b"most: 1000000000"),
    EVERYTHING.read_bytes().replace(b"points: 4,", b"points: .inf,"),
]


@pytest.mark.parametrize("content", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", ["fil.json", "fil.yaml"])
def test_a_hostile_file_is_refused_in_swedish(content, name, add, tmp_path):
    code, answer = add(content, name)
    assert code == 2
    assert len(answer["error"]["text"]) > 20
    assert not list((tmp_path / "loaded").rglob("*.json"))


def test_no_file_and_a_folder(tmp_path, capsys):
    for path in (tmp_path / "nej.json", tmp_path):
        assert main(["instrument", "add", str(path)]) == 2
        assert "är ingen fil" in capsys.readouterr().err


FAULTY = {
    "overlap": ("at_least: 8, label: hög", "at_least: 99, label: hög", "kan inte nås"),
    "gap": (
        'age: "65-"}, at_least: 6, at_most: 9',
        'age: "65-"}, at_least: 6, at_most: 7',
        "mellan 7 och 9 finns ingen gräns",
    ),
    "same start": ("more_than: 9", "at_least: 6", "två gränser börjar på samma tal"),
    "no number": ("{at_least: 5, label: hög}", "{label: hög}", "saknar tal"),
    "ends first": ("at_least: 6, at_most: 9", "at_least: 6, at_most: 5", "slutar före den börjar"),
    "days": ("valid_to: 2019", "valid_to: 1999", "valid_to är före valid_from"),
    "age": ('age: "18-64"', 'age: "64-18"', "åldern 64-18 går inte"),
    "later": ("{item: a, at_least: 1}", "{item: f, at_least: 1}", "f är ingen fråga som står tidigare"),
    "itself": ("{item: a, at_least: 1}", "{item: b, at_least: 1}", "b är ingen fråga som står tidigare"),
    "no such answer": ("one_of: [2, 3]", "one_of: [2, 7]", "a har inget svar 7"),
    "two tests": ("{item: a, at_least: 1}", "{item: a, at_least: 1, at_most: 2}", "precis en av"),
    "no scale": ("label: Hur ofta, scale: often", "label: Hur ofta, scale: nej", "skalan nej finns inte"),
    "score": ("items: [a, b]", "items: [a, zz]", "frågan zz finns inte"),
    "item twice": ("{id: d,", "{id: a,", "id a finns redan"),
    "set's score": ("score: often", "score: nej", "summan nej finns inte"),
    "unknown field": ("title: Allt", "titel: Allt", "okänt fält"),
    "no points": ("points: 1.5, ", "", "points saknas"),
    "national": ("sets:\n", "national: [{id: nej}]\nsets:\n", "finns inte i content/law/thresholds.yaml"),
}


@pytest.mark.parametrize(("old", "new", "said"), FAULTY.values(), ids=FAULTY)
def test_a_faulty_instrument_is_told_with_its_line(old, new, said, add):
    text = EVERYTHING.read_text()
    assert old in text
    code, answer = add(text.replace(old, new, 1), "egen.yaml")
    assert code == 2
    assert said in answer["error"]["text"]
    assert all(line.startswith("egen.yaml:") for line in answer["error"]["text"].splitlines())


def test_what_was_kept_and_is_broken_stops_nothing_else(add, shelf, capsys):
    assert add(OTHER)[0] == 0
    Path(shelf.folder / "annat-test.json").write_text("{")
    capsys.readouterr()
    assert main(["instrument", "list", "--json"]) == 1
    out = capsys.readouterr()
    assert "audit" in {row["id"] for row in json.loads(out.out)}
    assert "Läs in instrumentet igen" in out.err


def test_the_example_of_the_manual_can_be_loaded(add, root, capsys):
    manual = (root / "docs/skriva-instrument.md").read_text("utf-8")
    block = manual.split("## Ett nytt instrument i YAML")[1]
    example = "\n".join(line[4:] for line in block.splitlines() if line.startswith("    ") or not line)
    assert add(example, "mitt.yaml")[1]["id"] == "mitt-test"
    assert scored(capsys, "mitt-test", "3,0,10,1", "--sex", "male", "--age", "30")["class"] == "mycket hög"
