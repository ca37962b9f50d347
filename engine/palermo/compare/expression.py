"""What a definition asks, as an expression: the compiled shape with everything taken out that constrains nothing.

In: the shapes of a rulebook. Out: nested values that :mod:`palermo.compare.branches` takes apart into cases and
:mod:`palermo.compare.owl` writes as an OWL class. Definition shapes are monotone and their paths are single properties
(:mod:`palermo.compile.subset` refuses others), so these few forms are all.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Union

from palermo.compile.shape import Shape
from palermo.names import SH, TYPE
from palermo.terms import Literal, Term


class Is(NamedTuple):
    """The node is of a class."""

    cls: str


class OneOf(NamedTuple):
    """The node is one of these terms."""

    terms: tuple[Term, ...]


class Test(NamedTuple):
    """The node passes a test of its value: a datatype, a range, a pattern …"""

    name: str
    parameter: object


class Has(NamedTuple):
    """The node has, along a property or back along it, at least so many values that are as ``inner`` says."""

    property: str
    back: bool
    least: int
    inner: "Expression"


class Every(NamedTuple):
    """All of these hold; with none of them, anything will do."""

    parts: "tuple[Expression, ...]"


class Some(NamedTuple):
    """One of these holds."""

    parts: "tuple[Expression, ...]"


Expression = Union[Is, OneOf, Test, Has, Every, Some]  # noqa: UP007 - names its own members
ANYTHING = Every(())


def read_expression(shapes: Mapping[str, Shape], shape_id: str) -> Expression:
    """What conforms to a monotone shape whose paths are single properties."""
    shape = shapes[shape_id]
    if shape.path is None:
        return every([_on_node(shapes, name, parameter) for name, parameter in shape.constraints])
    back = shape.path[0] == "inv"
    p: str = shape.path[1][1] if back else shape.path[1]
    return every([_on_path(shapes, p, back, name, parameter) for name, parameter in shape.constraints])


def every(parts: list[Expression]) -> Expression:
    """All of these, flattened."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Every) else (part,))]
    return flat[0] if len(flat) == 1 else Every(tuple(flat))


def _some(parts: list[Expression]) -> Expression:
    """One of these, flattened; anything, where one of them is met by anything."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Some) else (part,))]
    if any(isinstance(part, Every) and not part.parts for part in flat):
        return ANYTHING
    return flat[0] if len(flat) == 1 else Some(tuple(flat))


def _on_node(shapes: Mapping[str, Shape], name: str, parameter: object) -> Expression:
    if name in ("node", "property"):
        return read_expression(shapes, str(parameter))
    if name in ("and", "or") and isinstance(parameter, tuple):
        members = [read_expression(shapes, member) for member in parameter]
        return every(members) if name == "and" else _some(members)
    if name == "class":
        return Is(str(parameter))
    if name == "in" and isinstance(parameter, tuple):
        return OneOf(tuple(_term(member) for member in parameter))
    if name == "hasValue":
        return OneOf((_term(parameter),))
    if name == "nodeKind" and "IRI" in str(parameter)[len(SH) :]:
        return ANYTHING  # every node of a case is named when it is read
    return Test(name, parameter)


def _on_path(shapes: Mapping[str, Shape], p: str, back: bool, name: str, parameter: object) -> Expression:
    if name == "hasValue":
        wanted = _term(parameter)
        if p == TYPE and not back and isinstance(wanted, str):
            return Is(wanted)
        return Has(p, back, 1, OneOf((wanted,)))
    if name == "qualified" and isinstance(parameter, tuple):
        least = parameter[1]
        return Has(p, back, least, read_expression(shapes, parameter[0])) if least else ANYTHING
    least = int(str(parameter)) if name == "minCount" else 0
    return Has(p, back, least, ANYTHING) if least else ANYTHING


def _term(parameter: object) -> Term:
    return Literal(*parameter) if isinstance(parameter, tuple) else str(parameter)


def walk(expression: Expression) -> Iterator[Expression]:
    """An expression and everything within it."""
    stack = [expression]
    while stack:
        found = stack.pop()
        yield found
        if isinstance(found, (Every, Some)):
            stack.extend(found.parts)
        elif isinstance(found, Has):
            stack.append(found.inner)


def classes_of(expression: Expression) -> frozenset[str]:
    """The classes that an expression names."""
    return frozenset(found.cls for found in walk(expression) if isinstance(found, Is))


def properties_of(expression: Expression) -> frozenset[str]:
    """The properties that an expression names."""
    return frozenset(found.property for found in walk(expression) if isinstance(found, Has))


def has_tests(expression: Expression) -> bool:
    """Whether an expression tests values in a way that no finite number of values stands for."""
    return any(isinstance(found, Test) for found in walk(expression))


def counts(expression: Expression) -> bool:
    """Whether an expression asks for more than one value of anything."""
    return any(isinstance(found, Has) and found.least > 1 for found in walk(expression))
