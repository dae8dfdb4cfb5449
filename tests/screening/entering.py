"""What the tests of screening write, send and read."""

from uuid import uuid4

from django.urls import reverse

from helhet.screening import actions
from helhet.screening.actions import Filled
from helhet.screening.models import Screening
from helhet.secrecy.wall import acting
from tests.records.world import AT, TODAY

AUDIT = ["2", "2", "2", "1", "0", "0", "0", "0", "0", "0"]


def posted(entries, **more):
    fields = {f"svar-{n}": text for n, text in enumerate(entries, start=1)}
    return {"day": TODAY.isoformat(), "key": str(uuid4()), **fields, **more}


def rows(world, who="health"):
    with acting(world.actors[who], AT):
        return list(Screening.objects.order_by("at"))


def saved(world, contact, entries=AUDIT, who="health", instrument="audit", **more):
    actor = world.actors[who]
    filled = Filled(instrument, entries, more.pop("day", TODAY), **more)
    with acting(actor, AT):
        return actions.save(by=actor, at=AT, person=contact.person, filled=filled)


def enter(course, instrument="audit"):
    return reverse("screening:enter", args=[course.person_id, instrument])


def of(name, row):
    return reverse(f"screening:{name}", args=[row.person_id, row.id])


def text(answer):
    return answer.content.decode()
