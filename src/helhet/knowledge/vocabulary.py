"""The fixed lists in content/vocabulary/: needs, units, substances, facts, acts, words."""

from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from helhet.kernel.errors import BadContent

from .explain import problems_from
from .schema.base import Id, Part, PrincipalId, Text, When
from .schema.law import Word
from .yamlfile import Problem, YamlFile, read


class Named(Part):
    """A principal, role, class or strength: an id and what we call it."""

    id: Id
    label: Text
    genitive: str = ""
    first_door: tuple[Id, ...] = ()


class Instead(Part):
    """Another unit of the same principal that answers when a condition holds: the one for children, for a child."""

    when: When
    unit: Id


class Unit(Part):
    """A kind of unit and the principal its responsibility comes from."""

    id: Id
    label: Text
    principal: PrincipalId
    words: tuple[str, ...] = ()
    after_hours: Id | None = None
    instead: Instead | None = None


class Substance(Part):
    """A substance with the class that decides which rules of law it falls under."""

    id: Id
    label: Text
    class_: Id
    narcotic: Literal["yes", "no", "depends"] = "no"
    medicine_class: str = ""
    words: tuple[str, ...] = ()


class Level(Part):
    """How far use has gone; order 1 is the mildest."""

    id: Id
    label: Text
    order: int
    means: str = ""
    quoted: str = ""


class Need(Part):
    """A need on the fixed list that every agreement is held against.

    applies: when it can exist. perhaps: when it exists only if someone judges so (a medicine that may be a narcotic).
    met_when: what already meets it, so that nobody is asked to begin again; met_text says so.
    """

    id: Id
    label: Text
    group: Text
    words: tuple[str, ...] = ()
    applies: When = {}
    perhaps: When = {}
    met_when: When = {}
    met_text: str = ""


class Act(Part):
    """What a step is about; urgency 0 is at once, 4 is all along."""

    id: Id
    label: Text
    urgency: int
    course: Literal["stay", "hand_over", "sip", "report"] | None = None
    need: Id | None = None


class ChannelKind(Part):
    """A kind of way between two sides, and whether it says who the person is.

    here: what to do instead of sending, for the one whom it would be sent to.
    """

    id: Id
    label: Text
    identity: bool
    here: str = ""


class FactValue(Part):
    """One closed answer."""

    id: Id
    label: Text
    means: str = ""


class IfUnknown(Part):
    """What "don't know" gives: a step to find out, a cautious assumption, or both."""

    find_out: str = ""
    assume: str | None = None


class Fact(Part):
    """A named finite fact, as a question a person can answer."""

    id: Id
    label: Text
    type: Literal["one", "many", "integer", "levels", "derived"]
    question: str = ""
    help: str = ""
    explains: str = ""
    values: tuple[FactValue, ...] = ()
    levels: tuple[FactValue, ...] = ()
    min: int = 0
    max: int = 120
    deciding: bool = False
    first_page: bool = False
    applies_when: When = {}
    unknown: IfUnknown | None = None
    scope: Literal["person", "substance"] = "person"
    many: bool = False


class HouseStep(Part):
    """A step that Helhet itself adds, shown as a reading of ours and never as agreement or law."""

    id: Id
    act: Id
    text: Text
    why: Text
    say: str = ""


class Vocabulary:
    """All fixed lists, each as id → entry, in the order of the files."""

    def __init__(self, folder: Path) -> None:
        self.problems: list[Problem] = []
        self._folder = folder
        self.principals = self._load("principals", "principals", Named)
        self.roles = self._load("principals", "roles", Named)
        self.units = self._load("units", "units", Unit)
        self.classes = self._load("substances", "classes", Named)
        self.substances = self._load("substances", "substances", Substance)
        self.levels = self._load("substances", "levels", Level)
        self.needs = self._load("needs", "needs", Need)
        self.channels = self._load("channels", "kinds", ChannelKind)
        self.strengths = self._load("strengths", "strengths", Named)
        self.acts = self._load("acts", "acts", Act)
        self.words = self._load("words", "words", Word)
        self.facts = self._load("facts", "facts", Fact)
        self.house = self._load("house", "steps", HouseStep)
        if self.problems:
            raise BadContent(
                "Ordlistorna i content/vocabulary går inte att läsa:\n" + "\n".join(map(str, self.problems))
            )

    def _load[P: Part](self, name: str, key: str, model: type[P]) -> dict[str, P]:
        path = self._folder / f"{name}.yaml"
        file = read(path) if path.exists() else YamlFile(path)
        self.problems += file.problems
        entries: dict[str, P] = {}
        for index, raw in enumerate((file.data or {}).get(key, [])):
            try:
                entry = model.model_validate(self._filled(raw))
                entries[entry.id] = entry  # type: ignore[attr-defined]
            except ValidationError as error:
                self.problems += problems_from(error, file, (key, index))
        return entries

    def _filled(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Values given as {from: units} are filled in from that list."""
        filled = dict(raw)
        if "class" in filled:
            filled["class_"] = filled.pop("class")
        for key in ("values", "levels"):
            if isinstance(filled.get(key), dict):
                source = getattr(self, filled[key]["from"])
                filled[key] = [
                    {"id": entry.id, "label": entry.label, "means": getattr(entry, "means", "")}
                    for entry in source.values()
                ]
        return filled

    def label(self, ident: str | None) -> str:
        """What we call a unit, principal or role on screen; the id itself if it is none of them."""
        if not ident:
            return ""
        for group in (self.units, self.principals, self.roles):
            if ident in group:
                return group[ident].label
        return {"person": "Personen själv"}.get(ident, ident)

    def principal_of(self, ident: str | None) -> str | None:
        """The principal a unit belongs to; a principal is its own; None for roles."""
        if ident in self.units:
            return self.units[ident].principal
        return ident if ident in self.principals else None
