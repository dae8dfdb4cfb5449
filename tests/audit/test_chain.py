"""The chain: tampering is refused, found when the guards are gone, and two who write at once give one chain."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction

from helhet.audit import actions, commands, queries
from helhet.audit.models import Event, Head
from helhet.audit.rules import content_hash, fingerprint
from helhet.config import cli
from tests.records.world import AT

TABLE = Event._meta.db_table


def written(world, times=3, who="health"):
    for number in range(times):
        actions.record(by=world.actors[who], at=AT, act="person.opened", kind="person", subject=number, content=number)
    return world.actors[who].holding_id


def unguarded(statement, *parameters):
    """Run SQL past the triggers, as someone with the database's own password could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
        else:
            for act in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{act}")
        cursor.execute(statement, parameters)


@pytest.mark.parametrize(
    "statement",
    [f"UPDATE {TABLE} SET purpose = 'annat'", f"DELETE FROM {TABLE}", f"UPDATE {TABLE} SET staff = holding"],
)
def test_the_database_refuses(world, statement):
    written(world)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        (f"UPDATE {TABLE} SET purpose = 'annat' WHERE sequence = 2", "har ändrats"),
        (f"UPDATE {TABLE} SET staff = assignment WHERE sequence = 2", "har ändrats"),
        (f"UPDATE {TABLE} SET act = 'person.added' WHERE sequence = 1", "har ändrats"),
        (f"UPDATE {TABLE} SET hash = previous WHERE sequence = 3", "har ändrats"),
        (f"DELETE FROM {TABLE} WHERE sequence = 2", "saknas"),
        (f"DELETE FROM {TABLE} WHERE sequence = 1", "saknas"),
        (f"DELETE FROM {TABLE} WHERE sequence = 3", "slutar vid 2"),
        (f"DELETE FROM {TABLE}", "slutar vid 0"),
        (f"UPDATE {TABLE} SET sequence = 9 WHERE sequence = 3", "saknas"),
        ("DELETE FROM audit_head", "slutar vid 3 men ska sluta vid 0"),
    ],
)
def test_tampering_is_found(world, statement, why):
    holding = written(world)
    assert queries.broken(holding) == []
    unguarded(statement)
    assert any(why in fault.why for fault in queries.broken(holding)), queries.broken(holding)


def test_an_event_slipped_in_last_is_found(world):
    holding = written(world)
    end, last = queries.head(holding)
    kept = Event.objects.get(holding=holding, sequence=end)
    kept.id, kept.sequence, kept.previous, kept._state.adding = uuid4(), end + 1, last, True
    kept.hash = content_hash([last, actions.fields_of(kept)])
    kept.save()
    assert any("ska sluta vid 3" in fault.why for fault in queries.broken(holding))


def test_a_chain_rewritten_to_its_end_is_found_by_a_head_kept_elsewhere(world, tmp_path, capsys):
    holding = written(world)
    assert cli.main(["audit", "head", "--json"]) == 0
    file = tmp_path / "heads.json"
    file.write_text(capsys.readouterr().out)
    unguarded(f"DELETE FROM {TABLE} WHERE sequence = 3")
    left = Event.objects.get(holding=holding, sequence=2)
    Head.objects.filter(holding=holding).update(sequence=2, hash=left.hash)
    assert cli.main(["audit", "verify", "--json"]) == 0
    capsys.readouterr()
    assert cli.main(["audit", "verify", "--json", "--heads", str(file)]) == 1
    assert "kapats" in capsys.readouterr().out


def test_the_command_tells_scripts(world, capsys):
    holding = written(world)
    assert cli.main(["audit", "verify", "--json", "--holding", str(holding)]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told == {"holding": str(holding), "events": 3, "head": queries.head(holding)[1], "faults": []}
    unguarded(f"UPDATE {TABLE} SET purpose = 'annat' WHERE sequence = 2")
    assert cli.main(["audit", "verify", "--json"]) == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert told["faults"] == [{"sequence": 2, "why": "händelsen har ändrats efter att den skrevs"}]
    assert cli.main(["audit", "verify"]) == 1
    assert "TRASIG" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--holding", "finns-inte"], ["--heads", "/finns/inte"]])
def test_what_cannot_be_read_is_told(world, capsys, arguments):
    written(world)
    assert cli.main(["audit", "verify", "--json", *arguments]) == 2
    out, err = capsys.readouterr()
    assert "error" in json.loads(out)
    assert err


def test_progress_is_told_when_it_takes_time(world, capsys, monkeypatch):
    monkeypatch.setattr(commands, "STEP", 2)
    commands.verified(written(world, 5))
    assert capsys.readouterr().err.splitlines() == ["… 2 händelser prövade", "… 4 händelser prövade"]


def test_writing_while_it_is_verified_is_no_fault(world):
    holding = written(world)
    late = []

    def seen():
        if not late:
            late.append(written(world, 2))

    assert queries.broken(holding, seen) == []


def test_a_short_secret_cannot_be_found_from_its_fingerprint(world):
    holding = written(world, 1)
    kept = Event.objects.get(holding=holding).content_hash
    assert kept
    assert kept not in {content_hash(n) for n in range(10)}
    assert fingerprint("a", b"1") != fingerprint("a", b"2")


def test_two_at_once_write_one_chain(served_world):
    """Also the first event of a holding, which both want to begin."""
    times, start = 20, Barrier(2)

    def write(who):
        start.wait()
        try:
            written(served_world, times, who)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, ["health", "clinic"]))
    holding = served_world.holdings["region"].id
    assert queries.broken(holding) == []
    assert queries.head(holding)[0] == 2 * times
