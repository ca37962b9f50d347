"""What a check looks at: the files under check with all their places, and everything that they sit on."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from palermo.check import texts
from palermo.check.diagnostic import Diagnostic, Place
from palermo.check.placed import Said
from palermo.check.prefixes import Known
from palermo.check.reading import ReadFile
from palermo.check.table import SEVERITY
from palermo.compile.axioms import read_axioms
from palermo.compile.graph import Graph
from palermo.compile.plan import Axioms
from palermo.escape import clip
from palermo.names import TYPE
from palermo.split.pack_terms import space_of
from palermo.terms import Literal, Term, Triple, is_blank

_WIDEST: Final = 120


class Material:
    """The files under check (``own``), the triples of what they sit on, and questions that families of checks share.

    ``absent`` maps terms of modules that are there and not imported to the module that declares them. ``whole`` tells
    that the core pack itself is under check.
    """

    def __init__(
        self,
        own: Sequence[ReadFile],
        others: Sequence[Triple],
        known: Known,
        absent: dict[str, str],
        ontologies: frozenset[str],
        *,
        lang: str = "en",
        whole: bool = False,
    ) -> None:
        self.own, self.known, self.absent, self.lang, self.whole = tuple(own), known, absent, lang, whole
        #: The ontologies that can be imported.
        self.ontologies = ontologies
        self._others = tuple(others)
        self.others = Graph(others)
        self._placed: dict[Triple, tuple[ReadFile, Said]] = {}
        self._of: dict[str, list[tuple[ReadFile, Said]]] = {}
        for file in own:
            for said in file.said:
                self._placed.setdefault(said.triple, (file, said))
                self._of.setdefault(said.triple[0], []).append((file, said))
        self.own_graph = Graph(self._placed)
        self.graph = Graph((*others, *self._placed))
        #: Terms that statements with broken syntax speak of: nothing is said of them.
        self.lost = frozenset().union(*(file.lost for file in own))
        self._prefixes = {p.iri: p.name for file in reversed(self.own) for p in file.declared if p.iri}

    def as_meant(self, slips: Mapping[str, str]) -> "Material":
        """The same with each misspelt term as it was meant, in its place: what is told of a slip need not be told of
        all that follows from it."""
        own = [file._replace(said=tuple(_as_meant(said, slips) for said in file.said)) for file in self.own]
        return Material(own, self._others, self.known, self.absent, self.ontologies, lang=self.lang, whole=self.whole)

    # --- places

    def at(self, s: str, p: str | None = None, o: Term | None = None) -> Place:
        """The place of the last term given, in the files under check."""
        for file, said in self._of.get(s, ()):
            if p is None and said.triple[1] == TYPE:
                return file.place(said.at[0])
            if p is not None and said.triple[1] == p and (o is None or said.triple[2] == o):
                return file.place(said.at[1 if o is None else 2])
        first = next(iter(self._of.get(s, ())), None)
        return Place("") if first is None else first[0].place(first[1].at[0])

    def said(self) -> Iterator[tuple[ReadFile, Said]]:
        """Every triple of the files under check, with its file."""
        return ((file, said) for file in self.own for said in file.said)

    def place(self, file: ReadFile, said: Said, part: int = 2) -> Place:
        """The place of one term of a triple."""
        return file.place(said.at[part])

    def is_own(self, node: str) -> bool:
        """Whether the files under check say anything of a node."""
        return node in self._of

    def says(self, s: str, p: str, o: Term) -> bool:
        """Whether the files under check say a triple."""
        return (s, p, o) in self._placed

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The IRIs that the files under check say something of, in their order."""
        return tuple(s for s in self._of if not is_blank(s))

    def own_instances(self, cls: str) -> list[str]:
        """The nodes that the files under check say to be of a class."""
        return self.own_graph.instances(cls)

    # --- what is there

    @cached_property
    def axioms(self) -> Axioms:
        """The axioms of everything that was read."""
        return read_axioms(self.graph)

    @property
    def classes(self) -> dict[str, frozenset[str]]:
        """Each class to itself and every class above it."""
        return self.axioms.vocabulary.classes

    def owner(self, node: str) -> str:
        """The nearest named node that a blank node hangs on; the node itself where there is none."""
        return named_above(node, self._hung)

    @cached_property
    def _hung(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for s, _, o in self._placed:
            if isinstance(o, str) and is_blank(o):
                found.setdefault(o, []).append(s)
        return found

    # --- words

    def short(self, term: Term) -> str:
        """A term as a message shows it: with the known prefix of its namespace, else that which the files give it."""
        if isinstance(term, Literal):
            return f'"{clip(term.lexical)}"'
        if is_blank(term):
            owner = self.owner(term)
            return texts.say("node", self.lang) if is_blank(owner) else self.short(owner)
        for prefixes in (self.known.prefixes, self._prefixes):
            prefix = prefixes.get(space_of(term))
            if prefix is not None:
                return f"{prefix}:{clip(term[len(space_of(term)) :])}"
        return f"<{clip(term, _WIDEST)}>"

    def found(
        self,
        code: str,
        place: Place,
        term: str | None = None,
        /,
        *,
        variant: str = "",
        more: Sequence[Place] = (),
        **places: object,
    ) -> Diagnostic:
        """One diagnostic, in words. ``term`` fills the place ``{term}`` too; ``variant`` chooses another sentence."""
        if term is not None:
            places.setdefault("term", self.short(term))
        words = texts.texts()[code]
        message = texts.say(f"{code}.{variant}" if variant else code, self.lang, **places)
        return Diagnostic(
            code,
            texts.pick(words.name, self.lang),
            SEVERITY[code],
            place,
            message,
            texts.pick(words.advice, self.lang),
            None if term is None or is_blank(term) else term,
            tuple(more),
        )


def _as_meant(said: Said, slips: Mapping[str, str]) -> Said:
    s, p, o = said.triple
    if isinstance(o, Literal):
        value: Term = o._replace(datatype=slips.get(o.datatype, o.datatype))
    else:
        value = slips.get(o, o)
    return said._replace(triple=(slips.get(s, s), slips.get(p, p), value))


def named_above(node: str, hung: Mapping[str, Sequence[str]]) -> str:
    """The nearest named node that a blank node hangs on (``hung``: what each hangs on); itself where there is none."""
    seen = set()
    while is_blank(node) and node not in seen:
        seen.add(node)
        node = next(iter(hung.get(node, ())), node)
    return node
