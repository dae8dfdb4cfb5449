"""A pack is read with every fault at once, each with its file and line."""

import json
from pathlib import Path

import pytest

from helhet.kernel.errors import BadInput
from helhet.knowledge.pack import Pack
from helhet.knowledge.schema.base import earliest, latest
from tests.knowledge.making import LIBRARY, pack, write

BROKEN = """\
tables:
  - id: vag
    title: Vägen
    policy: sometimes
    rows:
      - id: r1
        text: En rad
        anchors: [inget ankare]
        when: {unit: rymdstation}
        steps:
          - {act: flyg, text: Flyg}
      - id: r1
        text: Samma id
        colour: blue
"""


def test_all_faults_at_once_with_file_and_line(tmp_path: Path) -> None:
    folder = write(tmp_path, duties=[{"id": "d", "principal": "kung", "needs": [], "text": "Text"}])
    (folder / "routes.yaml").write_text(BROKEN, "utf-8")
    read, problems = LIBRARY.read(str(folder))
    told = [str(problem) for problem in problems]
    assert read is None
    assert any(t.startswith("routes.yaml:4:") and "unique" in t and "first" in t for t in told)
    assert any(t.startswith("routes.yaml:8:") and "ankare" in t for t in told)
    assert any(t.startswith("routes.yaml:14:") and "okänt fält" in t for t in told)
    assert any(t.startswith("duties.yaml:1:") and "region" in t for t in told)


def test_pointers_that_lead_nowhere(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        tables=[
            {
                "id": "t",
                "title": "Tabell",
                "policy": "collect",
                "rows": [
                    {"id": "r", "text": "Rad", "anchors": ["A/borta"], "when": {"unit": "rymdstation", "age": "x"}}
                ],
            }
        ],
        duties=[{"id": "d", "principal": "region", "needs": ["flyga"], "text": "Text", "anchors": ["A/s#1"]}],
    )
    _, problems = LIBRARY.read(str(folder))
    told = " ".join(map(str, problems))
    for part in ("A/borta finns inte", "'rymdstation'", "health_centre", '"18-"', "behovet flyga", "income_support"):
        assert part in told


def test_yaml_that_cannot_be_read_names_its_line(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "duties.yaml").write_text("duties:\n  - {id: a\n  - b: [", "utf-8")
    _, problems = LIBRARY.read(str(folder))
    assert [p.file for p in problems] == ["duties.yaml"]
    assert problems[0].line >= 2


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "\n".join(f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]" for n in range(9)),
        "duties: &d [{id: x, again: *d}]",
        "duties:\n\t- x",
        "duties: [{id: a, day: 2021-13-45}]",
        'duties: !!python/object/apply:os.system ["echo hej"]',
        "a: \x07",
        "\ufeff- 1",
        "null",
        "- a\n- b",
        "42",
    ],
)
def test_hostile_yaml_is_a_problem_never_a_crash(tmp_path: Path, text: str) -> None:
    folder = write(tmp_path)
    (folder / "duties.yaml").write_text(text, "utf-8")
    (folder / "pack.yaml").write_text(text, "utf-8")
    read, problems = LIBRARY.read(str(folder))
    assert read is None
    assert problems
    assert all(p.line >= 1 for p in problems)


def test_unknown_file_and_missing_anchor(tmp_path: Path) -> None:
    folder = write(tmp_path, duties=[{"id": "d", "principal": "region", "needs": ["housing"], "text": "Text"}])
    (folder / "rutter.yaml").write_text("tables: []", "utf-8")
    _, problems = LIBRARY.read(str(folder))
    assert "okänd fil" in " ".join(map(str, problems))
    (folder / "rutter.yaml").unlink()
    _, problems = LIBRARY.read(str(folder))
    assert "anchors saknas" in " ".join(map(str, problems))


def test_norwegian_problem_is_not_ours(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "structures.yaml").write_text(
        "structures: [{id: no, name: nej, text: no, level: local, anchors: [A/s]}]", "utf-8"
    )
    read, problems = LIBRARY.read(str(folder))
    assert not problems
    assert read
    assert read.structures[0].id == "no"


def test_hash_is_of_the_content_not_of_its_form(tmp_path: Path) -> None:
    first = pack(tmp_path / "a")
    folder = write(tmp_path / "b")
    data = json.loads((folder / "pack.yaml").read_text("utf-8"))
    (folder / "pack.yaml").write_text("# samma\n" + json.dumps(dict(reversed(data.items())), indent=2), "utf-8")
    second, _ = LIBRARY.read(str(folder))
    assert second
    assert first.hash == second.hash


def test_a_later_field_in_the_schema_leaves_a_frozen_pack_as_it_is(tmp_path: Path) -> None:
    class Later(Pack):
        also: tuple[str, ...] = ()

    made = pack(tmp_path)
    assert Later.model_validate(made.model_dump(exclude_unset=True)).hash == made.hash
    assert Later.model_validate({**made.model_dump(exclude_unset=True), "also": ["x"]}).hash != made.hash


def test_a_frozen_pack_refuses_changes_but_takes_answers_and_cases(tmp_path: Path) -> None:
    frozen = pack(tmp_path)
    folder = tmp_path / frozen.id
    (folder / "FROZEN").write_text(frozen.hash, "utf-8")
    question = {"id": "q", "text": "En fråga", "anchors": ["A/s"], "owner": "Gruppen", "by": "2027-03"}
    (folder / "questions.yaml").write_text(json.dumps({"questions": [question]}), "utf-8")
    assert LIBRARY.read(str(folder))[1] == []
    write(tmp_path, {"title": "Ändrad titel"})
    assert "fryst" in str(LIBRARY.read(str(folder))[1])


def test_an_addendum_replaces_adds_and_withdraws(tmp_path: Path) -> None:
    from helhet.knowledge.library import extended

    duty = {"principal": "region", "needs": ["housing"], "text": "Text", "anchors": ["A/s#1"]}
    rows = [{"id": f"r{n}", "text": "Rad", "anchors": ["A/s"]} for n in (1, 2)]
    ways = [{"id": "t", "title": "Väg", "policy": "collect", "rows": rows}]
    base = pack(tmp_path, duties=[{"id": i, **duty} for i in "abc"], tables=ways)
    change = {"id": "b", **duty, "principal": "municipality"}
    addendum = pack(tmp_path, {"id": "tillagg-2028"}, duties=[change, {"id": "d", **duty}])
    about = addendum.about.model_copy(update={"withdraws": ("c", "r2")})
    both = extended(base, addendum.model_copy(update={"about": about}))
    assert {d.id: d.principal for d in both.duties} == {"a": "region", "b": "municipality", "d": "region"}
    assert [r.id for t in both.tables for r in t.rows] == ["r1"]


def test_what_is_withdrawn_must_stand_in_the_base(tmp_path: Path) -> None:
    _, problems = LIBRARY.read(str(write(tmp_path, {"withdraws": ["finns-inte"]})))
    assert "finns-inte" in str(problems)


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2021-12", "2021-12-01", "2021-12-31"),
    ],
)
def test_a_partial_date_covers_every_day_it_may_mean(given: str, first: str, last: str) -> None:
    assert (earliest(given).isoformat(), latest(given).isoformat()) == (first, last)


def test_a_broken_pack_stops_nobody_else(tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    with pytest.raises(BadInput, match=r"pack\.yaml"):
        LIBRARY.pack(str(tmp_path / "tom"))
    assert LIBRARY.packs()
