"""pySHACL's rate on one view of the same shapes: shapes and ontology loaded once, batches of several sizes.

Run as ``peer.py SHAPES ONTOLOGY CASES SAMPLE [WAY…]``; writes a line for each way tried,
``rate<TAB>what``. The cases are N-Quads, a graph each.
"""

import sys
import time
from collections.abc import Sequence
from itertools import islice

import pyoxigraph as ox
import pyshacl
import rdflib

Rows = list[tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]]


def cases(path: str, sample: int) -> list[Rows]:
    """The triples of the first cases of a file."""
    found: dict[str, Rows] = {}
    for quad in ox.parse(path=path, format=ox.RdfFormat.N_QUADS):
        name = str(quad.graph_name)
        if name not in found and len(found) == sample:
            break
        found.setdefault(name, []).append((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    return list(islice(found.values(), sample))


def _node(term: object) -> rdflib.term.Node:
    if isinstance(term, ox.Literal):
        return rdflib.Literal(term.value, lang=term.language, datatype=None if term.language else term.datatype.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    return rdflib.URIRef(term.value if isinstance(term, ox.NamedNode) else str(term))


def seconds(batches: Sequence[rdflib.Graph], shapes: rdflib.Graph, ontology: rdflib.Graph, inference: str) -> float:
    """CPU seconds that pySHACL takes for these batches. Reading them is not counted."""
    before = time.process_time()
    for batch in batches:
        pyshacl.validate(batch, shacl_graph=shapes, ont_graph=ontology, inference=inference, inplace=True)
    return time.process_time() - before


def ways(sample: int) -> list[tuple[int, str]]:
    """Batch sizes, up to the whole sample, and kinds of inference."""
    return [(size, inference) for inference in ("none", "rdfs") for size in (1, 10, 50, sample) if size <= sample]


def main(shapes_path: str, ontology_path: str, cases_path: str, sample: int, only: Sequence[str]) -> None:
    """Try every way, or only those named, on a sample; small batches on a part of it, since each costs the same."""
    shapes = rdflib.Graph().parse(shapes_path, format="turtle")
    ontology = rdflib.Graph().parse(ontology_path, format="turtle")
    described = cases(cases_path, sample)
    for size, inference in dict.fromkeys(ways(len(described))):
        how = f"batches of {size}, inference {inference}"
        if only and how not in only:
            continue
        part = described[: max(size, min(len(described), size * 10))]
        batches = [graph(part[start : start + size]) for start in range(0, len(part), size)]
        sys.stdout.write(f"{len(part) / seconds(batches, shapes, ontology, inference):.2f}\t{how}\n")
        sys.stdout.flush()


def graph(described: Sequence[Rows]) -> rdflib.Graph:
    """One graph of these cases."""
    made = rdflib.Graph()
    for rows in described:
        for row in rows:
            made.add(row)
    return made


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5:])
