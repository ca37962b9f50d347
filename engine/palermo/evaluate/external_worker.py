"""The process that runs pySHACL: a case and the packs' files come in on standard input, results go out.

Only shapes of packs come here, never those of a case file. pySHACL refuses ``SERVICE`` in constraints; imports are not
followed, JavaScript is not run. It is started by :mod:`palermo.evaluate.external` and killed when its time is over.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any

from palermo.names import IDENTIFIER, SH
from palermo.terms import Literal, Term, Triple
from palermo.validation import ValidationResult

_SEVERITIES = {"Violation": "violation", "Warning": "warning", "Info": "info"}


def results(triples: Sequence[Triple], files: Sequence[str], shapes: Sequence[str]) -> list[ValidationResult]:
    """What these shapes say of a case, in a fixed order."""
    import pyshacl
    import rdflib

    rules = rdflib.Graph()
    for path in files:
        with open(path, "rb") as file:
            rules.parse(data=file.read(), format="turtle")
    written = rdflib.Graph()
    for s, p, o in triples:
        written.add((rdflib.URIRef(s), rdflib.URIRef(p), _node(rdflib, o)))
    _, report, _ = pyshacl.validate(
        written + rules,
        shacl_graph=rules,
        use_shapes=list(shapes),
        inference="none",
        advanced=False,
        js=False,
        do_owl_imports=False,
    )
    return sorted((_result(rdflib, report, rules, node) for node in _results(rdflib, report)), key=repr)


def main() -> None:
    """Read the case, run the shapes, write the results as JSON."""
    asked = json.load(sys.stdin)
    triples = [(s, p, o if isinstance(o, str) else Literal(*o)) for s, p, o in asked["triples"]]
    json.dump(results(triples, asked["files"], asked["shapes"]), sys.stdout)


def _node(rdflib: Any, term: Term) -> Any:
    if isinstance(term, str):
        return rdflib.URIRef(term)
    if term.language:
        return rdflib.Literal(term.lexical, lang=term.language)
    return rdflib.Literal(term.lexical, datatype=rdflib.URIRef(term.datatype), normalize=False)


def _results(rdflib: Any, report: Any) -> list[Any]:
    return list(report.subjects(rdflib.RDF.type, rdflib.URIRef(SH + "ValidationResult")))


def _result(rdflib: Any, report: Any, rules: Any, node: Any) -> ValidationResult:
    def one(name: str) -> Any:
        return report.value(node, rdflib.URIRef(SH + name))

    shape, path, value = one("sourceShape"), one("resultPath"), one("value")
    severity = str(one("resultSeverity"))[len(SH) :]
    return ValidationResult(
        _SEVERITIES.get(severity, "violation"),
        str(rules.value(shape, rdflib.URIRef(IDENTIFIER)) or ""),
        str(one("resultMessage") or "a SPARQL constraint is not met"),
        str(one("focusNode")),
        str(path) if isinstance(path, rdflib.URIRef) else None,
        _term(rdflib, value),
        str(shape),
        str(one("sourceConstraintComponent"))[len(SH) :].removesuffix("ConstraintComponent").lower(),
    )


def _term(rdflib: Any, value: Any) -> Term | None:
    if value is None:
        return None
    if isinstance(value, rdflib.Literal):
        datatype = str(value.datatype) if value.datatype else Literal("").datatype
        return Literal(str(value), datatype, value.language)
    return str(value)


if __name__ == "__main__":
    main()
