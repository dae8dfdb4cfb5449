"""A process as it is written, for scripts: labels beside ids."""

from collections.abc import Mapping
from typing import Any

from ..schema.processes import Act, ClockUse, ProcessState, When
from .ready import Ready

SUPPORT = "Stöd för arbetet, inte juridisk rådgivning. Osäkra läsningar står utskrivna."


def process_as_json(ready: Ready) -> dict[str, Any]:
    """A process as it is written, with labels beside ids."""
    process = ready.process
    return {
        **process_line(ready),
        "about": process.about,
        "support": SUPPORT,
        "start": process.start,
        "wordings": [one.model_dump() for one in process.wordings],
        "states": [_state(ready, state) for state in process.states],
        "acts": [_act(ready, act) for act in process.acts],
        "clocks": [_clock(use) for use in process.clocks],
        "facts": [fact.model_dump(exclude_defaults=True) for fact in process.facts],
        "documents": [document.model_dump() for document in process.documents],
        "consequences": [one.model_dump(exclude_defaults=True) for one in process.consequences],
        "roles": [{"id": role.id, "label": role.label, "aliases": list(role.aliases)} for role in ready.roles],
        "unsure": list(process.unsure),
    }


def process_line(ready: Ready) -> dict[str, Any]:
    """A process in a list."""
    process = ready.process
    return {"id": process.id, "title": process.title, "aliases": list(process.aliases), "law": process.law}


def _state(ready: Ready, state: ProcessState) -> dict[str, Any]:
    return {
        "id": state.id,
        "label": state.label,
        "owner": state.owner,
        "owner_label": ready.roles.by_id[state.owner].label,
        "clocks": list(state.clocks),
        "own_time": state.own.model_dump() if state.own else None,
        "next": list(state.next),
        "provisions": list(state.provisions),
        "final": state.final,
        "acts": [act.id for act in ready.acts if act.from_states == ("*",) or state.id in act.from_states],
    }


def _act(ready: Ready, act: Act) -> dict[str, Any]:
    everywhere = act.from_states == ("*",)
    by = dict.fromkeys(role for one in act.by for role in one.roles)
    return {
        "id": act.id,
        "label": act.label,
        "aliases": list(act.aliases),
        "from": [state.id for state in ready.process.states] if everywhere else list(act.from_states),
        "to": [_goes(goes.state, goes.when) for goes in act.to],
        "by": list(by),
        "by_when": [one.model_dump(exclude_defaults=True) for one in act.by],
        "others": act.or_else,
        "provisions": list(act.provisions),
        "carries": list(act.carries),
        "documents": list(act.documents),
        "limits": [limit.model_dump(exclude_defaults=True) for limit in act.limits],
        "marks": list(act.marks),
        "clears": list(act.clears),
        "note": act.note,
    }


def _goes(state: str, when: When) -> Mapping[str, Any]:
    return {"state": state, "when": when.model_dump(exclude_defaults=True)}


def _clock(use: ClockUse) -> dict[str, Any]:
    return use.model_dump(exclude_defaults=True, by_alias=True)
