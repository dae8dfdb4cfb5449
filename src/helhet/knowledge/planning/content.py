"""What a plan may be and must say, from content/law/plan-contents.yaml and content/records/plans.yaml."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from helhet.kernel.errors import BadContent

from ..disclosing.loading import load
from ..law import holds_on
from ..library import Library
from ..schema import planning as schema
from ..yamlfile import read
from .form import Measure, Plan

LISTS: dict[str, type[schema.PlanWord]] = {
    "kinds": schema.PlanKind,
    "settings": schema.PlanSetting,
    "participant_kinds": schema.PlanWord,
    "came": schema.CameTo,
    "no_plan": schema.PlanNo,
    "decisions": schema.PlanWord,
    "settled": schema.PlanWord,
    "steps": schema.PlanWord,
    "targets": schema.PlanWord,
    "difficulties": schema.PlanWord,
    "ratings": schema.PlanWord,
    "outcomes": schema.PlanWord,
    "closing": schema.PlanEnd,
    "places": schema.PlanPlace,
    "shares": schema.PlanShare,
}
# What the code itself reads: without these nothing of a plan can be judged.
NEEDED = {
    "contents": ("measures_needed", "measures_by_principal", "measures_by_others", "overall_responsible", "consent",
                 "follow_up", "measure_start", "measure_decision", "measure_appeal"),
    "kinds": ("sip",),
    "decisions": ("none", "refused"),
    "no_plan": ("declined", "no_consent", "withdrawn"),
    "came": ("coming", "cannot", "refuses"),
    "shares": ("call", "version", "part"),
    "settled": ("sole", "lead", "each_own", "persons_choice", "not_settled"),
}  # fmt: skip


class Planning:
    """The contents and the lists, each as id → entry in the order of the file."""

    kinds: Mapping[str, schema.PlanKind]
    settings: Mapping[str, schema.PlanSetting]
    participant_kinds: Mapping[str, schema.PlanWord]
    came: Mapping[str, schema.CameTo]
    no_plan: Mapping[str, schema.PlanNo]
    decisions: Mapping[str, schema.PlanWord]
    settled: Mapping[str, schema.PlanWord]
    steps: Mapping[str, schema.PlanWord]
    targets: Mapping[str, schema.PlanWord]
    difficulties: Mapping[str, schema.PlanWord]
    ratings: Mapping[str, schema.PlanWord]
    outcomes: Mapping[str, schema.PlanWord]
    closing: Mapping[str, schema.PlanEnd]
    places: Mapping[str, schema.PlanPlace]
    shares: Mapping[str, schema.PlanShare]

    def __init__(self, library: Library) -> None:
        self.library = library
        contents = load(library.root / "law" / "plan-contents.yaml", "contents", schema.PlanContent)
        self.contents = {one.id: one for one in contents}
        for name, model in LISTS.items():
            entries = load(library.root / "records" / "plans.yaml", name, model)
            setattr(self, name, {one.id: one for one in entries})
        self.deviation = str((read(library.root / "records" / "plans.yaml").data or {}).get("deviation", ""))
        if faults := list(self._faults()):
            raise BadContent("Innehållet om planer går inte att använda:\n" + "\n".join(faults))

    def sections(self, content: str, day: date) -> tuple[schema.PlanSection, ...]:
        """The statutes that ask for a content on a day; none when no statute did."""
        return tuple(one for one in self.contents[content].sections if holds_on(one, day))

    def cited(self, content: str, day: date) -> str:
        """Why a content is asked for on a day: the sections, or that it is we who ask. Empty: nobody asks that day."""
        one = self.contents[content]
        if one.ours:
            return f"Vår regel. {one.ours}"
        return "; ".join(section.cited for section in self.sections(content, day))

    def statutory(self, day: date) -> bool:
        """Whether law has a joint plan on a day at all."""
        return bool(self.sections("measures_needed", day))

    def _faults(self) -> Iterator[str]:
        for name, idents in NEEDED.items():
            yield from (f"{name}: {ident} saknas" for ident in idents if ident not in getattr(self, name))
        fields = set(Plan.model_fields) | set(Measure.model_fields)
        asking: list[schema.PlanKind | schema.PlanSetting] = [*self.kinds.values(), *self.settings.values()]
        for one in asking:
            yield from (f"{one.id}: asks: {name} finns inte i en plan" for name in one.asks if name not in fields)
        for kind in self.kinds.values():
            yield from (
                f"{kind.id}: settings: {name} finns inte" for name in kind.settings if name not in self.settings
            )


@cache
def planning_of(library: Library) -> Planning:
    """The plan content of a library, read once. Raises BadContent naming every fault."""
    return Planning(library)
