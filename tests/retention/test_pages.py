"""The archivist's pages and the command: what is shown, what is asked, and that nothing goes without being said."""

import json
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from helhet.config.cli import main
from helhet.people.models import Person
from helhet.retention import actions
from helhet.secrecy.wall import acting
from tests.records.world import signed_in
from tests.retention.living import close_all, person_at
from tests.retention.test_purging import as_system, looked

OLD = datetime(2018, 3, 10, 9, tzinfo=UTC)
DUE = "retention:due"


def left(world, holding="social"):
    with as_system(world, holding, timezone.now()):
        return Person.objects.filter(holding=world.holdings[holding]).count()


def test_what_is_due_is_shown_with_the_rule_and_purged_when_ticked(world):
    person = person_at(world, "social", OLD, name="Ada")
    client = signed_in(world.actors["social.archivist"])
    page = client.get(reverse(DUE)).content.decode()
    assert "Ta reda på mer" in page
    assert "Gallra de valda" not in page
    ask = reverse("retention:matters", args=[person.id])
    assert "Gå igenom akten först" in client.post(ask, {"other": "1"}).content.decode()
    assert client.post(ask, {"looked": "on"}).url == reverse(DUE)
    shown = client.get(reverse(DUE))
    page = shown.content.decode()
    assert "Ada Berg" in page
    assert "SoL 2025:400 16 kap. 1 §" in page
    assert "Försenad gallring" in page
    sent = {"seen": shown.context["preview"].hash, "persons": [str(person.id)]}
    assert "Kryssa i" in client.post(reverse(DUE), sent).content.decode()
    assert left(world) == 1
    done = client.post(reverse(DUE), sent | {"sure": "on"})
    assert left(world) == 0
    page = client.get(done.url).content.decode()
    assert "Gallringen är gjord" in page
    assert "Ada" not in page


def test_a_stale_list_purges_nothing(world):
    person = person_at(world, "social", OLD)
    looked(world, person, at=timezone.now())
    client = signed_in(world.actors["social.archivist"])
    sent = {"seen": "0" * 64, "persons": [str(person.id)], "sure": "on"}
    assert "Inget är gallrat" in client.post(reverse(DUE), sent).content.decode()
    assert left(world) == 1


@pytest.mark.parametrize("persons", [[], ["x"], ["00000000-0000-0000-0000-000000000001"]])
def test_what_cannot_be_chosen_is_told(world, persons):
    looked(world, person_at(world, "social", OLD), at=timezone.now())
    client = signed_in(world.actors["social.archivist"])
    answer = client.post(reverse(DUE), {"seen": "x", "persons": persons, "sure": "on"})
    assert answer.status_code == 200
    assert "Något behöver rättas" in answer.content.decode()


def test_a_protected_person_has_no_name_in_the_list(world):
    person = person_at(world, "social", OLD, name="Hemlig")
    with as_system(world, "social"):
        Person.objects.filter(id=person.id).update(protected="marked")
    page = signed_in(world.actors["social.archivist"]).get(reverse(DUE)).content.decode()
    assert "Skyddade personuppgifter" in page
    assert "Hemlig" not in page


def test_on_the_health_side_the_page_says_that_nothing_goes(world):
    person_at(world, "health", OLD)
    page = signed_in(world.actors["health.archivist"]).get(reverse(DUE)).content.decode()
    assert "Här gallras ingenting" in page
    assert "Gallra de valda" not in page


@pytest.mark.parametrize("who", ["social", "social.manager"])
def test_others_are_told_who_may(world, who):
    answer = signed_in(world.actors[who]).get(reverse(DUE))
    assert answer.status_code == 403
    assert "arkivansvarig" in answer.content.decode()


def test_another_holdings_archivist_reaches_nothing(world):
    person = person_at(world, "social", OLD)
    other = signed_in(world.actors["other_social.archivist"])
    assert other.get(reverse("retention:matters", args=[person.id])).status_code == 404
    looked(world, person, at=timezone.now())
    by = world.actors["social.archivist"]
    seen = actions.preview(by=by, at=timezone.now())
    done = actions.purge(by=by, at=timezone.now(), persons=[person.id], preview_hash=seen.hash)
    assert other.get(reverse("retention:done", args=[done.id])).status_code == 404


def test_the_command_previews_and_purges(world, capsys):
    person = person_at(world, "social", OLD, name="Ada")
    looked(world, person, at=timezone.now())
    name = world.holdings["social"].name
    assert main(["retention", "preview", "--holding", name, "--json"]) == 0
    out = capsys.readouterr().out
    told = json.loads(out)
    assert "Ada" not in out
    assert told["due"][0]["action"] == "purge"
    assert told["due"][0]["latest"] == "2024-12-31"
    assert main(["retention", "purge", "--holding", name, "--seen", "x", "--all", "--json"]) == 2
    assert "changed" in capsys.readouterr().out
    given = ["retention", "purge", "--holding", name, "--seen", told["hash"], "--person", str(person.id), "--json"]
    assert main(given) == 0
    assert json.loads(capsys.readouterr().out)["people"] == 1
    assert main(["retention", "preview", "--holding", name]) == 0
    assert "0 är dags" in capsys.readouterr().out


def test_the_command_says_what_it_cannot_find(world, capsys):
    assert main(["retention", "preview", "--holding", "Nämnden som inte finns"]) == 2
    assert "0 verksamheter" in capsys.readouterr().err
    given = ["retention", "purge", "--holding", world.holdings["social"].name, "--seen", "x", "--person", "hej"]
    assert main(given) == 2
    assert "inget id" in capsys.readouterr().err


def test_what_a_received_report_shows_is_known_without_asking(world):
    with acting(world.actors["social"], OLD):
        child = person_at(world, "social", OLD, born=date(2012, 6, 1))
    close_all(world, "social")
    looked(world, child, ["child_inquiry"], at=timezone.now())
    shown = actions.preview(by=world.actors["social.archivist"], at=timezone.now())
    assert shown.lines == ()
    assert shown.kept == 1
