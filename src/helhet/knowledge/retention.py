"""How long a record is kept, from content/law/retention.yaml. What is not known is asked for, and never purged."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from pydantic import ValidationError

from helhet.kernel.calendar import add_months
from helhet.kernel.errors import BadContent, BadInput

from .disclosing.conditions import State
from .disclosing.loading import load
from .law import holds_on
from .library import Library
from .schema.retention import Covers, Exemption, LogPeriod, Matter, Period, RecordFacts, Selection

type Action = Literal["purge", "keep", "may_archive", "hand_over", "ask"]

ONGOING = "Ärendet pågår. Tiden räknas från den sista anteckningen när det är avslutat."
UNRULED = "Ingen regel säger hur länge akten sparas. Den behålls tills någon har avgjort det."
ASKS = {
    "ongoing": "om ärendet pågår",
    "last_note": "när den sista anteckningen gjordes",
    "matters": "vad akten innehåller",
    "birth_date": "när personen är född",
}


@dataclass(frozen=True)
class Verdict:
    """What to do with a record on a day, and why.

    due: the day the period ends (None: it has not begun, or never ends). latest: the last day for a purge. rules: ids
    of those it rests on; basis: their provisions. ask: names of facts to find out. unsure: some rule was not read in
    the statute itself.
    """

    action: Action
    due: date | None
    latest: date | None
    basis: tuple[str, ...]
    why: str
    rules: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    unsure: bool = False


class Retention:
    """The rules, ready to be asked."""

    def __init__(
        self, periods: list[Period], exemptions: list[Exemption], matters: list[Matter], logs: list[LogPeriod]
    ) -> None:
        self.periods, self.exemptions, self.logs = periods, exemptions, logs
        self.matters = {matter.id: matter for matter in matters}
        if faults := list(self._faults()):
            raise BadContent("content/law/retention.yaml går inte att använda:\n" + "\n".join(faults))

    def judge(self, facts: RecordFacts | Mapping[str, Any], day: date) -> Verdict:
        """What to do with a record on a day. Raises BadInput naming every fault in the facts."""
        known = self.read(facts)
        period = next((p for p in self.periods if _covers(p, known, day)), None)
        if period is None:
            return Verdict("ask", None, None, (), UNRULED)
        if known.ongoing:
            return _verdict("keep", None, None, [period], why=ONGOING)
        if known.ongoing is None or known.last_note is None:
            return _asked(period, None, ["ongoing" if known.ongoing is None else "last_note"])
        exemptions = [e for e in self.exemptions if _covers(e, known, day)]
        return _judged(known, day, period, exemptions)

    def read(self, facts: RecordFacts | Mapping[str, Any]) -> RecordFacts:
        """The facts, checked. Raises BadInput."""
        try:
            known = facts if isinstance(facts, RecordFacts) else RecordFacts.model_validate(facts)
        except ValidationError as error:
            told = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
            raise BadInput("Uppgifterna går inte att använda:\n" + "\n".join(told), "bad_facts") from None
        if strange := sorted(((known.matters or frozenset()) | known.found) - set(self.matters)):
            allowed = ", ".join(self.matters)
            raise BadInput(f"matters: {', '.join(strange)} finns inte. Tillåtet: {allowed}", "bad_facts")
        return known

    def purgeable(self, domain: str, public: bool) -> bool:
        """Whether any rule, on any day, tells such holdings to purge. Where none does, nothing can ever be purged."""
        covering = [p for p in self.periods if domain in p.domains and p.public in (None, public)]
        return any(p.action == "purge" for p in covering)

    def asked_of(self, domain: str, public: bool) -> list[Matter]:
        """The matters to ask about for a kind of holding."""
        return [m for m in self.matters.values() if domain in m.domains and m.public in (None, public)]

    def log_kept_until(self, written: date, day: date) -> tuple[date, LogPeriod]:
        """The first day that law no longer asks for a log entry, and the rule. Raises BadContent where none holds."""
        rule = next((r for r in self.logs if holds_on(r, day)), None)
        if rule is None:
            raise BadContent("Ingen regel i content/law säger hur länge loggen sparas den dagen.")
        return _years_after(written, rule.years), rule

    def _faults(self) -> Iterator[str]:
        ids = [rule.id for rule in (*self.periods, *self.exemptions)]
        yield from (f"{ident}: finns två gånger" for ident in sorted({i for i in ids if ids.count(i) > 1}))
        for rule in self.exemptions:
            for matter in rule.matters:
                if matter not in self.matters:
                    yield f"{rule.id}: {matter} finns inte bland matters"


@cache
def retention_of(library: Library) -> Retention:
    """The rules of a library, read once. Raises BadContent naming every fault in the content."""
    path = library.root / "law" / "retention.yaml"
    matters, logs = load(path, "matters", Matter), load(path, "logs", LogPeriod)
    return Retention(load(path, "periods", Period), load(path, "exemptions", Exemption), matters, logs)


def _covers(rule: Covers, facts: RecordFacts, day: date) -> bool:
    return holds_on(rule, day) and facts.domain in rule.domains and rule.public in (None, facts.public)


def _judged(facts: RecordFacts, day: date, period: Period, exemptions: list[Exemption]) -> Verdict:
    """The matter is over and the last note is known. Asked is only what still decides something on the day."""
    states = [(rule, *_state(rule, facts)) for rule in exemptions]
    met = [rule for rule, state, _ in states if state is State.YES]
    if never := [rule for rule in met if rule.effect == "never"]:
        return _verdict("keep", None, None, never)
    rules: list[Covers] = [period, *(rule for rule in met if rule.effect == "ordinary")]
    due = _years_after(facts.last_note or day, period.years)
    if later := [rule for rule in met if rule.effect == "until_age"]:
        rules += later
        if facts.birth_date is None:
            return _asked(period, None, ["birth_date"])
        due = max(due, *(_age_day(facts.birth_date, rule.age or 0) for rule in later))
    return _when_due(day, due, period, rules, met, [ask for _, state, ask in states if state is State.UNKNOWN])


def _when_due(
    day: date, due: date, period: Period, rules: list[Covers], met: list[Exemption], unknown: list[str]
) -> Verdict:
    latest = date(due.year + 1, 12, 31) if period.within_next_year else None
    if day < due:
        return _verdict("keep", due, latest, rules)
    if unknown:
        return _asked(period, due, unknown, latest)
    if handed := [rule for rule in met if rule.effect == "hand_over"]:
        return _verdict("hand_over", due, latest, [*rules, *handed])
    return _verdict(period.action, due, latest, rules)


def _state(rule: Exemption, facts: RecordFacts) -> tuple[State, str]:
    """Whether an exemption applies, and the fact that would tell."""
    if rule.selection:
        return _selected(rule.selection, facts), "birth_date"
    holds = facts.found | (facts.matters or frozenset())
    if holds & set(rule.matters):
        return State.YES, ""
    return (State.UNKNOWN if facts.matters is None else State.NO), "matters"


def _selected(selection: Selection, facts: RecordFacts) -> State:
    if facts.county in selection.counties or facts.municipality in selection.municipalities:
        return State.YES
    born = facts.birth_date.day if facts.birth_date else facts.birth_day
    if born is None:
        return State.UNKNOWN if selection.birth_days else State.NO
    return State.YES if born in selection.birth_days else State.NO


def _asked(period: Period, due: date | None, asks: Iterable[str], latest: date | None = None) -> Verdict:
    asks = tuple(dict.fromkeys(asks))
    why = f"Ta reda på {' och '.join(ASKS[ask] for ask in asks)}. Akten behålls till dess."
    return _verdict("ask", due, latest, [period], why=why, ask=asks)


def _verdict(
    action: Action,
    due: date | None,
    latest: date | None,
    rules: list[Any],
    *,
    why: str = "",
    ask: tuple[str, ...] = (),
) -> Verdict:
    basis = tuple(dict.fromkeys(cited for rule in rules for cited in rule.provisions))
    said = why or " ".join(dict.fromkeys(rule.text for rule in rules))
    unsure = any(rule.sure != "read" for rule in rules)
    return Verdict(action, due, latest, basis, said, tuple(rule.id for rule in rules), ask, unsure)


def _years_after(day: date, years: int) -> date:
    return add_months(day, 12 * years)


def _age_day(birth: date, age: int) -> date:
    """The day somebody is `age`. Born on 29 February: 1 March, so that nothing goes a day too early."""
    found = _years_after(birth, age)
    return date(found.year, 3, 1) if (birth.month, birth.day) == (2, 29) and found.day == 28 else found
