"""Letters without content: to whom, once, with a receipt, tried again, and never a word about anyone."""

from datetime import timedelta

import pytest
from django.core import mail

from helhet.courses.actions import About, add_step
from helhet.courses.models import Alarm, Step
from helhet.kernel.errors import HelhetError
from helhet.organisations.queries import system_actor
from helhet.outside.mail import DjangoMail, FileMail, MailFailed, MemoryMail, carrier
from helhet.overview.mailing import send_new
from helhet.overview.models import Message
from helhet.overview.rules import TRIES
from helhet.secrecy.wall import acting
from tests.records.world import AT

LATER = AT + timedelta(hours=1)


@pytest.fixture
def told(world):
    """A protected person's course whose step has alarmed its owner; seen as the system sees the holding."""
    person = world.person(given="Hemlig", family="Canary", protected="marked")
    course = world.course(person=person)
    world.staff["health"].email = "health@example.org"
    world.staff["health"].save()
    step = Step.objects.get()
    given = {"holding_id": step.holding_id, "unit_id": step.unit_id, "step": step, "at": AT}
    Alarm.objects.create(rung="owner", to=world.staff["health"], **given)
    with acting(system_actor(world.holdings["region"], "Prov"), AT):
        yield course


def news(world, course, at=AT):
    actor = world.actors["health"]
    with acting(actor, at):
        about, step = About("course", course.id), world.next("health", "De har svarat")
        add_step(by=actor, at=at, step=step, kind="news", about=about, person=course.person, course=course)


def test_an_alarm_becomes_one_letter_with_a_receipt(told):
    post = MemoryMail()
    assert send_new(LATER, post) == 1
    assert [to for to, _, _ in post.letters] == ["health@example.org"]
    row = Message.objects.get()
    assert (row.state, row.receipt, row.tries) == ("sent", "memory-1", 1)
    assert send_new(LATER, post) == 0


def test_a_letter_says_nothing_about_anyone(told, world):
    post = MemoryMail()
    send_new(LATER, post)
    said = " ".join(post.letters[0])
    for secret in ("Hemlig", "Canary", "Hälsocentralen", "Norr", "Region", str(told.person_id), str(told.id)):
        assert secret not in said
    assert "/arbete/" in said


def test_several_things_become_one_letter_and_something_new_another(told, world):
    post = MemoryMail()
    news(world, told)
    assert send_new(LATER, post) == 1
    news(world, told, LATER + timedelta(minutes=1))
    assert send_new(LATER + timedelta(minutes=5), post) == 1


def test_without_an_address_of_their_own_it_goes_to_the_units_mailbox(told, world):
    world.staff["health"].email = ""
    world.staff["health"].save()
    world.units["health"].mailbox = "enheten@example.org"
    world.units["health"].save()
    post = MemoryMail()
    send_new(LATER, post)
    assert post.letters[0][0] == "enheten@example.org"


def test_with_no_address_at_all_the_manager_sees_that_nobody_was_told(told, world, client_of):
    world.staff["health"].email = ""
    world.staff["health"].save()
    post = MemoryMail()
    assert send_new(LATER, post) == 0
    assert not post.letters
    assert Message.objects.get().state == "no_address"
    text = client_of("health.manager").get("/arbete/utan-ansvarig/").content.decode()
    assert "varken medarbetaren eller enheten har någon adress" in text


def test_what_failed_is_tried_again_until_it_is_given_up(told):
    for n in range(TRIES + 2):
        send_new(LATER + timedelta(minutes=n), MemoryMail(failing=True))
    row = Message.objects.get()
    assert (row.state, row.tries, row.fault) == ("failed", TRIES, "Avstängd.")
    assert send_new(LATER + timedelta(hours=1), MemoryMail()) == 0


def test_a_letter_that_failed_once_goes_out_the_next_time(told):
    send_new(LATER, MemoryMail(failing=True))
    post = MemoryMail()
    assert send_new(LATER + timedelta(minutes=1), post) == 1
    assert Message.objects.get().state == "sent"


def test_what_is_done_in_the_meantime_is_not_told(told):
    Step.objects.update(open=False)
    assert send_new(LATER, MemoryMail()) == 0
    assert not Message.objects.exists()


def test_carriers(tmp_path, settings):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    mail.outbox = []
    receipt = DjangoMail().send("a@example.org", "Ämne", "Text")
    assert mail.outbox[0].to == ["a@example.org"]
    assert mail.outbox[0].extra_headers["Message-ID"] == receipt
    name = FileMail(tmp_path / "post").send("a@example.org", "Ämne", "Text")
    assert "Ämne: Ämne" in (tmp_path / "post" / name).read_text()
    assert isinstance(carrier("file", tmp_path), FileMail)
    assert isinstance(carrier("django", tmp_path), DjangoMail)
    with pytest.raises(HelhetError, match="Välj bland"):
        carrier("pigeon", tmp_path)


def test_a_server_that_does_not_answer_is_a_letter_that_failed(settings):
    options = {"host": "127.0.0.1", "port": 1, "timeout": 1}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
    with pytest.raises(MailFailed, match="gick inte iväg"):
        DjangoMail().send("a@example.org", "Ämne", "Text")
