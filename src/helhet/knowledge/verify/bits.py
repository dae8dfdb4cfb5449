"""Sets of situations as the bits of one whole number: a plain enumeration that is still quick."""

from collections.abc import Mapping, Sequence

# 2 ** 26 situations are 8 MB a set.
MOST = 1 << 26


class TooMany(Exception):
    """There are more combinations than plain enumeration can hold."""


class Product:
    """All combinations of the values of some variables; the first variable changes slowest."""

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self.sizes = dict(sizes)
        self.count = 1
        self._stride: dict[str, int] = {}
        for name in reversed(list(sizes)):
            self._stride[name] = self.count
            self.count *= sizes[name]
        if self.count > MOST:
            raise TooMany(f"{self.count} kombinationer av {', '.join(sizes)}")
        self.all = (1 << self.count) - 1
        self._masks: dict[tuple[str, int], int] = {}

    def where(self, name: str, place: int) -> int:
        """The combinations in which a variable has its value number `place`."""
        key = (name, place)
        if key not in self._masks:
            stride = self._stride[name]
            ones = ((1 << stride) - 1) << (place * stride)
            self._masks[key] = self._repeated(ones, stride * self.sizes[name])
        return self._masks[key]

    def _repeated(self, pattern: int, length: int) -> int:
        while length < self.count:
            pattern |= pattern << length
            length *= 2
        return pattern & self.all

    def where_any(self, name: str, places: Sequence[int]) -> int:
        """The combinations in which a variable has any of some values."""
        found = 0
        for place in places:
            found |= self.where(name, place)
        return found

    def places(self, situation: int) -> dict[str, int]:
        """The value numbers of one combination, given as its number."""
        return {name: situation // self._stride[name] % size for name, size in self.sizes.items()}


def first(situations: int) -> int:
    """The number of the first combination in a set that is not empty."""
    return (situations & -situations).bit_length() - 1
