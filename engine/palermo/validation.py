"""What a quality shape says of a case description, as a value."""

from typing import NamedTuple

from palermo.terms import Term


class ValidationResult(NamedTuple):
    """One result: ``severity`` is ``violation``, ``warning`` or ``info``; ``code`` is the shape's own number, such as
    ``Q101``; ``component`` the SHACL constraint component by its short name, such as ``minCount``."""

    severity: str
    code: str
    message: str
    focus: str
    path: str | None
    value: Term | None
    shape: str
    component: str
