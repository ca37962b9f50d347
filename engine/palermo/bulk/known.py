"""The digests met so far in a run, taken in a portion at a time.

As long as each is new, and they are not very many, they are only put into a set, which costs next to no time. From then
on the table of ``palermo.split.seen`` holds them, which costs little memory and can say which was met where.
"""

from struct import unpack
from typing import Final

from palermo.split.seen import WIDTH, Digests

#: So many are put into a set; some 90 bytes each.
FEW: Final = 1 << 17


class Known:
    """Digests, each with a small number of its own; they are given as they stand one after the other."""

    def __init__(self) -> None:
        self._few: set[int] = set()
        self._in_order: list[tuple[bytes, int]] = []
        self._table: Digests | None = None

    def meet(self, digests: bytes, number: int = 0) -> dict[int, int]:
        """Those of some digests that are known, as numbers, each with its own; the others are known from now on, with
        this."""
        if self._table is None:
            before, keys = len(self._few), _keys(digests)
            self._few.update(keys)
            if len(self._few) - before == len(keys) and before <= FEW:
                self._in_order.append((digests, number))
                return {}
            self._table = self._as_table()
        return self._table.add_each(digests, number)

    def take(self, digests: bytes) -> bool:
        """Know some more from now on. Whether each of them was new, none there twice, and none zero."""
        return 0 not in _keys(digests) and not self.meet(digests)

    def _as_table(self) -> Digests:
        """What was met so far, as a table; the set is given up."""
        table = Digests()
        for digests, number in self._in_order:
            table.add_each(digests, number)
        self._few, self._in_order = set(), []
        return table


def _keys(digests: bytes) -> tuple[int, ...]:
    return unpack(f"<{len(digests) // WIDTH}Q", digests)
