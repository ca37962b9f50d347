"""The SPARQL of packs: in rules and in quality constraints."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from palermo.check.diagnostic import Diagnostic, Place
from palermo.check.material import Material
from palermo.check.placed import Said
from palermo.check.reading import ReadFile
from palermo.check.uses import Use
from palermo.names import RDFS, SH, TYPE
from palermo.problems import PalermoError
from palermo.sparql_gate import gate
from palermo.terms import Literal

_QUERIES: Final = tuple(SH + n for n in ("select", "ask", "construct"))
_LINE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_PREFIX: Final = re.compile(r"PREFIX\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_NAME: Final = re.compile(
    r"\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|\#[^\n]*"
    r"|<(?P<iri>[^<>\s]*)>|(?<![\w?$])(?P<prefix>[A-Za-z][\w.-]*|):(?P<local>[A-Za-z_][\w-]*)",
    re.DOTALL,
)


class _Query(NamedTuple):
    """A query, where it is written, and the prefixes that its owner declares for it."""

    node: str
    text: str
    prefixes: dict[str, str]
    file: ReadFile
    said: Said

    def offset(self, offset: int) -> int:
        """An offset in the query as one in the file."""
        start = self.said.at[2]
        return start + (3 if self.file.text[start : start + 3] in ('"""', "'''") else 1) + offset

    def place(self, offset: int) -> Place:
        """The place of an offset in the query."""
        return self.file.place(self.offset(offset))


def problems(material: Material) -> Iterator[Diagnostic]:
    """Queries that do not parse, that ask for what is not to be had, or that say nothing of the shape's node."""
    for query in _queries(material):
        owner = material.owner(query.node)
        heading = "".join(f"PREFIX {name}: <{space}> " for name, space in sorted(query.prefixes.items()))
        try:
            gate(query.text)
            _parse(heading, query.text)
        except PalermoError as error:
            problem = error.problem
            offset = _offset(query.text, problem.line or 1, problem.column or 1)
            yield material.found("K702", query.place(offset), owner, what=problem.message)
            continue
        except (SyntaxError, ValueError) as error:
            line, column, said = _complaint(str(error))
            offset = _offset(query.text, line, column - (len(heading) if line == 1 else 0))
            yield material.found("K701", query.place(offset), owner, what=said)
            continue
        if query.said.triple[1] != SH + "construct" and not re.search(r"[?$]this\b", query.text):
            yield material.found("K703", query.place(0), owner)
    yield from _rules(material)


def _rules(material: Material) -> Iterator[Diagnostic]:
    """Rules that are of another kind, or hang on a shape without a class to run them for."""
    for shape, rule in material.own_graph.pairs(SH + "rule"):
        place = material.at(shape, SH + "rule", rule)
        if not isinstance(rule, str) or material.graph.lexical(rule, SH + "construct") is None:
            yield material.found("K502", place, shape, variant="rule")
        elif not material.graph.nodes(shape, SH + "targetClass") and RDFS + "Class" not in material.graph.nodes(
            shape, TYPE
        ):
            yield material.found("K510", place, shape, variant="rule")


def uses(material: Material) -> Iterator[Use]:
    """The terms that queries name."""
    for query in _queries(material):
        spaces = query.prefixes | dict(_PREFIX.findall(query.text))
        for match in _NAME.finditer(query.text):
            iri, prefix, local = match.group("iri", "prefix", "local")
            if iri is None and local is not None and prefix in spaces:
                yield Use(spaces[prefix] + local, "term", query.file, query.offset(match.start()))
            elif iri is not None and iri not in spaces.values():
                yield Use(iri, "term", query.file, query.offset(match.start()))


def _queries(material: Material) -> Iterator[_Query]:
    for file, said in material.said():
        s, p, o = said.triple
        if p in _QUERIES and isinstance(o, Literal):
            yield _Query(s, o.lexical, _declared(material, s), file, said)


def _declared(material: Material, node: str) -> dict[str, str]:
    found: dict[str, str] = {}
    graph = material.graph
    for owner in graph.nodes(node, SH + "prefixes"):
        for declared in graph.nodes(owner, SH + "declare"):
            prefix, space = graph.lexical(declared, SH + "prefix"), graph.lexical(declared, SH + "namespace")
            if prefix is not None and space is not None:
                found[prefix] = space
    return found


def _parse(heading: str, text: str) -> None:
    """Raises SyntaxError or ValueError where a query does not parse. It is run on nothing, so it ends at once."""
    import pyoxigraph

    pyoxigraph.Store().query(heading + text)


def _complaint(said: str) -> tuple[int, int, str]:
    found = _LINE.search(said)
    return (1, 1, said) if found is None else (int(found[1]), int(found[2]), " ".join(found[3].split()))


def _offset(text: str, line: int, column: int) -> int:
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return min(starts[min(line, len(starts)) - 1] + max(column, 1) - 1, len(text))
