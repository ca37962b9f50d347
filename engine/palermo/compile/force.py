"""What packs say of time and place: since when and until when something is in force, and which jurisdiction lies
within which. What is no date, ends before it begins, or says no place is refused: a slip here would make a law
inapplicable in silence."""

from typing import Final

from palermo.compile.graph import Graph
from palermo.compile.plan import Membership
from palermo.compile.refused import Refuse
from palermo.names import IN_FORCE_FROM, IN_FORCE_UNTIL, JURISDICTION, MEMBER, MEMBERSHIP_CLASS, VERIFIED, WITHIN, XSD
from palermo.split.lexical import LexicalGate
from palermo.terms import Literal, local_name

_DATE: Final = XSD + "date"
_DAY: Final = len("2010-05-31")
_TRUTH: Final = {"true": True, "1": True, "false": False, "0": False}


def read_force(graph: Graph, owner: str, refused: Refuse) -> tuple[str | None, str | None]:
    """The first and the last day in force of a definition or membership, as ``YYYY-MM-DD``; None where not said."""
    first, last = _day(graph, owner, IN_FORCE_FROM, refused), _day(graph, owner, IN_FORCE_UNTIL, refused)
    if first is not None and last is not None and last < first:
        message = f"pal:inForceUntil {last} is before pal:inForceFrom {first}; mend the one that is wrong"
        raise refused(owner, message, last)
    return first, last


def read_jurisdiction(graph: Graph, owner: str, refused: Refuse) -> str | None:
    """The code of the jurisdiction of a definition; None for a treaty open to all States."""
    found = graph.objects(owner, JURISDICTION)
    if len(found) > 1 or any(not isinstance(value, Literal) or not value.lexical for value in found):
        message = 'pal:jurisdiction takes one code, such as "ZA"; a law of several places is a definition for each'
        raise refused(owner, message, "pal:jurisdiction")
    return graph.lexical(owner, JURISDICTION)


def read_verified(graph: Graph, owner: str, refused: Refuse) -> bool:
    """Whether a definition was verified in full: so unless it says otherwise."""
    found = graph.objects(owner, VERIFIED)
    if not found:
        return True
    value = found[0]
    if len(found) > 1 or not isinstance(value, Literal) or value.lexical not in _TRUTH:
        raise refused(owner, "pal:verified is true or false; write one of the two, without quotes", "pal:verified")
    return _TRUTH[value.lexical]


def read_memberships(graph: Graph, refused: Refuse) -> tuple[Membership, ...]:
    """Which jurisdiction lies within which, and when; in order."""
    found = {
        Membership(
            _code(graph, iri, MEMBER, refused), _code(graph, iri, WITHIN, refused), *read_force(graph, iri, refused)
        )
        for iri in graph.instances(MEMBERSHIP_CLASS)
    }
    return tuple(sorted(found, key=lambda m: (m.member, m.within, m.first or "", m.last or "")))


def _code(graph: Graph, owner: str, predicate: str, refused: Refuse) -> str:
    found = graph.literals(owner, predicate)
    if len(found) != 1 or not found[0].lexical:
        raise refused(
            owner, f"a pal:Membership has one pal:{local_name(predicate)}, a code such as EU", "pal:Membership"
        )
    return found[0].lexical


def _day(graph: Graph, owner: str, predicate: str, refused: Refuse) -> str | None:
    found, name = graph.objects(owner, predicate), "pal:" + local_name(predicate)
    if not found:
        return None
    if len(found) > 1:
        raise refused(owner, f"it has more than one {name}; leave one", name)
    value = found[0]
    if not isinstance(value, Literal):
        raise refused(owner, f'{name} takes a day: write it like "2010-05-31"^^xsd:date', name)
    wrong = LexicalGate().fault(Literal(value.lexical, _DATE))
    if wrong is not None:
        raise refused(owner, f'{name} "{value.lexical}" {wrong}', value.lexical)
    if value.datatype != _DATE:
        raise refused(owner, f'{name} takes a day: write "{value.lexical}"^^xsd:date', value.lexical)
    return value.lexical[:_DAY]
