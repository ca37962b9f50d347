"""Sets that are alike, put together for a reader: one of these, and one of those, in the place of every combination."""

from collections.abc import Sequence
from typing import NamedTuple

from palermo.whatif.values import Supposed

Set = tuple[Supposed, ...]
#: What a member of a set is about: where it hangs, and by which property.
_Slot = tuple[str, ...]


class Group(NamedTuple):
    """Sets that are all combinations of one from each of ``choices``."""

    choices: tuple[tuple[Supposed, ...], ...]

    def size(self) -> int:
        """How many sets it stands for."""
        found = 1
        for choice in self.choices:
            found *= len(choice)
        return found


def grouped(sets: Sequence[Set]) -> list[Group]:
    """The sets as groups, in the order in which the first of each comes. Sets that are not all the combinations of
    their members stay by themselves."""
    alike: dict[tuple[_Slot, ...], list[Set]] = {}
    for one in sets:
        alike.setdefault(tuple(_slot(member) for member in one), []).append(one)
    found: list[Group] = []
    for slots, kin in alike.items():
        choices = tuple(tuple(dict.fromkeys(one[n] for one in kin)) for n in range(len(slots)))
        whole = Group(choices)
        if whole.size() == len(kin):
            found.append(whole)
        else:
            found += [Group(tuple((member,) for member in one)) for one in kin]
    return found


def _slot(member: Supposed) -> _Slot:
    if member.kind in ("fact", "fresh") and member.property:
        return ("fact", member.at or "", member.property)
    return (member.kind, member.node)
