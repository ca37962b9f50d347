"""A small index over the triples of packs, for the compile pass only."""

from collections.abc import Iterable, Iterator

from palermo.names import FIRST, NIL, REST, TYPE
from palermo.terms import Literal, Term, Triple


class Graph:
    """Triples indexed by subject and by predicate-object; reads only, in the order of the files."""

    __slots__ = ("_by_object", "_by_subject")

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._by_subject: dict[str, dict[str, list[Term]]] = {}
        self._by_object: dict[tuple[str, Term], list[str]] = {}
        for s, p, o in triples:
            values = self._by_subject.setdefault(s, {}).setdefault(p, [])
            if o not in values:
                values.append(o)
                self._by_object.setdefault((p, o), []).append(s)

    def subjects(self) -> Iterator[str]:
        """Every node that is the subject of a triple."""
        return iter(self._by_subject)

    def predicates(self, subject: str) -> dict[str, list[Term]]:
        """What is said of a node: predicate to objects."""
        return self._by_subject.get(subject, {})

    def objects(self, subject: str, predicate: str) -> list[Term]:
        """The objects of ``subject predicate ?o``."""
        return self._by_subject.get(subject, {}).get(predicate, [])

    def nodes(self, subject: str, predicate: str) -> list[str]:
        """The objects that are IRIs or blank nodes."""
        return [o for o in self.objects(subject, predicate) if isinstance(o, str)]

    def literals(self, subject: str, predicate: str) -> list[Literal]:
        """The objects that are literals."""
        return [o for o in self.objects(subject, predicate) if isinstance(o, Literal)]

    def node(self, subject: str, predicate: str) -> str | None:
        """The one object that is a node, or None; the first where there are several."""
        found = self.nodes(subject, predicate)
        return found[0] if found else None

    def lexical(self, subject: str, predicate: str) -> str | None:
        """The lexical form of the first literal object, or None."""
        found = self.literals(subject, predicate)
        return found[0].lexical if found else None

    def texts(self, subject: str, predicate: str) -> dict[str, str]:
        """Language to text, for the literal objects; an untagged one stands under ``""``."""
        return {o.language or "": o.lexical for o in self.literals(subject, predicate)}

    def having(self, predicate: str, value: Term) -> list[str]:
        """The subjects of ``?s predicate value``."""
        return self._by_object.get((predicate, value), [])

    def instances(self, cls: str) -> list[str]:
        """The nodes that are said to be of a class."""
        return self.having(TYPE, cls)

    def pairs(self, predicate: str) -> Iterator[tuple[str, Term]]:
        """Every subject and object of a predicate."""
        for s, predicates in self._by_subject.items():
            for o in predicates.get(predicate, ()):
                yield s, o

    def items(self, head: str) -> list[Term]:
        """The members of an RDF list.

        Raises ValueError where the list is broken or runs in a circle (RDF Schema 1.1, section 5.2).
        """
        members: list[Term] = []
        seen: set[str] = set()
        node = head
        while node != NIL:
            first, rest = self.objects(node, FIRST), self.nodes(node, REST)
            if node in seen or len(first) != 1 or len(rest) != 1:
                raise ValueError("a list that is broken or runs in a circle")
            seen.add(node)
            members.append(first[0])
            node = rest[0]
        return members
