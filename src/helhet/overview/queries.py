"""Selects that the staff pages need beyond what each capability gives: few, so that a page opens at once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.utils.timezone import localdate

from helhet.courses import queries as courses
from helhet.courses.models import Alarm, Course, CourseEvent, Step
from helhet.kernel.errors import NotFound
from helhet.organisations.actor import Actor
from helhet.people import queries as people
from helhet.people.models import Person
from helhet.secrecy import queries as secrecy
from helhet.secrecy import rules as secrecy_rules
from helhet.secrecy.models import Access, Consent
from helhet.secrecy.reading import About, Reading, reading
from helhet.selects.kept import Kept

from . import rules
from .models import Message

# The history on a person page: newest first, and no longer than anyone reads.
HISTORY = 200


@dataclass
class Hit:
    """Somebody who was found: who, whether the actor's unit has an open contact, and whether they may be opened."""

    person: Person
    contact: bool
    may_open: bool


def hits(actor: Actor, words: str, at: datetime) -> list[Hit]:
    """Those who were found by a name or a number, in one select."""
    ways = secrecy.open_ways(actor, at).filter(person_id=OuterRef("id"))
    found = people.found_by(actor, words, localdate(at))
    rows = found.annotate(opened=Exists(ways), contact=Exists(ways.filter(kind="relation")))
    return [Hit(row, row.contact, row.opened) for row in rows]


@dataclass(frozen=True)
class Opened:
    """A person that may be opened, by which ways, and what may be read about them."""

    person: Person
    ways: list[Access]
    reading: Reading
    blocked: int

    @property
    def until(self) -> datetime | None:
        """When it closes, if it was opened for a stated reason or an emergency and nothing else."""
        lasting = any(way.kind == "relation" for way in self.ways)
        return None if lasting else max(way.until for way in self.ways)


def opened(actor: Actor, person_id: UUID, at: datetime) -> Opened:
    """A person to open, in one select when it is allowed. Raises NotFound and NotAllowed as secrecy does."""
    found = _ways_and_blocks(actor.holding_id, actor.unit_id, actor.staff_id, person_id, at)
    known = [secrecy_rules.Way(w.unit_id, w.staff_id, w.since, w.until, w.lifts_blocks) for w in found]
    if not found or not secrecy_rules.may_open(actor, actor.holding_id, known, at):
        # Says why not, in secrecy's own words.
        secrecy.person(actor, person_id, at)
        raise NotFound("Personen finns inte hos er. Sök på namn eller nummer.")
    blocked = {row.blocked_unit for row in found} - {None}
    judged = reading(actor, person_id, known, blocked, at)
    own = list({row.id: row for row in found}.values())
    return Opened(found[0].person, own, judged, len(blocked - {actor.unit_id}))


@Kept
def _ways_and_blocks(holding: UUID, unit: UUID, staff: UUID, person: UUID, at: datetime) -> QuerySet[Access]:
    """A unit's and its worker's open ways to a person, a row for each of them and of the person's blocks now."""
    standing = Q(person__blocks__since__lte=at) & (
        Q(person__blocks__until__isnull=True) | Q(person__blocks__until__gt=at)
    )
    block = FilteredRelation("person__blocks", condition=standing)
    mine = Q(staff__isnull=True) | Q(staff_id=staff)
    ways = Access.objects.filter(mine, holding_id=holding, unit_id=unit, person_id=person, since__lte=at, until__gt=at)
    rows = ways.annotate(block=block, blocked_unit=F("block__unit_id"))
    return rows.select_related("person__merged_into")


# What the person page shows: each one select, called with the Reading, of those columns alone that the page shows.
# The courses in the holding, open ones first.
ways = About(
    lambda: Course.objects.order_by("-is_open", "-opened_at").values_list(
        "id", "unit_id", "unit__name", "about", "is_open", "opened_at", "phase",
        "next__text", "next__due", "next__owner_id", "next__owner__name", "next__deputy__name", named=True,
    ),
    unit="unit_id",
)  # fmt: skip
# What has happened on the ways, newest first.
events = About(
    lambda: CourseEvent.objects.order_by("-happened", "-at").values_list(
        "id", "course_id", "kind", "text", "data", "happened", "at", "by__name", "unit__name", named=True
    ),
    unit="unit_id",
    most=HISTORY,
)
# What is to be done, by day, and every next step there has been: they say who owned when.
steps = About(
    lambda: Step.objects.filter(Q(open=True) | Q(kind="next")).order_by("due", "opened_at").values_list(
        "id", "course_id", "person_id", "kind", "text", "due", "ref_kind", "ref", "opened_at", "open", "owner__name",
        named=True,
    ),
    unit="unit_id",
)  # fmt: skip
# What the person has consented to, with what was withdrawn; newest first.
consents = About(
    lambda: (
        Consent.objects.select_related("withdrawal")
        .only("kind", "receivers", "until", "withdrawal__at")
        .order_by("-given_at")
    ),
    unit="unit_id",
)


def loads(actor: Actor, at: datetime) -> list[dict[str, object]]:
    """How much each at the unit has: open steps, of which late, by owner."""
    late = Count("id", filter=Q(due__lt=localdate(at)))
    rows = courses.open_steps(actor, at).order_by().values("owner_id", "owner__name")
    return list(
        rows.annotate(steps=Count("id"), late=late, contacts=Count("id", filter=Q(kind="next"))).order_by(
            "-steps", "owner__name"
        )
    )


def held_by(actor: Actor, staff_id: UUID, at: datetime) -> QuerySet[Course]:
    """The open courses at the actor's unit whose next step a colleague owns."""
    found = Course.objects.filter(unit_id=actor.unit_id, is_open=True, next__owner_id=staff_id)
    return (
        secrecy.visible(actor, at, found, unit="unit_id").select_related("person", "next__owner").order_by("next__due")
    )


def unreached(actor: Actor) -> QuerySet[Message]:
    """Letters at the unit that reached nobody: no address, or refused by the carrier until we gave up."""
    spent = Q(state="failed", tries__gte=rules.TRIES) | Q(state="no_address")
    return Message.objects.filter(spent, unit_id=actor.unit_id).select_related("to").order_by("-at")[:20]


def to_tell(holding_id: UUID) -> list[tuple[UUID, UUID, str]]:
    """(staff, unit, address) of everyone with an alarm, a question or news since the last letter to them there."""
    alarms = Alarm.objects.filter(holding_id=holding_id, step__open=True)
    fresh = Step.objects.filter(holding_id=holding_id, open=True, kind__in=("answer", "news"))
    found = {*_newer(alarms, "to", "at"), *_newer(fresh, "owner", "opened_at")}
    return sorted(found, key=str)


def _newer(rows: QuerySet[Alarm] | QuerySet[Step], who: str, when: str) -> QuerySet[Alarm, tuple[UUID, UUID, str]]:
    last = Message.objects.filter(to=OuterRef(f"{who}_id"), unit=OuterRef("unit_id")).order_by("-at").values("at")[:1]
    rows = rows.filter(**{f"{who}__is_active": True}).annotate(last=Subquery(last))
    new = rows.filter(Q(last__isnull=True) | Q(**{f"{when}__gt": F("last")}))
    mine = Case(
        When(**{f"{who}__email": ""}, then=F("unit__mailbox")), default=F(f"{who}__email"), output_field=CharField()
    )
    return new.order_by().annotate(address=mine).values_list(f"{who}_id", "unit_id", "address").distinct()


def to_send(holding_id: UUID) -> list[UUID]:
    """Letters that are to go out: new ones, and those that failed and may be tried again."""
    again = Q(state="new") | Q(state="failed", tries__lt=rules.TRIES)
    return list(Message.objects.filter(again, holding_id=holding_id).order_by("at").values_list("id", flat=True))


def locked_letter(ident: UUID) -> Message | None:
    """A letter that is still to go out, locked; None when another has sent it meanwhile."""
    return Message.objects.select_for_update().filter(id=ident).exclude(state="sent").first()


def open_here(actor: Actor, at: datetime) -> QuerySet[Course]:
    """The open courses of the actor's unit, the actor's own first."""
    found = secrecy.visible(actor, at, Course.objects.filter(unit_id=actor.unit_id, is_open=True), unit="unit_id")
    others = Case(When(next__owner_id=actor.staff_id, then=0), default=1, output_field=IntegerField())
    return found.select_related("person", "next").order_by(others, "person__family_name", "opened_at")
