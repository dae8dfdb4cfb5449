"""When a deviation may be written down, and how a clause is named. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from helhet.kernel.identity import reveals
from helhet.kernel.permission import Decision

SHORTEST = 10
LONGEST = 4000
# Between a pack's id and an anchor in it: neither holds a space.
BETWEEN = " "


@dataclass(frozen=True)
class Clause:
    """What a deviation departs from: an anchor of a pack, or with no pack a provision of law; both empty: unknown."""

    pack: str = ""
    id: str = ""

    def __str__(self) -> str:
        """One value for forms and addresses; `read` takes it back."""
        return f"{self.pack}{BETWEEN}{self.id}" if self.pack else self.id


def read(text: str, packs: Iterable[str]) -> Clause:
    """The clause that `str(clause)` gave. What begins with no pack's id is a provision."""
    pack, _, anchor = text.partition(BETWEEN)
    return Clause(pack, anchor) if anchor and pack in set(packs) else Clause("", text)


def may_write(text: str, names: Iterable[str]) -> Decision:
    """Whether a text may be kept as a deviation: it says something, and nothing in it shows who it was about."""
    if len(text.strip()) < SHORTEST:
        return Decision.no("Skriv kort vad som hände och vad som borde ha hänt.")
    if len(text) > LONGEST:
        return Decision.no(f"Texten är för lång. Korta den till högst {LONGEST} tecken.")
    if shown := reveals(text, names):
        return Decision.no(f"En avvikelse ska inte visa vem det gällde. Ta bort: {', '.join(shown)}.")
    return Decision.yes("Avvikelsen sparas utan uppgift om någon person.")
