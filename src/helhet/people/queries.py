"""The only selects of people. Finding somebody is not opening them: a find says who, and nothing about them."""

import re
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from helhet.kernel.errors import NotFound
from helhet.kernel.identity import check
from helhet.organisations.actor import Actor

from .models import Change, ContactWay, Identifier, Merge, Person, Relation

# A search that finds more than this asks for more letters instead.
MOST = 25
# More than this who are alike are not told of one by one.
AT_MOST_ALIKE = 5
# So many values are asked about in one select.
AT_ONCE = 500
# What stands in a letter's place in no number and in no name.
SPACING = re.compile(r"[\s-]")


def found_by(actor: Actor, text: str, today: date) -> QuerySet[Person]:
    """People of the actor's holding whose number, case number or name fits. On the social side these are the only
    terms that law allows; nothing else is searched on either side. A protected person is found by exact number alone.

    Someone who was merged is found by the old number, as the one that was kept. Raises nothing for odd text: it simply
    fits nobody.
    """
    mine = Person.objects.filter(holding_id=actor.holding_id, merged_into__isnull=True)
    # PostgreSQL takes no such letter in any text.
    if "records" not in actor.may or len(text.strip()) < 2 or "\x00" in text:
        return mine.none()
    numbered = _numbered(actor, text, today)
    exact = Q(id__in=numbered) | Q(case_number=text.strip())
    exact |= Q(id__in=Person.objects.filter(id__in=numbered, merged_into__isnull=False).values("merged_into_id"))
    named = Q(protected="none") & _named(text)
    return mine.filter(exact | named).order_by("family_name", "given_name", "id")[: MOST + 1]


def _numbered(actor: Actor, text: str, today: date) -> QuerySet[Identifier]:
    number = check(text, today).number
    values = {text.strip(), SPACING.sub("", text).upper()} | ({number.value} if number else set())
    return Identifier.objects.filter(holding_id=actor.holding_id, value__in=values).values("person_id")


def _named(text: str) -> Q:
    found = Q()
    for word in text.split():
        found &= _begins(word) | _begins(word.capitalize())
    return found


def _begins(word: str) -> Q:
    """One of the names begins so, the second of two given names too. SQLite takes å for another letter than Å."""
    starts = Q(given_name__istartswith=word) | Q(family_name__istartswith=word)
    return starts | Q(given_name__icontains=f" {word}") | Q(family_name__icontains=f" {word}")


def alike(actor: Actor, given_name: str, family_name: str, born: date | None) -> list[Person]:
    """Those of the holding who may be the one that is about to be added: the same names and day of birth, as far as
    they are known on both sides; or the same first name and day of birth, as after a marriage.

    A protected person is found by number alone, so nobody is told of them here.
    """
    first, family = (given_name.split() or [""])[0], family_name.strip()
    if "records" not in actor.may or not (first and (family or born)):
        return []
    called = Q(given_name__istartswith=first) | Q(given_name__startswith=first.capitalize())
    mine = Person.objects.filter(called, holding_id=actor.holding_id, merged_into__isnull=True, protected="none")
    named = (Q(family_name__iexact=family) | Q(family_name=family.capitalize())) & ~Q(family_name="")
    if born:
        named = (named & Q(birth_date__isnull=True)) | Q(birth_date=born)
    return list(mine.filter(named).order_by("family_name", "given_name", "id")[:AT_MOST_ALIKE])


def by_number(holding_id: UUID, system: str, value: str) -> Person | None:
    """The person of a holding who has a number; None when nobody has."""
    rows = Identifier.objects.filter(holding_id=holding_id, system=system, value=value)
    found = rows.select_related("person").first()
    return found.person if found else None


def numbered(actor: Actor, text: str, today: date) -> Person | None:
    """The one person of the holding with an exact number or case number; None when none, or several, have it."""
    mine = Person.objects.filter(holding_id=actor.holding_id)
    found = list(
        mine.filter(Q(id__in=_numbered(actor, text, today)) | Q(case_number=text.strip(), case_number__gt=""))[:2]
    )
    return found[0] if len(found) == 1 else None


def merged(person: Person) -> QuerySet[Person]:
    """Those who were merged into a person."""
    return Person.objects.filter(merged_into=person).order_by("family_name", "given_name")


def merged_into(person: Person, other_id: str) -> Person:
    """One of those who were merged into a person. Raises NotFound."""
    found = merged(person).filter(id=other_id).first()
    if found is None:
        raise NotFound("De två är inte ihopslagna.")
    return found


def case_number_taken(holding_id: UUID, case_number: str, but: Person | None) -> bool:
    """Whether another person of the holding has a case number."""
    rows = Person.objects.filter(holding_id=holding_id, case_number=case_number)
    return bool(case_number) and rows.exclude(id=but.id if but else None).exists()


def identifiers(person: Person) -> QuerySet[Identifier]:
    """A person's numbers, the one in use first."""
    return Identifier.objects.filter(person=person).order_by("replaced", "-since")


def contact_ways(person: Person) -> QuerySet[ContactWay]:
    """How to reach a person, and how not to: what must not be done comes first."""
    return ContactWay.objects.filter(person=person).order_by("allowed", "kind")


def taken(holding_id: UUID, values: list[str], cases: list[str]) -> tuple[set[tuple[str, str]], set[str]]:
    """Which of many numbers, as (system, value), and which of many case numbers somebody in the holding has."""
    numbers: set[tuple[str, str]] = set()
    used: set[str] = set()
    for start in range(0, max(len(values), len(cases)), AT_ONCE):
        found = Identifier.objects.filter(holding_id=holding_id, value__in=values[start : start + AT_ONCE])
        numbers |= set(found.values_list("system", "value"))
        named = [case for case in cases[start : start + AT_ONCE] if case]
        rows = Person.objects.filter(holding_id=holding_id, case_number__in=named) if named else Person.objects.none()
        used |= set(rows.values_list("case_number", flat=True))
    return numbers, used


def contact_way(person: Person, way_id: UUID) -> ContactWay:
    """One way to reach a person. Raises NotFound."""
    found = ContactWay.objects.filter(person=person, id=way_id).select_related("person").first()
    if found is None:
        raise NotFound("Det står inte längre så om personen: någon annan kan redan ha tagit bort det.")
    return found


def relations(person: Person) -> QuerySet[Relation]:
    """Those near a person, children first."""
    return Relation.objects.filter(person=person, ended=False).order_by("kind", "name")


def relation(person: Person, relation_id: UUID) -> Relation:
    """One who is near a person. Raises NotFound."""
    found = Relation.objects.filter(person=person, id=relation_id).first()
    if found is None:
        raise NotFound("Den närstående finns inte här.")
    return found


def changes(person: Person) -> QuerySet[Change]:
    """What a person's details were before, newest first."""
    return Change.objects.filter(person=person).select_related("by").order_by("-at")


def merges(person: Person) -> QuerySet[Merge]:
    """When others were merged into a person or taken apart again, newest first."""
    return Merge.objects.filter(person=person).select_related("by", "merged").order_by("-at")
