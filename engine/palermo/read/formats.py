"""The RDF syntaxes that are read, by file name and by the name a person gives."""

from typing import Final

from palermo.escape import clip
from palermo.problems import PalermoError, Problem

TURTLE: Final = "turtle"
TRIG: Final = "trig"
N_TRIPLES: Final = "n-triples"
N_QUADS: Final = "n-quads"
RDF_XML: Final = "rdf-xml"
JSON_LD: Final = "json-ld"

#: The names that ``--input-format`` takes.
FORMATS: Final = (TURTLE, TRIG, N_TRIPLES, N_QUADS, RDF_XML, JSON_LD)

#: What a message calls them.
TITLES: Final = {
    TURTLE: "Turtle",
    TRIG: "TriG",
    N_TRIPLES: "N-Triples",
    N_QUADS: "N-Quads",
    RDF_XML: "RDF/XML",
    JSON_LD: "JSON-LD",
}

EXTENSIONS: Final = {
    "ttl": TURTLE, "trig": TRIG, "nt": N_TRIPLES, "nq": N_QUADS, "rdf": RDF_XML, "owl": RDF_XML, "xml": RDF_XML,
    "jsonld": JSON_LD, "json": JSON_LD,
}  # fmt: skip

_OTHER_NAMES: Final = {
    "ntriples": N_TRIPLES, "nquads": N_QUADS, "rdfxml": RDF_XML, "rdf/xml": RDF_XML, "rdf+xml": RDF_XML,
}  # fmt: skip


def format_of_name(name: str) -> tuple[str | None, bool]:
    """The format that a file's name stands for (None if unknown), and whether it is gzipped.

    >>> format_of_name("cases/a.nq.gz")
    ('n-quads', True)
    """
    lowered = name.lower()
    gzipped = lowered.endswith(".gz")
    if gzipped:
        lowered = lowered[:-3]
    base = lowered[lowered.rfind("/") + 1 :]
    dot = base.rfind(".")
    return (EXTENSIONS.get(base[dot + 1 :]) if dot >= 0 else None), gzipped


def format_of_option(name: str) -> str:
    """The format that ``--input-format`` means: its name, or a file extension. Raises PalermoError if unknown."""
    lowered = name.lower().lstrip(".")
    found = lowered if lowered in FORMATS else EXTENSIONS.get(lowered) or _OTHER_NAMES.get(lowered)
    if found is None:
        message = f"unknown format {clip(name)}: use one of {', '.join(FORMATS)}"
        raise PalermoError(Problem("--input-format", None, None, message, "P106"))
    return found
