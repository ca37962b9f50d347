"""The outcome of a quality check as a W3C SHACL validation report in Turtle (SHACL, section 3.6).

``sh:conforms`` is SHACL's: false where there is any result, a warning too. The severities say which of them break a
rule. ``sh:resultPath`` is left out where the path is more than one property. What gates and date arithmetic find comes
from no shape: it has no ``sh:sourceShape``, and its constraint component is named by its code, as in
``https://w3id.org/palermo/check/P131``. Every result says its code (``dct:identifier``) and its place, ``FILE:LINE``
(``dct:source``).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TextIO

from palermo.names import IDENTIFIER, SH, SOURCE, TYPE, XSD
from palermo.problems import Problem
from palermo.terms import Literal, Term, Triple
from palermo.validation import ValidationResult
from palermo.write.turtle import prefix_lines, subject_lines

CHECK: Final = "https://w3id.org/palermo/check/"
_REPORT: Final = "_:report"
_IRI: Final = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*\Z')
#: Components by their short name in lower case. "qualified" has two; the count that is too low is the usual one.
_COMPONENTS: Final = {
    name.lower(): f"{SH}{name}ConstraintComponent"
    for name in (
        "And", "Class", "Closed", "Datatype", "Disjoint", "Equals", "HasValue", "In", "LanguageIn", "LessThan",
        "LessThanOrEquals", "MaxCount", "MaxExclusive", "MaxInclusive", "MaxLength", "MinCount", "MinExclusive",
        "MinInclusive", "MinLength", "Node", "NodeKind", "Not", "Or", "Pattern", "Property", "QualifiedMaxCount",
        "QualifiedMinCount", "SPARQL", "UniqueLang", "Xone",
    )
} | {"qualified": SH + "QualifiedMinCountConstraintComponent"}  # fmt: skip


class Reported(NamedTuple):
    """One result and its place. ``focus`` is the node in question, or the name of the file as a literal where what is
    wrong belongs to no node."""

    result: ValidationResult
    focus: Term
    file: str
    line: int | None


def of_shape(result: ValidationResult, file: str, line: int | None) -> Reported:
    """What a quality shape says of a node."""
    return Reported(result, result.focus if _IRI.match(result.focus) else Literal(result.focus), file, line)


def of_gate(problem: Problem) -> Reported:
    """What a gate says of a file: a violation."""
    result = ValidationResult("violation", problem.code, problem.message, problem.file, None, None, "", "")
    return Reported(result, Literal(problem.file), problem.file, problem.line)


def write_report(out: TextIO, reported: Sequence[Reported]) -> None:
    """Write the report; its results stand in the order given."""
    nodes = [f"_:result{number}" for number in range(1, len(reported) + 1)]
    out.write("\n".join([*prefix_lines(), "", *subject_lines(_report(nodes))]) + "\n")
    for node, one in zip(nodes, reported, strict=True):
        out.write("\n" + "\n".join(subject_lines(_result(node, one))) + "\n")


def _report(nodes: Sequence[str]) -> Iterator[Triple]:
    yield (_REPORT, TYPE, SH + "ValidationReport")
    yield (_REPORT, SH + "conforms", Literal("false" if nodes else "true", XSD + "boolean"))
    yield from ((_REPORT, SH + "result", node) for node in nodes)


def _result(node: str, one: Reported) -> Iterable[Triple]:
    found = one.result
    pairs: list[tuple[str, Term | None]] = [
        (TYPE, SH + "ValidationResult"),
        (SH + "focusNode", one.focus),
        (SH + "resultPath", found.path),
        (SH + "value", found.value),
        (SH + "resultSeverity", SH + found.severity.capitalize()),
        (SH + "sourceShape", found.shape or None),
        (SH + "sourceConstraintComponent", _COMPONENTS.get(found.component.lower(), CHECK + found.code)),
        (SH + "resultMessage", Literal(found.message)),
        (IDENTIFIER, Literal(found.code) if found.code else None),
        (SOURCE, Literal(one.file if one.line is None else f"{one.file}:{one.line}")),
    ]
    return ((node, predicate, value) for predicate, value in pairs if value is not None)
