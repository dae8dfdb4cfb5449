"""Lint: what the county should answer about the document itself, both places shown.

A rule is a small function of the pack, the law and other agreements; the table says what each asks. The clock is
never read: `day` is the day the guidance is to hold on, and without it only the day of the decision counts.
"""

from collections.abc import Iterable
from datetime import date

from ..findings import SEVERITIES, Finding
from ..law import Law
from ..pack import Pack
from ..vocabulary import Vocabulary
from . import (
    compared,
    dates,
    groups,
    lapsed,
    lists,
    ours,
    parties,
    pointers,
    provisions,
    silences,
    statements,
    targets,
    thresholds,
    ways,
    words,
)
from .subject import Rule, Subject, decision_day

RULES = (
    Rule("list", "Gäller ett åtagande som bara står i den ena av två listor?", lists.not_the_same),
    Rule("points", "Vilken lydelse gäller när samma åtagande säger olika saker?", lists.differ_in_meaning),
    Rule("wording", "Är orden olika men innebörden densamma?", lists.differ_in_wording),
    Rule("missing", "Var finns det som dokumentet hänvisar till?", pointers.to_nothing),
    Rule("pointer", "Vart ska en hänvisning leda som leder fel?", pointers.to_something_else),
    Rule(
        "provision-then",
        "Vilket lagrum menas, när det angivna inte gällde vid beslutet?",
        provisions.wrong_when_decided,
    ),
    Rule("provision-now", "Vad ändras av att lagrummet är ersatt?", provisions.repealed_since),
    Rule("provision-unknown", "Vilka lagrum har vi inte kontrollerat?", provisions.unknown),
    Rule("threshold", "Ska gränsen bytas mot den som gäller nationellt?", thresholds.superseded),
    Rule(
        "statement", "Vilket gäller när två ställen, lagen eller ett annat avtal säger emot?", statements.contradicted
    ),
    Rule("term", "Vilken bestämning av ordet gäller?", words.defined_twice),
    Rule("target", "Vilket mål gäller när samma sak mäts på olika sätt?", targets.differing),
    Rule("term-unused", "Behövs ord som bestäms men inte används?", words.never_used),
    Rule("past", "Vilken dag menas, när den angivna redan hade gått?", dates.past_when_decided),
    Rule("period", "När gäller dokumentet?", dates.periods),
    Rule("late", "Vad gällde innan beslutet var fattat?", dates.decided_late),
    Rule("ended", "Vad gäller i stället för det som tagit slut?", lapsed.leaned_on),
    Rule("gap-before", "Vad gällde innan dokumentet började gälla?", lapsed.gap_before),
    Rule("review", "Har översynen gjorts?", lapsed.review_due),
    Rule("group", "Vad gäller för en målgrupp som bara räknas upp?", groups.empty_groups),
    Rule("group-sections", "Vilka grupper gäller ett avsnitt för?", groups.fewer_sections),
    Rule("contents", "Ska innehållsförteckningen ha med avsnittet?", groups.not_in_contents),
    Rule("group-overlap", "Vilket avsnitt går före för den som hör till två grupper?", compared.in_two_groups),
    Rule("group-without", "Är det meningen att en grupp saknar vad de andra har?", compared.without_what_others_have),
    Rule("party", "Vad ska den göra som bara räknas upp?", parties.idle),
    Rule("activity", "Vem gör vad, och när?", silences.ACTIVITIES.find),
    Rule("commitment", "Vem ansvarar för åtagandet, och till när?", silences.COMMITMENTS.find),
    Rule("structure", "Vad får gruppen bestämma, och hur ofta möts den?", silences.STRUCTURES.find),
    Rule("ladder-time", "Hur lång tid får varje steg ta?", silences.LADDER.find),
    Rule("ladder-end", "Vem avgör till sist?", ways.no_end),
    Rule("ladder-none", "Vart går det som en grupp inte kan lösa?", ways.no_ladder),
    Rule("loop", "Vem avgör det som skickas runt?", ways.loops),
    Rule("misprint", "Är det ett tryckfel?", ours.misprints),
    Rule("misread", "Har maskinen läst fel?", ours.maybe_misread),
    Rule("reading", "Har vi läst rätt?", ours.readings),
    Rule("unclear", "Hur ska det läsas?", ours.unclear),
    Rule("bare", "Vad ska följa av en punkt som inget bygger på?", ours.nothing_rests),
)


def lint(
    pack: Pack, vocabulary: Vocabulary, law: Law, others: Iterable[Pack] = (), day: date | None = None
) -> list[Finding]:
    """Every question the document itself raises, the gravest first."""
    decided = decision_day(pack) or day or date.max
    subject = Subject(pack, vocabulary, law, tuple(others), decided, day or decided)
    found = [finding for rule in RULES for finding in rule.findings(subject)]
    return sorted(found, key=lambda f: SEVERITIES.index(f.severity))
