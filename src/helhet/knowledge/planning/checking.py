"""Whether a plan says what law asks for, what we ask for and what its county asks for. All at once, never a guess."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from helhet.kernel.errors import HelhetError

from ..schema.planning import PlanKind, PlanSetting
from . import county, words
from .content import Planning
from .form import FORMAT, Measure, Plan
from .reading import read
from .verdict import Checked, Missing


def check(raw: Mapping[str, Any], planning: Planning, day: date) -> Checked:
    """Judge a plan as somebody wrote it. `day` is the day it is judged on when it does not say when it was made."""
    found = read(raw)
    checked = Checked(errors=list(found.errors), warnings=list(found.warnings))
    plan, replaced = words.read(found.plan, planning)
    checked.warnings += replaced
    _judge(plan, planning, day, checked)
    return checked


def check_plan(plan: Plan, planning: Planning, day: date) -> Checked:
    """Judge a plan that the system itself wrote."""
    checked = Checked()
    _judge(plan, planning, day, checked)
    return checked


def _judge(plan: Plan, planning: Planning, day: date, checked: Checked) -> None:
    on = plan.made_on or day
    if plan.made_on is None:
        checked.warnings.append(f"made_on: skriv när planen gjordes. Den prövas som om den gjordes {on}.")
    if not planning.statutory(on):
        checked.warnings.append(f"Den {on} fanns ingen regel om individuell plan i lagen.")
    contents = [*_statutory(plan), *_measures(plan), *_ours(plan, on)]
    asked = [(content, where, planning.cited(content, on)) for content, where in contents]
    checked.missing += [
        Missing(content, section, planning.contents[content].text, where)
        for content, where, section in asked
        if section
    ]
    checked.missing += _by_kind(plan, planning)
    checked.errors += [*words.faults(plan, planning), *_faults(plan, planning, on)]
    checked.warnings += _warnings(plan, planning)
    _county(plan, planning, on, checked)


def _statutory(plan: Plan) -> Iterator[tuple[str, str]]:
    """The four contents and the person's yes, with where they lack."""
    named = [one for one in plan.measures_needed if one.named]
    if not named:
        yield "measures_needed", ""
        yield "measures_by_principal", ""
    for n, one in enumerate(plan.measures_needed, 1):
        if not one.named:
            yield "measures_needed", f"measures_needed.{n}"
        if len(one.principal) != 1:
            yield "measures_by_principal", f"measures_needed.{n}.principal"
    if plan.measures_by_others is None:
        yield "measures_by_others", ""
    for n, other in enumerate(plan.measures_by_others or (), 1):
        if not other.who or not other.text:
            yield "measures_by_others", f"measures_by_others.{n}"
    if len(plan.overall_responsible) != 1:
        yield "overall_responsible", ""


def _measures(plan: Plan) -> Iterator[tuple[str, str]]:
    for n, one in enumerate(plan.measures_needed, 1):
        if one.start is None:
            yield "measure_start", f"measures_needed.{n}.start"
        if not one.decision:
            yield "measure_decision", f"measures_needed.{n}.decision"
        if one.decision == "refused" and not one.appeal:
            yield "measure_appeal", f"measures_needed.{n}.appeal"


def _ours(plan: Plan, on: date) -> Iterator[tuple[str, str]]:
    if not plan.consent.given or plan.consent.on is None:
        yield "consent", "consent.on" if plan.consent.given else ""
    if plan.follow_up.on is None:
        yield "follow_up", "follow_up.on"


def _by_kind(plan: Plan, planning: Planning) -> Iterator[Missing]:
    """What this kind of plan, and the settings it crosses, ask for beside."""
    asking: list[PlanKind | PlanSetting] = [planning.kinds[plan.kind]] if plan.kind in planning.kinds else []
    asking += [planning.settings[name] for name in plan.settings if name in planning.settings]
    for one in asking:
        for name in one.asks:
            if not county.said(plan, name):
                section = "; ".join(one.provisions) or "Vår regel"
                yield Missing(name, section, f"{one.label}: skriv det här också ({name}).")


def _faults(plan: Plan, planning: Planning, on: date) -> Iterator[str]:
    """What is said and cannot be so."""
    if len(plan.overall_responsible) > 1:
        named = ", ".join(plan.overall_responsible)
        yield f"overall_responsible: bara en huvudman kan ha det övergripande ansvaret, men här står {named}. Välj en."
    for n, one in enumerate(plan.measures_needed, 1):
        if len(one.principal) > 1:
            yield (
                f"measures_needed.{n}.principal: en insats har en huvudman som svarar för den. "
                "Gör båda något, skriv två insatser."
            )
    yield from _in_order(plan, on)
    yield from _twice(plan)
    for name in plan.settings:
        if name in planning.settings and planning.settings[name].instead:
            setting = planning.settings[name]
            yield f"settings: {setting.instead} ({'; '.join(setting.provisions)})"


def _in_order(plan: Plan, on: date) -> Iterator[str]:
    given, until, withdrawn = plan.consent.on, plan.consent.until, plan.consent.withdrawn_on
    if plan.consent.given is False:
        yield "consent.given: personen har sagt nej. Då görs ingen plan."
    if withdrawn:
        yield f"consent.withdrawn_on: personen tog tillbaka sitt ja {withdrawn}. Inget nytt får skrivas eller skickas."
    if given and given > on:
        yield f"consent.on: personen sa ja {given}, efter det att planen gjordes ({on})."
    if until and until < on:
        yield f"consent.until: personens ja gällde till {until}. Fråga igen."
    if plan.follow_up.on and plan.follow_up.on <= on:
        yield f"follow_up.on: uppföljningen ({plan.follow_up.on}) ska ligga efter den dag planen gjordes ({on})."


def _twice(plan: Plan) -> Iterator[str]:
    for name, rows in (("measures_needed", plan.measures_needed), ("goals", plan.goals)):
        idents = [one.id for one in rows if one.id]
        yield from (f"{name}: id {one} står två gånger" for one in sorted({i for i in idents if idents.count(i) > 1}))
    goals = {goal.id for goal in plan.goals}
    for n, one in enumerate(plan.measures_needed, 1):
        if one.goal and one.goal not in goals:
            yield f"measures_needed.{n}.goal: målet {one.goal} finns inte bland goals"


def _warnings(plan: Plan, planning: Planning) -> Iterator[str]:
    if plan.format != FORMAT:
        yield f'format: skriv "{FORMAT}", så att planen kan läsas också om formen ändras.'
    if plan.measures_by_others == ():
        yield "measures_by_others: planen säger att ingen annan gör något. Stämmer det?"
    yield from _sides(plan.measures_needed, planning)
    if not plan.goals:
        yield "goals: planen har inget mål. Fråga vad personen vill, och skriv det med personens ord."
    if plan.person.took_part is False and not plan.person.why_not:
        yield "person: planen görs tillsammans med personen när det går (SoL 10 kap. 9 §). Skriv varför det inte gick."
    if not plan.need.seen_by:
        yield "need.seen_by: skriv vem som såg att planen behövs: region, municipality eller person."


def _sides(measures: tuple[Measure, ...], planning: Planning) -> Iterator[str]:
    """Whether both principals have something to do: else one of them alone could have done it."""
    principals = planning.contents["measures_by_principal"].principals
    named = {name for one in measures for name in one.principal}
    for name in principals if named else ():
        if name not in named:
            label = planning.library.vocabulary.principals[name].label
            yield f"measures_needed: {label} svarar inte för någon insats. En SIP är för den som behöver båda."


def _county(plan: Plan, planning: Planning, on: date, checked: Checked) -> None:
    """The county's own rules, when the plan names an agreement that is here."""
    if not plan.agreement:
        checked.warnings.append(
            "agreement: planen säger inte vilken överenskommelse som gäller, så bara lagen prövades."
        )
        return
    try:
        pack = planning.library.pack(plan.agreement)
    except HelhetError:
        known = ", ".join(planning.library.pack_ids()) or "inga"
        checked.warnings.append(
            f"agreement: {plan.agreement} finns inte här, så bara lagen prövades. Det finns: {known}."
        )
        return
    county.judge(plan, pack, on, checked)
