"""How staff and assignments are written, whoever decided it: held against the lists, kept in order, recorded.

Who may is decided in `employing` (signed-in staff) and `intake` (whoever runs Helhet).
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.kernel.errors import BadInput, Refused
from helhet.kernel.identity import hsa_id
from helhet.knowledge.schema.records import Role

from . import queries, rules, whereabouts
from .actor import Actor
from .models import Assignment, Staff, Unit
from .signing import tidy

# Easy to read aloud and to type: no 0, O, 1, l or I.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Details:
    """Who someone is. `username` is what they sign in with; profession is one of the law's answers, or empty."""

    username: str
    name: str
    email: str = ""
    hsa_id: str = ""
    profession: str = ""


@dataclass(frozen=True)
class Given:
    """An assignment to give. Both days count."""

    unit: Unit
    role: str
    purpose: str
    valid_from: date
    valid_to: date | None = None


def role_of(ident: str) -> Role:
    """A role by its id or what it is called. Raises BadInput."""
    roles = queries.records().roles
    found = roles.get(ident) or next((r for r in roles.values() if r.label.casefold() == ident.casefold()), None)
    if found is None:
        raise BadInput(f"Rollen {ident} finns inte. Välj bland: {', '.join(roles)}.")
    return found


def domain_of(unit: Unit) -> str:
    """health, social or school."""
    return queries.records().authorities[unit.holding.kind].domain


def add(by: Actor, at: datetime, details: Details) -> Staff:
    """Someone new, who cannot sign in until a password is handed out."""
    username = tidy(details.username)
    if not username or len(username) > 150 or not username.isprintable() or " " in username:
        raise BadInput("Användarnamnet får ha högst 150 tecken och inga mellanslag.")
    staff = Staff(username=username, password=make_password(None), **_checked(details))
    _once(staff)
    staff.save()
    audit.record(by=by, at=at, act="staff.added", kind="staff", subject=staff.id, content=_checked(details))
    return staff


def describe(by: Actor, at: datetime, staff: Staff, details: Details) -> bool:
    """Correct who someone is; what they sign in with stays. Whether anything changed."""
    checked = _checked(details)
    changed = [name for name, value in checked.items() if getattr(staff, name) != value]
    if changed:
        for name in changed:
            setattr(staff, name, checked[name])
        _once(staff)
        staff.save(update_fields=changed)
        audit.record(by=by, at=at, act="staff.changed", kind="staff", subject=staff.id, content=checked)
    return bool(changed)


def give(by: Actor, at: datetime, staff: Staff, given: Given) -> Assignment:
    """A new assignment. Raises BadInput or Refused when it does not fit the unit or one they have."""
    role = role_of(given.role)
    if domain_of(given.unit) not in role.domains:
        raise BadInput(f"Rollen {role.label} finns inte i {given.unit.holding}. Välj en annan roll.")
    if given.unit.closed:
        raise Refused(f"{given.unit} är stängd. Välj en annan enhet.")
    _fits(staff, given, None)
    new = Assignment(staff=staff, unit=given.unit, role=role.id, purpose=_short(given.purpose, 200, "Ändamålet"))
    new.valid_from, new.valid_to = given.valid_from, given.valid_to
    new.save()
    _tell(by, at, "assignment.given", new)
    return new


def change(by: Actor, at: datetime, known: Assignment, given: Given) -> bool:
    """Another end or purpose of an assignment. Whether anything changed."""
    if (known.valid_to, known.purpose) == (given.valid_to, given.purpose):
        return False
    _fits(known.staff, given, known)
    known.purpose = _short(given.purpose, 200, "Ändamålet")
    _lasts(by, at, known, given.valid_to, "assignment.changed")
    return True


def end(by: Actor, at: datetime, known: Assignment, last: date) -> None:
    """Let an assignment hold to and with a day. Raises NotAllowed when the unit would be without a manager."""
    if last < known.valid_from:
        raise BadInput("Sista dagen är före uppdragets första dag. Kontrollera datumet.")
    if last < localdate(at) - timedelta(days=1):
        raise BadInput("Dagen har varit. Ett uppdrag kan sluta tidigast i går: då gäller det inte längre i dag.")
    _lasts(by, at, known, last, "assignment.ended")


def hand_out(staff: Staff, at: datetime) -> str:
    """A temporary password. The codes start afresh, and every session ends as the password is another."""
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    staff.password, staff.temporary_since = make_password(password), at
    staff.totp_secret, staff.totp_last = "", 0
    staff.save(update_fields=["password", "temporary_since", "totp_secret", "totp_last"])
    return password


def _lasts(by: Actor, at: datetime, known: Assignment, last: date | None, act: str) -> None:
    if last and (known.valid_to is None or last < known.valid_to):
        _stays_managed(known, last)
    known.valid_to = last
    known.save(update_fields=["valid_to", "purpose"])
    _tell(by, at, act, known)


def _stays_managed(leaving: Assignment, last: date) -> None:
    """Two managers who leave at the same moment must not both think that the other stays: the unit is locked first."""
    managing = queries.managing()
    if leaving.role in managing:
        Unit.objects.select_for_update().get(id=leaving.unit_id)
        others = queries.posts_beside(leaving)
        rules.may_end(queries.post_of(leaving), others, last + timedelta(days=1), managing).demand()


def _fits(staff: Staff, given: Given, known: Assignment | None) -> None:
    if given.valid_to and given.valid_to < given.valid_from:
        raise BadInput("Sista dagen är före första dagen. Kontrollera datumen.")
    other = whereabouts.overlapping(staff.id, given, known.id if known else None)
    if other:
        raise Refused(
            f"{staff} har redan den rollen på {given.unit} från {other.valid_from}. Ändra det uppdraget, "
            "eller välj dagar då det inte gäller."
        )


def _checked(details: Details) -> dict[str, str]:
    """What is written of someone, tidied. Raises BadInput with what to mend."""
    professions = queries.professions()
    if details.profession and details.profession not in professions:
        raise BadInput(f"Yrket {details.profession} finns inte. Välj bland: {', '.join(professions)}.")
    return {
        "name": _short(details.name, 200, "Namnet"),
        "email": _email(details.email),
        "hsa_id": hsa_id(details.hsa_id).value if details.hsa_id else "",
        "profession": details.profession,
    }


def _short(text: str, longest: int, what: str) -> str:
    text = " ".join(text.split())
    if not text or len(text) > longest or "\0" in text:
        raise BadInput(f"{what} ska ha 1 till {longest} tecken.")
    return text


def _email(text: str) -> str:
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise BadInput(f"{text[:100]} är ingen e-postadress. Rätta den eller lämna tomt.") from None
    return text


def _once(staff: Staff) -> None:
    """Usernames and HSA-ids belong to one each."""
    taken = whereabouts.taken(staff)
    if taken:
        raise Refused(taken)


def _tell(by: Actor, at: datetime, act: str, one: Assignment) -> None:
    said = [one.staff_id, one.unit_id, one.role, one.purpose, one.valid_from, one.valid_to]
    audit.record(by=by, at=at, act=act, kind="assignment", subject=one.id, content=said)
