"""Documents through the pages: who may, what is told, how a file is served, and what is kept when it is wrong."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from helhet.audit.models import Event
from helhet.documents import actions, papers
from helhet.documents.actions import File
from helhet.documents.models import Document
from helhet.kernel.errors import HelhetError, NotAllowed, NotFound
from helhet.secrecy import actions as secrecy
from helhet.secrecy.wall import acting
from tests.documents import files
from tests.records.world import AT, signed_in


def taken_in(world, course, who="health", title="Brev", content=b"Innehall CANARY"):
    actor = world.actors[who]
    with acting(actor, AT):
        return actions.take_in(by=actor, at=AT, person=course.person, file=File(title, content, "Försäkringskassan"))


def address(name, document):
    return reverse(f"documents:{name}", args=[document.person_id, document.id])


def test_a_file_is_taken_in_listed_and_fetched(world):
    course = world.course()
    client = signed_in(world.actors["health"])
    add = reverse("documents:add", args=[course.person_id])
    assert 'enctype="multipart/form-data"' in client.get(add).content.decode()
    upload = SimpleUploadedFile("hemlig-ada.exe", b"Hej Ada", content_type="text/html")
    answer = client.post(add, {"title": " Brev  ett ", "source": "Kalmar", "file": upload})
    with acting(world.actors["health"], AT):
        document = Document.objects.get()
    assert answer.url == address("one", document)
    assert (document.title, document.media_type, document.origin) == ("Brev ett", "text/plain", "uploaded")
    assert "Brev ett" in client.get(reverse("documents:list", args=[course.person_id])).content.decode()
    assert document.sha256 in client.get(answer.url).content.decode()


def test_a_file_is_served_so_that_no_browser_runs_or_keeps_it(world):
    document = taken_in(world, world.course(), content=files.picture("PNG"))
    answer = signed_in(world.actors["health"]).get(address("file", document), headers={"Accept-Encoding": "gzip"})
    assert answer.content.startswith(b"\x89PNG")
    assert answer["Content-Disposition"].startswith('attachment; filename="dokument-2026-')
    assert "Ada" not in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"
    with acting(world.actors["health"], AT):
        read = Event.objects.get(act="document.read")
    assert read.subject == str(document.id)
    assert read.person == document.person_id


@pytest.mark.parametrize("name", ["one", "file", "correct"])
def test_nobody_else_comes_near(world, name):
    document = taken_in(world, world.course())
    for who in ("clinic", "psychiatry"):
        assert signed_in(world.actors[who]).get(address(name, document)).status_code == 403
    for who in ("social", "other_social", "private"):
        answer = signed_in(world.actors[who]).get(address(name, document))
        assert answer.status_code == 404
        assert b"CANARY" not in answer.content
    with acting(world.actors["health"], AT):
        assert not Event.objects.filter(act="document.read").exists()


def test_a_document_is_reached_only_through_its_own_person(world):
    document = taken_in(world, world.course())
    other = world.course(person=world.person(given="Bo"))
    client = signed_in(world.actors["health"])
    assert client.get(reverse("documents:file", args=[other.person_id, document.id])).status_code == 404


def test_what_a_unit_has_blocked_is_not_seen_by_others(world):
    course = world.course()
    document = taken_in(world, course)
    nurse, clinic = world.actors["health"], world.actors["clinic"]
    world.course("clinic", course.person)
    with acting(clinic, AT):
        assert actions.read(by=clinic, at=AT, person=course.person, document_id=document.id).title == "Brev"
    with acting(nurse, AT):
        secrecy.block(by=nurse, at=AT, person=course.person, unit=world.units["health"])
    with acting(clinic, AT), pytest.raises(NotFound):
        actions.read(by=clinic, at=AT, person=course.person, document_id=document.id)
    with acting(clinic, AT):
        assert actions.listed(by=clinic, at=AT, person=course.person) == []


def test_a_refused_file_says_why_and_loses_nothing_typed(world):
    course = world.course()
    upload = SimpleUploadedFile("x.pdf", files.packed(b"<</S /JavaScript>>"))
    answer = signed_in(world.actors["health"]).post(
        reverse("documents:add", args=[course.person_id]),
        {"title": "Mitt långa brev", "source": "Någon viktig", "file": upload},
    )
    page = answer.content.decode()
    assert "JavaScript" in page
    assert "Mitt långa brev" in page
    assert "Någon viktig" in page
    assert "Välj den igen" in page
    with acting(world.actors["health"], AT):
        assert not Document.objects.exists()


def test_no_file_and_no_title_are_told(world):
    course = world.course()
    answer = signed_in(world.actors["health"]).post(reverse("documents:add", args=[course.person_id]), {"title": ""})
    assert answer.status_code == 200
    assert answer.content.decode().count("ds-validation-message") == 2


def test_a_correction_keeps_the_old_and_marks_it(world):
    course = world.course()
    old = taken_in(world, course)
    client = signed_in(world.actors["health"])
    sent = {"title": "Brev rätt", "why": "Fel person på sidan två", "file": SimpleUploadedFile("a.txt", b"Nytt")}
    new = client.post(address("correct", old), sent)
    assert "Fel person på sidan två" in client.get(address("one", old)).content.decode()
    assert "Rättar ett tidigare" in client.get(new.url).content.decode()
    assert client.get(address("file", old)).content == b"Innehall CANARY"
    again = client.post(address("correct", old), sent | {"file": SimpleUploadedFile("a.txt", b"Nytt")})
    assert "redan rättat" in again.content.decode()


def test_a_correction_says_why(world):
    old = taken_in(world, world.course())
    nurse = world.actors["health"]
    with acting(nurse, AT), pytest.raises(HelhetError, match="vad som var fel"):
        actions.correct(by=nurse, at=AT, document=old, file=File("Nytt", b"hej"), why=" ")


def test_a_document_is_never_changed_or_taken_away(world):
    document = taken_in(world, world.course())
    with acting(world.actors["health"], AT):
        for act in (document.save, document.delete, Document.objects.all().delete):
            with pytest.raises(HelhetError):
                act()


def test_a_stranger_cannot_put_a_file_there(world):
    course = world.course()
    with pytest.raises(NotAllowed):
        taken_in(world, course, who="psychiatry")


def test_the_extract_is_a_paper_that_is_kept(world):
    course = world.course()
    taken_in(world, course, title="Läkarbrev")
    client = signed_in(world.actors["health"])
    answer = client.post(reverse("documents:extract", args=[course.person_id]))
    with acting(world.actors["health"], AT):
        made = Document.objects.get(origin="made")
    assert answer.url == address("one", made)
    assert bytes(made.content).startswith(b"%PDF-1.7")
    inside = files.unpacked(bytes(made.content))
    assert b"pdfuaid" in inside
    assert b"StructTreeRoot" in inside
    assert b"/Lang (sv)" in inside


def test_the_extract_of_a_protected_person_says_no_address_and_no_unit(world, monkeypatch):
    person = world.person(protected="marked")
    course = world.course(person=person)
    seen = {}

    def spy(title, sections, day, **told):
        seen.update(told, text=str(list(sections)))
        return b"%PDF-1.7"

    monkeypatch.setattr(papers, "paper", spy)
    signed_in(world.actors["health"]).post(reverse("documents:extract", args=[course.person_id]))
    assert seen["sender"] == world.actors["health"].holding_name
    assert world.units["health"].name not in seen["text"]


def test_a_paper_fetches_nothing():
    with pytest.raises(ValueError, match="nothing"):
        papers.refuse("https://example.org/x.png")


def test_where_no_pdf_can_be_made_it_is_said(monkeypatch):
    monkeypatch.setattr(papers, "weasyprint", None)
    with pytest.raises(HelhetError, match="webbläsaren"):
        papers.paper("A", [], papers.date(2026, 1, 1))


def test_without_signing_in_there_is_only_the_door(client):
    answer = client.get(reverse("documents:list", args=["00000000-0000-0000-0000-000000000001"]))
    assert answer.status_code == 302
