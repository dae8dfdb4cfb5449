"""Who may consent for a person, as law says it, and the consent held still while something rests on it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from helhet.kernel.errors import BadInput
from helhet.knowledge.consenting import Consenters, consenting_of
from helhet.knowledge.disclosing.questions import Question
from helhet.knowledge.home import open_library
from helhet.people.models import Person

from .checking import age_on
from .models import Consent, Copy

# What a consent is to, in the words of content/law/consenting.yaml.
ACTS = {"sharing": "share_data", "plan": "plan"}


def questions() -> Mapping[str, Question]:
    """What may have to be judged before it is clear who consents."""
    return consenting_of(open_library()).questions.all


def who(person: Person, kind: str, judged: Mapping[str, Any], day: date) -> Consenters:
    """Who must consent to this, with what has been judged. Raises BadInput when an answer cannot be read."""
    facts = {name: value for name, value in judged.items() if value}
    if person.birth_date:
        facts["age"] = age_on(person.birth_date, day)
    return consenting_of(open_library()).who({**facts, "act": ACTS[kind]}, day)


def accepted(found: Consenters, *, child: bool) -> frozenset[str]:
    """Whose yes is enough, as values of consent_by. A child's guardians may always say yes beside the child."""
    guardians = set(found.who) - {"person"}
    if "person" in found.who and guardians:
        return frozenset({"person_and_guardians"})
    if guardians:
        return frozenset({"guardians", "person_and_guardians"})
    return frozenset({"person", "person_and_guardians"} if child else {"person"})


def check(person: Person, kind: str, given_by: str, judged: Mapping[str, Any], day: date) -> None:
    """Raise BadInput unless whoever consented may: with what to find out when that is unclear."""
    found = who(person, kind, judged, day)
    if found.ask or not found.who:
        raise BadInput(found.ask or "Ingen kan samtycka till det här.", "unclear_consent")
    if given_by not in accepted(found, child=bool(OF_A_CHILD & set(judged))):
        raise BadInput(f"Det är inte den som ska samtycka. {found.text}", "wrong_consenter")


# What is judged of a child alone.
OF_A_CHILD = frozenset({"child_decides", "child_says", "suitable", "guardians"})


def held(consent: Consent) -> None:
    """Lock a consent until the transaction ends, so that it is not taken back while something is sent on it."""
    Consent.objects.select_for_update().filter(id=consent.id).values_list("id", flat=True).first()


def copy_held(disclosure: UUID) -> None:
    """Lock a copy that has come, so that what the person said to its sender is not written down here in the very moment
    that they take it back there."""
    Copy.objects.select_for_update().filter(disclosure=disclosure).values_list("id", flat=True).first()
