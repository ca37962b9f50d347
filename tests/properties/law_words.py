"""The names and words of the law that the rulebook speaks of, and where Python code uses one.

Looked for are three things: the local names of all terms, shapes and provisions of ontology and shapes; every
``dct:identifier`` there; and the words of the labels of legal concepts, where a label is a name of up to three words
(a longer one is a description in everyday English: "spoken of as bought or sold"). Docstrings and comments are prose
and may give examples, so only identifiers and other strings of the code are looked at. What stands in
``palermo.names`` is the engine's own. Words that English needs for other things are allowed below, with the reason.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from palermo import names

_HOME = "https://w3id.org/palermo"
#: How a table becomes cases, and how a workbook looks, is said in terms of their own, which the engine knows: no law
#: either.
_TABLES = (_HOME + "/mapping", _HOME + "/sheet#")
_LAW = _HOME + "/law/"
_KINDS = frozenset({
    names.CLASSIFICATION_CLASS, names.DEFINITION_CLASS, names.ELEMENT_CLASS, names.CIRCLE_CLASS,
    names.CATEGORY_CLASS, names.CHARACTERISTIC_CLASS,
})  # fmt: skip
#: What is no name of anything in the law: a sentence of a report, a file.
_APART = frozenset({names.WORDING_CLASS, names.OWL + "Ontology"})
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_TOKENS = re.compile(r"[A-Za-z0-9][\w-]*")

#: A label of up to so many words is a name.
_SHORT = 3


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: The terms in which findings are written as RDF (``write/findings_rdf.py``; no case may use them): the engine's own,
#: though ``palermo.names`` does not list them.
_OUTPUT = _words("""
    Finding ElementFinding Placement RemarkFinding LabelFinding DivergenceFinding inCase elementFinding finding element
    classification conduct remark divergence circle basis caveat view support why fact indicator
""")
#: Plurals of words that ``palermo.names`` has.
_PLURALS = _words("children persons")
#: English that labels share with any program, whatever its subject: grammar first, then words of data and text (a false
#: value, a fine one, the return of a function, the kill of a process, a name that is taken), then a file's name.
_ENGLISH = _words("""
    about above after against another because before below between beyond both from made none only other others over
    under used using which with within without
    alternative class elsewhere false fine help kill leave list long offered property replaced reported return room
    scope seen shared
    string taken tests text time type value withheld work
    alignments
""")
#: Words of the law that a file uses for something else, with what it is.
_ELSEWHERE = {
    ("red", "engine/palermo/write/layout.py"): "a colour of terminals",
    ("green", "engine/palermo/write/layout.py"): "a colour of terminals",
    ("yellow", "engine/palermo/write/layout.py"): "a colour of terminals",
    ("blue", "engine/palermo/write/layout.py"): "a colour of terminals",
    ("family", "engine/palermo/write/audit/chart.py"): "a family of fonts",
    ("family", "engine/palermo/write/drawing.py"): "a family of fonts",
    ("family", "engine/palermo/write/png.py"): "a family of fonts",
    ("red", "engine/palermo/write/summary/diagram.py"): "a colour of drawings",
    ("green", "engine/palermo/write/summary/diagram.py"): "a colour of drawings",
    ("yellow", "engine/palermo/write/summary/diagram.py"): "a colour of drawings",
    ("blue", "engine/palermo/write/summary/diagram.py"): "a colour of drawings",
    ("security", "engine/palermo/write/summary/html.py"): "the name of a header of pages: what a page may load",
    ("security", "engine/palermo/write/compare/page.py"): "the name of a header of pages: what a page may load",
    ("isolation", "engine/palermo/bulk/cache_file.py"): "isolation_level of SQLite",
    ("security", "engine/palermo/bulk/on_dask.py"): "the security of a connection to a scheduler",
    ("manager", "engine/palermo/bulk/on_dask.py"): "a context manager",
    ("family", "engine/palermo/importers/map_reader.py"): "the layouts of one data standard",
    ("ctdc", "cli/palermo_cli/commands/import_.py"): "the name of a data set, as a command",
    ("physical", "engine/palermo/check/standards.py"): "PhysicalMedium and PhysicalResource of Dublin Core",
    ("open-list", "engine/palermo/write/compare/telling.py"): "that a list of kinds is open, whatever the law",
    ("means", "engine/palermo/check/texts.py"): "the verb: what a diagnostic means",
    ("means", "cli/palermo_cli/commands/show.py"): "the verb: what a term means",
    ("means", "engine/palermo/split/pack_terms.py"): "the verb: what a term means",
}
#: Words about sex work, and persons harmed, that no label has and no code should either.
_NEVER = _words("brothel prostitute prostitution pimp victim victims trafficker trafficked")


class Law(NamedTuple):
    """``names``: local names and identifiers, to be found whole. ``words``: words of labels, in lower case. Each with
    the term that it comes from."""

    names: dict[str, str]
    words: dict[str, str]


class Found(NamedTuple):
    """A word of the law in a line of code, and the term that it comes from."""

    line: int
    word: str
    of: str


def read_law(root: Path) -> Law:
    """The names and words of all Turtle files in the ontology and shapes of a checkout."""
    quads = [
        quad
        for folder in ("ontology", "shapes")
        for path in sorted((root / folder).rglob("*.ttl"))
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode)
    ]
    own = {v for v in vars(names).values() if isinstance(v, str)}
    types: dict[str, set[str]] = {}
    for quad in quads:
        if quad.predicate.value == names.TYPE and isinstance(quad.object, ox.NamedNode):
            types.setdefault(quad.subject.value, set()).add(quad.object.value)
    concepts = _below_fact(quads) | {iri for iri, classes in types.items() if classes & _KINDS}
    found, words = {}, dict.fromkeys(_NEVER, "words that no code should use")
    for quad in quads:
        iri = quad.subject.value
        if iri in own or not iri.startswith(_HOME) or iri.startswith(_TABLES):
            continue
        if types.get(iri, set()) & _APART:
            continue
        found[re.split("[#/]", iri)[-1]] = iri
        if not isinstance(quad.object, ox.Literal):
            continue
        if quad.predicate.value == names.IDENTIFIER:
            found[quad.object.value] = iri
        if quad.predicate.value == names.LABEL and iri in concepts and not iri.startswith(_LAW):
            label = _WORDS.findall(quad.object.value)
            words.update(dict.fromkeys(label if len(label) <= _SHORT else (), iri))
    mine = _OUTPUT | _ENGLISH | {re.split("[#/]", iri)[-1] for iri in own}
    mine_words = {word.lower() for name in mine for word in (*_WORDS.findall(name), name)} | _PLURALS
    return Law(
        {name: iri for name, iri in found.items() if len(name) > 2 and name not in mine and name not in mine_words},
        {w.lower(): iri for w, iri in words.items() if len(w) > 3 and w.lower() not in mine_words},
    )


def _below_fact(quads: list[ox.Quad]) -> set[str]:
    """The classes strictly below fact: what records and laws speak of."""
    below: dict[str, list[str]] = {}
    for quad in quads:
        s, o = quad.subject, quad.object
        if quad.predicate.value == names.SUBCLASS and isinstance(s, ox.NamedNode) and isinstance(o, ox.NamedNode):
            below.setdefault(o.value, []).append(s.value)
    found, waiting = set[str](), [names.FACT]
    while waiting:
        for iri in below.get(waiting.pop(), ()):
            if iri not in found:
                found.add(iri)
                waiting.append(iri)
    return found


def law_in(source: str, where: str, law: Law) -> list[Found]:
    """The names and words of the law in Python source; ``where`` is its path in the checkout."""
    found: dict[Found, None] = {}
    if where == "engine/palermo/names.py":
        return []
    for line, text in _texts(ast.parse(source)):
        for token in (text, *_TOKENS.findall(text)):
            for name in (token, token.strip("_")):
                if name in law.names and (name, where) not in _ELSEWHERE:
                    found[Found(line, name, law.names[name])] = None
        for word in map(str.lower, _WORDS.findall(text)):
            if word in law.words and (word, where) not in _ELSEWHERE:
                found[Found(line, word, law.words[word])] = None
    return list(found)


def _texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The identifiers and strings of a module, without its docstrings."""
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str) and id(node) not in skipped:
                yield node.lineno, node.value
        elif isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.value.lineno, node.arg
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
        elif isinstance(node, ast.alias):
            yield node.lineno, node.name
            yield node.lineno, node.asname or ""
