"""Publishing: what is let through, what is refused, and that nothing changes afterwards."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from helhet.agreements import queries
from helhet.agreements.models import Check, Publication
from helhet.kernel.errors import BadInput, HelhetError, NotFound
from helhet.knowledge.findings import Finding

from .fixtures import AT, FINDINGS, PACK

pytestmark = pytest.mark.django_db
GAP = Finding("verify.needs.x", "gap", "needs", "error", "Ingen svarar för att sluta röka.", ("P/inledning",))


def change(content, file, old, new):
    path = content / "agreements" / PACK / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_row_holds_what_was_published(published):
    pack = queries.pack(PACK)
    assert (published.pack_id, published.county, published.status) == (PACK, "08", "in_force")
    assert published.hash == pack.hash
    sorted_keys = json.dumps(json.loads(published.content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert published.hash == "sha256:" + hashlib.sha256(sorted_keys.encode()).hexdigest()
    assert (published.valid_from.isoformat(), published.valid_to) == ("2020-01-01", None)
    assert (published.published_by, published.published_at) == ("Provaren", AT)
    assert [q.id for q in pack.questions] == ["bilaga"]
    assert [c.id for c in pack.cases] == ["vem-pengar"]


def test_bullets_and_conditions_keep_the_order_of_the_document(published, library):
    read, kept = library().pack(PACK), queries.pack(PACK)
    assert [list(s.bullets) for s in kept.sections] == [list(s.bullets) for s in read.sections]
    assert [list(r.when) for t in kept.tables for r in t.rows] == [list(r.when) for t in read.tables for r in t.rows]


def test_same_again_changes_nothing(publish, published, verdict):
    verdict.seconds = 9.9
    assert publish(at=AT + timedelta(days=1)) == published
    assert (Publication.objects.count(), Check.objects.count()) == (1, 1)


def test_new_verdict_on_the_same_words_is_kept_beside_the_old(publish, published, verdict):
    verdict.findings = [*FINDINGS[:2]]
    assert publish(at=AT + timedelta(days=1)) == published
    assert (Publication.objects.count(), Check.objects.count()) == (1, 2)
    assert len(queries.report(PACK)["findings"]) == 2


def test_undeclared_error_is_refused_with_its_text(publish, verdict):
    verdict.findings = [GAP]
    with pytest.raises(BadInput, match="sluta röka") as refused:
        publish()
    assert refused.value.code == "unsound"
    assert not Publication.objects.exists()


def test_malformed_pack_is_refused_with_file_and_line(publish, content):
    change(content, "duties.yaml", "principal: region, needs: [withdrawal_care]", "principal: regionn, needs: [x]")
    with pytest.raises(BadInput, match=r"duties.yaml:2: .*regionn"):
        publish()


def test_pack_without_validity_is_refused(publish, content):
    text = (content / "agreements" / PACK / "pack.yaml").read_text().splitlines()
    kept = [line for line in text if not line.startswith("  - {start:")]
    (content / "agreements" / PACK / "pack.yaml").write_text("\n".join(kept).replace("periods:", "periods: []"))
    with pytest.raises(BadInput, match="när avtalet gäller"):
        publish()


def test_other_content_under_an_id_in_force_is_refused(publish, published, content):
    change(content, "duties.yaml", "Behandlar abstinens.", "Behandlar svår abstinens.")
    with pytest.raises(BadInput, match="Gör en ny version") as refused:
        publish()
    assert refused.value.code == "frozen"
    assert queries.pack(PACK).hash == published.hash


def test_new_questions_are_published_under_the_same_content(publish, published, content):
    change(content, "questions.yaml", "Var finns bilaga 9?", "Finns bilaga 9?")
    later = publish()
    assert later.hash == published.hash
    assert later.questions_hash != published.questions_hash
    assert queries.pack(PACK).questions[0].text == "Finns bilaga 9?"
    change(content, "questions.yaml", "Finns bilaga 9?", "Var finns bilaga 9?")
    assert publish() == published
    assert queries.pack(PACK).questions[0].text == "Var finns bilaga 9?"


def test_draft_may_be_written_over_until_it_is_in_force(publish, content):
    change(content, "pack.yaml", "status: in_force", "status: draft")
    publish()
    change(content, "duties.yaml", "Behandlar abstinens.", "Behandlar svår abstinens.")
    publish()
    change(content, "pack.yaml", "status: draft", "status: in_force")
    publish()
    change(content, "pack.yaml", "status: in_force", "status: draft")
    with pytest.raises(BadInput, match="Gör en ny version"):
        publish()


def test_broken_pack_on_disk_breaks_no_published_one(published, content):
    (content / "agreements" / PACK / "pack.yaml").write_text("id: [")
    assert queries.pack(PACK).hash == published.hash
    assert [pack.id for pack in queries.packs()] == [PACK]


def test_unknown_id():
    with pytest.raises(NotFound, match="finns-inte"):
        queries.publication("finns-inte")


def test_one_small_select_and_nothing_parsed_twice(published, django_assert_num_queries):
    first = queries.packs()
    with django_assert_num_queries(1) as seen:
        assert queries.packs()[0] is first[0]
    assert '"content"' not in seen[0]["sql"]


@pytest.mark.parametrize(
    "act",
    [
        lambda row: row.save(),
        lambda row: row.delete(),
        lambda row: type(row).objects.update(hash="x"),
        lambda row: type(row).objects.all().delete(),
        lambda row: type(row).objects.bulk_update([row], ["hash"]),
    ],
)
def test_code_refuses_to_change_what_is_published(published, act):
    for row in (published, published.checks.get()):
        with pytest.raises(HelhetError, match="Publicera en ny version"):
            act(row)


CHANGES = [
    "UPDATE agreements_publication SET title = 'x'",
    "DELETE FROM agreements_publication",
    "UPDATE agreements_check SET checked_by = 'x'",
    "DELETE FROM agreements_check",
]
COPY = """INSERT INTO agreements_publication (pack_id, title, county, status, valid_from, valid_to, hash, content,
    questions_hash, questions, published_at, published_by)
    SELECT pack_id, title, county, status, valid_from, valid_to, {hash}, content, {questions_hash}, questions,
    published_at, {by} FROM agreements_publication"""
SAME = {"hash": "hash", "questions_hash": "questions_hash", "by": "published_by"}


def refused_by_the_database(statement, because):
    with pytest.raises(DatabaseError, match=because), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", CHANGES)
def test_database_refuses_to_change_what_is_published(published, statement):
    refused_by_the_database(statement, "written once")


def test_database_refuses_other_content_under_an_id_in_force(published):
    refused_by_the_database(COPY.format(**SAME | {"hash": "'sha256:annat'"}), "frozen")


@pytest.mark.parametrize(
    ("given", "because"),
    [
        (SAME, "(?i)unique"),
        (SAME | {"questions_hash": "'md5:x'"}, "(?i)check"),
        (SAME | {"questions_hash": "'sha256:x'", "by": "''"}, "(?i)check"),
    ],
)
def test_database_checks_what_it_can(published, given, because):
    refused_by_the_database(COPY.format(**given), because)


def test_postgresql_refuses_to_empty_the_tables(published):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        refused_by_the_database("TRUNCATE agreements_publication CASCADE", "written once")
