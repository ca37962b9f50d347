"""A literal for a value that a definition asks for without naming it."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any, Final

from palermo.compare.branches import Node
from palermo.compare.expression import Expression, OneOf, Test, walk
from palermo.compile.shape import Constraint
from palermo.entail import View
from palermo.evaluate.components import value_test
from palermo.names import XSD
from palermo.terms import Literal

_EXAMPLES: Final = {
    XSD + "boolean": "true",
    XSD + "date": "2001-01-01",
    XSD + "dateTime": "2001-01-01T00:00:00Z",
    XSD + "gYear": "2001",
    XSD + "integer": "1",
    XSD + "decimal": "1.0",
    XSD + "double": "1.0E0",
    XSD + "string": "text",
}
_NO_VIEW: Final = View({}, {}, {}, {})


def literal_for(ranges: Sequence[str], tests: Sequence[Constraint]) -> Literal | None:
    """A literal that passes these tests, of one of these datatypes where any is given; None where none was found."""
    checks = [test for name, parameter in tests if (test := value_test(name, parameter)) is not None]
    for candidate in _candidates(ranges, tests):
        if all(check(_NO_VIEW, candidate) for check in checks):
            return candidate
    return None


def _candidates(ranges: Sequence[str], tests: Sequence[Constraint]) -> Iterator[Literal]:
    """Examples of the datatypes, and the bounds that the tests name with what is next to them."""
    asked = [str(parameter) for name, parameter in tests if name == "datatype"]
    for datatype in (*asked, *ranges, *_EXAMPLES):
        if datatype in _EXAMPLES:
            yield Literal(_EXAMPLES[datatype], datatype)
    for _, parameter in tests:
        yield from _near(parameter)


def _near(parameter: Any) -> Iterator[Literal]:
    if isinstance(parameter, tuple) and len(parameter) == 3 and isinstance(parameter[0], str):
        bound = Literal(*parameter)
        yield bound
        if bound.lexical.lstrip("+-").isdecimal():
            yield from (bound._replace(lexical=str(int(bound.lexical) + step)) for step in (-1, 1))


def hints(expression: Expression) -> Iterator[Literal]:
    """The values at which a definition may change its mind: those it names, its bounds, and what is next to them."""
    for found in walk(expression):
        if isinstance(found, Test):
            yield from _near(found.parameter)
        elif isinstance(found, OneOf):
            yield from (near for term in found.terms if isinstance(term, Literal) for near in _near(tuple(term)))


def with_values(node: Node, candidates: Sequence[Literal]) -> Iterator[Node]:
    """The trees in which each value that is only to pass tests is one of these candidates, or left to be chosen."""
    own = [node]
    if node.tests and node.value is None:
        checks = [test for name, parameter in node.tests if (test := value_test(name, parameter)) is not None]
        passing = [one for one in candidates if all(check(_NO_VIEW, one) for check in checks)]
        own += [node._replace(value=one, tests=()) for one in passing]
    below = [[link._replace(node=one) for one in with_values(link.node, candidates)] for link in node.links]
    for chosen, links in product(own, list(product(*below))):
        yield chosen._replace(links=links)
