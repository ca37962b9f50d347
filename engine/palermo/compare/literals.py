"""A literal for a value that a definition asks for without naming it."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

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
