"""The RDF/XML gate: no DOCTYPE (so no entities), the root is rdf:RDF, elements at most 100 deep.

Expat reads the bytes once and stops at the first offence; a DOCTYPE is met before anything in it is expanded. It also
knows line and column of broken XML, which pyoxigraph does not tell.
"""

from typing import Final, NoReturn

from palermo.escape import clip
from palermo.names import RDF
from palermo.problems import PalermoError, Problem
from palermo.read.turtle import DEEPEST

_ROOT: Final = RDF + " RDF"
_ENCODINGS: Final = ("utf-8", "utf8", "us-ascii", "ascii")


def check(data: bytes, path: str) -> None:
    """Raises PalermoError where the document is not XML, or not the XML that is read here."""
    from xml.parsers import expat

    parser = expat.ParserCreate("UTF-8", namespace_separator=" ")
    depth = 0

    def refuse(message: str, code: str) -> NoReturn:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        raise PalermoError(Problem(path, line, column, message, code))

    def doctype(*_: object) -> None:
        refuse("a DOCTYPE: entities are not expanded; leave it out and write IRIs in full or with xmlns", "P116")

    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            refuse(f"encoding {clip(encoding)}: save the file as UTF-8", "P105")

    def start(name: str, _attributes: object) -> None:
        nonlocal depth
        if depth == 0 and name != _ROOT:
            refuse("the root element must be rdf:RDF: this is other XML", "P117")
        depth += 1
        if depth > DEEPEST:
            refuse(f"elements nested more than {DEEPEST} deep: give nodes IRIs and list them side by side", "P113")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = doctype
    parser.XmlDeclHandler = declaration
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        said = expat.errors.messages.get(error.code, str(error)) if isinstance(error.code, int) else str(error)
        if said == "unbound prefix":
            message, code = "undefined prefix: declare it with xmlns", "P111"
        else:
            message, code = f"RDF/XML syntax: {clip(said, 160)}", "P110"
        raise PalermoError(Problem(path, error.lineno, error.offset + 1, message, code)) from None
