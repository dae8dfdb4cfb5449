"""`helhet advise`: what is wrong with the facts is told in Swedish, in words and to scripts, and exits with 2."""

import io
import json

import pytest

from helhet.config import cli


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("x", "Standard in, rad 1: det här är inte JSON."),
        ("[]", "Fakta skrivs som"),
        ('{"age":' + "9" * 5000 + "}", "Standard in har för stora tal"),
        ("[" * 100_000, "Standard in har för stora tal eller för många nivåer."),
        ('{"willing":"wants","willing":"refuses"}', "willing står två gånger"),
        ('{"age":"45"}', "age: ska vara ett heltal"),
    ],
)
def test_faulty_facts(monkeypatch, capsys, given, said):
    monkeypatch.setattr("sys.stdin", io.StringIO(given))
    assert cli.main(["advise", "--facts", "-", "--json"]) == 2
    told = capsys.readouterr()
    assert said in json.loads(told.out)["error"]["text"]
    assert said in told.err


@pytest.mark.parametrize("name", ["finns-inte.json", ""])
def test_a_file_that_cannot_be_read(capsys, tmp_path, name):
    assert cli.main(["advise", "--facts", f"{tmp_path}/{name}"]) == 2
    told = capsys.readouterr().err
    assert "går inte att läsa. Ange en JSON-fil" in told
    assert "Errno" not in told
