"""Numbers for what was met, as bits of one integer: the bits of a case are those of its parts together."""

from collections.abc import Hashable
from typing import Final

#: Bits for each number of a field.
WIDTH: Final = 14
#: Bits for an atom: whether it holds on the established view, and on the alleged one.
OF_ATOM: Final = 2


class Full(Exception):
    """More was met than there are numbers for."""


class Numbers:
    """A field of bits for each part of a result and each group of properties, given out as they are needed. What has no
    number in a field is nought there."""

    def __init__(self) -> None:
        #: How many bits there are.
        self.width = 0
        self._at: dict[Hashable, int] = {}
        self._numbers: dict[Hashable, dict[Hashable, int]] = {}
        self._masks: dict[Hashable, int] = {}

    def bits(self, part: Hashable, field: Hashable, value: Hashable) -> int:
        """The bits of a value in a field of a part. Raises Full where the field has no number left."""
        key = (part, field)
        number = self.number(key, value)
        if number >> WIDTH:
            raise Full
        return number << self._place(key, part, WIDTH)

    def number(self, what: Hashable, value: Hashable) -> int:
        """The number of a value among those of its sort, from 1."""
        numbers = self._numbers.setdefault(what, {})
        return numbers.setdefault(value, len(numbers) + 1)

    def of_atom(self, atom: Hashable, established: bool, alleged: bool) -> int:
        """The bits of an atom, which is a part of its own."""
        return (established << 1 | alleged) << self._place((atom, None), atom, OF_ATOM)

    def atom_bits(self, atom: Hashable) -> tuple[int, int] | None:
        """The bit that says whether an atom holds on the established view, and that for the alleged one; None where it
        was never met."""
        place = self._at.get((atom, None))
        return None if place is None else (2 << place, 1 << place)

    def mask(self, part: Hashable) -> int:
        """All bits of a part that were given out so far."""
        return self._masks.get(part, 0)

    def _place(self, key: Hashable, part: Hashable, width: int) -> int:
        place = self._at.get(key)
        if place is None:
            place = self._at[key] = self.width
            self.width += width
            self._masks[part] = self._masks.get(part, 0) | ((1 << width) - 1) << place
        return place
