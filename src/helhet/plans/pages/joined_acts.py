"""What can be done with a plan by whoever was called to it, in each state."""

from typing import Any

from django.db import transaction

from helhet.organisations.queries import records
from helhet.ui.forms import ActionForm

from .. import answers, following, rules
from ..forms.answering import AnswerForm, ComesForm, PartForm, TakesForm
from . import owner_forms, sharing
from .act import Act, At, Data


def _comes(at: At, data: Any) -> ActionForm:
    return ComesForm(data)


def _come(at: At, form: Any, data: Data) -> None:
    days = [data["day"]] if data["day"] else []
    answers.answer_call(**at.theirs, came=data["came"], days=days, why=data["why"])


def _part(kind: type[PartForm]) -> Any:
    def form(at: At, data: Any) -> PartForm:
        principal = records().authorities[at.joined.holding.kind].principal
        return kind(data, found=sharing.back(at), longest=sharing.longest(at.at), principal=principal)

    return form


@transaction.atomic
def _send(at: At, form: Any, data: Data) -> None:
    answers.send_part(**at.theirs, part=form.part(data), stated=sharing.stated_back(at, form, data))


@transaction.atomic
def _answer(at: At, form: Any, data: Data) -> None:
    stated = None if data["how"] == "accept" else sharing.stated_back(at, form, data)
    answers.answer_version(**at.theirs, how=data["how"], part=form.part(data), stated=stated)


def _take(at: At, data: Any) -> ActionForm:
    return TakesForm(data)


def _miss(at: At, form: Any, data: Data) -> None:
    following.miss_service(by=at.by, at=at.at, plan=at.one, need=data["need"], text=data["text"])


ACTS = {
    one.name: one
    for one in (
        Act("svara", "Kommer ni?", "Den som kallade får veta om ni kommer, och inget mer.", "Svara", _comes, _come),
        Act("svara-planen", "Svara på planen", "Ni svarar bara för era egna delar.", "Skicka svaret", _part(AnswerForm),
            _answer),
        Act("var-del", "Skicka er del", "Den som kallade lägger in det i planen.", "Skicka", _part(PartForm), _send),
        Act("ansvar", "Det övergripande ansvaret", "Den som har det ser till att planen blir av.", "Svara", _take,
            lambda at, form, data: answers.answer_overall(**at.theirs, takes=data["takes"] == "yes")),
        Act("lamna-ansvar", "Lämna tillbaka det övergripande ansvaret", "Ni har det tills den som kallade har sagt ja.",
            "Be dem ta det", owner_forms.empty, lambda at, form, data: answers.give_back_overall(**at.theirs)),
        Act("saknas", "Något finns inte i länet", "Det går till länsnivån, utan personen.", "Skicka till länsnivån",
            owner_forms.missing, _miss),
    )
}  # fmt: skip


def possible(at: At) -> list[Act]:
    """What can be done now, the first first."""
    one = at.joined
    if not one.is_open and one.state != "refuses":
        return []
    known = one.person_id is not None
    may_come = one.version_id is None and bool(rules.JOINED.from_state(one.state))
    fits = {
        "svara-planen": known and one.version_id is not None and one.answer in ("", "waiting"),
        "ansvar": known and one.offered,
        "svara": may_come and one.state != "coming",
        "var-del": known and one.state in rules.JOINED_OPEN,
        "lamna-ansvar": one.overall and not one.returns,
        "saknas": known,
    }
    # Those who have said that they come may change it, after all else.
    names = [name for name, fit in fits.items() if fit]
    return [ACTS[name] for name in (*names, *(["svara"] if may_come and one.state == "coming" else []))]
