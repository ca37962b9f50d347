"""What a SHACL shape is once compiled: plain data, so that it can be kept on disk and bound to predicates."""

from typing import Any, Final, NamedTuple

#: A property path as nested tuples (SHACL section 2.3.1): ``("p", iri)``, ``("inv", path)``, ``("seq", (path, …))``,
#: ``("alt", (path, …))``, ``("*", path)``, ``("+", path)``, ``("?", path)``.
Path = tuple[Any, ...]

#: A constraint component and its parameter: ``("class", iri)``, ``("qualified", (shape, min, max, siblings))`` …
Constraint = tuple[str, Any]


class Shape(NamedTuple):
    """One node or property shape. ``id`` is its IRI, or a blank node label that is stable for the same packs.

    ``owner`` is the nearest shape with an IRI, for messages. ``characteristic`` names the characteristic that a step
    of the path asks of the person (``pal:characteristic``).
    """

    id: str
    owner: str
    path: Path | None
    constraints: tuple[Constraint, ...]
    targets: tuple[tuple[str, Any], ...]
    severity: str
    code: str
    element: bool
    characteristic: str | None


#: Constraint components whose truth can only grow with the facts, when asked of a value (a node shape).
MONOTONE_ON_VALUES: Final = frozenset(
    {
        "class",
        "datatype",
        "nodeKind",
        "minExclusive",
        "minInclusive",
        "maxExclusive",
        "maxInclusive",
        "minLength",
        "maxLength",
        "pattern",
        "languageIn",
        "hasValue",
        "in",
        "and",
        "or",
        "node",
        "property",
    }
)

#: The same for a property shape, which speaks of all values of its path together.
MONOTONE_ON_PATHS: Final = frozenset({"minCount", "qualified", "hasValue"})


def references(name: str, parameter: object) -> list[str]:
    """The shapes that a constraint refers to."""
    if name in ("node", "property", "not"):
        return [str(parameter)]
    if name in ("and", "or", "xone") and isinstance(parameter, tuple):
        return list(parameter)
    if name == "qualified" and isinstance(parameter, tuple):
        return [parameter[0], *parameter[3]]
    return []


def is_step(path: Path | None, steps: frozenset[str]) -> bool:
    """Whether a path leads from a person to the conducts towards that person."""
    return path is not None and path[0] == "inv" and path[1][0] == "p" and path[1][1] in steps


def properties_of(path: Path | None) -> list[str]:
    """The properties that a path follows, in order."""
    if path is None:
        return []
    word, inner = path
    if word == "p":
        return [inner]
    return [p for step in inner for p in properties_of(step)] if word in ("seq", "alt") else properties_of(inner)
