"""The digests met so far in a run, taken in a portion at a time.

As long as each is new, and they are not very many, they are only put into a set, which costs next to no time. From then
on the table of ``palermo.split.seen`` holds them, which costs little memory and can say which was met where.
"""

from array import array
from struct import unpack
from typing import Final

from palermo.split.seen import WIDTH, Digests

#: So many are put into a set; some 90 bytes each.
FEW: Final = 1 << 17

Keys = tuple[int, ...]


class Known:
    """Digests, as numbers, each with a small number of its own; zero is not to be among them."""

    def __init__(self) -> None:
        self._few: set[int] = set()
        self._in_order: array[int] = array("Q")
        self._numbers: list[tuple[int, int]] = []
        self._table: Digests | None = None

    def meet(self, keys: Keys, number: int = 0) -> dict[int, int]:
        """Those of some digests that are known, each with its number; the others are known from now on, with this."""
        if self._table is None:
            before = len(self._few)
            self._few.update(keys)
            if len(self._few) - before == len(keys) and before <= FEW:
                self._numbers.append((before, number))
                self._in_order.extend(keys)
                return {}
            self._table = self._as_table()
        found = {key: self._table.add(key, number) for key in keys}
        return {key: known for key, known in found.items() if known is not None}

    def take(self, keys: Keys) -> bool:
        """Know some more from now on. Whether each of them was new, none there twice, and none zero."""
        doubled = self._table is not None and len(set(keys)) < len(keys)
        return 0 not in keys and not doubled and not self.meet(keys)

    def _as_table(self) -> Digests:
        """What was met so far, as a table; the set is given up."""
        table = Digests()
        ends = [start for start, _ in self._numbers[1:]] + [len(self._in_order)]
        for (start, number), end in zip(self._numbers, ends, strict=True):
            for key in self._in_order[start:end]:
                table.add(key, number)
        self._few, self._in_order, self._numbers = set(), array("Q"), []
        return table


def keys_of(digests: bytes) -> Keys:
    """Digests that stand one after the other, as numbers."""
    return unpack(f"<{len(digests) // WIDTH}Q", digests)
