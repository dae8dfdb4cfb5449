"""From what was filled in to a sent hand-off, in one transaction: the consent that it rests on, and the sending."""

from typing import Any

from django.db import transaction

from helhet.secrecy import actions as secrecy
from helhet.secrecy.actions import Stated
from helhet.secrecy.checking import CONSENT
from helhet.secrecy.models import Consent

from .. import actions
from ..models import Sent
from ..queries import consents_to_share
from .draft import Draft


@transaction.atomic
def send(draft: Draft) -> Sent:
    """Send it. What the person said yes to is written down in the same moment, or not at all."""
    consent = _consent(draft) if draft.judged else None
    answer = consent if consent and consent.answer_back else None
    stated = Stated(draft.ground, draft.facts, consent if draft.ground == CONSENT else None)
    sending = actions.Sending(
        draft.kind, draft.to, draft.said["question"], tuple(draft.said["needs"]), stated, draft.content, answer,
        oral=draft.said.get("oral", False), helped_by=draft.said.get("helped_by", ""),
    )  # fmt: skip
    return actions.send(by=draft.by, at=draft.at, course=draft.course, sending=sending)


def _consent(draft: Draft) -> Consent | None:
    """The consent that was chosen, or the one that is written down now; None where there is none."""
    said = draft.said
    if said.get("new_consent"):
        return secrecy.consent(by=draft.by, at=draft.at, person=draft.whom, **_given(draft))
    standing = {str(one.id): one for one in consents_to_share(draft.by, draft.person, draft.at)}
    return standing.get(said.get("consent", ""))


def _given(draft: Draft) -> dict[str, Any]:
    said, to = draft.said, draft.to
    named = {"id": str(to.unit.holding_id), "name": to.unit.holding.name} if to.unit else {"name": to.name}
    back = said.get("answer_back") == "yes"
    content = [*draft.facts["content"], *(draft.kind.answers if back else ())]
    return {
        "kind": "sharing", "receivers": [named], "content": list(dict.fromkeys(content)), "answer_back": back,
        "given_by": said["given_by"], "judged": {draft.judged_for_consent().fact.id: said["judged"]},
        "how": said["how"], "words": said["words"], "until": said["until"],
    }  # fmt: skip
