"""`helhet id check`."""

import json
import subprocess
import sys

import pytest

from helhet.config import cli
from helhet.people import cli as people_cli


def answer(capsys, *words):
    code = cli.main(["id", "check", *words])
    return code, capsys.readouterr()


def test_a_valid_number_as_json(capsys):
    code, out = answer(capsys, "900101-2385", "--json", "--day", "2026-11-25")
    reply = json.loads(out.out)
    assert code == 0
    assert reply.pop("reason") == "Personnumret stämmer."
    assert reply == {"valid": True, "kind": "personnummer", "birth_date": "1990-01-01", "sex": "female"}


def test_an_invalid_number_is_an_answer(capsys):
    code, out = answer(capsys, "19900101-2386", "--json")
    reply = json.loads(out.out)
    assert code == 0
    assert (reply["valid"], reply["kind"], reply["birth_date"], reply["sex"]) == (False, "unknown", None, None)
    assert "Kontrollsiffran" in reply["reason"]


def test_in_plain_words(capsys):
    code, out = answer(capsys, "199001012385")
    assert (code, out.out) == (0, "Personnumret stämmer.\nFödd: 1990-01-01\nKön enligt numret: kvinna\n")
    assert answer(capsys, "22790814AA01")[1].out == "Det nationella reservnumret stämmer.\nFödd: 1979-08-14\n"


def test_the_day_settles_the_century(capsys):
    assert (
        json.loads(answer(capsys, "900101-2385", "--json", "--day", "2095-01-01")[1].out)["birth_date"] == "2090-01-01"
    )


def test_wrong_use_exits_with_two(capsys):
    code, out = answer(capsys, "199001012385", "--day", "i går")
    assert (code, out.out) == (2, "")
    assert "ÅÅÅÅ-MM-DD" in out.err
    code, out = answer(capsys, "199001012385", "--day", "i går", "--json")
    assert (code, json.loads(out.out)["error"]["code"]) == (2, "bad_input")
    for words in (["id"], ["id", "check"], ["id", "check", "1", "2"]):
        with pytest.raises(SystemExit) as exit_info:
            cli.main(words)
        assert exit_info.value.code == 2


def test_it_needs_neither_django_nor_the_holidays():
    code = (
        f"import sys, {people_cli.__name__}; print([m for m in ('django', 'holidays', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
