"""Who somebody is, as a receiver needs to know it: taken from what we have about the person, never typed again."""

from typing import Any

from . import queries as people
from .models import ContactWay, Person, Relation

WAYS = {
    "phone": "Telefon",
    "sms": "Sms",
    "letter": "Brev",
    "email": "E-post",
    "visit": "Besök",
    "through": "Genom någon annan",
}
NO_TRACE = "Skriv ingen adress och inget telefonnummer, och visa inte var personen är."
PROTECTED = {
    "marked": f"Personen har skyddade uppgifter. {NO_TRACE}",
    "registered": f"Personen har skyddad folkbokföring. {NO_TRACE}",
}


def of_person(person: Person) -> dict[str, Any]:
    """Name, numbers, how to reach and how not to, language. Of a protected person no address, phone or place."""
    lines: dict[str, Any] = {"Namn": str(person)}
    if numbers := [one.value for one in people.identifiers(person) if not one.replaced]:
        lines["Nummer"] = ", ".join(numbers)
    elif person.birth_date:
        lines["Född"] = person.birth_date.isoformat()
    if person.protected == "none":
        lines |= _reach(list(people.contact_ways(person)))
    else:
        lines["Skydd"] = PROTECTED[person.protected]
    if person.language or person.interpreter:
        lines["Språk"] = f"{person.language or 'okänt'}{', tolk behövs' if person.interpreter else ''}"
    return lines


def of_child(person: Person, child: Relation | None) -> dict[str, Any]:
    """Whom a report about a child is about: the person themself, or a child near them with who the person is to it.

    Where the person is protected, so is the child: nothing here says where they are.
    """
    if child is None:
        return of_person(person)
    if child.other_id and child.other:
        lines = of_person(child.other)
    else:
        lines = {"Namn": child.name or "Namnet är inte känt"}
        if child.birth_date:
            lines["Född"] = child.birth_date.isoformat()
        if child.expected:
            lines["Väntas"] = child.expected.isoformat()
    return {**lines, "Närstående till": str(person)}


def _reach(ways: list[ContactWay]) -> dict[str, str]:
    may = [_way(way) for way in ways if way.allowed]
    must_not = [_way(way) for way in ways if not way.allowed]
    lines = {"Nås så här": "; ".join(may), "Får inte användas": "; ".join(must_not)}
    return {label: text for label, text in lines.items() if text}


def _way(way: ContactWay) -> str:
    note = f" ({way.note})" if way.note else ""
    return f"{WAYS.get(way.kind, way.kind)}: {way.value}{note}"


def known_names(person: Person) -> list[str]:
    """What a person and those near them are known by, for a text that must show nobody."""
    near = [relation.name for relation in people.relations(person)]
    return [name for name in (person.given_name, person.family_name, *near) if name]
