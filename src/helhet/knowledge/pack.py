"""A content pack as one frozen object: read from its folder, with every fault at once, and hashed."""

import hashlib
import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from pydantic import PrivateAttr

from .schema import about, case, governing, knowing, routes, said, source, work
from .schema.base import Item, Part, earliest, latest
from .schema.commitments import Commitment, CommitmentList
from .schema.courses import Course
from .schema.planning import PlanRule
from .schema.treatments import Treatment

# Which file holds which lists, and what an entry of each is. The order is the order of reading.
FILES: dict[str, dict[str, type[Part]]] = {
    "sources": {"documents": source.Document, "sections": source.Section},
    "text": {
        "references": source.Reference,
        "misprints": source.Misprint,
        "statements": said.Statement,
        "readings": said.Reading,
        "notes": said.Note,
        "dates": said.Dated,
    },
    "concepts": {"concepts": knowing.Concept, "criteria": knowing.CriteriaSet},
    "duties": {"duties": work.Duty, "sharings": work.Sharing},
    "routes": {"tables": routes.Table, "channels": routes.Channel, "courses": Course},
    "treatments": {"treatments": Treatment},
    "commitments": {"lists": CommitmentList, "commitments": Commitment},
    "structures": {
        "structures": governing.Structure,
        "ladder": governing.Rung,
        "goals": governing.Goal,
        "indicators": governing.Indicator,
        "activities": governing.Activity,
    },
    "plans": {"plan_rules": PlanRule},
    "questions": {"questions": said.Question},
    "cases": {"cases": case.Case},
}
# Answers to questions and new cases come while the agreement is in force: they are not frozen.
NOT_FROZEN = ("questions", "cases")


class Pack(Part):
    """Everything one version of an agreement says. Nothing in it changes after reading."""

    about: about.About
    documents: tuple[source.Document, ...] = ()
    sections: tuple[source.Section, ...] = ()
    references: tuple[source.Reference, ...] = ()
    misprints: tuple[source.Misprint, ...] = ()
    statements: tuple[said.Statement, ...] = ()
    readings: tuple[said.Reading, ...] = ()
    notes: tuple[said.Note, ...] = ()
    dates: tuple[said.Dated, ...] = ()
    concepts: tuple[knowing.Concept, ...] = ()
    criteria: tuple[knowing.CriteriaSet, ...] = ()
    duties: tuple[work.Duty, ...] = ()
    sharings: tuple[work.Sharing, ...] = ()
    tables: tuple[routes.Table, ...] = ()
    channels: tuple[routes.Channel, ...] = ()
    courses: tuple[Course, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    lists: tuple[CommitmentList, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    structures: tuple[governing.Structure, ...] = ()
    ladder: tuple[governing.Rung, ...] = ()
    goals: tuple[governing.Goal, ...] = ()
    indicators: tuple[governing.Indicator, ...] = ()
    activities: tuple[governing.Activity, ...] = ()
    plan_rules: tuple[PlanRule, ...] = ()
    questions: tuple[said.Question, ...] = ()
    cases: tuple[case.Case, ...] = ()

    # An addendum: which matters it changed (list and id), and the base under it all. Not content, so not in the hash.
    _laid: frozenset[tuple[str, str]] = PrivateAttr(default=frozenset())
    _laid_on: str | None = PrivateAttr(default=None)

    # A pack never changes, and is read once: the object itself is its identity.
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def id(self) -> str:
        """The pack's id, the same as its folder's name."""
        return self.about.id

    @property
    def laid(self) -> frozenset[tuple[str, str]]:
        """What an addendum changes, adds or withdraws, as (list, id); empty for a pack that stands by itself."""
        return self._laid

    @property
    def laid_on(self) -> str | None:
        """The id of the pack at the bottom, when this is an addendum."""
        return self._laid_on

    def laid_over(self, base: "Pack", changes: frozenset[tuple[str, str]]) -> "Pack":
        """This pack, knowing what it changes in its base and, when that is an addendum too, in the base under it."""
        self._laid = changes | base.laid
        self._laid_on = base.laid_on or base.id
        return self

    @cached_property
    def canonical(self) -> str:
        """The frozen content as canonical JSON: sorted keys, no spaces, UTF-8.

        Only what the files say is in it: a new field in the schema changes no pack that was written without it.
        """
        content = self.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude=set(NOT_FROZEN))
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical JSON."""
        return "sha256:" + hashlib.sha256(self.canonical.encode()).hexdigest()

    @cached_property
    def anchors(self) -> dict[str, str]:
        """Every anchor of the sources → its paraphrase."""
        found = {}
        for section in self.sections:
            found[section.anchor] = section.text
            for bullet, text in section.bullets.items():
                found[f"{section.anchor}#{bullet}"] = text
        return found

    def valid_on(self, day: str) -> bool:
        """Whether the agreement may hold on a day; a partial bound counts to its outer edge."""
        when = earliest(day)
        return any(earliest(p.start) <= when and (p.end is None or when <= latest(p.end)) for p in self.about.periods)

    def by_kind(self) -> dict[str, list[Part]]:
        """Every kind of entry, with rows and states lifted out of their tables and courses."""
        kinds: dict[str, list[Part]] = {
            "parties": list(self.about.parties),
            "decisions": list(self.about.decisions),
            "groups": list(self.about.groups),
            "claims": list(self.about.claims),
            "not_covered": list(self.about.not_covered),
        }
        for lists in FILES.values():
            for name in lists:
                kinds[name] = list(getattr(self, name))
        kinds["route_rows"] = [row for table in self.tables for row in table.rows]
        kinds["states"] = [state for course in self.courses for state in course.states]
        kinds["criteria_sets"] = kinds.pop("criteria")
        return kinds

    def items(self) -> Iterator[tuple[str, Any]]:
        """Every entry that rests on an anchor, with its kind."""
        for kind, entries in self.by_kind().items():
            for entry in entries:
                if isinstance(entry, Item) or kind in ("references", "misprints", "dates"):
                    yield kind, entry
