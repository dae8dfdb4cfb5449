"""What the check says of an agreement, for whoever is to mend it: findings with both places, and how it was checked."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from helhet.knowledge.lint.say import day_text, listed
from helhet.knowledge.schema.base import latest
from helhet.knowledge.schema.said import Question

from . import labels
from .agreement import Agreement, Place
from .wording import ages_of, ended, inside

# So many places are shown at once, the rest of a long list is folded away; and so many answers to a fact.
PLACES_SHOWN = 4
ANSWERS_SHOWN = 5


@dataclass(frozen=True)
class Shown:
    """A finding as it stands on the page."""

    slug: str
    key: str
    kind: str
    layer: str
    severity: str
    colour: str
    text: str
    places: list[Place]
    more_places: list[Place]
    region: list[tuple[str, str]]
    example: str
    head: tuple[str, ...]
    rows: list[tuple[str, ...]]
    question: Question | None
    by: str


def finding_slug(key: str) -> str:
    """The id of a finding on its page."""
    return "fynd-" + re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")


def shown(agreement: Agreement, finding: Mapping[str, Any]) -> Shown:
    """A finding with everything that is needed to judge it."""
    places = agreement.places(finding["where"])
    question = agreement.questions.get(finding["question"] or "")
    head, *rows = finding["table"] or [()]
    return Shown(
        slug=finding_slug(finding["key"]),
        key=finding["key"],
        kind=labels.FINDING[finding["kind"]],
        layer=labels.LAYER.get(finding["layer"], finding["layer"]),
        severity=labels.SEVERITY[finding["severity"]],
        colour=labels.SEVERITY_COLOUR[finding["severity"]],
        text=finding["text"],
        places=places[:PLACES_SHOWN],
        more_places=places[PLACES_SHOWN:],
        region=_region(agreement, finding["region"]),
        example=finding["example"],
        head=tuple(head),
        rows=[tuple(row) for row in rows],
        question=question,
        by=day_text(question.by) if question else "",
    )


def _region(agreement: Agreement, region: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """The situations a finding holds in: fact and answers in words."""
    facts = agreement.words.vocabulary.facts
    found = []
    for name, values in region.items():
        labelled = {value.id: value.label for value in facts[name].values} if name in facts else {}
        label = facts[name].label if name in facts else name
        said = [ages_of(v) if name == "age" else inside(labelled.get(v, str(v))) for v in values]
        more = [f"något av {len(said) - ANSWERS_SHOWN} svar till"] if len(said) > ANSWERS_SHOWN + 1 else []
        found.append((label, listed([*said[:ANSWERS_SHOWN], *more] if more else said, "eller")))
    return found


def chosen(findings: Iterable[Mapping[str, Any]], wanted: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """The findings that a filter lets through; an empty choice lets all through."""
    known = {"": None, "ja": True, "nej": False}[wanted.get("known", "")]
    return [
        finding
        for finding in findings
        if wanted.get("kind", "") in ("", finding["kind"])
        and wanted.get("layer", "") in ("", finding["layer"])
        and known in (None, finding["declared"])
    ]


def unsolved(finding: Mapping[str, Any]) -> bool:
    """Whether someone has to take a stand on a finding and nobody has been asked."""
    return not finding["declared"] and finding["severity"] != "info"


@dataclass(frozen=True)
class Asked:
    """An open question as it stands on the page, with the findings that it takes up (id, text)."""

    item: Question
    places: list[Place]
    findings: list[tuple[str, str]]
    when: str


@dataclass(frozen=True)
class Owner:
    """Who is to answer, with the questions by the day they are due."""

    name: str
    slug: str
    due: dict[str, list[Asked]]


def owners(agreement: Agreement) -> list[Owner]:
    """Open questions by who is to answer, what is due first on top."""
    found: dict[str, Owner] = {}
    for question in sorted(agreement.pack.questions, key=lambda q: latest(q.by)):
        owner = found.setdefault(question.owner, Owner(question.owner, f"fragor-{len(found) + 1}", {}))
        owner.due.setdefault(day_text(question.by), []).append(_asked(agreement, question))
    return list(found.values())


def _asked(agreement: Agreement, question: Question) -> Asked:
    taken_up = [f for f in agreement.report["findings"] if f["question"] == question.id]
    return Asked(
        question,
        agreement.places(question.anchors),
        [(finding_slug(f["key"]), f["text"]) for f in taken_up],
        agreement.words.spelt_out(question.when),
    )


class Quality:
    """The page of quality."""

    def __init__(self, agreement: Agreement, wanted: Mapping[str, str]) -> None:
        report = agreement.report
        findings = chosen(report["findings"], wanted)
        self.new = [shown(agreement, f) for f in findings if unsolved(f)]
        self.known = [shown(agreement, f) for f in findings if f["declared"]]
        self.to_know = [shown(agreement, f) for f in findings if not f["declared"] and not unsolved(f)]
        self.filtered = any(wanted.values())
        self.unsolved = any(map(unsolved, report["findings"]))
        self.owners = owners(agreement)
        self.checkers = _checkers(report["checkers"])
        self.seconds = f"{report['seconds']:.1f}".replace(".", ",")
        self.cases = report.get("cases", {})


def _checkers(ran: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Which checkers ran, whether they agreed, and how long each took."""
    found = []
    for name, said in ran.items():
        of = said if isinstance(said, Mapping) else {}
        agreed = {True: "kom till samma svar", False: "kom till ett annat svar"}.get(of.get("agreed", ""), "")
        seconds = f"{of['seconds']:.1f} sekunder".replace(".", ",") if "seconds" in of else ""
        found.append((of.get("name", name), ended(agreed, seconds) if of else said))
    return found
