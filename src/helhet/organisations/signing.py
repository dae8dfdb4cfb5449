"""What is written when somebody signs in or out. Until an assignment is chosen nobody acts, so these take no `by`."""

import unicodedata
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, check_password
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from helhet.audit import actions as audit
from helhet.kernel.errors import Refused

from . import queries, rules
from .actor import Actor
from .models import SignInAttempt, Staff

# One answer whether the name is unknown, the password wrong, or the name locked: nobody learns which names there are.
WRONG = (
    "Namnet och lösenordet hör inte ihop, eller så är namnet låst. Kontrollera att du skrev rätt. Efter "
    f"{rules.FAILURES} försök låses namnet; vänta då {rules.LOCKED_FOR.seconds // 60} minuter och försök igen."
)
WRONG_CODE = (
    "Koden stämmer inte, eller är redan använd. Vänta på nästa kod i appen. Efter flera fel låses inloggningen i "
    f"{rules.LOCKED_FOR.seconds // 60} minuter."
)
NOBODY = UNUSABLE_PASSWORD_PREFIX


def tidy(username: str) -> str:
    """A name as it is kept: one way of writing each letter, small letters."""
    return unicodedata.normalize("NFKC", username).strip().lower()


def sign_in(*, at: datetime, username: str, password: str) -> Staff:
    """Who gave the right name and password. Raises Refused, after the same work, in every other case."""
    name = tidy(username)
    staff = queries.staff_named(name)
    if not _proven(name, staff, password, at):
        raise Refused(WRONG)
    assert staff is not None  # noqa: S101 (nobody is proven without being there)
    if not staff.totp_secret:
        _succeeded(name, at)
    return staff


def confirm(*, at: datetime, staff: Staff, password: str) -> None:
    """Somebody who is in shows that it is they who sit there. Raises Refused when the password is wrong or locked."""
    if not _proven(staff.username, staff, password, at):
        raise Refused("Lösenordet stämmer inte. Efter flera fel låses det en stund.")
    _succeeded(staff.username, at)


def give_code(*, at: datetime, staff: Staff, code: str) -> None:
    """The one-time code after the password. Raises Refused when it is wrong, used before, or the name is locked."""
    if not _try(staff.username, at) or not _use_code(staff, staff.totp_secret, code, at):
        raise Refused(WRONG_CODE)
    _succeeded(staff.username, at)


def enrol(*, at: datetime, staff: Staff, secret: str, code: str, current: str = "") -> None:
    """Start with one-time codes from an app that has the secret. Whoever has an app already shows that too."""
    if staff.totp_secret:
        _show_app(staff, current, at)
    step = rules.code_step(secret, code, at, 0)
    if step is None:
        raise Refused("Koden från den nya appen stämmer inte. Kontrollera att telefonens klocka går rätt.")
    with transaction.atomic():
        Staff.objects.filter(id=staff.id).update(totp_secret=secret, totp_last=step)
        _told(staff, at, "staff.codes_started")


def choose_password(*, at: datetime, staff: Staff, old: str, new: str) -> None:
    """A password of one's own, when the old one is right. `new` has passed Django's validators."""
    if not _proven(staff.username, staff, old, at):
        raise Refused("Lösenordet du har nu stämmer inte. Efter flera fel låses det en stund.")
    if old == new:
        raise Refused("Välj ett annat lösenord än det du har nu.")
    with transaction.atomic():
        staff.set_password(new)
        staff.temporary_since = None
        staff.save(update_fields=["password", "temporary_since"])
        _told(staff, at, "staff.password_changed")
    _succeeded(staff.username, at)


def enter(*, at: datetime, staff_id: UUID, assignment_id: UUID) -> Actor:
    """Begin to act in an assignment. Raises Refused when it is not theirs or does not count today."""
    actor = queries.actor_for(assignment_id, staff_id, at)
    if actor is None:
        raise Refused("Uppdraget gäller inte i dag. Välj ett annat, eller fråga din chef.")
    audit.record(by=actor, at=at, act="session.entered", kind="assignment", subject=assignment_id)
    return actor


def leave(*, by: Actor, at: datetime) -> None:
    """Stop acting in an assignment."""
    audit.record(by=by, at=at, act="session.left", kind="assignment", subject=by.assignment_id)


def _show_app(staff: Staff, code: str, at: datetime) -> None:
    if not _try(staff.username, at) or not _use_code(staff, staff.totp_secret, code, at):
        raise Refused("Koden från appen du har nu stämmer inte. Vänta på nästa kod och försök igen.")
    _succeeded(staff.username, at)


def _proven(name: str, staff: Staff | None, password: str, at: datetime) -> bool:
    """The password is hashed whoever is named, so that the time an answer takes says nothing either."""
    counted = _try(name, at)
    known = staff is not None and staff.is_active and counted and not rules.temporary_over(staff.temporary_since, at)
    return check_password(password, staff.password if staff and known else NOBODY)


def fingerprint(name: str) -> str:
    """What stands for a name among the tries: whoever reads them learns no names."""
    return salted_hmac("helhet.organisations.sign-in", name, algorithm="sha256").hexdigest()


def _try(name: str, at: datetime) -> bool:
    """Whether one more try is allowed. It is written down before it is judged, then counted with all others."""
    mark = fingerprint(name)
    if rules.locked(queries.failures(mark, at), at):
        return False
    SignInAttempt.objects.create(name_hash=mark, at=at, succeeded=False)
    return len(queries.failures(mark, at)) <= rules.FAILURES


def _succeeded(name: str, at: datetime) -> None:
    SignInAttempt.objects.create(name_hash=fingerprint(name), at=at, succeeded=True)


def _use_code(staff: Staff, secret: str, code: str, at: datetime) -> bool:
    """Whether a code is right and nobody used it before; two at the same moment cannot both."""
    step = rules.code_step(secret, code, at, staff.totp_last)
    return step is not None and bool(Staff.objects.filter(id=staff.id, totp_last__lt=step).update(totp_last=step))


def _told(staff: Staff, at: datetime, act: str) -> None:
    """One event in each holding where they work today."""
    actors = {
        actor.holding_id: actor for actor in map(queries.actor_of, queries.assignments_of(staff.id, localdate(at)))
    }
    for actor in actors.values():
        audit.record(by=actor, at=at, act=act, kind="staff", subject=staff.id)
