"""Pieces of cases to put together: a line that leads from the case, the person or the conduct to a node, and what is
said of that node; or a line that stands alone. Drawn from the vocabulary of a rulebook, right ones and wrong ones."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from random import Random
from typing import Final, NamedTuple

from palermo.names import DCT, LABEL, PAL, RDFS, TITLE, TYPE, XSD
from palermo.rulebook import Rulebook

#: A line without its graph: names of the case in curly braces, everything else as N-Quads have it.
Line = str
Piece = tuple[Line, ...]

INTEGER: Final = f"^^<{XSD}integer>"
_DAY: Final = f"^^<{XSD}date>"
_STATUSES: Final = ("Established", "Alleged", "NotEstablished", "Refuted")
#: Names that begin with one another, stand in another order with and without their end, or look odd.
_NODES: Final = ("a", "a1", "a10", "a2", "a-1", "b", "ab", "x/y", "n_1", "act", "person", "conduct", "A", "case1")
_FOREIGN: Final = (
    "https://example.com/x", "https://a.example.com/s#1", "https://z.example.com/s#1", "http://www.wikidata.org/entity/Q1",
)  # fmt: skip
_WORDS: Final = (
    '"the person"@en', '"la personne"@fr', '"x"', '""', '"né à Łódź"@pl', '"a \\"word\\" \\\\ of \\u00e9"@en',
    '"%s % d"',
    '"see <{}case> and <{}a>"@en', '"see {}a"', '"@@64@@"', '"two\\nlines"', '"\u202e odd \u200b"', '"tab\\there"',
    '"2"^^<http://www.w3.org/2001/XMLSchema#string>', '"{}case> ."@en', '"{{}}"',
)  # fmt: skip
_DAYS: Final = ("2013-03-01", "2022-05-31", "2000-02-29", "1999-12-31", "2013-03-01Z")
_CODES: Final = ("FR", "ZA", "GB-SCT", "US", "XX", "AU", "EU", "a court")


class Kinds(NamedTuple):
    """What a rulebook has: object properties with the classes that may stand there, classifications, instruments."""

    links: tuple[tuple[str, tuple[str, ...]], ...]
    texts: tuple[tuple[str, str], ...]
    classifications: tuple[str, ...]
    instruments: tuple[str, ...]


@lru_cache(maxsize=8)
def kinds(rulebook: Rulebook) -> Kinds:
    """The kinds of a rulebook."""
    vocabulary = rulebook.vocabulary
    below: dict[str, list[str]] = {}
    for cls, above in vocabulary.classes.items():
        for other in above:
            below.setdefault(other, []).append(cls)
    apart = {PAL + name for name in ("towards", "towardsChild", "concerns", "evidentialStatus", "expects", "conduct")}
    links = tuple(
        (p, tuple(sorted({cls for r in info.ranges for cls in below.get(r, ())})))
        for p, info in sorted(vocabulary.properties.items())
        if info.kind == "object"
        and p not in apart
        and not {PAL + "Finding", PAL + "ElementFinding"} & set(info.domains)
    )
    texts = tuple(
        (p, info.ranges[0] if info.ranges else "")
        for p, info in sorted(vocabulary.properties.items())
        if info.kind == "datatype"
    )
    instruments = {i for i in map(rulebook.instrument, _provisions(rulebook)) if i is not None}
    concluded = {card.concludes for card in (*rulebook.definitions, *rulebook.categories) if card.concludes}
    return Kinds(links, texts, tuple(sorted(concluded)), tuple(sorted(instruments)))


def _provisions(rulebook: Rulebook) -> list[str]:
    return [card.provision for card in rulebook.definitions if card.provision]


class Drawer:
    """Draws pieces for cases with these roles, names of the case, its person and its conduct."""

    def __init__(self, rng: Random, rulebook: Rulebook, roles: Sequence[str], apart: bool) -> None:
        """``apart`` says that most nodes get a name of their own."""
        self._rng, self._kinds, self._roles = rng, kinds(rulebook), tuple(roles)
        self._names = [name for name in _NODES if name not in roles] if apart else []
        rng.shuffle(self._names)
        self._own = [link for link in self._kinds.links if link[0].startswith("https://example.org/")] or None
        asked = ("act", "means", "purpose", "indicator", "observed", "exchanged", "experienced", "moved", "age")
        self._often = [link for link in self._kinds.links if link[0].removeprefix(PAL) in asked]
        rng.shuffle(self._often)
        self._often = self._often[:4]

    def piece(self) -> Piece:
        """A piece of any kind."""
        draw = self._rng.choices(
            (
                self._fact,
                self._age,
                self._day,
                self._place,
                self._label,
                self._words,
                self._agent,
                self._odd,
                self._idle,
            ),
            (40, 9, 6, 5, 9, 8, 3, 3, 6),
        )[0]
        made: Callable[[], Piece] = draw
        return made()

    # --- facts

    def _fact(self) -> Piece:
        rng = self._rng
        pool = (
            self._own if self._own and rng.random() < 0.4 else self._often if rng.random() < 0.7 else self._kinds.links
        )
        p, classes = rng.choice(pool)
        name = self._name()
        lines = [f"{{{self._role(p)}}} <{p}> {{{name}}}"]
        if classes and rng.random() < 0.97:
            lines.append(f"{{{name}}} <{TYPE}> <{rng.choice(classes)}>")
            if rng.random() < 0.08:
                lines.append(f"{{{name}}} <{TYPE}> <{rng.choice(classes)}>")
        lines += self._standing(name)
        lines += self._details(name, p)
        return tuple(lines)

    def _name(self, *others: str) -> str:
        """A name for a node."""
        if self._names and self._rng.random() < 0.95:
            return self._names.pop()
        return self._rng.choice(others or _NODES)

    def _role(self, p: str) -> str:
        """Whom a property is said of: mostly whom it fits."""
        _, person, *conducts = self._roles
        if self._rng.random() < 0.04:
            return self._rng.choice(self._roles)
        on_person = p.removeprefix(PAL) in (
            "moved", "exchanged", "experienced", "involved", "underwent", "observed", "age", "of",
        )  # fmt: skip
        return person if on_person or not conducts else conducts[0]

    def _standing(self, name: str) -> list[Line]:
        rng = self._rng
        drawn = rng.random()
        if drawn < 0.5:
            return []
        statuses = [rng.choice(_STATUSES)] if drawn < 0.85 else rng.sample(_STATUSES, 2)
        if drawn > 0.97:
            return [f"{{{name}}} <{PAL}assessment> {{assessment-{name}}}"]
        return [f"{{{name}}} <{PAL}evidentialStatus> <{PAL}{status}>" for status in statuses]

    def _details(self, name: str, p: str) -> list[Line]:
        rng, found = self._rng, []
        if p == PAL + "moved" and rng.random() < 0.6:
            found.append(f'{{{name}}} <{PAL}crossedBorder> "{rng.choice(("true", "false"))}"^^<{XSD}boolean>')
        if p.removeprefix(PAL) in ("means", "indicator", "observed") and rng.random() < 0.3:
            found.append(f"{{{name}}} <{PAL}phase> <{PAL}{rng.choice(('AtEntry', 'DuringExploitation'))}>")
        if p == PAL + "age":
            found += [
                f'{{{name}}} <{PAL}{years}> "{rng.choice((12, 17, 18, 30))}"{INTEGER}'
                for years in rng.sample(("years", "yearsAtLeast", "yearsAtMost"), rng.choice((1, 1, 2)))
            ]
        if rng.random() < 0.4:
            found.append(f"{{{name}}} <{LABEL}> {rng.choice(_WORDS)}")
        if rng.random() < 0.3:
            found.append(f"{{{name}}} <{DCT}source> {self._anything()}")
        if rng.random() < 0.1:
            found.append(
                f"{{{name}}} <{rng.choice((PAL + 'by', RDFS + 'comment', RDFS + 'seeAlso'))}> {self._anything()}"
            )
        return found

    def _anything(self) -> str:
        drawn = self._rng.random()
        if drawn < 0.4:
            return self._rng.choice(_WORDS)
        return f"<{self._rng.choice(_FOREIGN)}>" if drawn < 0.75 else f"{{{self._rng.choice((*_NODES, 'file'))}}}"

    # --- ages, days, places

    def _age(self) -> Piece:
        rng, person = self._rng, self._roles[1]
        p = rng.choice(("ageAtTime", "ageAtTime", "ageAtLeast", "ageAtMost", "birthDate"))
        if p == "birthDate":
            return (f'{{{person}}} <{PAL}birthDate> "{rng.choice(_DAYS[:4])}"{_DAY}',) if rng.random() < 0.3 else ()
        return (f'{{{person}}} <{PAL}{p}> "{rng.choice((10, 15, 16, 17, 18, 19, 40))}"{INTEGER}',)

    def _day(self) -> Piece:
        rng = self._rng
        p = rng.choice((PAL + "startedOn", PAL + "startedOn", PAL + "endedOn", DCT + "date"))
        role = self._roles[0] if p == DCT + "date" else self._roles[-1]
        if rng.random() < 0.06:
            role = rng.choice((*self._roles, *_NODES[:3]))
        kind = rng.choice((_DAY, _DAY, _DAY, "")) if p.startswith(DCT) else _DAY
        return (f'{{{role}}} <{p}> "{rng.choice(_DAYS)}"{kind}',)

    def _place(self) -> Piece:
        p = self._rng.choice(("jurisdiction", "jurisdiction", "sector"))
        role = self._roles[0] if self._rng.random() < 0.9 else self._rng.choice(self._roles)
        words = f'"{self._rng.choice(_CODES)}"' if self._rng.random() < 0.9 else self._rng.choice(_WORDS)
        return (f"{{{role}}} <{PAL}{p}> {words}",)

    # --- labels and agents

    def _label(self) -> Piece:
        rng, name = self._rng, self._name("label", "label-1", "label-10", *_NODES[:3])
        lines = [f"{{{rng.choice(self._roles[:2])}}} <{PAL}labelling> {{{name}}}"]
        if rng.random() < 0.95:
            lines.append(f"{{{name}}} <{TYPE}> <{PAL}Labelling>")
        classes = self._kinds.classifications
        times = rng.choices((0, 1, 2), (4, 90, 6))[0]
        lines += [f"{{{name}}} <{PAL}as> <{rng.choice(classes)}>" for _ in range(times)]
        if self._kinds.instruments and rng.random() < 0.35:
            lines.append(f"{{{name}}} <{PAL}underInstrument> <{rng.choice(self._kinds.instruments)}>")
        times = rng.choices((0, 1, 2), (40, 50, 10))[0]
        lines += [f"{{{name}}} <{DCT}source> {self._anything()}" for _ in range(times)]
        return tuple(lines)

    def _agent(self) -> Piece:
        rng, name = self._rng, self._name("owner", *_NODES[:3])
        line = f"{{{self._roles[-1]}}} <{PAL}by> {{{name}}}"
        return (line, f"{{{name}}} <{TYPE}> <{PAL}Person>") if rng.random() < 0.5 else (line,)

    # --- words, and what does not matter

    def _words(self) -> Piece:
        rng, (case, person, *_) = self._rng, self._roles
        subject, p = rng.choice(
            ((case, TITLE), (case, LABEL), (person, LABEL), (person, LABEL), (self._roles[-1], LABEL))
        )
        if rng.random() < 0.1:
            subject = rng.choice((*self._roles, *_NODES[:4]))
        words = rng.choice(_WORDS) if rng.random() < 0.95 else self._anything()
        return (f"{{{subject}}} <{p}> {words}",)

    def _idle(self) -> Piece:
        rng = self._rng
        p = rng.choice((DCT + "source", RDFS + "seeAlso", RDFS + "comment", "https://example.com/vocabulary#knows"))
        line = f"{{{rng.choice(self._roles)}}} <{p}> {self._anything()}"
        if rng.random() < 0.3:
            name, cls = self._name(), rng.choice(rng.choice(self._kinds.links)[1] or (PAL + "Act",))
            return (
                line.rpartition(" ")[0] + f" {{{name}}}" if '"' not in line else line,
                f"{{{name}}} <{TYPE}> <{cls}>",
            )
        return (line,)

    def _odd(self) -> Piece:
        """What a gate or a quality rule stops, or what reaches further than one part."""
        rng, roles = self._rng, self._roles
        one, other = rng.choice(roles), rng.choice((*roles, *_NODES[:4], "stranger"))
        return rng.choice((
            (f"{{{one}}} <{PAL}unheardOf> {{{other}}}",),
            (f"{{{one}}} <{TYPE}> <{PAL}Consent>",),
            (f'{{{one}}} <{PAL}act> "words"',),
            (f'{{{one}}} <{PAL}ageAtTime> "seventeen"{INTEGER}',),
            (f"{{{one}}} <http://www.w3.org/2002/07/owl#sameAs> {{{other}}}",),
            (f"{{{one}}} <{PAL}towards> {{{other}}}",),
            (f"{{{one}}} <{PAL}concerns> {{{other}}}",),
            (f"{{{other}}} <{TYPE}> <{PAL}Person>",),
            (f"{{{other}}} <{TYPE}> <{PAL}{rng.choice(('Conduct', 'Case', 'Child', 'Adult', 'Fact', 'Deception'))}>",),
            (f"{{{one}}} <{PAL}means> {{{other}}}",),
            (f"{{{one}}} <{PAL}{rng.choice(('act', 'indicator', 'observed', 'age'))}> <https://example.com/fact>",),
            (f"{{{one}}} <{PAL}assessment> {{{other}}}",),
            (f'{{{other}}} <{PAL}final> "true"^^<{XSD}boolean>',),
            (f"{{{one}}} <{DCT}source> <https://w3id.org/palermo/{'a' * 60}>",),
            (f"{{{one}}} <{DCT}source> <https://w3id/org/palermo#Act>",),
            (f"{{{one}}} <{DCT}source> <{PAL}Act>",),
            (f"{{{one}}} <{DCT}source> <https://w3id.org/palermo/law/unheard-of>",),
        ))  # fmt: skip


def frames(rng: Random) -> tuple[tuple[str, ...], Piece]:
    """The names of a case, its person and its conduct (if it has one), and the lines that make them so."""
    names = [
        rng.choice(pool) for pool in (("case", "case", "c"), ("person", "p", "p", "q"), ("conduct", "d", "q", "p"))
    ]
    if rng.random() < 0.12:
        names.pop()
    if rng.random() < 0.02:
        names[-1] = rng.choice(names)
    case, person, *conducts = names
    lines = [
        f"{{{case}}} <{TYPE}> <{PAL}Case>",
        f"{{{case}}} <{PAL}concerns> {{{person}}}",
        f"{{{person}}} <{TYPE}> <{PAL}{rng.choices(('Person', 'Child', 'Adult'), (90, 5, 5))[0]}>",
    ]
    for conduct in conducts:
        lines += [
            f"{{{conduct}}} <{TYPE}> <{PAL}Conduct>",
            f"{{{conduct}}} <{PAL}{rng.choices(('towards', 'towardsChild'), (90, 10))[0]}> {{{person}}}",
        ]
        if rng.random() < 0.2:
            lines.append(f"{{{conduct}}} <{PAL}evidentialStatus> <{PAL}{rng.choice(_STATUSES)}>")
    if rng.random() < 0.1:
        lines.append(
            f"{{{rng.choice(names)}}} <{TYPE}> <{rng.choice((PAL + 'Person', PAL + 'Conduct', PAL + 'Fact'))}>"
        )
    return tuple(names), tuple(lines)
