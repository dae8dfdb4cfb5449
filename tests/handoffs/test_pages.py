"""The pages, without JavaScript: from a contact to a sent hand-off, and from what came to an answer."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from helhet.documents.models import Document
from helhet.handoffs import rules
from helhet.handoffs.models import Received, Sent
from helhet.organisations.queries import system_actor
from helhet.secrecy.models import Consent, Disclosure
from helhet.secrecy.wall import acting
from tests.records.world import signed_in

KINDS = {"kinds": ["assessment"], "text_assessment": "AUDIT visar 22 poäng."}
CARE = {
    "fact_necessary": "yes", "fact_substances": ["alcohol"], "fact_ongoing_use": "yes",
}  # fmt: skip


def said(html: str) -> str:
    return re.sub(r"\s+", " ", html)


class Way:
    """Somebody who fills in the way to send, one step at a time, as a browser would."""

    def __init__(self, client, address):
        self.client, self.address, self.answers = client, address, {}
        self.page = client.get(address)

    def answer(self, step, go="next", **given):
        self.answers |= given
        self.page = self.client.post(self.address, {**self.answers, "step": step, "go": go})
        return self.page.content.decode()


def all_of(world, model, name, *along):
    holding = world.holdings[name]
    with acting(system_actor(holding, "Prov"), timezone.now()):
        rows = model.objects.filter(holding=holding).order_by("id")
        return list(rows.select_related(*along) if along else rows)


@pytest.fixture
def nurse(world):
    return signed_in(world.actors["health"])


@pytest.fixture
def course(world):
    return world.course("health")


def to_social(world, nurse, course):
    way = Way(nurse, f"/arbete/lamna-over/skicka/{course.id}/")
    assert "Ansökan till socialtjänsten" in way.page.content.decode()
    way.answer("kind", kind="application")
    way.answer("needs", needs=["social_investigation"])
    way.answer("to", to=str(world.units["social"].id))
    way.answer("question", question="Personen vill ha stöd att dricka mindre.")
    way.answer("content", **KINDS)
    return way


def test_an_application_is_sent_on_a_ground_in_law(world, nurse, course):
    way = to_social(world, nurse, course)
    page = way.page.content.decode()
    assert "inte besvarat" in page
    assert "Grunder som inte öppnar här" in page
    page = way.answer("ground", ground="health.care_use")
    assert 'name="fact_ongoing_use"' in page
    assert 'name="fact_can_consent"' not in page
    page = way.answer("facts", **CARE)
    assert "berättar för er" in page
    page = way.answer("consent", answer_back="no")
    assert "AUDIT visar 22 poäng." in page
    assert "Ada Berg" in page
    assert way.answer("preview") == ""
    sent = all_of(world, Sent, "region")[0]
    assert way.page["Location"] == f"/arbete/lamna-over/skickat/{sent.id}/"
    assert sent.state == "registered"
    assert all_of(world, Disclosure, "region")[0].content["identity"]["Namn"] == "Ada Berg"
    assert "inkommen hos dem" in nurse.get(way.page["Location"]).content.decode()


def test_answers_that_do_not_open_the_ground_stay_and_are_named(world, nurse, course):
    way = to_social(world, nurse, course)
    way.answer("ground", ground="health.care_use")
    page = way.answer("facts", **(CARE | {"fact_substances": ["gambling"]}))
    assert way.page.status_code == 422
    assert "öppnar inte grunden" in page
    assert 'value="gambling" id="id_fact_substances' in said(page)
    assert not all_of(world, Disclosure, "region")


def test_a_consent_is_written_down_in_the_moment_it_is_used(world, nurse, course):
    way = to_social(world, nurse, course)
    page = way.answer("ground", ground="consent")
    assert "Vilket samtycke?" in page
    assert "Fyll i, så att samtycket går att förstå" in way.answer("consent", consent="new", answer_back="yes")
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    yes = {"given_by": "person", "how": "oral", "words": "Ja till socialtjänsten", "until": until, "judged": "yes"}
    way.answer("consent", **yes)
    assert not all_of(world, Consent, "region")
    way.answer("preview")
    assert way.page.status_code == 302, way.page.content.decode()
    consent, sent = all_of(world, Consent, "region")[0], all_of(world, Sent, "region")[0]
    assert consent.answer_back
    assert all_of(world, Disclosure, "region")[0].answer_consent_id == consent.id
    came = all_of(world, Received, "social", "copy")[0]
    assert came.copy.content["answer_consent"]["words"] == "Ja till socialtjänsten"
    social = signed_in(world.actors["social"])
    address = f"/arbete/lamna-over/kommit/{came.id}/"
    assert "Säg först vem det gäller" in social.get(address).content.decode()
    page = social.get(f"{address}vem/").content.decode()
    assert 'value="Ada"' in page
    new = {"go": "save", "pick": "new", "given_name": "Ada", "family_name": "Berg", "words": "", "number": ""}
    assert social.post(f"{address}vem/", new).status_code == 302
    assert "Personen har sagt ja till att ni svarar" in social.get(address).content.decode()
    assert social.post(f"{address}samtycke/").status_code == 302
    assert all_of(world, Consent, "social")[0].origin["disclosure"] == str(sent.disclosure_id)
    first = {
        "next_text": "Boka samtal", "due": until, "owner": str(world.staff["social"].id),
        "deputy": str(world.staff["social.manager"].id), "ground": "none",
    }  # fmt: skip
    answer = social.post(f"{address}inled/", first)
    assert answer.status_code == 302, answer.content.decode()
    page = social.get(f"{address}avsluta/").content.decode()
    assert "Beviljat" in page
    assert "Utredning inleds inte" not in page


def test_one_step_back_keeps_everything(world, nurse, course):
    way = to_social(world, nurse, course)
    page = way.answer("ground", go="back")
    assert "AUDIT visar 22 poäng." in page
    page = way.answer("content", go="back")
    assert "dricka mindre" in page


def refer(world, nurse, course, to="clinic"):
    way = Way(nurse, f"/arbete/lamna-over/skicka/{course.id}/")
    way.answer("kind", kind="internal_referral")
    way.answer("needs", needs=["psychosocial_treatment"])
    way.answer("to", to=str(world.units[to].id))
    way.answer("question", question="Kan ni bedöma och behandla?")
    way.answer("content", **KINDS)
    assert "Det stannar hos er" in way.page.content.decode()
    way.answer("preview")
    return all_of(world, Sent, "region")[-1]


def test_a_referral_is_asked_back_completed_and_accepted(world, nurse, course):
    sent = refer(world, nurse, course)
    clinic = signed_in(world.actors["clinic"])
    came = f"/arbete/lamna-over/kommit/{all_of(world, Received, 'region')[0].id}/"
    assert clinic.post(f"{came}fraga-tillbaka/", {"missing": ["tried"]}).status_code == 302
    mine = f"/arbete/lamna-over/skickat/{sent.id}/"
    assert "Vad ni har prövat saknas" in nurse.get(mine).content.decode()
    assert nurse.post(f"{mine}komplettera/", {"text": "Vi har prövat samtal."}).status_code == 302
    assert "Vi har prövat samtal." in clinic.get(came).content.decode()
    page = clinic.get(f"{came}ta-emot/").content.decode()
    due = (timezone.localdate() + timedelta(days=3)).isoformat()
    first = {
        "next_text": "Boka besök", "due": due, "owner": str(world.staff["clinic"].id),
        "deputy": str(world.staff["clinic.manager"].id), "text": "Välkommen",
    }  # fmt: skip
    assert "På vilken grund" not in page
    assert clinic.post(f"{came}ta-emot/", first).status_code == 302
    page = nurse.get(mine).content.decode()
    assert "de har tagit emot" in page
    assert "Jag har läst det" in page


def test_a_no_for_use_is_challenged_with_the_clause_and_comes_back(world, nurse, course):
    sent = refer(world, nurse, course)
    clinic = signed_in(world.actors["clinic"])
    came = f"/arbete/lamna-over/kommit/{all_of(world, Received, 'region')[0].id}/neka/"
    assert "Personen är inte drogfri" in clinic.get(came).content.decode()
    page = clinic.get(f"{came}?skal=not_drug_free").content.decode()
    assert "det räcker inte" in page
    assert "HSL 2017:30 3 kap. 1 §" in page
    clause = re.search(r'<option value="([^"]+)">Lag', page)[1]
    no = {
        "clause": clause,
        "route": "Ring 1177 eller psykiatrin",
        "text": "Vi har talat med personen.",
        "insists": "on",
    }
    answer = clinic.post(f"{came}?skal=not_drug_free", no)
    assert answer.status_code == 422
    assert "det chefen som beslutar" in answer.content.decode()
    assert clinic.post(f"{came}?skal=not_our_task", no).status_code == 302
    assert "de har sagt nej" in nurse.get(f"/arbete/lamna-over/skickat/{sent.id}/").content.decode()


def test_a_question_about_nobody_warns_and_is_answered(world, nurse):
    way = Way(nurse, "/arbete/lamna-over/fraga/")
    assert "Intern remiss" not in way.page.content.decode()
    way.answer("kind", kind="anonymous_question")
    way.answer("needs")
    way.answer("to", to=str(world.units["social"].id))
    page = way.answer("question", question="Hur gör vi med 19800517-2383 som dricker?")
    assert "Ta bort: 19800517-2383" in page
    warned = nurse.post("/arbete/lamna-over/kontrollera/", {"question": "om 19800517-2383"}).content.decode()
    assert "19800517-2383" in warned
    way.answer("question", question="Hur gör vi när någon dricker och har små barn?")
    way.answer("preview")
    social = signed_in(world.actors["social"])
    came = f"/arbete/lamna-over/kommit/{all_of(world, Received, 'social')[0].id}/"
    assert social.post(f"{came}ta-emot/", {"text": "Ring oss, så går vi igenom det."}).status_code == 302
    assert "de har tagit emot" in nurse.get(way.page["Location"]).content.decode()


def test_a_receiver_outside_gets_paper_and_a_receipt_by_hand(world, nurse, course):
    way = Way(nurse, f"/arbete/lamna-over/skicka/{course.id}/")
    way.answer("kind", kind="application")
    way.answer("needs")
    outside = {"to": "outside", "outside_name": "Socialnämnden i Växjö", "outside_party": "social_authority"}
    way.answer("to", **outside)
    way.answer("question", question="Personen vill ha stöd att dricka mindre.")
    way.answer("content", **KINDS)
    way.answer("ground", ground="health.care_use")
    way.answer("facts", **CARE)
    way.answer("consent", answer_back="no")
    way.answer("preview")
    assert way.page.status_code == 302, way.page.content.decode()
    page = nurse.get(f"{way.page['Location']}utskrift/").content.decode()
    assert "Mottaget av" in page
    made = nurse.post(f"{way.page['Location']}papper/")
    assert made.status_code == 302
    document = all_of(world, Document, "region")[0]
    assert (document.media_type, document.origin) == ("application/pdf", "made")
    assert document.title == "Ansökan till socialtjänsten till Socialnämnden i Växjö"
    assert nurse.get(f"{made['Location']}fil/").status_code == 200
    taken = {"received_by": "Eva", "day": timezone.localdate().isoformat(), "clock": "00:00"}
    nurse.post(f"{way.page['Location']}kvitto/", taken)
    assert all_of(world, Sent, "region")[0].state in ("registered", "sent")


def test_a_report_about_a_child_is_on_the_duty_alone(world, nurse, course):
    way = Way(nurse, f"/arbete/lamna-over/skicka/{course.id}/")
    way.answer("kind", kind="child_report")
    way.answer("needs")
    page = way.page.content.decode()
    assert str(world.units["social"].id) not in page
    way.answer("to", to=str(world.units["children"].id))
    way.answer("question", question="Vi är oroliga för barnet.", child="self")
    way.answer("content", **KINDS)
    page = way.page.content.decode()
    assert 'value="duty.child_report"' in page
    assert 'value="consent"' not in page
    way.answer("ground", ground="duty.child_report")
    way.answer("facts", fact_child_concern="yes")
    assert "Granska och skicka" in way.page.content.decode()
    way.answer("preview")
    assert all_of(world, Sent, "region")[0].state == "registered"


def test_another_unit_and_another_authority_find_nothing(world, nurse, course):
    sent = refer(world, nurse, course)
    came = all_of(world, Received, "region")[0]
    for name in ("psychiatry", "social"):
        other = signed_in(world.actors[name])
        assert other.get(f"/arbete/lamna-over/skickat/{sent.id}/").status_code == 404
        assert other.get(f"/arbete/lamna-over/kommit/{came.id}/").status_code == 404
        assert other.get(f"/arbete/lamna-over/skicka/{course.id}/").status_code == 404
    assert rules.SENT_GOING


def test_a_paper_is_for_those_outside_alone(world, nurse, course):
    sent = refer(world, nurse, course)
    assert nurse.post(f"/arbete/lamna-over/skickat/{sent.id}/papper/").status_code == 409
    assert not all_of(world, Document, "region")
