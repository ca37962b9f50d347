"""Cases with labels of several sources and instruments, as canonical N-Quads: a named graph each, the same every time.

One to three persons a case, labels on the case and on persons, sources as nodes, texts, addresses and not at all,
sectors on the case and on conducts, several purposes, every standing, some conducts refuted, and a few labels that
nothing tests.
"""

import random
from collections.abc import Iterator, Sequence
from typing import Final

PAL: Final = "https://w3id.org/palermo#"
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"
_TITLE: Final = "http://purl.org/dc/terms/title"
_SOURCE: Final = "http://purl.org/dc/terms/source"
_INTEGER: Final = "http://www.w3.org/2001/XMLSchema#integer"

_ACTS: Final = ("Recruitment", "Transportation", "Transfer", "Harbouring", "Receipt")
_MEANS: Final = ("ThreatOfForce", "Coercion", "Deception", "AbuseOfPositionOfVulnerability", "PaymentForControl")
_PURPOSES: Final = (
    "ExploitationOfProstitutionOfOthers", "OtherSexualExploitation", "SexualExploitation", "ForcedLabourOrServices",
    "Servitude", "LabourExploitation",
)  # fmt: skip
_STATUSES: Final = (None, None, None, "Established", "Alleged", "Alleged", "NotEstablished", "Refuted")
_LABELS: Final = (
    *("TraffickingInPersons",) * 6, *("TraffickingForSexualExploitation",) * 3, "HumanTrafficking", "MigrantSexWork",
    "ExploitationInSexWork", "SexWork",
)  # fmt: skip
#: What no definition belongs to.
_UNHEARD_OF: Final = "https://example.org/unheard-of-2099"
_COUNTRIES: Final = ("ZA", "IT", "GB", "IN", "US", "AU", "RO", "BR")
_SECTORS: Final = ("sex work", "agriculture", "domestic work", "fishing", "construction")
#: How a source is written: as a node with a label, a text, an address, a node without a label, or not at all.
_SOURCES: Final = (
    *(("node", "the police"),) * 3, ("node", "a newspaper"), ("node", "a court"), ("node", "a shelter"),
    ("text", "a newspaper"), ("text", "the  press\\toffice"), ("address", "https://news.example.org/2020/{}"),
    ("address", "http://press.example.com/a?b={}"), ("bare", "office"), None,
)  # fmt: skip


class _Graph:
    """The lines of one case."""

    def __init__(self, number: int) -> None:
        self.base = f"https://example.org/audit/{number}#"
        self.lines: list[str] = []

    def add(self, subject: str, predicate: str, value: str) -> None:
        """A line; ``subject`` is a name in the case, ``value`` a term as N-Quads write it."""
        self.lines.append(f"<{self.base}{subject}> <{predicate}> {value} <{self.base}case> .")

    def link(self, subject: str, name: str, target: str) -> None:
        """A property of the project's vocabulary, to a node of the case."""
        self.add(subject, PAL + name, f"<{self.base}{target}>")

    def kind(self, subject: str, cls: str) -> None:
        """A class of the project's vocabulary."""
        self.add(subject, _TYPE, f"<{PAL}{cls}>")

    def status(self, subject: str, status: str | None) -> None:
        """A standing, where there is one."""
        if status is not None:
            self.add(subject, PAL + "evidentialStatus", f"<{PAL}{status}>")


def _label(graph: _Graph, owner: str, name: str, instruments: Sequence[str], rng: random.Random) -> None:
    graph.link(owner, "labelling", name)
    graph.kind(name, "Labelling")
    graph.add(name, PAL + "as", f"<{PAL}{rng.choice(_LABELS)}>")
    if rng.random() < 0.6:
        graph.add(name, PAL + "underInstrument", f"<{rng.choice((*instruments, _UNHEARD_OF))}>")
    for at in range(2 if rng.random() < 0.05 else 1):
        source = rng.choice(_SOURCES)
        if source is not None:
            _source(graph, name, at, *source)


def _source(graph: _Graph, label: str, at: int, way: str, text: str) -> None:
    if way == "text":
        graph.add(label, _SOURCE, f'"{text}"')
    elif way == "address":
        graph.add(label, _SOURCE, f"<{text.format(len(graph.lines))}>")
    elif way == "bare":
        graph.add(label, _SOURCE, f"<{graph.base}{text}>")
    else:
        node = f"{label}-source-{at}"
        graph.add(label, _SOURCE, f"<{graph.base}{node}>")
        graph.add(node, _LABEL, f'"{text}"@en')


def _conduct(graph: _Graph, name: str, persons: list[str], rng: random.Random) -> None:
    graph.kind(name, "Conduct")
    for person in persons:
        graph.link(name, "towards", person)
    graph.status(name, rng.choice((None,) * 12 + ("Alleged", "Refuted", "NotEstablished")))
    if rng.random() < 0.3:
        graph.add(name, PAL + "sector", f'"{rng.choice(_SECTORS)}"')
    for property_, classes in (("act", _ACTS), ("means", _MEANS), ("purpose", _PURPOSES)):
        for at in range(rng.choice((0, 1, 1, 1, 1, 2))):
            fact = f"{name}-{property_}-{at}"
            graph.link(name, property_, fact)
            cls = rng.choice(classes)
            graph.kind(fact, cls)
            if cls == "ExploitationOfProstitutionOfOthers" and rng.random() < 0.5:
                graph.kind(fact, "SexualExploitation")
            graph.status(fact, rng.choice(_STATUSES))


def _case(number: int, instruments: Sequence[str], rng: random.Random) -> list[str]:
    graph = _Graph(number)
    graph.kind("case", "Case")
    graph.add("case", _TITLE, f'"Generated case {number}"@en')
    if rng.random() < 0.9:
        graph.add("case", PAL + "jurisdiction", f'"{_skewed(_COUNTRIES, rng)}"')
    if rng.random() < 0.7:
        graph.add("case", PAL + "sector", f'"{_skewed(_SECTORS, rng)}"')
    persons = [f"person-{at}" for at in range(rng.choice((1, 1, 1, 2, 3)))]
    for person in persons:
        graph.link("case", "concerns", person)
        graph.kind(person, "Person")
        if rng.random() < 0.8:
            graph.add(person, PAL + "ageAtTime", f'"{rng.randint(14, 45)}"^^<{_INTEGER}>')
        if rng.random() < 0.3:
            graph.link(person, "moved", person + "-moved")
            graph.kind(person + "-moved", "Movement")
        if rng.random() < 0.3:
            graph.link(person, "exchanged", person + "-exchanged")
            graph.kind(person + "-exchanged", "ConsensualExchange" if rng.random() < 0.5 else "SexualServicesExchange")
        for at in range(rng.choice((0, 0, 1, 2))):
            _label(graph, person, f"{person}-label-{at}", instruments, rng)
    for at in range(rng.choice((0, 0, 1))):
        _label(graph, "case", f"label-{at}", instruments, rng)
    for at in range(rng.choice((0, 1, 1, 1, 2))):
        _conduct(graph, f"conduct-{at}", persons if rng.random() < 0.7 else persons[:1], rng)
    return graph.lines


def _skewed(values: tuple[str, ...], rng: random.Random) -> str:
    """One of the values, the first ones more often."""
    return values[min(int(rng.expovariate(0.6)), len(values) - 1)]


def cases(number: int, instruments: Sequence[str], first: int = 0, seed: int = 1) -> Iterator[str]:
    """Each case as lines of N-Quads; ``instruments`` are those that labels may name."""
    for at in range(first, first + number):
        yield "\n".join(_case(at, instruments, random.Random(f"{seed} {at}"))) + "\n"
