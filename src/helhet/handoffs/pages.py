"""What the pages of something sent, or something that came, show."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from helhet.audit import actions as audit
from helhet.courses.rules import may_change
from helhet.knowledge.home import open_library
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records
from helhet.secrecy import offers
from helhet.secrecy.checking import CONSENT
from helhet.ui.addresses import address_of

from . import correcting, crossing, identifying, queries, received_acts, rules, sent_acts
from .models import Received, Sent
from .sending import wizard
from .sending.draft import Draft


def looked(*, by: Actor, at: datetime, act: str, one: Sent | Received) -> None:
    """That somebody read it stands in the log."""
    audit.record(by=by, at=at, act=act, kind=one._meta.model_name or "", subject=one.id, person=one.person_id)


def sent(by: Actor, at: datetime, one: Sent) -> dict[str, Any]:
    """Something that was sent: how it stands, what left, on which ground, and what can be done."""
    looked(by=by, at=at, act="sent.read", one=one)
    may = may_change(by, one.unit_id)
    return {
        "sent": one,
        "back": _back(one),
        "kind": records().handoffs[one.kind],
        "state": rules.LABELS[one.state],
        "going": one.state in rules.SENT_GOING,
        "parts": parts(one.disclosure.content),
        "history": [_row(step, rules.LABELS) for step in queries.history(one)],
        "answers": [(copy, parts(copy.content)) for copy in queries.answers_to(one)],
        "news": queries.news(one.id) if may else [],
        "acts": sent_acts.possible(one) if may else [],
        "may": may,
        "next": NEXT_SENT.get(one.state, ""),
        "others": _conflicts(by, at, one),
    }


def _back(one: Sent | Received) -> str:
    return address_of("overview:person", one.person_id) if one.person_id else ""


def _conflicts(by: Actor, at: datetime, one: Sent) -> list[Sent]:
    if one.person is None:
        return []
    return [other for other in queries.conflicting(by, one.person, one.needs, at) if other.id != one.id]


def received(by: Actor, at: datetime, one: Received) -> dict[str, Any]:
    """Something that has come: from whom, what, on which ground, and what can be done."""
    looked(by=by, at=at, act="received.read", one=one)
    may = may_change(by, one.unit_id)
    kind = records().handoffs[one.kind]
    return {
        "received": one,
        "back": _back(one),
        "kind": kind,
        "state": rules.HERE[one.state],
        "parts": parts(one.copy.content),
        "history": [_row(step, rules.HERE) for step in queries.history(one)],
        "more": [(copy, parts(copy.content)) for copy in queries.completions_of(one)],
        "news": queries.news(one.id) if may else [],
        "acts": received_acts.possible(one) if may else [],
        "may": may,
        "unknown": kind.identity and one.person_id is None and one.state in rules.RECEIVED_GOING,
        "withdrawn": crossing.consent_withdrawn(one),
        "consent": _consent_that_came(one),
        "others": queries.also_received(by, one, at),
        "next": NEXT_RECEIVED.get(one.state, ""),
        "told": identifying.told(one),
        "may_correct": correcting.may_correct(by, one),
    }


def _consent_that_came(one: Received) -> Mapping[str, Any] | None:
    """What the person said of an answer, while it is not yet written down here and has not been taken back."""
    said = one.copy.content.get("answer_consent")
    if not said or one.person_id is None or one.state not in rules.RECEIVED_GOING:
        return None
    from_before = crossing.consent_withdrawn(one) or queries.consent_that_came(one)
    return None if from_before else said


def step(page: wizard.Page) -> dict[str, Any]:
    """What a step of the way to send shows beside its form."""
    draft, name = page.draft, page.step.name
    shown: dict[str, Any] = {"last": name == "preview"}
    shown["person_page"] = address_of("overview:person", draft.course.person_id) if draft.course else ""
    if name == "content":
        shown["identity"] = draft.identity
    if name == "ground":
        shown["ways"] = draft.ways()
    if name == "preview":
        shown |= _preview(draft)
    return shown


def _preview(draft: Draft) -> dict[str, Any]:
    """Exactly what leaves, on which ground, and what else is on its way for the same needs."""
    chosen = next((way for way in draft.ways() if way.verdict.id == draft.ground), None) if draft.judged else None
    going = queries.conflicting(draft.by, draft.person, draft.said["needs"], draft.at) if draft.person else []
    content = {**draft.content, "question": draft.said["question"], "needs": draft.said["needs"]}
    return {
        "parts": parts(content),
        "to": draft.to,
        "kind": draft.kind,
        "way": chosen,
        "others": going,
        "inner": draft.inner,
        "said_yes": _said_yes(draft),
    }


def _said_yes(draft: Draft) -> str:
    """The person's yes that it is sent on, in the words that are or will be written down; empty on another ground."""
    if not (draft.judged and draft.ground == CONSENT):
        return ""
    if draft.said.get("new_consent"):
        return str(draft.said["words"])
    standing = {str(one.id): one for one in queries.consents_to_share(draft.by, draft.whom, draft.at)}
    chosen = standing.get(draft.said.get("consent", ""))
    return (chosen.words if chosen else "") or "Utan anteckning"


NEXT_SENT = {
    "sent": "Lämna över pappret och skriv kvittot när mottagaren har tagit emot det.",
    "delivered": "Mottagaren svarar. Ni har kvar ansvaret så länge, och får larm om svaret dröjer.",
    "asked": "Ni svarar på det de frågar om. Sedan är det deras tur igen.",
    "answered": "Fråga personen vad svaret blev, och skriv ner det här. Ni har kvar ansvaret till dess.",
    "accepted": "Mottagaren ansvarar för det ni frågade om. Er kontakt finns kvar tills ni avslutar den.",
    "refused": "Ni har ansvaret. Välj en ny väg tillsammans med personen.",
    "withdrawn": "Ni har ansvaret.",
    "expired": "Ni har ansvaret. Välj en ny väg tillsammans med personen.",
    "registered": "Det är mottagarens sak nu, och deras tid har börjat.",
    "opened": "Mottagaren utreder.",
    "ended": "Mottagaren är klar.",
    "heard": "Mottagaren har gett besked till den det gäller. Vad det blev får de inte säga till er utan en grund.",
}
NEXT_RECEIVED = {
    "arrived": "Ni svarar: ta emot, fråga tillbaka eller säg nej.",
    "waiting": "Den som skickade svarar på er fråga. Ni kan ändå ta emot eller säga nej redan nu.",
    "accepted": "Ni har tagit emot. Kontakten hos er har ansvarig och nästa steg.",
    "refused": "Ni har sagt nej. Berätta för personen vart hen kan vända sig.",
    "withdrawn": "Den som skickade har tagit tillbaka. Ni behöver inte göra något mer.",
    "expired": "Tiden gick ut och den som skickade söker en annan väg.",
    "registered": "Den har kommit in, och er tid har börjat.",
    "opened": "Utredningen pågår. Skriv vad det blev när den är klar.",
    "ended": "Ni är klara med det som kom in.",
}
NAMED = {
    "question": "Fråga",
    "needs": "Behov",
    "written": "Skrivet",
    "from": "Från",
    "given": "Så lämnades den",
    "answer_consent": "Samtycke till svar",
    "outcome": "Besked",
    "reason": "Skäl",
    "clause": "Stöd",
    "route": "Annan väg",
    "text": "Text",
    "appeal": "Så överklagar man",
}
OUTCOMES = {"accepted": "De har tagit emot", "refused": "De har sagt nej"}


def parts(content: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """What a copy holds, part by part, in words: exactly this was sent."""
    labels = {**offers.content_kinds(), **NAMED}
    return [
        (labels.get(name, name), _said(name, value)) for name, value in content.items() if value not in ("", [], None)
    ]


def _said(name: str, value: Any) -> Any:
    if name == "needs":
        needs = open_library().vocabulary.needs
        return ", ".join(needs[one].label if one in needs else one for one in value)
    if name == "answer_consent":
        return f"{value.get('words', '')} (till och med {value.get('until', '')})"
    if name == "given":
        helped = f"Hjälp av {value['helped_by']}." if value.get("helped_by") else ""
        return f"{'Muntligt.' if value.get('oral') else 'Skriftligt.'} {helped}".strip()
    if name == "from":
        return ", ".join(value.values())
    return OUTCOMES.get(value, value) if isinstance(value, str) else value


def _row(step: Any, labels: Mapping[str, str]) -> tuple[Any, str, str]:
    """A step of the history: when, what, and who."""
    missing = records().missing
    asked = ", ".join(missing[one].label for one in step.data.get("missing", ()) if one in missing)
    told = " ".join(text for text in (asked, getattr(step, "route", ""), step.text) if text)
    return step, labels[step.state], told
