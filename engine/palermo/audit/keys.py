"""The groups that a label falls into, read from the record that it stands in."""

from collections.abc import Callable, Iterable

from palermo.audit.groupings import CLASSIFICATION, INSTRUMENT, Grouping
from palermo.audit.sources import source_key
from palermo.findings import CaseFindings, LabelFinding
from palermo.names import DCT, LABEL, SOURCE, TITLE, UNDER_INSTRUMENT
from palermo.rulebook import Rulebook
from palermo.terms import Literal, Term
from palermo.view.record import ClassTree, Edges, Record
from palermo.view.standing import RANK, Standings, capped, read_standings

#: The key of what the record does not say.
NONE_RECORDED = ""

_NAMES = (LABEL, TITLE, DCT + "bibliographicCitation")
_NO_EDGES: dict[str, list[Term]] = {}


class KeyReader:
    """Finds groups under one rulebook."""

    __slots__ = ("_lang", "_rulebook", "_tree")

    def __init__(self, rulebook: Rulebook, lang: str) -> None:
        vocabulary = rulebook.vocabulary
        self._rulebook, self._lang = rulebook, lang
        self._tree = ClassTree(vocabulary.classes, vocabulary.individuals)

    def read(self, found: CaseFindings) -> "Keys":
        """The keys of one case."""
        record, conducts = self._rulebook.record(found.case)
        return Keys(record, conducts, self._tree, self._rulebook, self._lang)


class Keys:
    """The groups of the labels and persons of one case."""

    __slots__ = ("_conducts", "_lang", "_record", "_rulebook", "_standings", "_tree")

    def __init__(
        self, record: Record, conducts: dict[str, list[str]], tree: ClassTree, rulebook: Rulebook, lang: str
    ) -> None:
        self._record, self._conducts, self._tree = record, conducts, tree
        self._rulebook, self._lang = rulebook, lang
        self._standings: Standings | None = None

    def of_label(self, grouping: Grouping, person: str, label: LabelFinding) -> tuple[str, ...]:
        """The groups of a label that a person carries, each once, in order."""
        if grouping.property is not None:
            return self.of_person(grouping.property, person)
        if grouping.id == CLASSIFICATION:
            return (label.labelled_as,)
        if grouping.id == INSTRUMENT:
            return _keys(self._said(label.labelling, UNDER_INSTRUMENT), lambda value: (_text(value),))
        return _keys(self._said(label.labelling, SOURCE), lambda value: (self._name(value),))

    def of_person(self, property_: str, person: str) -> tuple[str, ...]:
        """The values of a property that stand nearest to a person: on the conducts towards the person, else on the
        person, else on the case; each once, in order. What the record refutes or could not prove is left out."""
        for nodes in (self._conducts.get(person, ()), (person,), (self._record.case.iri,)):
            found = [key for node in nodes for value in self._admitted(node, property_) for key in self._kinds(value)]
            if found:
                return tuple(sorted(set(found)))
        return (NONE_RECORDED,)

    def _admitted(self, node: str, property_: str) -> Iterable[Term]:
        values = self._said(node, property_)
        if not any(isinstance(value, str) for value in values):
            return values
        if self._standings is None:
            self._standings = read_standings(self._record)
        of, own = self._standings.standing, self._standings.standing(node)
        return [v for v in values if not isinstance(v, str) or RANK[capped(of(v), own)] < 2]

    def _kinds(self, value: Term) -> list[str]:
        """A fact by its most specific classes, anything else by itself."""
        classes = self._rulebook.vocabulary.classes
        asserted = self._record.asserted.get(value, []) if isinstance(value, str) else []
        known = [cls for cls in asserted if cls in classes]
        return self._tree.most_specific(known) or [_text(value)]

    def _said(self, node: str, property_: str) -> list[Term]:
        out: Edges = self._record.out
        return out.get(property_, _NO_EDGES).get(node, [])

    def _name(self, source: Term) -> str:
        """What a source is called: the text that stands for it, its label; else the end of its IRI where it belongs to
        the case, or the host that its address is at. Documents of one host are so one source."""
        if isinstance(source, Literal):
            return _text(source)
        label = self._label(source)
        case = self._record.case
        if label or source in case.named:
            return label
        if source in self._rulebook.vocabulary.individuals:
            return self._rulebook.label(source, self._lang)
        return source_key(source, case.iri)

    def _label(self, node: str) -> str:
        for property_ in _NAMES:
            literals = sorted(v for v in self._said(node, property_) if isinstance(v, Literal))
            texts = {literal.language or "": _text(literal) for literal in reversed(literals)}
            if texts:
                return texts.get(self._lang) or texts.get("en") or texts.get("") or texts[min(texts)]
        return ""


def _keys(values: Iterable[Term], keys: Callable[[Term], Iterable[str]]) -> tuple[str, ...]:
    found = {key for value in values for key in keys(value)}
    return tuple(sorted(found)) or (NONE_RECORDED,)


def _text(value: Term) -> str:
    """An IRI as it is, a text with its blanks put in order."""
    return value if isinstance(value, str) else " ".join(value.lexical.split())
