"""Papers: what the case says and nothing more, what is missing before they are sent, and text that can be changed."""

import pytest
from django.urls import reverse

from helhet.documents.models import Document
from helhet.knowledge.home import open_library
from helhet.knowledge.processes.loading import processes_of
from helhet.processes import actions, following, papers, queries
from helhet.secrecy.wall import acting
from tests.records.world import AT, signed_in

from .making import CUSTODY, clock, opened, write

pytestmark = pytest.mark.django_db
LATER = clock("2026-11-25 10:40")


@pytest.fixture
def case(world):
    with acting(world.actors["social"], AT):
        made = opened(world, "2026-11-25 10:05")
        write(world, made, "custody", "2026-11-25 10:20", "chair", **CUSTODY | {"urgent": True})
        return made


def now(world, case):
    with acting(world.actors["social"], LATER):
        return following.standing(case, queries.events(case), LATER)


def test_every_paper_names_what_there_is():
    library = open_library()
    for one in library.records.case_papers.values():
        ready = processes_of(library).get(one.process)
        acts, facts = set(ready.acts.by_id), set(ready.facts.by_id)
        for part in one.sections:
            assert set(part.events) <= acts, one.id
            assert set(part.facts) <= facts, one.id
        for need in one.needs:
            assert bool(need.act) + bool(need.fact) + bool(need.document) == 1, one.id
            assert {need.act} - {None} <= acts, one.id
            assert {need.fact} - {None} <= facts, one.id
            assert {need.document} - {None} <= {d.id for d in ready.process.documents}, one.id
        assert set(one.acts) <= acts, one.id
        for cited in (*one.provisions, *(p for need in one.needs for p in need.provisions)):
            assert cited in library.law.provision, (one.id, cited)


def test_a_decision_says_what_was_told(world, case):
    told = dict(papers.written(now(world, case), papers.paper("lvm", "lvm-custody")))
    assert "alkohol" in told["Förutsättningarna"]
    assert "Hittad utomhus i natt" in told["Omständigheterna"]
    assert "ordföranden" in told["Beslutet"]
    assert not papers.lacking(now(world, case), papers.paper("lvm", "lvm-custody"))


def test_a_submission_lacks_its_documents_until_they_are_there(world, case):
    one = papers.paper("lvm", "lvm-submission")
    before = {lack.text for lack in papers.lacking(now(world, case), one)}
    assert "Handlingarna i ärendet finns med." in before
    with acting(world.actors["social"], AT):
        documents = ("custody_decision", "case_documents")
        write(world, case, "send_submission", "2026-11-25 10:30", documents=documents)
        write(world, case, "inform", "2026-11-25 10:31")
    assert not papers.lacking(now(world, case), one)


def test_what_was_corrected_away_stands_in_no_paper(world, case):

    with acting(world.actors["social"], LATER):
        row = case.events.get(act="custody")
        actions.correct(by=world.actors["social"], at=LATER, case=case, event=row, why="Fel person")
    told = dict(papers.written(now(world, case), papers.paper("lvm", "lvm-custody")))
    assert "alkohol" not in told["Förutsättningarna"]


def test_the_text_can_be_changed_and_is_kept_as_a_pdf(world, case):
    client = signed_in(world.actors["social"])
    address = reverse("processes:paper", args=[case.id, "lvm-information"])
    page = client.get(address).content.decode()
    assert "offentligt biträde" in page
    answer = client.post(address, {"part_0": "Hej, det här har hänt.", "part_1": "", "part_2": "", "part_3": ""})
    assert answer.status_code == 302
    with acting(world.actors["social"], LATER):
        made = Document.objects.get(person_id=case.person_id)
    assert bytes(made.content).startswith(b"%PDF")
    assert made.title == "Till dig som är omhändertagen"


def test_what_lacks_something_is_a_draft(world, case):
    client = signed_in(world.actors["social"])
    address = reverse("processes:paper", args=[case.id, "lvm-application"])
    assert "Det här saknas" in client.get(address).content.decode()
    client.post(address, {"part_0": "Nämnden ansöker."})
    with acting(world.actors["social"], LATER):
        assert Document.objects.get(person_id=case.person_id).title == "Utkast: Ansökan om vård"


def test_the_text_itself_can_be_taken_away(world, case):
    client = signed_in(world.actors["social"])
    address = reverse("processes:paper", args=[case.id, "lvm-information"])
    answer = client.post(address, {"part_0": "Mina ord.", "as_text": "1"})
    assert answer["Content-Type"].startswith("text/plain")
    assert "Mina ord." in answer.content.decode()
    assert "Berg" not in answer["Content-Disposition"]
