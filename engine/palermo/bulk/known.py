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

    def again(self, keys: Keys) -> dict[int, int]:
        """Those of some digests that are known, each with its number."""
        if self._many is not None:
            found = ((key, self._many.get(key)) for key in keys)
            return {key: value for key, value in found if value is not None}
        return {} if self._few.keys().isdisjoint(keys) else {key: self._few[key] for key in keys if key in self._few}

    def add(self, keys: Keys, value: int = 0) -> None:
        """Know some more from now on. One that is known already keeps its number."""
        if self._many is not None:
            for key in keys:
                self._many.add(key, value)
        else:
            self._few.update(dict.fromkeys(keys, value) | self.again(keys))
            if len(self._few) > FEW:
                self._many = Digests()
                for key, earlier in self._few.items():
                    self._many.add(key, earlier)
                self._few.clear()

    def take(self, keys: Keys) -> bool:
        """Know some more from now on. Whether each of them is new, none is there twice, and none is zero."""
        if 0 in keys or len(set(keys)) < len(keys) or self.again(keys):
            return False
        self.add(keys)
        return True


def keys_of(digests: bytes) -> Keys:
    """Digests that stand one after the other, as numbers."""
    return unpack(f"<{len(digests) // WIDTH}Q", digests)
