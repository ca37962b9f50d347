"""Writes imported cases as RDF: Turtle, TriG or N-Quads."""

from collections.abc import Callable, Iterable
from typing import Final, TextIO

from palermo.importers.cases import ImportedCase, Record

SYNTAXES: Final = ("turtle", "trig", "n-quads")


def write_cases(cases: Iterable[ImportedCase | Record], out: TextIO, syntax: str = "turtle") -> None:
    """Writes the cases one after the other, each as soon as it is known; the same cases give the same bytes.

    ``syntax`` is one of :data:`SYNTAXES` (else ValueError). In TriG and N-Quads each case is a named graph, called by
    the IRI of the case without its fragment, so that a big file can be read case by case.
    """
    if syntax not in SYNTAXES:
        raise ValueError(f"cases are written as {', '.join(SYNTAXES)}, not as {syntax}")
    if syntax == "n-quads":
        write = _binary(out)
        for case in cases:
            write(case.encoded())
        return
    from palermo.write.turtle import graph_lines, prefix_lines

    out.write("\n".join(prefix_lines()) + "\n")
    for case in cases:
        graph = case.iri.partition("#")[0] if syntax == "trig" else None
        out.write("\n" + "\n".join(graph_lines(case.triples, graph)) + "\n")


def _binary(out: TextIO) -> Callable[[bytes], object]:
    """How bytes are written to ``out``: without making text of them, where it stands on bytes itself."""
    buffer = getattr(out, "buffer", None)
    if buffer is None:
        return lambda data: out.write(data.decode())
    out.flush()
    write: Callable[[bytes], object] = buffer.write
    return write
