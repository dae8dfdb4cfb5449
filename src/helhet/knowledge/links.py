"""Checks that everything a pack points at exists: anchors, needs, units, acts, channels, facts, municipalities."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .organisations import Directory
from .pack import Pack
from .planning.form import Measure, Plan
from .reading import Read
from .schema.base import When
from .schema.routes import Step
from .terms import values_of
from .vocabulary import Fact, Vocabulary
from .yamlfile import Problem

Fault = tuple[str, str, str]


def check_links(pack: Pack, read: Read, vocabulary: Vocabulary, base: Pack | None = None) -> list[Problem]:
    """Every pointer that leads nowhere, with the line it stands on and what is allowed."""
    faults = [*_anchors(pack, base), *_words(pack, vocabulary), *_conditions(pack, vocabulary)]
    faults += [*_inside(pack, base), *_steps(pack, vocabulary, base), *_withdrawn(pack, base), *_plan_fields(pack)]
    return sorted({read.problem(kind, ident, text) for kind, ident, text in faults})


def check_laid(whole: Pack, read: Read, vocabulary: Vocabulary) -> list[Problem]:
    """Every pointer that leads nowhere once an addendum is laid over its base: into what it withdrew or replaced."""
    faults = {*_anchors(whole, None), *_inside(whole, None), *_steps(whole, vocabulary, None)}
    return sorted({_laid(read, *fault) for fault in faults})


def _laid(read: Read, kind: str, ident: str, text: str) -> Problem:
    if (kind, ident) in read.places:
        return read.problem(kind, ident, text)
    why = f"Det står i grundpaketet, men tillägget har tagit bort det som {ident} pekar på. Dra tillbaka {ident} också"
    return read.problem("about", "withdraws", f"withdraws: {text}. {why}, eller ersätt det")


def check_places(pack: Pack, read: Read, directory: Directory) -> list[Problem]:
    """Every code of a county or municipality that does not exist, with those that somebody may have meant."""
    about, places = pack.about, directory.municipalities
    here = {m.code: f"{m.code} {m.short}" for m in places.values() if m.county == about.county}
    counties = {code: f"{code} {name}" for code, name in directory.counties.items()}
    faults = [("about", "county", text) for text in _strange("county", [about.county], counties, counties)]
    for kind, ident, field, codes in (
        ("about", "municipalities", "municipalities", about.municipalities),
        *(("parties", p.id, f"{p.id}: municipalities", p.municipalities) for p in about.parties),
    ):
        faults += [(kind, ident, text) for text in _strange(field, codes, places, here)]
    return [read.problem(*fault) for fault in faults]


def _strange(field: str, codes: Iterable[str], known: Iterable[str], meant: Mapping[str, str]) -> Iterator[str]:
    """Codes that are not known; "all" is no code. `meant`: code → what to call it, of those to choose among."""
    choices = f". Välj bland: {', '.join(meant[code] for code in sorted(meant))}" if meant else ""
    for code in () if codes == "all" else codes:
        if code not in known:
            yield f"{field}: koden {code} finns inte i content/organisations{choices}"


def _plan_fields(pack: Pack) -> Iterator[Fault]:
    """A rule on what the plan must say names fields of the plan's JSON."""
    known = {*Plan.model_fields, *Measure.model_fields}
    for rule in pack.plan_rules:
        for text in _unknown("fältet", rule.fields, known):
            yield "plan_rules", rule.id, f"{rule.id}: fields: {text}"


def _withdrawn(pack: Pack, base: Pack | None) -> Iterator[Fault]:
    """What an addendum withdraws must stand in its base."""
    known = {_key(e) for entries in base.by_kind().values() for e in entries} if base else set()
    for ident in pack.about.withdraws:
        if ident not in known:
            yield "about", "withdraws", f"withdraws: {ident} finns inte i grundpaketet"


def _key(entry: Any) -> str:
    return str(getattr(entry, "id", None) or getattr(entry, "anchor", ""))


def _anchors(pack: Pack, base: Pack | None) -> Iterator[Fault]:
    known = {**(base.anchors if base else {}), **pack.anchors}
    for kind, entry in pack.items():
        if not entry.anchors:
            yield kind, entry.id, f"{entry.id}: anchors saknas: varje post behöver minst ett ankare"
        for anchor in entry.anchors:
            if anchor not in known:
                yield kind, entry.id, f"{entry.id}: ankaret {anchor} finns inte i sources.yaml"
    for table in pack.tables:
        for row in table.rows:
            for anchor in (a for step in row.steps for a in step.anchors if a not in known):
                yield "route_rows", row.id, f"{row.id}: ankaret {anchor} finns inte i sources.yaml"
    for commitment in pack.commitments:
        for place in commitment.occurs:
            if place.anchor not in known:
                yield "commitments", commitment.id, f"{commitment.id}: ankaret {place.anchor} finns inte i sources.yaml"
    for case in pack.cases:
        for anchor in case.anchors:
            if anchor not in known:
                yield "cases", case.id, f"{case.id}: ankaret {anchor} finns inte i sources.yaml"


def _unknown(what: str, given: Iterable[str | None], allowed: Iterable[str]) -> Iterator[str]:
    choices = sorted(allowed)
    for ident in given:
        if ident and ident not in choices:
            yield f"{what} {ident} finns inte. Tillåtet: {', '.join(choices)}"


def _words(pack: Pack, words: Vocabulary) -> Iterator[Fault]:
    parties = [*words.units, *words.principals, "person"]
    for kind, entries in pack.by_kind().items():
        for entry in entries:
            if kind in ("steps", "tables", "courses"):
                continue
            checks: list[tuple[str, Iterable[str | None], Iterable[str]]] = [
                ("behovet", getattr(entry, "needs", ()), words.needs),
                ("enheten", getattr(entry, "units", ()), words.units),
                ("substansen", getattr(entry, "substances", ()), words.substances),
            ]
            if kind == "channels":
                checks += [
                    ("slaget av kanal", [entry.kind], words.channels),  # type: ignore[attr-defined]
                    ("parten", entry.sender, parties),  # type: ignore[attr-defined]
                    ("parten", entry.receiver, parties),  # type: ignore[attr-defined]
                ]
            if kind == "states":
                checks.append(("ägaren", [entry.owner], [*parties, *words.roles]))  # type: ignore[attr-defined]
            for what, given, allowed in checks:
                for text in _unknown(what, given, allowed):
                    yield kind, _key(entry), f"{_key(entry)}: {text}"


def _conditions(pack: Pack, words: Vocabulary) -> Iterator[Fault]:
    for kind, entries in pack.by_kind().items():
        for entry in entries:
            for name in ("when", "applies", "covers", "scope", "leaves_out"):
                for text in condition_faults(getattr(entry, name, {}) or {}, words.facts):
                    yield kind, _key(entry), f"{_key(entry)}: {name}: {text}"
    for row in (row for table in pack.tables for row in table.rows):
        for step in row.steps:
            for when in (step.unless, step.after.met_when if step.after else {}):
                for text in condition_faults(when, words.facts):
                    yield "route_rows", row.id, f"{row.id}: {step.act}: {text}"
    for table in pack.tables:
        other = "substance" if table.per == "person" else ""
        for row in table.rows:
            for fact in row.when:
                if other and fact in words.facts and words.facts[fact].scope == other:
                    text = f"{row.id}: {fact} gäller en substans i taget; tabellen behöver per: substance"
                    yield "route_rows", row.id, text


def condition_faults(when: When, facts: dict[str, Fact]) -> Iterator[str]:
    """What is wrong in a condition: facts or answers that are not in the vocabulary."""
    for name, given in when.items():
        if name not in facts:
            yield f"faktat {name} finns inte. Tillåtet: {', '.join(sorted(facts))}"
            continue
        try:
            values_of(facts[name], given)
        except ValueError as error:
            yield str(error)


def _inside(pack: Pack, base: Pack | None) -> Iterator[Fault]:
    """Pointers between entries of the pack."""
    kinds = {name: {_key(e) for e in entries} for name, entries in pack.by_kind().items()}
    if base:
        for name, entries in base.by_kind().items():
            kinds[name] = kinds.get(name, set()) | {_key(e) for e in entries}
    pointers = [
        ("concepts", "criteria", "criteria_sets"),
        ("criteria_sets", "concept", "concepts"),
        ("commitments", "group", "groups"),
        ("goals", "group", "groups"),
        ("notes", "group", "groups"),
        ("structures", "unsolved_to", "structures"),
        ("ladder", "structure", "structures"),
        ("ladder", "next", "ladder"),
        ("indicators", "goal", "goals"),
        ("activities", "goal", "goals"),
        ("states", "next", "states"),
        ("courses", "start", "states"),
        ("lists", "same_as", "lists"),
    ]
    for kind, attribute, target in pointers:
        for entry in pack.by_kind()[kind]:
            value = getattr(entry, attribute)
            given = value if isinstance(value, tuple) else (value,)
            for text in _unknown(f"{attribute}", given, kinds[target]):
                yield kind, _key(entry), f"{_key(entry)}: {text}"
    for commitment in pack.commitments:
        for text in _unknown("listan", [o.list for o in commitment.occurs], kinds["lists"]):
            yield "commitments", commitment.id, f"{commitment.id}: {text}"


def _steps(pack: Pack, words: Vocabulary, base: Pack | None) -> Iterator[Fault]:
    channels = {c.id for c in (*pack.channels, *(base.channels if base else ()))}
    for table in pack.tables:
        for row in table.rows:
            for step in row.steps:
                for text in step_faults(step, words, channels):
                    yield "route_rows", row.id, f"{row.id}: {text}"


def step_faults(step: Step, words: Vocabulary, channels: Iterable[str]) -> Iterator[str]:
    """What a step names that does not exist."""
    actors = [*words.units, *words.principals, *words.roles]
    yield from _unknown("handlingen", [step.act], words.acts)
    yield from _unknown("aktören", [step.actor], actors)
    yield from _unknown("mottagaren", [step.receiver], actors)
    yield from _unknown("kanalen", [step.channel], channels)
    yield from _unknown("behovet", step.needs, words.needs)
