"""What stands about access and sharing on a person's pages, put together once: lists and small panels show the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from helhet.knowledge.disclosing.checking import disclosing_of
from helhet.knowledge.home import open_library
from helhet.organisations.actor import Actor
from helhet.organisations.queries import records
from helhet.people.models import Person

from . import queries, rules
from .models import Concealment, Consent, Copy, Disclosure, Notice

# What a word about a copy says. A word that has none of its own (an answer, a question back) is only that: a word.
MARKS = {
    "delivered": "Har kommit fram",
    "consent_withdrawn": "Personen har tagit tillbaka sitt samtycke",
    "recalled": "Avsändaren har återkallat kopian: den var inte till er",
    "recall_asked": "Ni har återkallat kopian",
    "recall_confirmed": "Mottagaren har bekräftat att kopian inte längre läses",
}
KINDS = {"answer": "Svar", "completion": "Komplettering", "question_back": "Fråga tillbaka"}


@dataclass(frozen=True)
class Share:
    """A copy that went out or came in, with its marks. `hidden` is the decision that the person does not see it."""

    row: Disclosure | Copy
    label: str
    marks: list[str]
    kinds: list[str]
    hidden: Concealment | None = None


@dataclass(frozen=True)
class Given:
    """A consent and how it stands: whether something may be drafted or sent on it today."""

    row: Consent
    may: Any
    kinds: list[str]


def content_labels() -> Mapping[str, str]:
    """What the kinds of content are called."""
    return {value.id: value.label for value in disclosing_of(open_library()).questions.all["content"].fact.values}


def panels(actor: Actor, person: Person, at: datetime) -> dict[str, Any]:
    """Everything for `secrecy/parts/*.html`: consents, blocks, what went out and came. The person is already opened."""
    return {
        "given": consents(actor, person, at),
        "blocks": list(queries.blocks(actor, person, at)),
        "may_block": rules.may_block(actor, own_child=False),
        "out": shares(actor, person, at),
        "came": copies(actor, person, at),
    }


def consents(actor: Actor, person: Person, at: datetime) -> list[Given]:
    """The person's consents, newest first, each with whether it can be used today."""
    day, labels = localdate(at), content_labels()
    rows = queries.consents(actor, person, at)
    return [Given(row, _usable(row, day), [labels.get(one, one) for one in row.content]) for row in rows]


def _usable(row: Consent, day: Any) -> Any:
    return rules.may_use_consent(row.kind, row.until, hasattr(row, "withdrawal"), day)


def shares(actor: Actor, person: Person, at: datetime) -> list[Share]:
    """What has left about the person that the actor may read, with marks and decisions."""
    rows = list(queries.disclosures(actor, person, at).prefetch_related("concealments"))
    told = queries.marks(actor.holding_id, [row.id for row in rows])
    return [_share(row, told.get(row.id, ()), queries.concealed(row)) for row in rows]


def copies(actor: Actor, person: Person, at: datetime) -> list[Share]:
    """What has come from others about the person that the actor may read, with marks. What one unit of one's own sent
    to another already stands among what was sent."""
    rows = list(queries.copies(actor, person, at).exclude(sender_id=actor.holding_id))
    told = queries.marks(actor.holding_id, [row.disclosure for row in rows])
    return [_share(row, told.get(row.disclosure, ())) for row in rows]


def _share(row: Disclosure | Copy, told: Iterable[Notice], hidden: Concealment | None = None) -> Share:
    labels = content_labels()
    said = [f"{MARKS[one.kind]} {localdate(one.at)}" for one in told if one.kind in MARKS]
    return Share(row, label(row.kind), said, [labels[part] for part in row.content if part in labels], hidden)


def label(kind: str) -> str:
    """What a kind of copy is called."""
    known = records().handoffs.get(kind)
    return known.label if known else KINDS.get(kind, "Kopia")
