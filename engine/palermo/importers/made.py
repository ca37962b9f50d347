"""What a cell makes, prepared once for all records in which it stands.

The same cells come back in thousands of records. So what a cell makes is kept with marks where the record differs (the
name of its document, its source), as triples and as lines of N-Quads; a record only puts them together.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import pyoxigraph as ox

from palermo.importers.record_map import Make, Node, RecordMap
from palermo.names import AS, DESCRIPTION, EVIDENTIAL_STATUS, LABEL, LABELLED, LABELLING, PHASE, SOURCE, TITLE, TYPE
from palermo.terms import Literal, Term, Triple

#: Marks in prepared names of nodes. Only nodes are marked: what a table holds becomes literals.
DOCUMENT: Final = "\0"
ORIGIN: Final = "\1"
#: The mark of the key in a title: a character for private use, since those of control are escaped in literals.
KEY: Final = "\ue000"


class Made(NamedTuple):
    """What a cell makes: triples with marks, the same as lines of N-Quads, sentences for the description; or why the
    cell cannot be taken."""

    triples: tuple[Triple, ...] = ()
    quads: bytes = b""
    notes: tuple[str, ...] = ()
    fault: str = ""


#: What a cell makes that says nothing.
NOTHING: Final = Made()


def made(triples: Iterable[Triple], notes: tuple[str, ...] = ()) -> Made:
    """These triples, each once, and sentences. :data:`NOTHING` where there are none."""
    once = tuple(dict.fromkeys(triples))
    return Made(once, "".join(map(line, once)).encode(), notes) if once or notes else NOTHING


def joined(parts: Sequence[Made]) -> Made:
    """What several codes make together, where no two of them make the same."""
    if len(parts) == 1:
        return parts[0]
    triples = tuple(triple for part in parts for triple in part.triples)
    notes = tuple(note for part in parts for note in part.notes)
    return Made(triples, b"".join([part.quads for part in parts]), notes) if triples or notes else NOTHING


def refused(why: str) -> Made:
    """A cell that cannot be taken."""
    return Made(fault=why)


def node(fragment: str) -> str:
    """A node of the document, with its mark."""
    return f"{DOCUMENT}#{fragment}"


def line(triple: Triple) -> str:
    """A triple of the document's graph as a line of canonical N-Quads, with marks."""
    subject, predicate, value = triple
    return f"<{subject}> <{predicate}> {token(value)} <{DOCUMENT}> .\n"


def token(value: Term) -> str:
    """A term as canonical N-Quads has it."""
    if not isinstance(value, Literal):
        return f"<{value}>"
    if value.language:
        return str(ox.Literal(value.lexical, language=value.language))
    return str(ox.Literal(value.lexical, datatype=ox.NamedNode(value.datatype)))


def skeleton(made_by: RecordMap) -> Made:
    """What every case of a map says, whatever the record."""
    return made(_skeleton(made_by.nodes))


def title(made_by: RecordMap) -> Made:
    """The title of a case, with a mark for its key, where the map gives one."""
    wording = made_by.title
    if wording is None:
        return NOTHING
    text = wording._replace(lexical=wording.lexical.replace("{key}", KEY))
    return made([(node(made_by.nodes[0].fragment), TITLE, text)])


def _skeleton(nodes: tuple[Node, ...]) -> Iterator[Triple]:
    for item in nodes:
        subject = node(item.fragment)
        yield subject, TYPE, item.cls
        for said in item.statements:
            yield subject, said.property, said.value if said.value is not None else node(said.fragment or "")


def description(made_by: RecordMap, notes: Iterable[str] = ()) -> Made:
    """The description of a case: what the map assumes, and sentences of the record, each once."""
    text = " ".join([made_by.assumes.lexical, *dict.fromkeys(notes)])
    return made([(node(made_by.nodes[0].fragment), DESCRIPTION, made_by.assumes._replace(lexical=text))])


def triples_of(make: Make, fragment: str, value: Term | None, source: Term | None) -> Iterator[Triple]:
    """What one make says. ``value`` is the cell's, ``source`` that of its facts, where there are such."""
    subject = node(make.on)
    if not make.classes:
        said = make.value if make.value is not None else value
        if said is not None:
            yield subject, make.property, said
        return
    fact = node(fragment)
    yield subject, make.property, fact
    if make.property == LABELLED:
        yield fact, TYPE, LABELLING
    for cls in make.classes:
        yield fact, AS if make.property == LABELLED else TYPE, cls
    if make.label is not None:
        yield fact, LABEL, make.label
    if make.property != LABELLED:
        yield fact, EVIDENTIAL_STATUS, make.status
    if source is not None:
        yield fact, SOURCE, source
    if make.phase is not None:
        yield fact, PHASE, make.phase
    for statement in make.says:
        if statement.value is not None:
            yield fact, statement.property, statement.value
    if make.holds is not None and value is not None:
        yield fact, make.holds, value
