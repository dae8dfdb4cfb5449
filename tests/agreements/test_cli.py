"""`helhet pack …`: what scripts rely on."""

import json

import pytest

from helhet.config import cli

KINDS = ("documents", "sections", "tables", "courses", "needs", "duties", "lists", "dates")


def run(capsys, *argv):
    code = cli.main(list(argv))
    return code, capsys.readouterr().out


@pytest.mark.parametrize("pack", ["kalmar-2021", "stockholm-2017"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_entry_of_every_kind_has_the_four_that_scripts_read(capsys, pack, kind):
    code, said = run(capsys, "pack", "show", pack, "--kind", kind, "--json")
    assert code == 0
    for entry in json.loads(said):
        assert all(entry[key] for key in ("id", "text", "anchors")), entry
        assert entry["standing"] in {"stated", "inferred", "unclear"}


@pytest.mark.parametrize("county", ["99", "ab", ""])
def test_a_pack_for_a_county_that_does_not_exist_is_not_made(capsys, tmp_path, county):
    code, said = run(capsys, "pack", "new", f"{tmp_path}/ny-2027", "--county", county, "--json")
    assert code == 2
    assert "22 Västernorrlands län" in json.loads(said)["error"]["text"]
    assert not (tmp_path / "ny-2027").exists()


@pytest.mark.django_db
def test_what_could_not_be_published_is_told_to_scripts_too(capsys):
    code, said = run(capsys, "pack", "publish", "finns-inte", "--json")
    assert code == 1
    assert [(one["id"], one["error"]["code"]) for one in json.loads(said)] == [("finns-inte", "not_found")]
    code, said = run(capsys, "pack", "publish", "--json")
    assert (code, json.loads(said)["error"]["code"]) == (2, "bad_input")
