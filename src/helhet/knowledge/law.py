"""content/law/: the legal floor under every agreement, dated and cited."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from helhet.kernel.errors import BadContent

from .explain import problems_from
from .schema import law, law_says, reach
from .schema.base import Part, earliest, latest
from .yamlfile import Problem, read

# file → (list, what an entry is)
_FILES: dict[str, dict[str, type[Part]]] = {
    "provisions": {"provisions": law.Provision},
    "duties": {"tables": law.LawTable},
    "needs": {"needs": law.LawNeed},
    "statements": {"statements": law_says.LawStatement},
    "thresholds": {"thresholds": law_says.LawThreshold},
    "deadlines": {"deadlines": law_says.Deadline},
    "grounds": {"grounds": law_says.Ground},
    "cautions": {"cautions": law.Caution},
    "danger": {"phones": reach.Phone, "act_now": reach.ActNow},
}


def holds_on(entry: law.Dated, day: date) -> bool:
    """Whether a dated entry holds on a day."""
    after = earliest(entry.valid_from) <= day
    return after and (entry.valid_to is None or day <= latest(entry.valid_to))


def _through_time[Entry: (law.LawRow, law.LawNeed)](entries: Iterable[Entry]) -> Iterator[Entry]:
    """Each entry, and after it the same duty as it stood in older paragraphs, as entries of their own."""
    for entry in entries:
        yield entry
        for old in entry.earlier:
            changed = old.model_dump(include={"valid_from", "valid_to", "sure", "source"})
            changed |= {"id": f"{entry.id}.{old.valid_from}", "provisions": old.provisions, "earlier": ()}
            yield entry.model_copy(update=changed | {"text": old.text or entry.text})


class Law:
    """Everything in content/law/, as lists in the order of the files."""

    provisions: list[law.Provision]
    tables: list[law.LawTable]
    needs: list[law.LawNeed]
    statements: list[law_says.LawStatement]
    thresholds: list[law_says.LawThreshold]
    deadlines: list[law_says.Deadline]
    grounds: list[law_says.Ground]
    cautions: list[law.Caution]
    phones: list[reach.Phone]
    act_now: list[reach.ActNow]

    def __init__(self, folder: Path) -> None:
        problems: list[Problem] = []
        for stem, lists in _FILES.items():
            for name in lists:
                setattr(self, name, [])
            for path in sorted(folder.glob(f"{stem}*.yaml")):
                problems += self._read(path, lists)
        if problems:
            raise BadContent("Lagen i content/law går inte att läsa:\n" + "\n".join(map(str, problems)))
        self.tables = [t.model_copy(update={"rows": tuple(_through_time(t.rows))}) for t in self.tables]
        self.needs = list(_through_time(self.needs))
        self.provision = {p.id: p for p in self.provisions}
        self.phone = {p.id: p for p in self.phones}

    def _read(self, path: Path, lists: dict[str, type[Part]]) -> list[Problem]:
        file = read(path)
        problems = list(file.problems)
        for key, entries in (file.data or {}).items():
            if key not in lists:
                problems.append(Problem(path.name, file.line((key,)), f"{key}: okänd lista"))
                continue
            for index, raw in enumerate(entries or []):
                try:
                    getattr(self, key).append(lists[key].model_validate(raw))
                except ValidationError as error:
                    problems += problems_from(error, file, (key, index))
        return problems

    def provision_on(self, cited: str, day: date) -> tuple[law.Provision | None, bool]:
        """A cited provision and whether it holds on a day; (None, False) when we do not know it."""
        found = self.provision.get(cited)
        return found, bool(found and holds_on(found, day))

    def successor(self, cited: str, day: date) -> str | None:
        """The provision that holds on a day in place of one that was repealed."""
        seen = set()
        found = self.provision.get(cited)
        while found and not holds_on(found, day) and found.id not in seen:
            seen.add(found.id)
            if not found.succeeded_by:
                return None
            following = self.provision.get(found.succeeded_by)
            if following is None:
                return found.succeeded_by
            found = following
        return found.id if found else None
