"""The only selects of people. Finding somebody is not opening them: a find says who, and nothing about them."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from helhet.kernel.errors import NotFound
from helhet.kernel.identity import check
from helhet.organisations.actor import Actor

from .models import ContactWay, Identifier, Person, Relation

# A search that finds more than this asks for more letters instead.
MOST = 25


def found_by(actor: Actor, text: str, today: date) -> QuerySet[Person]:
    """People of the actor's holding whose number, case number or name fits. On the social side these are the only
    terms that law allows; nothing else is searched on either side. A protected person is found by number alone.

    Raises nothing for odd text: it simply fits nobody.
    """
    mine = Person.objects.filter(holding_id=actor.holding_id, merged_into__isnull=True)
    if "records" not in actor.may or len(text.strip()) < 2:
        return mine.none()
    exact = Q(id__in=_numbered(actor, text, today)) | Q(case_number=text.strip())
    named = Q(protected="none") & _named(text)
    return mine.filter(exact | named).order_by("family_name", "given_name", "id")[: MOST + 1]


def _numbered(actor: Actor, text: str, today: date) -> QuerySet[Identifier]:
    number = check(text, today)
    values = {text.strip(), number.number.value if number.number else text.strip()}
    return Identifier.objects.filter(holding_id=actor.holding_id, value__in=values).values("person_id")


def _named(text: str) -> Q:
    found = Q()
    for word in text.split():
        found &= Q(given_name__istartswith=word) | Q(family_name__istartswith=word)
    return found


def by_number(holding_id: UUID, system: str, value: str) -> Person | None:
    """The person of a holding who has a number; None when nobody has."""
    found = (
        Identifier.objects.filter(holding_id=holding_id, system=system, value=value).select_related("person").first()
    )
    return found.person if found else None


def identifiers(person: Person) -> QuerySet[Identifier]:
    """A person's numbers, the one in use first."""
    return Identifier.objects.filter(person=person).order_by("replaced", "-since")


def contact_ways(person: Person) -> QuerySet[ContactWay]:
    """How to reach a person, and how not to: what must not be done comes first."""
    return ContactWay.objects.filter(person=person).order_by("allowed", "kind")


def relations(person: Person) -> QuerySet[Relation]:
    """Those near a person, children first."""
    return Relation.objects.filter(person=person, ended=False).order_by("kind", "name")


def relation(person: Person, relation_id: UUID) -> Relation:
    """One who is near a person. Raises NotFound."""
    found = Relation.objects.filter(person=person, id=relation_id).first()
    if found is None:
        raise NotFound("Den närstående finns inte här.")
    return found
