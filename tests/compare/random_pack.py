"""Packs of random definitions over a small ontology that has what bears on comparing: unions, some of them nested or
overlapping, disjoint classes, subproperties, inverses, an individual, defined classes, and ages."""

from collections.abc import Iterator
from random import Random

ONTOLOGY = """
my:U a owl:Class ; rdfs:subClassOf pal:Act ; owl:equivalentClass [ a owl:Class ; owl:unionOf ( my:U1 my:U2 my:U3 ) ] .
my:U1 a owl:Class ; rdfs:subClassOf my:U . my:U2 a owl:Class ; rdfs:subClassOf my:U .
my:U3 a owl:Class ; rdfs:subClassOf my:U .
my:V a owl:Class ; rdfs:subClassOf my:U ; owl:equivalentClass [ a owl:Class ; owl:unionOf ( my:U1 my:U2 ) ] .
my:U11 a owl:Class ; rdfs:subClassOf my:U1 . my:W a owl:Class ; rdfs:subClassOf my:U .
my:X a owl:Class ; rdfs:subClassOf my:U2 , my:U3 .
my:U1 owl:disjointWith my:U3 .
my:P a owl:Class ; rdfs:subClassOf pal:Purpose . my:P1 a owl:Class ; rdfs:subClassOf my:P .
my:P2 a owl:Class ; rdfs:subClassOf my:P .
my:P12 a owl:Class ; rdfs:subClassOf my:P1 , my:P2 .
my:Defined a owl:Class ; rdfs:subClassOf pal:Purpose ;
    owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( my:P1 my:P2 ) ] .
my:Busy a owl:Class ; rdfs:subClassOf pal:Conduct ;
    owl:equivalentClass [ a owl:Restriction ; owl:onProperty pal:act ; owl:someValuesFrom my:U1 ] .
my:firstAct a owl:ObjectProperty ; rdfs:subPropertyOf pal:act .
my:actOf a owl:ObjectProperty ; owl:inverseOf my:firstAct .
my:home a owl:ObjectProperty ; rdfs:domain pal:Person ; rdfs:range my:Place . my:Place a owl:Class .
my:here a owl:NamedIndividual , my:Town . my:Town a owl:Class ; rdfs:subClassOf my:Place .
my:knows a owl:ObjectProperty , owl:SymmetricProperty ; rdfs:domain pal:Person ; rdfs:range pal:Person .
"""
_ACTS = ("my:U", "my:U1", "my:U2", "my:U3", "my:V", "my:U11", "my:W", "my:X", "pal:Act")
_PURPOSES = ("my:P", "my:P1", "my:P2", "my:P12", "my:Defined", "pal:Purpose")


def definitions(number: int, seed: int) -> str:
    """So many definitions as Turtle, named ``r0``, ``r1`` …"""
    rng = Random(seed)
    return "".join(
        f'my:r{at} a pal:Definition , sh:NodeShape ; dct:identifier "r{at}" ; rdfs:label "r{at}"@en ;\n'
        f"    pal:concludes my:Met ; sh:targetClass pal:Person ;\n    {_person(rng)} .\n"
        for at in range(number)
    )


def _person(rng: Random) -> str:
    """What is asked of the person: always some conduct, often more."""
    parts = list(_conditions(rng))
    if len(parts) == 1:
        return parts[0]
    if rng.random() < 0.4:
        return "sh:or ( " + " ".join(f"[ {part} ]" for part in parts) + " )"
    return "sh:and ( " + " ".join(f"[ {part} ]" for part in parts) + " )"


def _conditions(rng: Random) -> Iterator[str]:
    yield _conduct(rng)
    if rng.random() < 0.4:
        yield _conduct(rng)
    if rng.random() < 0.3:
        yield rng.choice(("sh:class pal:Child", "sh:class pal:Adult", "sh:node ps:child"))
    if rng.random() < 0.2:
        yield _has("my:home", rng.choice(("sh:class my:Place", "sh:class my:Town", "sh:in ( my:here )")))
    if rng.random() < 0.15:
        yield _has("my:knows", "sh:class pal:Person")
    if rng.random() < 0.15:
        border = "sh:property [ sh:path pal:crossedBorder ; sh:hasValue true ]"
        yield _has("pal:moved", rng.choice(("sh:class pal:Movement", border)))


def _conduct(rng: Random) -> str:
    parts = []
    if rng.random() < 0.9:
        parts.append(_fact(rng, rng.choice(("pal:act", "pal:act", "my:firstAct")), _ACTS))
    if rng.random() < 0.6 or not parts:
        parts.append(_fact(rng, "pal:purpose", _PURPOSES))
    if rng.random() < 0.15:
        parts.append("sh:class my:Busy")
    step = "pal:towardsChild" if rng.random() < 0.3 else "pal:towards"
    return _has(f"[ sh:inversePath {step} ]", " ; ".join(parts))


def _fact(rng: Random, path: str, classes: tuple[str, ...]) -> str:
    chosen = rng.sample(classes, rng.choice((1, 1, 2, 3)))
    if len(chosen) == 1:
        return _has(path, f"sh:class {chosen[0]}", 2 if rng.random() < 0.1 else 1)
    word = "sh:or" if rng.random() < 0.7 else "sh:and"
    return _has(path, f"{word} ( " + " ".join(f"[ sh:class {cls} ]" for cls in chosen) + " )")


def _has(path: str, inner: str, least: int = 1) -> str:
    return f"sh:property [ sh:path {path} ; sh:qualifiedValueShape [ {inner} ] ; sh:qualifiedMinCount {least} ]"
