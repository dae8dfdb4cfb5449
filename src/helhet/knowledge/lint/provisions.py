"""Cited provisions, with two questions kept apart: was it right when decided, and does it hold now?"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..findings import Kind, Severity
from ..law import holds_on
from ..schema.base import earliest, latest
from ..schema.law import Provision
from ..schema.source import Misprint, Reference
from .say import day_text, listed, places, quoted, slug
from .subject import Draft, Subject

Cited = dict[str, list[Reference]]

_FAULT: tuple[Kind, Severity] = ("fault", "warning")
_UNSURE: tuple[Kind, Severity] = ("unsure", "info")

_ACT = re.compile(r"^.*?\d{4}:\d+")


def act(name: str) -> str:
    """The act a provision stands in: "SoL 2001:453"."""
    match = _ACT.match(name)
    return match.group() if match else name.split(" ")[0]


def _cited(subject: Subject) -> Cited:
    """Every provision cited, with the references that cite it; what points wrong is asked about elsewhere."""
    found: Cited = defaultdict(list)
    for reference in subject.pack.references:
        if reference.provision and reference.holds:
            found[reference.provision].append(reference)
    return found


def _meant(subject: Subject, reference: Reference) -> Provision | None:
    """The provision that must be meant: on that matter in that act when decided, where the cited one is on another."""
    cited = subject.law.provision.get(reference.provision or "")
    if not reference.about or (cited and cited.about == reference.about):
        return None
    same_act = [p for p in subject.law.provisions if act(p.id) == act(reference.provision or "")]
    return next((p for p in same_act if p.about == reference.about and holds_on(p, subject.decided)), None)


def _wrong_then(subject: Subject, reference: Reference) -> bool:
    cited = subject.law.provision.get(reference.provision or "")
    return bool(_meant(subject, reference) or (cited and not holds_on(cited, subject.decided)))


def wrong_when_decided(subject: Subject) -> Iterator[Draft]:
    """Provisions that did not hold on the day of the decision, or that stood elsewhere in their act."""
    for name, references in _cited(subject).items():
        wrong = [r for r in references if _wrong_then(subject, r)]
        if wrong:
            meant = next(filter(None, (_meant(subject, r) for r in wrong)), None)
            text = _elsewhere(subject, name, meant, wrong) if meant else _not_then(subject, name, wrong)
            misread = any(m.cause != "county" for m in subject.pack.misprints if _of(m, wrong))
            if misread:
                text += " Felet kan ha kommit till när en maskin läste dokumentet och räknas då inte som länets."
            kind, severity = _UNSURE if misread else _FAULT
            yield Draft((slug(name),), text, _anchors(wrong), kind, severity)


def _elsewhere(subject: Subject, name: str, meant: Provision, references: list[Reference]) -> str:
    cited = subject.law.provision.get(name)
    return (
        f"Dokumentet anger {name} i {_where(subject, references)}: {_said(references)}. "
        f"När det beslutades stod det i {meant.id}: {quoted(meant.text)}.{_now(subject, meant)}"
        f"{_how_sure([meant, *([cited] if cited else [])])} Menas {meant.id}?"
    )


def _not_then(subject: Subject, name: str, references: list[Reference]) -> str:
    found = subject.law.provision[name]
    early = earliest(found.valid_from) > subject.decided
    when = f"började gälla {day_text(found.valid_from)}" if early else f"gällde till {day_text(found.valid_to or '')}"
    then = None if early else subject.law.successor(name, subject.decided)
    return (
        f"Dokumentet hänvisar till {name} i {_where(subject, references)}: {_said(references)}. "
        f"Det beslutades {day_text(subject.decided)}, men lagrummet {when}.{f' Då gällde {then}.' if then else ''}"
        f"{_now(subject, found)}{_how_sure([found])} Vilket lagrum ska det vara?"
    )


def _now(subject: Subject, found: Provision) -> str:
    after = None if holds_on(found, subject.day) else subject.law.successor(found.id, subject.day)
    return f" {day_text(subject.day).capitalize()} gäller {after}." if after and after != found.id else ""


def _how_sure(provisions: Iterable[Provision]) -> str:
    open_ = [p.id for p in provisions if p.sure in ("memory", "open")]
    return f" Vi har inte läst lagtexten om {listed(open_)} själva." if open_ else ""


def repealed_since(subject: Subject) -> Iterator[Draft]:
    """Provisions that were right when decided and hold no longer: one finding for each act."""
    acts: dict[str, list[tuple[Provision, list[Reference]]]] = defaultdict(list)
    for name, references in _cited(subject).items():
        found, right = subject.law.provision.get(name), [r for r in references if not _wrong_then(subject, r)]
        if found and right and holds_on(found, subject.decided) and not holds_on(found, subject.day):
            acts[act(name)].append((found, right))
    for name, entries in acts.items():
        yield _outdated(subject, name, entries)


def _outdated(subject: Subject, name: str, entries: list[tuple[Provision, list[Reference]]]) -> Draft:
    rows = [_outdated_row(subject, found, references) for found, references in entries]
    changes = listed(f"{found.id} (nu {row[3]})" for (found, _), row in zip(entries, rows, strict=True))
    text = (
        f"Dokumentet bygger på lagrum som gällde när det beslutades men inte gäller {day_text(subject.day)}: {changes}."
        f"{_how_sure(found for found, _ in entries)} Hänvisningarna behöver skrivas om. "
        "Ändrar det som nu gäller något av det ni kommit överens om?"
    )
    head = ("Lagrum", "Vad det handlar om", "Gällde till och med", "Nu", "Ställe i dokumentet")
    where = tuple(a for _, references in entries for a in _anchors(references))
    severity: Severity = "info" if subject.pack.about.status == "ended" else "warning"
    return Draft((slug(name),), text, where, severity=severity, layer="law", table=(head, *rows))


def _outdated_row(subject: Subject, found: Provision, references: list[Reference]) -> tuple[str, ...]:
    after = subject.law.successor(found.id, subject.day) or "inget vi känner till"
    ended = latest(found.valid_to) if found.valid_to else subject.day
    return (found.id, found.text, ended.isoformat(), after, _where(subject, references))


def unknown(subject: Subject) -> Iterator[Draft]:
    """Provisions that content/law does not hold: ours to look up, not the county's fault."""
    rows: list[tuple[str, ...]] = []
    anchors: list[str] = []
    for name, references in _cited(subject).items():
        if name not in subject.law.provision and not any(_meant(subject, r) for r in references):
            rows.append((name, _said(references), _where(subject, references)))
            anchors += _anchors(references)
    if rows:
        text = (
            f"Vi har inte kontrollerat {listed(row[0] for row in rows)}, som dokumentet hänvisar till: det finns inte "
            "i vår samling av lag. Vi vet alltså inte om det är rätt angivet eller gäller."
        )
        table = (("Lagrum", "Vad dokumentet säger", "Ställe i dokumentet"), *rows)
        yield Draft((), text, tuple(anchors), "unsure", "info", "law", table)


def _said(references: list[Reference]) -> str:
    return listed(quoted(r.text) for r in references)


def _anchors(references: list[Reference]) -> tuple[str, ...]:
    return tuple(a for r in references for a in r.anchors)


def _where(subject: Subject, references: list[Reference]) -> str:
    return places(subject.pack, _anchors(references))


def same_matter(subject: Subject, misprint: Misprint) -> bool:
    """Whether a misprint is of a provision that a rule here already asks about."""
    asked = (r for references in _cited(subject).values() for r in references if _wrong_then(subject, r))
    return _of(misprint, asked)


def _of(misprint: Misprint, references: Iterable[Reference]) -> bool:
    """Whether a misprint is of one of the provisions cited: in the same place, with the same numbers."""
    numbers = set(re.findall(r"\d+", misprint.printed))
    return bool(numbers) and any(
        set(r.anchors) & set(misprint.anchors) and numbers <= set(re.findall(r"\d+", r.provision or ""))
        for r in references
    )
