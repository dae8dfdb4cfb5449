"""Every form with what nobody should send: a page in Swedish, what was typed still there, and never a fault of ours."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helhet.handoffs.models import Received, Sent, SentStep
from tests.handoffs.test_pages import KINDS, Way, all_of, refer, to_social
from tests.records.world import signed_in

ODD = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["", " ", "\x00", "\ud83d", "å" * 20_000, "<script>alert(1)</script>", "' OR 1=1 --", "on", "-1", "9" * 400,
         "new", "none", "outside", "2026-13-45", "0001-01-01", "9999-12-31", "25:99", str(uuid4()), "{{ 7*7 }}",
         "\u202e", "%00"]
    ),
)  # fmt: skip
FIELDS = (
    "kind", "needs", "to", "outside_name", "outside_party", "question", "helped_by", "child", "kinds",
    "text_assessment", "ground", "fact_necessary", "fact_substances", "consent", "answer_back", "given_by", "how",
    "words", "until", "judged",
)  # fmt: skip
STEPS = ("kind", "needs", "to", "question", "content", "ground", "facts", "consent", "preview", "", "nonsense")
ACT_FIELDS = (
    "text", "ground", "accepted", "told_by", "received_by", "day", "clock", "next_text", "due", "owner", "deputy",
    "course", "missing", "clause", "route", "insists", "outcome", "appeal", "words", "pick", "given_name",
    "family_name", "number", "go",
)  # fmt: skip
FUZZ = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
FINE = {200, 302, 400, 403, 404, 409, 422}


@pytest.fixture
def nurse(world):
    return signed_in(world.actors["health"])


@pytest.fixture
def course(world):
    return world.course("health")


def sendable(text: str) -> str:
    """As it leaves a browser: half a character cannot."""
    return text.encode("utf-8", "replace").decode()


def test_every_step_of_the_way_to_send(world, nurse, course):
    filled = to_social(world, nurse, course).answers

    @FUZZ
    @given(
        odd=st.dictionaries(st.sampled_from(FIELDS), ODD, max_size=4), step=st.sampled_from(STEPS),
        go=st.sampled_from(("next", "back", "save", "")),
    )  # fmt: skip
    def fuzz(odd, step, go):
        odd = {name: sendable(text) for name, text in odd.items()}
        page = nurse.post(f"/arbete/lamna-over/skicka/{course.id}/", {**filled, **odd, "step": step, "go": go})
        assert page.status_code in FINE, (odd, step, go)
        assert "Traceback" not in page.content.decode()

    fuzz()


def test_every_act_on_what_was_sent_and_what_came(world, nurse, course):
    sent = refer(world, nurse, course)
    clinic = signed_in(world.actors["clinic"])
    came = all_of(world, Received, "region")[0]
    addresses = [
        (nurse, f"skickat/{sent.id}/{name}/") for name in ("komplettera", "svar", "kvitto", "ta-tillbaka", "x")
    ]
    acts = (
        "ta-emot",
        "fraga-tillbaka",
        "neka",
        "neka/?skal=queue",
        "neka/?skal=%00",
        "inled",
        "avsluta",
        "vem",
        "samtycke",
    )
    addresses += [(clinic, f"kommit/{came.id}/{name}".rstrip("/") + ("" if "?" in name else "/")) for name in acts]

    @FUZZ
    @given(odd=st.dictionaries(st.sampled_from(ACT_FIELDS), ODD, max_size=5), where=st.sampled_from(addresses))
    def fuzz(odd, where):
        client, address = where
        page = client.post(f"/arbete/lamna-over/{address}", {name: sendable(text) for name, text in odd.items()})
        assert page.status_code in FINE, (odd, address)

    fuzz()


@pytest.mark.parametrize(
    "where", ["skicka/{}/", "skickat/{}/", "skickat/{}/svar/", "kommit/{}/", "kommit/{}/vem/", "last/{}/"]
)
def test_an_id_that_is_nobodys_is_not_found(nurse, where):
    address = f"/arbete/lamna-over/{where.format(uuid4())}"
    assert nurse.get(address).status_code in (404, 405)
    assert nurse.post(address).status_code in (404, 405)


def test_a_receiver_that_is_not_on_the_list_is_refused(world, nurse, course):
    way = Way(nurse, f"/arbete/lamna-over/skicka/{course.id}/")
    way.answer("kind", kind="internal_referral")
    way.answer("needs")
    for unit in (world.units["health"], world.units["social"]):
        way.answer("to", to=str(unit.id))
        assert way.page.status_code == 422
    assert not all_of(world, Sent, "region")


def test_what_was_typed_stands_when_something_is_wrong(world, nurse, course):
    way = to_social(world, nurse, course)
    page = way.answer("content", kinds=[], text_assessment="Det jag har skrivit")
    assert way.page.status_code == 422
    assert "Det jag har skrivit" in page
    assert "dricka mindre" in page
    assert KINDS["kinds"] == ["assessment"]


def test_sending_twice_is_two_acts_and_answering_twice_is_one(world, nurse, course):
    sent = refer(world, nurse, course)
    clinic = signed_in(world.actors["clinic"])
    address = f"/arbete/lamna-over/kommit/{all_of(world, Received, 'region')[0].id}/fraga-tillbaka/"
    assert clinic.post(address, {"missing": ["tried"]}).status_code == 302
    assert clinic.post(address, {"missing": ["tried"]}).status_code in (404, 422)
    steps = [step for step in all_of(world, SentStep, "region") if step.sent_id == sent.id]
    assert [step.act for step in steps].count("ask_back") == 1


def test_nobody_who_is_not_in_sees_a_page(client, world, course):
    page = client.get(f"/arbete/lamna-over/skicka/{course.id}/")
    assert page.status_code == 302
    assert page["Location"].startswith("/logga-in/")
