"""Every page of a plan, from the need to the end, as staff fill it in: two holdings, with what each may see."""

import pytest
from django.urls import reverse
from django.utils import timezone

from helhet.organisations.queries import system_actor
from helhet.plans.models import Joined, Offer, Participant, Plan, Version
from helhet.secrecy.wall import acting
from tests.records.world import signed_in


@pytest.fixture
def at_work(world):
    return Work(world)


class Work:
    """Two at their screens: the clinic, which calls, and the social board, which is called."""

    def __init__(self, world):
        self.world, self.today = world, timezone.localdate()
        self.course = world.course("clinic")
        self.clinic, self.social = signed_in(world.actors["clinic"]), signed_in(world.actors["social"])

    def get(self, who, name, *args):
        answer = getattr(self, who).get(reverse(f"plans:{name}", args=args))
        assert answer.status_code == 200, (name, answer.status_code)
        return answer.content.decode()

    def post(self, who, page, /, *args, **data):
        address = reverse(f"plans:{page}", args=args)
        shown = getattr(self, who).get(address)
        assert shown.status_code in (200, 405), (address, shown.status_code)
        answer = getattr(self, who).post(address, {key.replace("__", "-"): value for key, value in data.items()})
        assert answer.status_code == 302, (address, told(answer))
        return answer.headers["Location"]

    def rows(self, model, who="clinic", **where):
        """Rows of one of the two holdings, the oldest first: outside acting PostgreSQL shows none."""
        holding = self.world.units[who].holding
        with acting(system_actor(holding, "Prov"), timezone.now()):
            return list(model.objects.filter(holding=holding, **where).order_by("id"))

    def begun(self):
        staff = self.world.staff
        self.post(
            "clinic", "begin", self.course.person_id, seen_by="region", on=self.today, kind="sip", text="Fråga Ada",
            due=self.today, owner=staff["clinic"].id, deputy=staff["clinic.manager"].id, why="Behöver båda",
        )  # fmt: skip
        (plan,) = self.rows(Plan)
        self.plan = plan.id
        return self.plan

    def agreed(self):
        plan = self.begun()
        self.post("clinic", "act", plan, "erbjud", words="Vi pratade")
        social = self.world.holdings["social"].id
        self.post(
            "clinic", "act", plan, "ja", given_by="person", can_consent="yes", how="oral", words="Ja tack",
            until=f"{self.today.year + 1}-01-01", share=[social],
        )  # fmt: skip
        return plan


def told(answer):
    form = (answer.context or {}).get("form")
    return answer.status_code, dict(form.errors) if form else answer.content.decode()[:2000]


def test_from_the_need_to_the_end(at_work):
    plan = at_work.agreed()
    page = at_work.get("clinic", "plan", plan)
    assert "Kvar att skriva innan planen kan gälla" in page
    assert "SoL 2025:400 10 kap. 8 §" in page
    invite(at_work, plan)
    call(at_work, plan)
    draft(at_work, plan)
    joined = send_part(at_work)
    merge(at_work, plan)
    publish(at_work, plan)
    answer(at_work, joined)
    follow_up(at_work, plan)


def invite(work, plan):
    unit = work.world.units["social"].id
    work.post("clinic", "act", plan, "bjud-in", kind="authority", unit=unit, agreed="on")
    work.post("clinic", "act", plan, "bjud-in", kind="relative", name="Min syster", agreed="on")


def call(work, plan):
    social, sister = work.rows(Participant)
    shown = work.clinic.get(reverse("plans:act", args=[plan, "kalla"])).content.decode()
    assert "Personens samtycke" in shown
    ground = shown.split(f'name="ground-{social.id}" value="')[1].split('"')[0]
    work.post(
        "clinic", "act", plan, "kalla", who=[social.id, sister.id], on=work.today, time="10.00", place="Biblioteket",
        **{f"ground__{social.id}": ground},
    )  # fmt: skip
    work.post("clinic", "act", plan, "hort", participant=sister.id, came="coming")


def draft(work, plan):
    work.post("clinic", "ask", plan, "words", words__text="Jag vill sova", words__version=0, go="on")
    work.post("clinic", "row", plan, "nytt-mal", text="Sova om natten", version=0)
    work.post(
        "clinic", "row", plan, "ny-insats", text="Läkemedel", principal="region", start=work.today, decision="none",
        goal="m1", version=0,
    )  # fmt: skip
    work.post("clinic", "row", plan, "ny-hjalp", who="Min syster", text="Följer med", version=0)
    work.post(
        "clinic", "section", plan, "ansvariga", coordinator__name="Kim", coordinator__version=0, follow_up__by="Kim",
        follow_up__on=f"{work.today.year + 1}-02-01", follow_up__version=0,
    )  # fmt: skip
    work.post("clinic", "section", plan, "beslut", choice__text="Läkemedel", **{f"{s}__version": 0 for s in STEPS})
    work.post("clinic", "act", plan, "vald", asked="yes", text="Hemligt svar")
    (social,) = work.rows(Participant, name="Vuxenenheten")
    work.post("clinic", "act", plan, "ansvar", whom=f"municipality:{social.id}", seen="")
    assert "Inget saknas" in work.get("clinic", "plan", plan)


STEPS = ("agenda", "options", "talk", "choice", "again")


def send_part(work):
    (half,) = work.rows(Joined, "social")
    joined = half.id
    assert "Säg vem det gäller" in work.get("social", "joined", joined)
    work.post("social", "joined-act", joined, "svara", came="coming")
    work.post("social", "identify", joined, go="save", pick="new", given_name="Ada", family_name="Berg", number="")
    yes = {"yes_how": "oral", "yes_can": "yes", "yes_words": "Svara dem", "yes_until": f"{work.today.year + 1}-01-01"}
    work.post(
        "social", "joined-act", joined, "var-del", measure_text="Boendestöd", measure_start=work.today,
        measure_decision="applied", **{f"ground__{half.call_id}": "new"}, **yes,
    )  # fmt: skip
    return joined


def merge(work, plan):
    (offer,) = work.rows(Offer)
    assert "Boendestöd" in work.get("clinic", "offer", plan, offer.id)
    work.post("clinic", "offer", plan, offer.id, go="take", take=["0"])
    assert "Boendestöd" in work.get("clinic", "plan", plan)


def publish(work, plan):
    social, sister = work.rows(Participant)
    shown = work.clinic.get(reverse("plans:act", args=[plan, "publicera"])).content.decode()
    assert "Jag vill sova" in shown
    assert "Hemligt svar" not in shown
    ground = shown.split(f'name="ground-{social.id}" value="')[1].split('"')[0]
    work.post(
        "clinic", "act", plan, "publicera", made_on=work.today, who=[social.id, sister.id],
        **{f"ground__{social.id}": ground},
    )  # fmt: skip
    assert [one.number for one in work.rows(Version)] == [1]
    assert "Jag vill sova" in work.get("clinic", "version", plan, 1)


def answer(work, joined):
    page = work.get("social", "joined", joined)
    assert "Jag vill sova" in page
    assert "Hemligt svar" not in page
    work.post("social", "joined-act", joined, "svara-planen", how="accept")
    assert "ni har det övergripande ansvaret" in work.get("social", "joined", joined)


def follow_up(work, plan):
    work.post(
        "clinic", "act", plan, "folj-upp", rating="better", words="Jag sover", goal__m1="on_the_way", on=work.today
    )
    assert "Jag sover" in work.get("clinic", "plan", plan)
    location = work.post("clinic", "act", plan, "avsluta", reason="done")
    assert location == reverse("plans:done", args=["avsluta"])
    assert [one.state for one in work.rows(Plan)] == ["closed"]
