"""Comparing definitions, whole process, against the start of HermiT on an empty ontology."""

from functools import partial

from measure import medians, palermo, run
from results import Part, at_most
from setting import Setting

from palermo.compare import java

#: How many starts of HermiT the comparison of one pair may cost.
AIM = 8
PAIRS = (
    ("un-1949", "un-protocol-2000"),
    ("un-protocol-2000", "coe-2005"),
    ("eu-2011-36-2024", "in-bns-143"),
)
_EMPTY = "<urn:empty> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2002/07/owl#Ontology> .\n"


def comparing(setting: Setting) -> Part:
    """All in turns."""
    title, how = "Comparing definitions", "Whole processes, time on the clock, against HermiT on an empty ontology."
    empty = setting.scratch / "empty.nt"
    empty.write_text(_EMPTY, encoding="utf-8")
    hermit = java.command(str(setting.scratch), "-N", "-c", empty.as_uri())
    if hermit is None:
        return Part("comparing", title, how, missing=("no Java, or no owlready2 (extra 'reasoner')",))
    matrix = palermo("compare", "--all")
    run(matrix)  # fills the cache
    named = {f"{a} {b}": partial(run, palermo("compare", a, b)) for a, b in PAIRS}
    alone = {f"{a} {b}, no reasoner": partial(run, palermo("compare", a, b, "--no-reasoner")) for a, b in PAIRS}
    timed = {"HermiT, empty ontology": partial(run, hermit), **named, **alone, "all verified": partial(run, matrix)}
    found = medians(timed, setting.rounds)
    start = found["HermiT, empty ontology"].seconds
    slowest = max(found[name].seconds for name in named)
    return Part(
        "comparing",
        title,
        how,
        ("", "ms", "of HermiT's start"),
        tuple((name, one.seconds * 1000, one.seconds / start) for name, one in found.items()),
        (at_most("the slowest pair against HermiT's start", slowest / start, AIM),),
    )
