"""The triples of a record map and of its code lists, with errors that name what is wrong."""

import os
from typing import Final

import pyoxigraph as ox

from palermo.escape import clip, esc
from palermo.names import FIRST, LANG_STRING, NIL, REST
from palermo.problems import PalermoError, Problem
from palermo.terms import Literal, Term, local_name

MAP: Final = "https://w3id.org/palermo/mapping#"


class MapGraph:
    """The triples of Turtle files, by subject and predicate, in the order of the files."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._objects: dict[tuple[str, str], list[Term]] = {}
        self.add(path)

    def add(self, path: str) -> None:
        """Reads one file more. Raises PalermoError where it cannot be read."""
        try:
            with open(path, "rb") as stream:
                for quad in ox.parse(stream, ox.RdfFormat.TURTLE, rename_blank_nodes=True):
                    key = (_name(quad.subject), quad.predicate.value)
                    self._objects.setdefault(key, []).append(_term(quad.object))
        except OSError as error:
            raise PalermoError(Problem(path, None, None, f"cannot be opened: {error.strerror}", "P602")) from None
        except SyntaxError as error:
            raise PalermoError(Problem(path, error.lineno, error.offset, esc(str(error.msg)), "P602")) from None

    def beside(self, name: str) -> str:
        """The path of a file in the same folder. Raises PalermoError where the name is more than a name."""
        if os.path.basename(name) != name or name in ("", ".", ".."):
            raise self.error(f"a map:codeFile is the name of a file beside the map, not {clip(name) or 'empty'}")
        return os.path.join(os.path.dirname(self.path), name)

    def error(self, message: str) -> PalermoError:
        """The error that says what is wrong with this map."""
        return PalermoError(Problem(self.path, None, None, message, "P602"))

    def predicates(self) -> set[str]:
        """Every property that is used."""
        return {predicate for _, predicate in self._objects}

    def objects(self, subject: str, predicate: str) -> list[Term]:
        """The objects of a subject and predicate."""
        return self._objects.get((subject, predicate), [])

    def iris(self, subject: str, predicate: str) -> list[str]:
        """The objects that are nodes."""
        return [term for term in self.objects(subject, predicate) if isinstance(term, str)]

    def texts(self, subject: str, predicate: str) -> list[str]:
        """The lexical forms of the objects that are literals."""
        return [term.lexical for term in self.objects(subject, predicate) if isinstance(term, Literal)]

    def iri(self, subject: str, predicate: str) -> str:
        """The one object, a node. Raises PalermoError where there is none, or more."""
        values = self.iris(subject, predicate)
        if len(values) != 1:
            raise self.error(f"{called(subject)} needs one {local_name(predicate)} that is an IRI")
        return values[0]

    def literal(self, subject: str, predicate: str) -> Literal:
        """The one object, a literal. Raises PalermoError where there is none, or more."""
        values = [term for term in self.objects(subject, predicate) if isinstance(term, Literal)]
        if len(values) != 1:
            raise self.error(f"{called(subject)} needs one {local_name(predicate)} that is text")
        return values[0]

    def text(self, subject: str, predicate: str) -> str:
        """The one object, as text. Raises PalermoError where there is none, or more."""
        return self.literal(subject, predicate).lexical

    def maybe(self, subject: str, predicate: str, default: str = "") -> str:
        """The one object, as text, or the default where there is none. Raises PalermoError where there are more."""
        return self.text(subject, predicate) if self.objects(subject, predicate) else default

    def having(self, predicate: str, value: str) -> list[str]:
        """The subjects with this object, in order."""
        return sorted(s for (s, p), values in self._objects.items() if p == predicate and value in values)

    def items(self, subject: str, predicate: str) -> list[str]:
        """The members of the RDF list that is the value; each member once."""
        cell, members, cells = self.iri(subject, predicate), [], set()
        while cell != NIL:
            if cell in cells:
                raise self.error(f"the list {local_name(predicate)} runs in a circle")
            cells.add(cell)
            members.append(self.iri(cell, FIRST))
            cell = self.iri(cell, REST)
        return list(dict.fromkeys(members))


def called(subject: str) -> str:
    """How a message calls a node of a map."""
    return "a node without a name" if subject.startswith("_:") else clip(local_name(subject))


def _name(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    if isinstance(term, ox.Literal):
        return Literal(term.value, LANG_STRING if term.language else term.datatype.value, term.language)
    return _name(term)
