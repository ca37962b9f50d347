"""The constraint components of SHACL Core, one function each (SHACL, section 4).

A component is bound to its parameter once. The bound check takes a view, the focus node and its value nodes and gives
the values that violate the constraint; ``None`` in the answer stands for a violation that belongs to no one value.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from palermo.entail import View
from palermo.names import SH
from palermo.split.lexical import LexicalGate
from palermo.terms import Literal, Term, is_blank

Check = Callable[[View, Term, Sequence[Term]], list[Term | None]]
Predicate = Callable[[View, Term], bool]
ValueTest = Callable[[View, Term], bool]

_NOTHING: Final[tuple[Term, ...]] = ()


def value_test(name: str, parameter: Any) -> ValueTest | None:
    """The test that one value must pass, for the components that judge values one by one; None for the others."""
    make = _VALUE_TESTS.get(name)
    return make(parameter) if make else None


def each(test: ValueTest) -> Check:
    """A check that every value passes a test."""

    def check(view: View, _focus: Term, values: Sequence[Term]) -> list[Term | None]:
        return [v for v in values if not test(view, v)]

    return check


def set_check(name: str, parameter: Any) -> Check | None:
    """The check of a component that judges all values together; None for the others."""
    make = _SET_CHECKS.get(name)
    return make(parameter) if make else None


def node_test(name: str, parameter: Any) -> ValueTest:
    """A component as the test of one node, itself its only value. One that is of neither kind is not asked here."""
    test = value_test(name, parameter)
    if test is not None:
        return test
    check = set_check(name, parameter)
    return lambda view, node: check is None or not check(view, node, (node,))


# --- value type, 4.1


def _class(cls: str) -> ValueTest:
    def test(view: View, value: Term) -> bool:
        types = view.types.get(value)
        return types is not None and cls in types

    return test


def _datatype(datatype: str) -> ValueTest:
    gate = LexicalGate()

    def test(_view: View, value: Term) -> bool:
        return isinstance(value, Literal) and value.datatype == datatype and gate.fault(value) is None

    return test


def _node_kind(kind: str) -> ValueTest:
    allowed = kind[len(SH) :]

    def test(_view: View, value: Term) -> bool:
        if isinstance(value, Literal):
            return "Literal" in allowed
        return "BlankNode" in allowed if is_blank(value) else "IRI" in allowed

    return test


# --- value range, 4.3


def compare(a: Term, b: Term) -> int | None:
    """The order of two values; decimal arithmetic is loaded only where a value is compared."""
    from palermo.evaluate.values import compare as by_value

    return by_value(a, b)


def _range(accepted: tuple[int, ...]) -> Callable[[Literal], ValueTest]:
    def make(bound: Literal) -> ValueTest:
        limit = Literal(*bound)
        return lambda _view, value: compare(value, limit) in accepted

    return make


# --- strings, 4.4


def _text(value: Term) -> str | None:
    if isinstance(value, Literal):
        return value.lexical
    return None if is_blank(value) else value


def _min_length(least: int) -> ValueTest:
    def test(_view: View, value: Term) -> bool:
        text = _text(value)
        return text is not None and len(text) >= least

    return test


def _max_length(most: int) -> ValueTest:
    def test(_view: View, value: Term) -> bool:
        text = _text(value)
        return text is not None and len(text) <= most

    return test


def _pattern(parameter: tuple[str, str]) -> ValueTest:
    source, flags = parameter
    compiled = re.compile(source, sum(_FLAGS[f] for f in set(flags) if f in _FLAGS))

    def test(_view: View, value: Term) -> bool:
        text = _text(value)
        return text is not None and compiled.search(text) is not None

    return test


_FLAGS: Final = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}


def _language_in(ranges: tuple[str, ...]) -> ValueTest:
    def test(_view: View, value: Term) -> bool:
        if not isinstance(value, Literal) or not value.language:
            return False
        tag = value.language.lower()
        return any(tag == r or tag.startswith(r + "-") for r in ranges)

    return test


def _in(members: tuple[Any, ...]) -> ValueTest:
    allowed = frozenset(m if isinstance(m, str) else Literal(*m) for m in members)
    return lambda _view, value: value in allowed


# --- all values together: cardinality 4.2, uniqueLang 4.4.5, pairs 4.5, hasValue 4.8.2


def _min_count(least: int) -> Check:
    return lambda _view, _focus, values: [] if len(values) >= least else [None]


def _max_count(most: int) -> Check:
    return lambda _view, _focus, values: [] if len(values) <= most else [None]


def _unique_lang(_parameter: bool) -> Check:
    def check(_view: View, _focus: Term, values: Sequence[Term]) -> list[Term | None]:
        tags = [v.language.lower() for v in values if isinstance(v, Literal) and v.language]
        return [None for tag in dict.fromkeys(tags) if tags.count(tag) > 1]

    return check


def _has_value(parameter: Any) -> Check:
    wanted: Term = parameter if isinstance(parameter, str) else Literal(*parameter)
    return lambda _view, _focus, values: [] if wanted in values else [None]


def _others(view: View, focus: Term, p: str) -> Sequence[Term]:
    return view.out.get(p, {}).get(focus, _NOTHING)


def _equals(p: str) -> Check:
    def check(view: View, focus: Term, values: Sequence[Term]) -> list[Term | None]:
        others = _others(view, focus, p)
        return [*(v for v in values if v not in others), *(o for o in others if o not in values)]

    return check


def _disjoint(p: str) -> Check:
    def check(view: View, focus: Term, values: Sequence[Term]) -> list[Term | None]:
        others = _others(view, focus, p)
        return [v for v in values if v in others]

    return check


def _less(accepted: tuple[int, ...]) -> Callable[[str], Check]:
    def make(p: str) -> Check:
        def check(view: View, focus: Term, values: Sequence[Term]) -> list[Term | None]:
            others = _others(view, focus, p)
            return [v for v in values for o in others if compare(v, o) not in accepted]

        return check

    return make


def _closed(allowed: tuple[str, ...]) -> Check:
    known = frozenset(allowed)

    def check(view: View, _focus: Term, values: Sequence[Term]) -> list[Term | None]:
        return [o for v in values for p, edges in view.out.items() if p not in known for o in edges.get(v, _NOTHING)]

    return check


_VALUE_TESTS: Final[dict[str, Callable[[Any], ValueTest]]] = {
    "class": _class,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "minExclusive": _range((1,)),
    "minInclusive": _range((0, 1)),
    "maxExclusive": _range((-1,)),
    "maxInclusive": _range((-1, 0)),
    "minLength": _min_length,
    "maxLength": _max_length,
    "pattern": _pattern,
    "languageIn": _language_in,
    "in": _in,
}
_SET_CHECKS: Final[dict[str, Callable[[Any], Check]]] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "uniqueLang": _unique_lang,
    "hasValue": _has_value,
    "equals": _equals,
    "disjoint": _disjoint,
    "lessThan": _less((-1,)),
    "lessThanOrEquals": _less((-1, 0)),
    "closed": _closed,
}
