"""What the whatif pass gives: values, which the write pass turns into words and Turtle."""

from typing import Final, NamedTuple

from palermo.findings import CaseFindings, Finding
from palermo.terms import Triple

#: What may be supposed: that a recorded fact or conduct is established (or, in an assumption, refuted); a fact that is
#: not recorded; a value; a characteristic of the person; a conduct where none is recorded.
KINDS: Final = ("fact", "conduct", "fresh", "value", "characteristic", "fresh-conduct")


class Supposed(NamedTuple):
    """One thing that is supposed of a record, and the triples that would say so; adding them takes nothing away.

    ``node`` is the fact or conduct that is recorded or made for it, or the person who has a characteristic. ``at`` is
    the conduct or person on which a fact hangs by ``property``, or the conduct at whose time a characteristic is meant.
    ``classes`` are those of a fact that is not recorded, ``kinds`` the kinds of the class that the record leaves open.
    ``trait`` is the identifier of a characteristic. ``standing`` is the present one of a recorded fact, ``stated``
    where it carries none. ``refuted`` says that it is supposed to be found not so.
    """

    kind: str
    node: str
    at: str | None
    property: str | None
    classes: tuple[str, ...]
    kinds: tuple[str, ...]
    trait: str | None
    standing: str | None
    refuted: bool
    triples: tuple[Triple, ...]


class Assumption(NamedTuple):
    """What somebody asks to assume, as it was written, and whether it is to be refuted."""

    text: str
    refuted: bool


class Assumed(NamedTuple):
    """The finding under assumptions, what was supposed for them, and the findings on the case with that added."""

    finding: Finding
    supposed: tuple[Supposed, ...]
    findings: CaseFindings


class WhatIf(NamedTuple):
    """What would change one finding.

    ``would_establish`` are the smallest sets whose being established would make the definition established; none where
    it is established or excluded. ``rests_on`` are the facts that an established finding rests on, ``undone_by`` those
    of which any one, if refuted, would undo it. ``bounded`` says that there may be more than is given.
    """

    person: str
    definition: str
    finding: Finding
    would_establish: tuple[tuple[Supposed, ...], ...]
    rests_on: tuple[str, ...]
    undone_by: tuple[str, ...]
    bounded: bool
    under_assumption: Assumed | None
