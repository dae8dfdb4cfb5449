"""The closed words of a plan: what is written in another way is understood where it can be, and told."""

from collections.abc import Iterable, Iterator, Mapping

from .content import Planning
from .form import Plan


def read(plan: Plan, planning: Planning) -> tuple[Plan, list[str]]:
    """The plan with principals by id, also where somebody wrote "Regionen"; and what was understood so."""
    by_label = {one.label.casefold(): ident for ident, one in planning.library.vocabulary.principals.items()}
    told: list[str] = []

    def known(names: Iterable[str], where: str) -> tuple[str, ...]:
        return tuple(_known(name, by_label, where, told) for name in names)

    measures = tuple(
        one.model_copy(update={"principal": known(one.principal, f"measures_needed.{n}.principal")})
        for n, one in enumerate(plan.measures_needed, 1)
    )
    overall = known(plan.overall_responsible, "overall_responsible")
    return plan.model_copy(update={"measures_needed": measures, "overall_responsible": overall}), told


def _known(name: str, by_label: Mapping[str, str], where: str, told: list[str]) -> str:
    ident = by_label.get(name.strip().casefold())
    if ident is None:
        return name.strip()
    told.append(f"{where}: {name} läses som {ident}. Skriv {ident}.")
    return ident


def faults(plan: Plan, planning: Planning) -> Iterator[str]:
    """Every word that is not on its list, with what is allowed."""
    for where, given, allowed in _words(plan, planning):
        for word in given:
            if word and word not in allowed:
                yield f"{where}: {word} finns inte. Tillåtet: {', '.join(allowed)}"


def _words(plan: Plan, planning: Planning) -> Iterator[tuple[str, Iterable[str], Iterable[str]]]:
    principals = planning.contents["measures_by_principal"].principals
    yield "kind", [plan.kind], planning.kinds
    yield "settings", plan.settings, planning.settings
    yield "overall_responsible", plan.overall_responsible, planning.contents["overall_responsible"].principals
    yield "need.seen_by", [plan.need.seen_by], (*principals, "person")
    yield "called.by", [plan.called.by], (*principals, "person")
    yield "person.targets", plan.person.targets, planning.targets
    yield "shared_decision", [one.step for one in plan.shared_decision], planning.steps
    for n, one in enumerate(plan.participants, 1):
        yield f"participants.{n}.kind", [one.kind], planning.participant_kinds
        yield f"participants.{n}.came", [one.came], planning.came
    for n, measure in enumerate(plan.measures_needed, 1):
        yield f"measures_needed.{n}.principal", measure.principal, principals
        yield f"measures_needed.{n}.decision", [measure.decision], planning.decisions
        yield f"measures_needed.{n}.settled", [measure.settled], planning.settled
        yield f"measures_needed.{n}.need", [measure.need], planning.library.vocabulary.needs
