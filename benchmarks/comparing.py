"""Comparing definitions, whole process, against the start of HermiT on an empty ontology."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from measure import medians, palermo, run

from palermo.compare import java

#: How many starts of HermiT the comparison of one pair may cost.
AIM = 8
PAIRS = (
    ("un-1949", "un-protocol-2000"),
    ("un-protocol-2000", "coe-2005"),
    ("eu-2011-36-2024", "in-bns-143"),
)
_EMPTY = "<urn:empty> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2002/07/owl#Ontology> .\n"


def comparing(scratch: Path) -> Iterator[str]:
    """Lines of a table."""
    empty = scratch / "empty.nt"
    empty.write_text(_EMPTY, encoding="utf-8")
    hermit = java.command(str(scratch), "-N", "-c", empty.as_uri())
    if hermit is None:
        yield "Comparing: no Java, or no owlready2 (extra 'reasoner')"
        return
    matrix = palermo("compare", "--all")
    run(matrix)  # fills the cache
    named = {f"{a} {b}": partial(run, palermo("compare", a, b)) for a, b in PAIRS}
    alone = {f"{a} {b}, alone": partial(run, palermo("compare", a, b, "--no-reasoner")) for a, b in PAIRS}
    found = medians({"empty": partial(run, hermit), **named, **alone, "all": partial(run, matrix)})
    start = found["empty"].seconds
    yield "Comparing definitions, whole process, median of five"
    yield f"  {'HermiT on an empty ontology':<46} {start * 1000:8.0f} ms"
    for name in (*named, *alone, "all"):
        shown = name.replace(", alone", ", no reasoner") if name != "all" else "all verified definitions"
        yield f"  {shown:<46} {found[name].seconds * 1000:8.0f} ms   {found[name].seconds / start:6.2f} x"
    slowest = max(found[name].seconds for name in named) / start
    yield f"  the slowest pair takes {slowest:.2f} times the start of HermiT (aim: at most {AIM})"
