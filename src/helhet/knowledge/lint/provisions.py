"""Cited provisions, with two questions kept apart: was it right when decided, and does it hold now?"""

from collections import defaultdict
from collections.abc import Iterator

from ..findings import Severity
from ..law import holds_on
from ..schema.base import earliest, latest
from ..schema.law import Provision
from ..schema.source import Reference
from .citing import act, anchors_of, cited, how_sure, is_of, meant_by, said, where, wrong_then
from .say import day_text, listed, quoted, slug
from .subject import FAULT, UNSURE, Draft, Subject


def wrong_when_decided(subject: Subject) -> Iterator[Draft]:
    """Provisions that did not hold on the day of the decision, or that stood elsewhere in their act."""
    for name, references in cited(subject).items():
        wrong = [r for r in references if wrong_then(subject, r)]
        if wrong:
            meant = next(filter(None, (meant_by(subject, r) for r in wrong)), None)
            text = _elsewhere(subject, name, meant, wrong) if meant else _not_then(subject, name, wrong)
            misread = any(m.cause != "county" for m in subject.pack.misprints if is_of(m, wrong))
            if misread:
                text += " Felet kan ha kommit till när en maskin läste dokumentet och räknas då inte som länets."
            kind, severity = UNSURE if misread else FAULT
            yield Draft((slug(name),), text, anchors_of(wrong), kind, severity)


def _elsewhere(subject: Subject, name: str, meant: Provision, references: list[Reference]) -> str:
    known = subject.law.provision.get(name)
    return (
        f"Dokumentet anger {name} i {where(subject, references)}: {said(references)}. "
        f"När det beslutades stod det i {meant.id}: {quoted(meant.text)}.{_now(subject, meant)}"
        f"{how_sure([meant, *([known] if known else [])])} Menas {meant.id}?"
    )


def _not_then(subject: Subject, name: str, references: list[Reference]) -> str:
    found = subject.law.provision[name]
    early = earliest(found.valid_from) > subject.decided
    when = f"började gälla {day_text(found.valid_from)}" if early else f"gällde till {day_text(found.valid_to or '')}"
    then = None if early else subject.law.successor(name, subject.decided)
    return (
        f"Dokumentet hänvisar till {name} i {where(subject, references)}: {said(references)}. "
        f"Det beslutades {day_text(subject.decided)}, men lagrummet {when}.{f' Då gällde {then}.' if then else ''}"
        f"{_now(subject, found)}{how_sure([found])} Vilket lagrum ska det vara?"
    )


def _now(subject: Subject, found: Provision) -> str:
    after = None if holds_on(found, subject.day) else subject.law.successor(found.id, subject.day)
    return f" {day_text(subject.day).capitalize()} gäller {after}." if after else ""


def repealed_since(subject: Subject) -> Iterator[Draft]:
    """Provisions that were right when decided and hold no longer: one finding for each act."""
    acts: dict[str, list[tuple[Provision, list[Reference]]]] = defaultdict(list)
    for name, references in cited(subject).items():
        found, right = subject.law.provision.get(name), [r for r in references if not wrong_then(subject, r)]
        if found and right and holds_on(found, subject.decided) and not holds_on(found, subject.day):
            acts[act(name)].append((found, right))
    for name, entries in acts.items():
        yield _outdated(subject, name, entries)


def _outdated(subject: Subject, name: str, entries: list[tuple[Provision, list[Reference]]]) -> Draft:
    rows = [_outdated_row(subject, found, references) for found, references in entries]
    changes = listed(f"{found.id} (nu {row[3]})" for (found, _), row in zip(entries, rows, strict=True))
    text = (
        f"Dokumentet bygger på lagrum som gällde när det beslutades men inte gäller {day_text(subject.day)}: {changes}."
        f"{how_sure(found for found, _ in entries)} Hänvisningarna behöver skrivas om. "
        "Ändrar det som nu gäller något av det ni kommit överens om?"
    )
    head = ("Lagrum", "Vad det handlar om", "Gällde till och med", "Nu", "Ställe i dokumentet")
    where = tuple(a for _, references in entries for a in anchors_of(references))
    severity: Severity = "info" if subject.pack.about.status == "ended" else "warning"
    return Draft((slug(name),), text, where, severity=severity, layer="law", table=(head, *rows))


def _outdated_row(subject: Subject, found: Provision, references: list[Reference]) -> tuple[str, ...]:
    after = subject.law.successor(found.id, subject.day) or "inget vi känner till"
    ended = latest(found.valid_to) if found.valid_to else subject.day
    return (found.id, found.text, ended.isoformat(), after, where(subject, references))


def unknown(subject: Subject) -> Iterator[Draft]:
    """Provisions that content/law does not hold: ours to look up, not the county's fault."""
    rows: list[tuple[str, ...]] = []
    anchors: list[str] = []
    for name, references in cited(subject).items():
        if name not in subject.law.provision and not any(meant_by(subject, r) for r in references):
            rows.append((name, said(references), where(subject, references)))
            anchors += anchors_of(references)
    if rows:
        text = (
            f"Vi har inte kontrollerat {listed(row[0] for row in rows)}, som dokumentet hänvisar till: det finns inte "
            "i vår samling av lag. Vi vet alltså inte om det är rätt angivet eller gäller."
        )
        table = (("Lagrum", "Vad dokumentet säger", "Ställe i dokumentet"), *rows)
        yield Draft((), text, tuple(anchors), "unsure", "info", "law", table)
