"""What legal times are called: keys, other spellings, groups, and the labels of what belongs to them."""

from pathlib import Path

from ..disclosing.loading import load
from ..schema.alarms import Alias, Group, Label


class Names:
    """The names in content/law/clocks.yaml. Case and hyphens never matter."""

    def __init__(self, file: Path) -> None:
        self.laws = _labels(file, "laws")
        self.whose = _labels(file, "whose")
        self.receivers = _labels(file, "receivers")
        self.pauses = _labels(file, "pauses")
        self._groups = {one.id: one.rules for one in load(file, "groups", Group)}
        self._aliases = {one.id: one.rule for one in load(file, "aliases", Alias)}

    def meant(self, spelling: str) -> str:
        """The key that a spelling means; a group means its first, which is the shortest."""
        name = _plain(spelling)
        name = self._aliases.get(name, name)
        return self._groups.get(name, (name,))[0]

    def group(self, spelling: str) -> tuple[str, ...]:
        """The keys of a group; none when the name is not one."""
        return self._groups.get(_plain(spelling), ())

    def others(self, key: str) -> list[str]:
        """Other spellings of a key."""
        return [alias for alias, rule in self._aliases.items() if rule == key]

    def pointed_at(self) -> list[str]:
        """Every key that some other name means."""
        return [*self._aliases.values(), *(rule for rules in self._groups.values() for rule in rules)]


def _plain(spelling: str) -> str:
    return spelling.strip().lower().replace("-", "_")


def _labels(file: Path, name: str) -> dict[str, str]:
    return {one.id: one.label for one in load(file, name, Label)}
