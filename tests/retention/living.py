"""Lives lived through the real actions: a person about whom every kind of row is written, each with a canary in it."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from helhet.audit.models import Event
from helhet.courses import actions as courses
from helhet.courses.models import Course, Step
from helhet.documents.actions import File, correct, take_in
from helhet.handoffs import actions as handoffs
from helhet.handoffs.answers import identify
from helhet.handoffs.models import Received
from helhet.handoffs.queries import kind
from helhet.kernel.identity import read
from helhet.people import actions as people
from helhet.people.merging import merge
from helhet.people.models import Person
from helhet.people.rules import Details
from helhet.retention import graph
from helhet.retention.models import Matters
from helhet.secrecy import actions as secrecy
from helhet.secrecy.actions import Receiver, Stated
from helhet.secrecy.wall import acting
from tests.records.world import AT, TODAY, World

CANARY = "KANARIE"
# Rows of a holding that name no person, by their own rules: each must have a reason to stand here.
ABOUT_NOBODY = {"deviations.Deviation", "overview.Message", "retention.Purge", "plans.MissingService"}
LATER = datetime(2032, 11, 26, 9, 0, tzinfo=UTC)
CARE_USE = {
    "substances": ["alcohol"], "ongoing_use": "yes", "purpose": "care", "necessary": "yes",
    "content": ["identity", "assessment"],
}  # fmt: skip
NUMBER = "198001022386"


def person_at(world: World, who: str, at: datetime, born: date = date(1980, 1, 2), name: str = CANARY) -> Person:
    actor = world.actors[who]
    with acting(actor, at):
        return people.add(by=actor, at=at, details=Details(given_name=name, family_name="Berg", birth_date=born))


def close_all(world: World, who: str, at: datetime = AT) -> None:
    """End what is open, as whoever sees to it afterwards: what is purged is over."""
    actor = world.actors[who]
    with acting(actor, at):
        Course.objects.filter(holding_id=actor.holding_id).update(is_open=False, next=None)
        Step.objects.filter(holding_id=actor.holding_id).update(open=False)


def whole_life(world: World, who: str = "social") -> Person:
    """Somebody at the social board with everything that the actions of today can write about a person."""
    actor = world.actors[who]
    person = person_at(world, who, AT)
    course = world.course(who, person, about=f"Oro {CANARY}")
    _sent_and_came(world, who, course)
    with acting(actor, AT):
        _details(world.actors[f"{who}.manager"], actor, person)
        _courses(world, actor, course)
        _secrecy(world, actor, person)
        old = take_in(by=actor, at=AT, person=person, file=File("Brev", f"Hej {CANARY}".encode(), CANARY))
        correct(by=actor, at=AT, document=old, file=File("Nytt", f"Igen {CANARY}".encode()), why=f"Fel {CANARY}")
        _the_rest(actor, person)
    close_all(world, who)
    return person


def _details(manager, actor, person):
    number = read(NUMBER, TODAY)
    people.add_number(by=actor, at=AT, person=person, number=number)
    people.add_contact_way(
        by=actor, at=AT, person=person, way={"kind": "phone", "value": f"070 {CANARY}", "allowed": True}
    )
    people.add_relation(by=actor, at=AT, person=person, relation={"kind": "partner", "name": f"Bo {CANARY}"})
    person.refresh_from_db()
    details = Details(given_name=CANARY, family_name="Alm", birth_date=date(1980, 1, 2))
    people.change(by=actor, at=AT, person=person, details=details, why=f"Gift {CANARY}", version=person.version)
    twin = people.add(by=actor, at=AT, details=Details(given_name=f"{CANARY} två", family_name="Alm"))
    person.refresh_from_db()
    secrecy.open_with_reason(by=actor, at=AT, person=twin, why="Samma person")
    merge(by=manager, at=AT, keep=person, other=twin, why=f"Samma människa {CANARY}")


def _courses(world, actor, course):
    course = Course.objects.get(id=course.id)
    courses.note(by=actor, at=AT, course=course, kind="note", text=f"Ringde {CANARY}")
    courses.set_next(
        by=actor, at=AT, course=course, step=world.next("social", f"Träffa {CANARY}"), version=course.version
    )


def _secrecy(world, actor, person):
    given = {
        "receivers": [{"name": CANARY}],
        "content": ["identity"],
        "given_by": "person",
        "judged": {"can_consent": "yes"},
    }
    consent = secrecy.consent(by=actor, at=AT, person=person, kind="sharing", how="oral", until=TODAY, **given)
    secrecy.withdraw(by=actor, at=AT, consent=consent)
    secrecy.open_in_emergency(by=actor, at=AT, person=person, why=f"Nöd {CANARY}")


def _the_rest(actor, person):
    """A row of every model that no action above has written, a model of tomorrow too: each with a canary."""
    for model in graph.kept_models():
        # What was said of a record is read by the rules, so it is said by the action.
        known = model is Matters or model._meta.label in ABOUT_NOBODY
        if not known and model not in graph.rows_about(person.holding_id, [person.id]):
            _row(model, actor, person)


def _row(model, actor, person):
    """A row of a model with everything that must be filled in, about a person as far as the model can say so."""
    known = {"Authority": actor.holding_id, "Unit": actor.unit_id, "Staff": actor.staff_id, "Person": person.id}
    filled = {}
    for field in model._meta.concrete_fields:
        if field.is_relation:
            about = field.related_model.__name__
            if about in known or not field.null:
                filled[field.attname] = known.get(about) or _one(field.related_model, actor, person).pk
        elif value := VALUES.get(f"{model._meta.model_name}.{field.name}") or VALUES.get(field.name):
            filled[field.name] = value(person)
        elif not field.primary_key:
            filled[field.name] = _value(field)
    return model.objects.create(**filled)


def _one(model, actor, person):
    """A row of the person's that another may point at; a fresh one, as some may be pointed at only once."""
    mine = model.objects.filter(holding_id=actor.holding_id)
    if "person" in {field.name for field in model._meta.concrete_fields}:
        mine = mine.filter(person=person)
    return mine.first() or _row(model, actor, person)


VALUES = {
    "event": lambda person: Event.objects.filter(person=person.id).first().id,
    "month": lambda _: None,
    "disclosure": lambda person: person.disclosures.first().id,
    "is_open": lambda _: False,
    "plan.overall": lambda _: "",
    "report_by": lambda _: AT + timedelta(days=3),
}


def _value(field):
    kinds = {"BooleanField": True, "DateField": TODAY, "DateTimeField": AT, "JSONField": [CANARY], "UUIDField": uuid4()}
    kinds |= {
        "DecimalField": 1,
        "PositiveIntegerField": 1,
        "PositiveSmallIntegerField": 1,
        "IntegerField": 1,
        "BinaryField": b"x",
    }
    if field.choices:
        return field.choices[0][0]
    return kinds.get(field.get_internal_type(), CANARY[: getattr(field, "max_length", None) or 20])


def _sent_and_came(world, who, course):
    """A request that was sent inside the board (both halves stand in its holding), and an application that came."""
    actor = world.actors[who]
    unit = world.units["clinic"]
    with acting(actor, AT):
        given = {"receivers": [{"id": str(unit.holding_id), "name": unit.holding.name}], "given_by": "person"}
        consent = secrecy.consent(
            by=actor, at=AT, person=course.person, kind="sharing", how="oral", until=TODAY,
            content=["identity", "assessment"], judged={"can_consent": "yes"}, **given,
        )  # fmt: skip
        facts = {"content": ["identity"], "purpose": "care", "necessary": "yes"}
        stated = Stated("consent", facts, consent)
        sending = handoffs.Sending(
            kind=kind("self_referral"), to=Receiver(unit.name, unit), question=f"Kan ni ta emot {CANARY}?",
            needs=("psychosocial_treatment",), stated=stated, content={"identity": {"name": CANARY}},
        )  # fmt: skip
        handoffs.send(by=actor, at=AT, course=course, sending=sending)
    _came(world, who, course.person)


def _came(world, who, person):
    nurse, mine = world.actors["health"], world.units[who]
    theirs = world.course("health")
    with acting(nurse, AT):
        sending = handoffs.Sending(
            kind=kind("application"), to=Receiver(mine.name, mine), question=f"Ansökan {CANARY}",
            needs=("psychosocial_treatment",), stated=Stated("health.care_use", CARE_USE),
            content={"identity": {"name": CANARY}, "assessment": CANARY},
        )  # fmt: skip
        handoffs.send(by=nurse, at=AT, course=theirs, sending=sending)
    with acting(world.actors[who], AT):
        received = Received.objects.get(holding_id=world.actors[who].holding_id)
        identify(by=world.actors[who], at=AT, received=received, person=person)
