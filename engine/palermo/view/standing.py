"""The standing of facts and conducts: what the record says of whether they were so."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from palermo.names import (
    ALLEGED,
    ASSESSMENT,
    CONDUCT,
    DATE,
    ESTABLISHED,
    EVIDENTIAL_STATUS,
    FACT,
    FINAL_,
    NOT_ESTABLISHED,
    REFUTED,
)
from palermo.terms import Literal, Term
from palermo.view.record import Edges, Record

#: Best first; a contested fact counts as an alleged one.
RANK: Final = {"established": 0, "contested": 1, "alleged": 1, "refuted": 2, "not-established": 3}
_BEST_FIRST: Final = (
    (ESTABLISHED, "established"),
    (ALLEGED, "alleged"),
    (REFUTED, "refuted"),
    (NOT_ESTABLISHED, "not-established"),
)
_CAPPING: Final = ("established", "contested", "alleged", "not-established", "refuted")
_NOTHING: Final[dict[str, list[Term]]] = {}


class Standings(NamedTuple):
    """The standing of each fact and conduct that the record gives one. A node that is not here is taken as stated,
    hence as established. ``beyond_established`` are those that the established view leaves out, ``beyond_alleged``
    those that the alleged view leaves out too."""

    of: dict[str, str]
    beyond_established: frozenset[str]
    beyond_alleged: frozenset[str]

    def standing(self, node: str) -> str:
        """The standing of a fact or conduct."""
        return self.of.get(node, "established")


_NONE: Final = Standings({}, frozenset(), frozenset())


def read_standings(record: Record) -> Standings:
    """The standings that a record gives."""
    statuses = record.out.get(EVIDENTIAL_STATUS, _NOTHING)
    assessments = record.out.get(ASSESSMENT, _NOTHING)
    if not statuses and not assessments:
        return _NONE
    of: dict[str, str] = {}
    for node in {**statuses, **assessments}:
        kinds = record.kinds.get(node, ())
        if FACT in kinds or CONDUCT in kinds:
            said = _prevailing(record.out, statuses, assessments.get(node, []))
            standing = combine(said if said is not None else _instances(node, statuses, assessments))
            if standing is not None:
                of[node] = standing
    return Standings(
        of,
        frozenset(n for n, standing in of.items() if RANK[standing] > 0),
        frozenset(n for n, standing in of.items() if RANK[standing] > 1),
    )


def combine(statuses: Iterable[Term]) -> str | None:
    """What several instances come to: established and refuted is contested, else the best of them; None for none."""
    said = set(statuses)
    if ESTABLISHED in said and REFUTED in said:
        return "contested"
    return next((word for status, word in _BEST_FIRST if status in said), None)


def capped(fact: str, conduct: str) -> str:
    """The standing of a fact on a conduct: that of the conduct caps it."""
    return max(fact, conduct, key=_CAPPING.index)


def _instances(node: str, statuses: dict[str, list[Term]], assessments: dict[str, list[Term]]) -> list[Term]:
    said = list(statuses.get(node, ()))
    for assessment in assessments.get(node, ()):
        if isinstance(assessment, str):
            said.extend(statuses.get(assessment, ()))
    return said


def _prevailing(out: Edges, statuses: dict[str, list[Term]], assessments: list[Term]) -> list[Term] | None:
    """The statuses of the final assessments, those with the latest date where there are several; None for none."""
    finals = out.get(FINAL_, _NOTHING)
    final = [a for a in assessments if isinstance(a, str) and _true(finals.get(a, ()))]
    if not final:
        return None
    dates = out.get(DATE, _NOTHING)
    latest = max(_date(dates.get(a, ())) for a in final)
    return [status for a in final if _date(dates.get(a, ())) == latest for status in statuses.get(a, ())]


def _true(values: Iterable[Term]) -> bool:
    return any(isinstance(v, Literal) and v.lexical in ("true", "1") for v in values)


def _date(values: Iterable[Term]) -> str:
    return max((v.lexical for v in values if isinstance(v, Literal)), default="")
