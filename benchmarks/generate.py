"""Plain, realistic cases of about 22 triples each, as canonical N-Quads: a named graph each, the same every time."""

import random
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

_PAL: Final = "https://w3id.org/palermo#"
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"
_TITLE: Final = "http://purl.org/dc/terms/title"
_SOURCE: Final = "http://purl.org/dc/terms/source"
_INTEGER: Final = "http://www.w3.org/2001/XMLSchema#integer"

_ACTS: Final = ("Recruitment", "Transportation", "Transfer", "Harbouring", "Receipt", "RecruitmentByOffer")
_MEANS: Final = (
    "ThreatOfForce", "UseOfForce", "Coercion", "Abduction", "Fraud", "Deception",
    "AbuseOfPower", "AbuseOfPositionOfVulnerability", "PaymentForControl",
)  # fmt: skip
_PURPOSES: Final = (
    "ExploitationOfProstitutionOfOthers", "OtherSexualExploitation", "ForcedLabourOrServices", "Servitude",
    "OrganRemoval", "LabourExploitation",
)  # fmt: skip
_EXPERIENCES: Final = ("ForcedLabourOrServices", "LabourExploitation", "PhysicalViolence", "ViolenceByClient")
_EXCHANGES: Final = ("ConsensualExchange", "NonConsensualExchange", "SexualServicesExchange")
_STATUSES: Final = (None, None, None, "Established", "Alleged", "NotEstablished", "Refuted")
_Kinds = tuple[tuple[str, tuple[str, ...]], ...]
_ON_CONDUCT: Final[_Kinds] = (("act", _ACTS), ("means", _MEANS), ("purpose", _PURPOSES))
_ON_PERSON: Final[_Kinds] = (
    ("moved", ("Movement",)),
    ("exchanged", _EXCHANGES),
    ("experienced", _EXPERIENCES),
)


class _Graph:
    """The lines of one case."""

    def __init__(self, number: int) -> None:
        self.base = f"https://example.org/bench/{number}#"
        self.lines: list[str] = []

    def add(self, subject: str, predicate: str, value: str) -> None:
        """A line; ``subject`` is a name in the case, ``value`` a term as N-Quads write it."""
        self.lines.append(f"<{self.base}{subject}> <{predicate}> {value} <{self.base}case> .")

    def link(self, subject: str, name: str, target: str) -> None:
        """A property of the project's vocabulary, to a node of the case."""
        self.add(subject, _PAL + name, f"<{self.base}{target}>")

    def say(self, subject: str, predicate: str, text: str) -> None:
        """A text in English."""
        self.add(subject, predicate, f'"{text}"@en')

    def fact(self, subject: str, name: str, cls: str, status: str | None, suffix: str) -> None:
        """A fact on a conduct or person, with the source it comes from and its standing."""
        node = f"{name}-{cls.lower()}{suffix}"
        self.link(subject, name, node)
        self.add(node, _TYPE, f"<{_PAL}{cls}>")
        self.say(node, _LABEL, f"{name} as the record has it")
        if status is not None:
            self.add(node, _PAL + "evidentialStatus", f"<{_PAL}{status}>")


def _person(graph: _Graph, rng: random.Random, suffix: str, labelled: str) -> None:
    """A person, how somebody labels what happened, and one conduct towards the person; names end in ``suffix``. The
    label hangs on the node ``labelled``."""
    person, conduct, label = f"person{suffix}", f"conduct{suffix}", f"label{suffix}"
    graph.link("case", "concerns", person)
    graph.add(person, _TYPE, f"<{_PAL}Person>")
    graph.say(person, _LABEL, "the person")
    if rng.random() < 0.8:
        graph.add(person, _PAL + "ageAtTime", f'"{rng.randint(14, 45)}"^^<{_INTEGER}>')
    if rng.random() < 0.1:
        graph.link(labelled, "labelling", label)
        graph.add(label, _TYPE, f"<{_PAL}Labelling>")
        graph.add(label, _PAL + "as", f"<{_PAL}TraffickingInPersons>")
    graph.add(conduct, _TYPE, f"<{_PAL}Conduct>")
    graph.link(conduct, "towards", person)
    for name, classes in _ON_CONDUCT:
        if rng.random() < 0.85:
            graph.fact(conduct, name, rng.choice(classes), rng.choice(_STATUSES), suffix)
    for name, classes in _ON_PERSON:
        if rng.random() < 0.4:
            graph.fact(person, name, rng.choice(classes), rng.choice(_STATUSES), suffix)


def _case(number: int, rng: random.Random, persons: int) -> list[str]:
    graph = _Graph(number)
    graph.add("case", _TYPE, f"<{_PAL}Case>")
    graph.say("case", _TITLE, f"Generated case {number}")
    graph.add("case", _SOURCE, f"<{graph.base}file>")
    for i in range(persons):
        # A label of a case is one of each person in it: findings on many labels and persons grow by their product.
        suffix = f"-{i}" if i else ""
        _person(graph, rng, suffix, "case" if persons == 1 else f"person{suffix}")
    return graph.lines


def graphs(number: int, seed: int = 1, persons: int = 1) -> Iterator[list[str]]:
    """Each case as its lines, without their ends; each concerns ``persons`` persons."""
    rng = random.Random(seed)
    for i in range(number):
        yield _case(i, rng, persons)


def cases(number: int, seed: int = 1, persons: int = 1) -> Iterator[str]:
    """Each case as lines of N-Quads."""
    return ("\n".join(lines) + "\n" for lines in graphs(number, seed, persons))


def interleaved(number: int, seed: int = 1) -> Iterator[str]:
    """The lines of the same cases: the first of each case, then the second of each, and so on, so that no case stands
    together. The order of cases by their first line, and of lines within a case, stays what it was."""
    kept = list(graphs(number, seed))
    for lines in zip_longest(*kept):
        yield from (line + "\n" for line in lines if line is not None)


def generate_bench(number: int, seed: int = 1) -> str:
    """``number`` cases in one text."""
    return "".join(cases(number, seed))
