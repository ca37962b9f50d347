"""The digests met so far in a run, taken in a portion at a time.

As long as there are not many of them a dictionary holds them, which costs next to no time; then the compact table of
``palermo.split.seen`` does, which costs next to no memory.
"""

from struct import unpack
from typing import Final

from palermo.split.seen import WIDTH, Digests

#: So many are held in a dictionary, in some 80 bytes each.
FEW: Final = 1 << 17

Keys = tuple[int, ...]


class Known:
    """Digests, as numbers, each with a small number of its own; zero is not to be among them."""

    def __init__(self) -> None:
        self._few: dict[int, int] = {}
        self._many: Digests | None = None

    def meet(self, keys: Keys, number: int = 0) -> dict[int, int]:
        """Those of some digests that are known, each with its number; the others are known from now on, with this."""
        if self._many is None:
            return self._meet_few(keys, number)
        found = {key: self._many.add(key, number) for key in keys}
        return {key: known for key, known in found.items() if known is not None}

    def _meet_few(self, keys: Keys, number: int) -> dict[int, int]:
        few, known = self._few, {}
        if not few.keys().isdisjoint(keys):
            known = {key: few[key] for key in keys if key in few}
        few.update(dict.fromkeys(keys, number))
        few.update(known)
        if len(few) > FEW:
            self._many = Digests()
            for key, earlier in few.items():
                self._many.add(key, earlier)
            self._few = {}
        return known

    def take(self, keys: Keys) -> bool:
        """Know some more from now on. Whether each of them was new, none there twice, and none zero."""
        fresh = dict.fromkeys(keys)
        return 0 not in fresh and len(fresh) == len(keys) and not self.meet(keys)


def keys_of(digests: bytes) -> Keys:
    """Digests that stand one after the other, as numbers."""
    return unpack(f"<{len(digests) // WIDTH}Q", digests)
