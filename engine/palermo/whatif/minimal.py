"""All smallest sets of which something holds, for something that more can only help. Sets are bits of a number.

Nothing here knows what the bits stand for. ``holds`` is asked as seldom as can be: it may cost a classification.
"""

from collections.abc import Callable, Iterable
from typing import Final

Holds = Callable[[int], bool]

#: So many different sets are looked at in one search, at most.
MOST_LOOKED_AT: Final = 4096


def minimal_sets(holds: Holds, among: int) -> tuple[list[int], bool]:
    """The smallest sets within ``among`` of which ``holds`` is true, and whether these are all of them.

    Those of one member are found by halving; the others by taking a known set apart, member by member, and looking at
    what is left without that member (Reiter 1987, "A theory of diagnosis from first principles").

    >>> minimal_sets(lambda bits: bool(bits & 1) or bits & 6 == 6, 7)
    ([1, 6], True)
    """
    if holds(0):
        return [0], True
    if not holds(among):
        return [], True
    alone = _alone(holds, members(among))
    found = list(alone)
    rest = among
    for one in alone:
        rest &= ~one
    waiting, seen = [rest], {rest}
    together: list[int] = []
    while waiting:
        left = waiting.pop()
        known = next((one for one in together if one & left == one), None)
        if known is None:
            if not holds(left):
                continue
            known = shrunk(holds, left)
            together.append(known)
        for one in members(known):
            smaller = left & ~one
            if smaller not in seen:
                seen.add(smaller)
                waiting.append(smaller)
        if len(seen) > MOST_LOOKED_AT:
            return found + together, False
    return found + together, True


def _alone(holds: Holds, bits: list[int]) -> list[int]:
    """The members that suffice by themselves."""
    whole = union(bits)
    if not bits or not holds(whole):
        return []
    if len(bits) == 1:
        return bits
    half = len(bits) // 2
    return _alone(holds, bits[:half]) + _alone(holds, bits[half:])


def shrunk(holds: Holds, enough: int) -> int:
    """A smallest set within one that is enough."""
    for one in members(enough):
        if holds(enough & ~one):
            enough &= ~one
    return enough


def members(bits: int) -> list[int]:
    """The single bits of a set, lowest first."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest)
        bits ^= lowest
    return found


def union(sets: Iterable[int]) -> int:
    """All members of some sets."""
    found = 0
    for one in sets:
        found |= one
    return found


def smallest(sets: Iterable[int]) -> list[int]:
    """The sets that have no other within them, fewest members first."""
    by_size: dict[int, list[int]] = {}
    for one in set(sets):
        by_size.setdefault(one.bit_count(), []).append(one)
    kept: list[int] = []
    for size in sorted(by_size):  # sets of one size are never within one another
        kept += sorted(one for one in by_size[size] if not any(other & one == other for other in kept))
    return kept


def subsets(bits: int) -> list[int]:
    """Every set within a set, itself and the empty one included."""
    found = [0]
    for one in members(bits):
        found += [other | one for other in found]
    return found
