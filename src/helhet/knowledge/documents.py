"""The pages under docs/generated/: what rests on each source section, the findings, and the fixed lists.

Each page is a pure function of the content, so that CI can make it again and compare.
"""

from collections.abc import Callable, Iterable
from itertools import groupby

from .coverage import KINDS, STANDINGS, Covered, Place, coverage
from .findings import Finding
from .library import Library
from .pack import Pack
from .phrases import phrase
from .vocabulary import Fact, Vocabulary

_MADE = "<!-- Gjord av `helhet docs`. Ändra i content/, inte här. -->"
_SEVERITIES = {"error": "Fel", "warning": "Fråga till länet", "info": "Bra att veta"}
_KINDS = {
    "gap": "ingen svarar",
    "overlap": "två svarar",
    "silence": "sägs inte",
    "conflict": "säger emot",
    "reading": "vår läsning",
    "unreachable": "nås aldrig",
    "dead_end": "tar slut",
    "loop": "går runt",
    "fault": "fel i texten",
    "unsure": "osäkert",
}


def source_coverage(pack: Pack) -> str:
    """Each section of the source, bullet by bullet, with the items that rest on it."""
    covered = coverage(pack)
    bullets = [place for section in covered for place in section.bullets]
    bare = sum(place.bare for place in bullets)
    lines = [
        f"# {pack.about.short}: källan punkt för punkt",
        "",
        _MADE,
        "",
        f"{pack.about.title}. {len(covered)} avsnitt, {len(bullets)} punkter; inget bygger på {bare} av dem. "
        "Källans innehåll är återgivet med våra ord.",
        "",
    ]
    for section in covered:
        lines += [*_section(section), ""]
    return _page(lines)


def _section(covered: Covered) -> list[str]:
    section = covered.section
    rows = f", rad {section.lines}" if section.lines else ""
    counts = ", ".join(f"{KINDS[kind]} {number}" for kind, number in covered.counts.items())
    lines = [
        f"## {_cell(section.title)}",
        "",
        f"`{section.anchor}`{rows}{f'. Här finns: {counts}' if counts else ''}",
        "",
    ]
    lines += [f"**Saknas:** {_cell(section.missing)}", ""] if section.missing else []
    lines += [_cell(section.text), ""]
    said_below = covered.bullets or covered.parent or section.kind in ("heading", "front")
    lines += [*_items(covered.whole, ""), ""] if covered.whole.items or not said_below else []
    for place in covered.bullets:
        lines += [f"- **{place.anchor.partition('#')[2]}** {_cell(place.text)}", *_items(place, "  ")]
    return lines


def _items(place: Place, indent: str) -> list[str]:
    shown = [f"{indent}- {KINDS[i.kind]} `{i.id}`: {_cell(i.text)}{_standing(i.standing)}" for i in place.items]
    return [*shown, f"{indent}- *inget bygger på detta*"] if place.bare else shown


def _standing(standing: str) -> str:
    return "" if standing == "stated" else f" ({STANDINGS[standing]})"


def findings_page(pack: Pack, findings: Iterable[Finding]) -> str:
    """Everything verify and lint found, the gravest first; what the county already has as a question is last."""
    found = list(findings)
    ordered = sorted(found, key=lambda f: (f.declared, list(_SEVERITIES).index(f.severity)))
    known = sum(f.declared for f in found)
    lines = [
        f"# {pack.about.short}: granskningen",
        "",
        _MADE,
        "",
        f"{len(found)} fynd, varav {known} redan är öppna frågor till länet.",
        "",
    ]
    for (declared, severity), group in groupby(ordered, key=lambda f: (f.declared, f.severity)):
        lines += [f"## {_SEVERITIES[severity]}{' (redan öppen fråga)' if declared else ''}", ""]
        for finding in group:
            lines += [*_finding(finding), ""]
    return _page(lines)


def _finding(finding: Finding) -> list[str]:
    about = ", ".join([_KINDS[finding.kind], *([f"fråga `{finding.question}`"] if finding.question else [])])
    lines = [f"### `{finding.key}`", "", _cell(finding.text), "", f"*{about}*"]
    lines += ["", "Ställen: " + ", ".join(f"`{anchor}`" for anchor in finding.where)] if finding.where else []
    lines += ["", f"Till exempel: {_cell(finding.example)}"] if finding.example else []
    return [*lines, "", *_table(finding.table)] if finding.table else lines


def _table(rows: tuple[tuple[str, ...], ...]) -> list[str]:
    """A Markdown table; the first row is the head."""
    head, *body = rows
    return [_row(head), _row(["---"] * len(head)), *(_row(row) for row in body)]


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_cell(cell).replace("|", "\\|") for cell in cells) + " |"


def vocabulary_page(vocabulary: Vocabulary) -> str:
    """The questions that may be asked and the needs that every agreement is held against."""
    lines = ["# De fasta listorna", "", _MADE, "", "## Fakta", ""]
    lines += ["Avgörande fakta frågas bara så länge svaret kan ändra vägen. Övriga lägger till: ”om så är”.", ""]
    for fact in vocabulary.facts.values():
        lines += [*_fact(vocabulary, fact), ""]
    lines += ["## Behov", "", "Listan kommer aldrig från ett avtal: det är mot den som avtalet prövas.", ""]
    for group, needs in groupby(vocabulary.needs.values(), key=lambda n: n.group):
        rows = [(n.label, f"`{n.id}`", ", ".join(n.words), phrase(n.applies, vocabulary) or "alltid") for n in needs]
        lines += [f"### {group}", "", *_table((("Behov", "Namn i paketen", "Vardagsord", "Gäller"), *rows)), ""]
    return _page(lines)


def _fact(vocabulary: Vocabulary, fact: Fact) -> list[str]:
    kind = "räknas ut" if fact.type == "derived" else "avgörande" if fact.deciding else "lägger till"
    lines = [f"### {fact.label}", "", f"`{fact.id}`, {kind}. {fact.question}".strip()]
    lines += ["", f"Frågas bara när: {phrase(fact.applies_when, vocabulary)}."] if fact.applies_when else []
    answers = [*fact.values, *fact.levels] if fact.type != "integer" else []
    lines += ["", *(f"- {value.label} (`{value.id}`)" for value in answers)] if answers else []
    unknown = fact.unknown
    if unknown:
        assumed = next((v.label for v in fact.values if v.id == unknown.assume), unknown.assume)
        said = [unknown.find_out, f"Vi räknar med: {assumed}." if assumed else ""]
        lines += ["", f"”Vet inte”: {' '.join(filter(None, said))}"]
    return lines


def _cell(text: str) -> str:
    return " ".join(text.split())


def _page(lines: list[str]) -> str:
    """One blank line between blocks, one line end at the end."""
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept).strip() + "\n"


# File name → what makes it. The names with {pack} are made once for each pack.
PAGES: dict[str, Callable[[Library], str]] = {"ordlistor.md": lambda library: vocabulary_page(library.vocabulary)}
PACK_PAGES: dict[str, Callable[[Pack], str]] = {"kalla-{pack}.md": source_coverage}


def pages(library: Library) -> dict[str, str]:
    """Every generated page: file name → text."""
    made = {name: make(library) for name, make in PAGES.items()}
    for pack in library.packs():
        made |= {name.format(pack=pack.id): make(pack) for name, make in PACK_PAGES.items()}
    return made
