"""What every peer is given, as files that any SHACL engine reads: shapes, ontology, cases, and what is right.

The cases come twice, as N-Triples with an empty line between cases: as the view of what is established, and as that
view with everything that follows from it, for engines without inference. The views are made by the reference, which
shares no evaluation code with the engine.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from palermo import names
from palermo.findings import PersonFindings
from palermo.pipeline import sound_cases
from palermo.problems import Problem
from palermo.reference import packs
from palermo.reference.axioms import read_axioms
from palermo.reference.closure import entail
from palermo.reference.law import Law
from palermo.reference.record import ESTABLISHED, Record
from palermo.reference.views import Views
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.terms import Literal, Triple

DEFINITIONS = ("un-protocol-2000", "un-protocol-2000-sexual")
#: What the shapes are called that ask one question each.
CHECK = "urn:palermo:check:"
_READ_BY_ENGINES = ("http://www.w3.org/ns/shacl#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")
_ROOT = Path(__file__).resolve().parents[2]


def write(cases: Path, sample: int, answered: int, folder: Path) -> dict[str, float]:
    """Write everything for the first cases of an N-Quads file, and for the answers the first few of them; how many
    triples a case has in either form, and how many questions are asked."""
    rulebook = Rulebook.load()
    described = list(islice(_sound(rulebook, cases), sample))
    ontology = packs.read((), "ontology")
    axioms = read_axioms(ontology)
    law = Law(ontology, packs.read((), "shapes"), axioms)
    views = [Views(Record(case, axioms), law).plain(ESTABLISHED) for case in described]
    forms = {"view": views, "closed": [entail(axioms, view) for view in views]}
    for name, graphs in forms.items():
        texts = ["".join(sorted(map(_line, graph))) for graph in graphs]
        (folder / f"{name}.nt").write_text("\n".join(texts), encoding="utf-8")
        (folder / f"asked-{name}.nt").write_text("\n".join(texts[:answered]), encoding="utf-8")
    for name, paths in _shapes().items():
        shapes = _turtle(t for t in _triples(paths) if t.predicate.value.startswith(_READ_BY_ENGINES))
        (folder / f"{name}.ttl").write_text(shapes, encoding="utf-8")
        (folder / f"{name}-checks.ttl").write_text(shapes + checks(rulebook), encoding="utf-8")
    axioms_given = list(_triples((_ROOT / "ontology").glob("*.ttl")))
    (folder / "ontology.ttl").write_text(_turtle(axioms_given), encoding="utf-8")
    (folder / "ontology.nt").write_bytes(ox.serialize(axioms_given, format=ox.RdfFormat.N_TRIPLES) or b"")
    answers = right(rulebook, described[:answered])
    (folder / "right.json").write_text(json.dumps(answers), encoding="utf-8")
    of_conducts, of_persons = map(len, _asked(rulebook))
    questions = sum(of_persons if node.endswith("#person") else of_conducts for node in answers)
    return {"questions": questions, **{name: sum(map(len, graphs)) / len(described) for name, graphs in forms.items()}}


def checks(rulebook: Rulebook) -> str:
    """A shape for each question, which a person or conduct conforms to where the answer is yes. An element is asked
    of conducts, everything else of persons."""
    of_conducts, of_persons = _asked(rulebook)
    return "".join(
        f"<{CHECK}{iri}> a <{names.SH}NodeShape> ; <{names.SH}targetClass> <{cls}> ; <{names.SH}node> {asked} .\n"
        for cls, iris, form in (
            (names.CONDUCT, of_conducts, f"[ a <{names.SH}NodeShape> ; <{names.SH}property> <{{}}> ]"),
            (names.PERSON, of_persons, "<{}>"),
        )
        for iri in sorted(iris)
        for asked in (form.format(iri),)
    )


def right(rulebook: Rulebook, described: Iterable[Case]) -> dict[str, list[str]]:
    """By person or conduct, the questions whose answer is no in the established view, as Palermo says."""
    found: dict[str, list[str]] = {}
    of_conducts, of_persons = _asked(rulebook)
    for case in described:
        for person in rulebook.classify(case, DEFINITIONS).persons:
            held = _held(rulebook, person)
            found[person.person] = sorted(of_persons - held)
            for conduct in {f.conduct for f in person.findings} - {None}:
                found[str(conduct)] = sorted(of_conducts - held)
    return found


def _asked(rulebook: Rulebook) -> tuple[set[str], set[str]]:
    chosen = [card for card in rulebook.definitions if card.id in DEFINITIONS]
    named = (*chosen, *rulebook.characteristics, *rulebook.circles, *rulebook.categories)
    return {iri for card in chosen for iri, _ in card.elements}, {card.iri for card in named}


def _held(rulebook: Rulebook, person: PersonFindings) -> set[str]:
    """The shapes that hold in the established view."""
    iris = {card.id: card.iri for card in (*rulebook.characteristics, *rulebook.circles, *rulebook.categories)}
    iris |= {card.id: card.iri for card in rulebook.definitions}
    circles = [id_ for id_, holds in person.established.circles if holds]
    met = [f.definition for f in person.findings if f.outcome == ESTABLISHED]
    elements = {e.shape for f in person.findings for e in f.elements if e.outcome == ESTABLISHED}
    return elements | {iris[id_] for id_ in (*person.characteristics, *circles, *person.established.categories, *met)}


def _sound(rulebook: Rulebook, cases: Path) -> Iterator[Case]:
    for item in sound_cases(rulebook, [str(cases)]):
        if isinstance(item, Problem):
            raise RuntimeError(item.message)
        yield item


def _shapes() -> dict[str, list[Path]]:
    """The core's shapes without those of single laws, since the peers run the Protocol's definitions only; and these
    without the shapes of data quality."""
    every = sorted((_ROOT / "shapes").glob("*.ttl"))
    return {"all": every, "law": [path for path in every if not path.stem.endswith("-quality")]}


def _triples(paths: Iterable[Path]) -> Iterator[ox.Triple]:
    for path in sorted(paths):
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
            yield quad.triple


def _turtle(triples: Iterable[ox.Triple]) -> str:
    return (ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b"").decode()


def _line(triple: Triple) -> str:
    s, p, o = triple
    return f"{ox.Triple(ox.NamedNode(s), ox.NamedNode(p), _term(o))} .\n"


def _term(term: str | Literal) -> ox.NamedNode | ox.Literal:
    if isinstance(term, str):
        return ox.NamedNode(term)
    if term.language:
        return ox.Literal(term.lexical, language=term.language)
    return ox.Literal(term.lexical, datatype=ox.NamedNode(term.datatype))


def main(arguments: Sequence[str]) -> None:
    """``inputs.py CASES SAMPLE ANSWERED FOLDER``; prints what it wrote in figures, as JSON."""
    cases, sample, answered, folder = arguments
    sys.stdout.write(json.dumps(write(Path(cases), int(sample), int(answered), Path(folder))) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
