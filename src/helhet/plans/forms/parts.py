"""The parts of the draft, each as a form that knows which version it shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms

from helhet.knowledge.planning.content import Planning
from helhet.knowledge.schema.planning import PlanPlace
from helhet.ui.forms import ActionForm

from ..models import Part
from .fields import NONE, YES_NO, Day, chosen, long, many, placed, short

type Data = dict[str, Any]
LONGEST = 5000
# Places that are chosen from a list beside what is written, and which list.
CHOSEN = {"targets": "targets", "help": "difficulties"}


class PartsForm(ActionForm):
    """Some parts of the draft on one page. What nobody changed is not written again."""

    def __init__(self, *args: Any, parts: Mapping[str, Part], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parts = parts

    def versioned(self, key: str) -> None:
        """Keep which version of a part is shown."""
        part = self.parts.get(key)
        field = forms.IntegerField(min_value=0, widget=forms.HiddenInput, initial=part.version if part else 0)
        placed(self, **{f"{key}-version": field})

    def shown(self, key: str) -> Data:
        """What stands in a part now."""
        return dict(self.parts[key].data) if key in self.parts else {}

    def changed(self, told: Iterable[tuple[str, Data]]) -> Iterator[tuple[str, Data, int]]:
        """(key, what was written, the version that was shown) of those that differ from what stands."""
        for key, data in told:
            part, version = self.parts.get(key), self.cleaned_data[f"{key}-version"]
            if part is None and not data and not version:
                continue
            if part is None or part.data != data or part.version != version or part.also:
                yield key, data, version


class SectionForm(PartsForm):
    """The places of a group, one field below the other."""

    def __init__(self, *args: Any, places: Sequence[PlanPlace], content: Planning, **options: Any) -> None:
        super().__init__(*args, **options)
        self.places, self.content = places, content
        for place in places:
            build = SHAPES.get(place.id, _said)
            placed(self, **build(place, self.shown(place.id), content))
            self.versioned(place.id)

    def entries(self) -> Iterator[tuple[str, Data, int]]:
        """What is to be written."""
        return self.changed((place.id, _filled(self.cleaned_data, place.id)) for place in self.places)


def _filled(data: Mapping[str, Any], key: str) -> Data:
    """What was filled in for a place, by the name that it has in the plan."""
    told = {name.removeprefix(f"{key}-"): value for name, value in data.items() if name.startswith(f"{key}-")}
    del told["version"]
    if "took_part" in told:
        told["took_part"] = {"yes": True, "no": False}.get(told["took_part"])
    return {name: plain(value) for name, value in told.items() if value not in ("", None, [])}


def plain(value: Any) -> Any:
    """A value as a part keeps it."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _said(place: PlanPlace, now: Data, content: Planning) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    if place.id in CHOSEN:
        listed = getattr(content, CHOSEN[place.id]).values()
        found[f"{place.id}-chosen"] = many(place.label, [(one.id, one.label) for one in listed], place.text)
        found[f"{place.id}-chosen"].initial = now.get("chosen", [])
        found[f"{place.id}-text"] = long("Något mer?", required=False, most=LONGEST)
    else:
        found[f"{place.id}-text"] = long(place.label, place.text, required=False, most=LONGEST)
    found[f"{place.id}-text"].initial = now.get("text", "")
    return found


def _coordinator(place: PlanPlace, now: Data, content: Planning) -> dict[str, forms.Field]:
    whose = [(one, content.library.vocabulary.principals[one].label) for one in principals(content)]
    found = {
        "coordinator-name": short(place.label, "Den som personen ringer om något inte blir av.", required=False),
        "coordinator-unit": short("Samordnarens enhet", required=False),
        "coordinator-principal": forms.ChoiceField(
            label="Samordnaren arbetar i", choices=[NONE, *whose], required=False
        ),
    }
    return _filled_in(found, "coordinator", now)


def _follow_up(place: PlanPlace, now: Data, content: Planning) -> dict[str, forms.Field]:
    found = {
        "follow_up-on": Day(label="Vilken dag följer ni upp planen?", required=False),
        "follow_up-by": short("Vem ser till att det blir av?", required=False),
    }
    return _filled_in(found, "follow_up", now)


def _took_part(place: PlanPlace, now: Data, content: Planning) -> dict[str, forms.Field]:
    found = {
        "took_part-took_part": chosen("Var personen med?", YES_NO, required=False),
        "took_part-why_not": short("Om inte: varför gick det inte?", required=False, most=500),
    }
    now = now | {"took_part": {True: "yes", False: "no"}.get(now.get("took_part"), "")}
    return _filled_in(found, "took_part", now)


def _day(place: PlanPlace, now: Data, content: Planning) -> dict[str, forms.Field]:
    return _filled_in({f"{place.id}-on": Day(label=place.label, required=False)}, place.id, now)


def _filled_in(found: dict[str, Any], key: str, now: Data) -> dict[str, forms.Field]:
    for name, field in found.items():
        field.initial = now.get(name.removeprefix(f"{key}-"), "")
    return found


SHAPES = {
    "coordinator": _coordinator, "follow_up": _follow_up, "took_part": _took_part, "met": _day,
    "discharge_notice": _day,
}  # fmt: skip


def principals(content: Planning) -> tuple[str, ...]:
    """Those that may answer for a measure."""
    return tuple(content.contents["measures_by_principal"].principals)


class DecisionForm(PartsForm):
    """The shared decision, in its five steps."""

    def __init__(self, *args: Any, content: Planning, **options: Any) -> None:
        super().__init__(*args, **options)
        self.steps = list(content.steps)
        for step in content.steps.values():
            field = long(step.label, step.text, required=False, most=LONGEST)
            field.initial = self.shown(step.id).get("text", "")
            placed(self, **{f"{step.id}-text": field})
            self.versioned(step.id)

    def entries(self) -> Iterator[tuple[str, Data, int]]:
        """What is to be written."""
        return self.changed((step, _filled(self.cleaned_data, step)) for step in self.steps)
