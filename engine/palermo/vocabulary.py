"""What the packs' ontology says of its own terms: the part of a rulebook that the reading passes need.

Nothing here is law; a rulebook's :class:`Vocabulary` is made by the compile pass from ``ontology/``.
"""

from typing import NamedTuple


class PropertyInfo(NamedTuple):
    """A property: ``kind`` is ``object``, ``datatype`` or ``annotation``; ``supers`` holds itself and all above it."""

    kind: str
    domains: tuple[str, ...]
    ranges: tuple[str, ...]
    functional: bool
    supers: frozenset[str]


class Vocabulary(NamedTuple):
    """The terms that the packs define.

    ``namespaces``: those in which the packs define terms. ``classes``: class to itself and all its superclasses.
    ``individuals``: named individual to its classes and their superclasses.
    """

    namespaces: tuple[str, ...]
    classes: dict[str, frozenset[str]]
    properties: dict[str, PropertyInfo]
    individuals: dict[str, frozenset[str]]
