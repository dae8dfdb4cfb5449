"""content/records/: kinds of authorities, roles, hand-offs, reasons and our own times."""

from pathlib import Path

from pydantic import ValidationError

from helhet.kernel.errors import BadContent

from .explain import problems_from
from .schema import records as schema
from .schema.base import Part
from .yamlfile import Problem, read


class Records:
    """Everything in content/records/, each as id → entry in the order of the files."""

    def __init__(self, folder: Path) -> None:
        self.problems: list[Problem] = []
        self._folder = folder
        self.authorities = self._load("authorities", "authorities", schema.AuthorityKind)
        self.roles = self._load("roles", "roles", schema.Role)
        self.handoffs = self._load("handoffs", "kinds", schema.HandoffKind)
        self.outcomes = self._load("handoffs", "outcomes", schema.Outcome)
        self.refusals = self._load("handoffs", "refusals", schema.Refusal)
        self.missing = self._load("handoffs", "missing", schema.Missing)
        self.closing = self._load("closing", "reasons", schema.ClosingReason)
        self.clocks = self._load("clocks", "clocks", schema.Clock)
        self.documents = self._load("documents", "types", schema.DocumentType)
        self.acting = self._list("processes", "acting", schema.ActsAs)
        self.processes = self._load("processes", "processes", schema.ProcessUse)
        self.case_papers = self._load("case-papers", "papers", schema.CasePaper)
        self.phases = self._list("phases", "phases", schema.Phase)
        self.elsewhere = self._list("elsewhere", "elsewhere", schema.Elsewhere)
        self.not_disclosed = self._list("handoffs", "not_disclosed", schema.NotDisclosed)
        if self.problems:
            raise BadContent("content/records går inte att läsa:\n" + "\n".join(map(str, self.problems)))

    def outside_law(self, ident: str, domain: str) -> schema.NotDisclosed:
        """Why nothing is disclosed when a matter stays inside a holding, or names nobody."""
        return next(one for one in self.not_disclosed if one.id == ident and one.domain in (domain, "any"))

    def _load[P: Part](self, name: str, key: str, model: type[P]) -> dict[str, P]:
        return {entry.id: entry for entry in self._list(name, key, model)}  # type: ignore[attr-defined]

    def _list[P: Part](self, name: str, key: str, model: type[P]) -> list[P]:
        file = read(self._folder / f"{name}.yaml")
        self.problems += [problem for problem in file.problems if problem not in self.problems]
        entries = []
        for index, raw in enumerate((file.data or {}).get(key, [])):
            try:
                entries.append(model.model_validate(raw))
            except ValidationError as error:
                self.problems += problems_from(error, file, (key, index))
        return entries
