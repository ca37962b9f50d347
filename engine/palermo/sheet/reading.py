"""Makes cases of a filled workbook. What cannot be read is named by its cell, and its case is left out: with a fact
lost, it would be classified for something else than was written."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from palermo.escape import clip
from palermo.importers.cases import ImportedCase
from palermo.names import (
    ALLEGED,
    CASE,
    CONCERNS,
    CONDUCT,
    DESCRIPTION,
    EVIDENTIAL_STATUS,
    LABEL,
    LABELLED,
    LABELLING,
    LANG_STRING,
    PERSON,
    SOURCE,
    TOWARDS,
    TYPE,
)
from palermo.problems import Problem
from palermo.rulebook import Rulebook
from palermo.sheet.cells import Cell, open_workbook
from palermo.sheet.choices import Choices, choices
from palermo.sheet.layout import Column, Layout, Sheet, read_layout
from palermo.sheet.tables import Entry, entries, fault
from palermo.sheet.values import Unknown, advice, chosen, several, value_of
from palermo.terms import Literal, Term, Triple

#: What the IRIs of cases begin with, unless another address is given.
BASE: Final = "https://w3id.org/palermo/import/sheet/"


def read_workbook(
    rulebook: Rulebook, file: str, lang: str = "en", base: str = BASE
) -> Iterator[ImportedCase | Problem]:
    """The cases of a workbook in the order in which they first come up, and what is wrong, cell by cell.

    ``lang`` is the language of the workbook's lists and texts. Raises PalermoError where the file cannot be read.
    """
    made = read_layout()
    reader = _Reader(file, made, choices(rulebook, made.classes(), lang), lang, base)
    for item in entries(file, made, open_workbook(file)):
        if isinstance(item, Problem):
            yield item
        else:
            yield from reader.take(item)
    yield from reader.cases()


class _Draft:
    """A case while its rows are read."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.iri = f"{document}#case"
        self.triples: dict[Triple, None] = {(self.iri, TYPE, CASE): None}
        self.faults = 0
        self.persons: dict[str, str] = {}
        self.dealings: dict[str, str] = {}
        self.towards: dict[str, list[str]] = {}  # person -> dealings
        self.said: dict[tuple[str, str], tuple[Term, str]] = {}  # what is said once, and where

    def say(self, *triple: Term) -> None:
        subject, predicate, value = triple
        self.triples[(str(subject), str(predicate), value)] = None


class _Reader:
    """Reads rows into drafts."""

    def __init__(self, file: str, made: Layout, offered: Choices, lang: str, base: str) -> None:
        self._file, self._made, self._offered, self._lang, self._base = file, made, offered, lang, base
        self._drafts: dict[str, _Draft] = {}
        self._rows: dict[tuple[str, ...], int] = {}

    def take(self, entry: Entry) -> Iterator[Problem]:
        """Read one row; what is wrong with it."""
        keys = {c.on: entry.cells[n] for n, c in enumerate(entry.sheet.columns) if c.kind == "key" and n in entry.cells}
        unreadable = [cell for cell in entry.cells.values() if cell.fault]
        draft = self._draft(entry.sheet, keys)
        problems = [fault(self._file, entry, cell, cell.fault) for cell in unreadable]
        if draft is None:
            here = keys.get("case") or next(iter(entry.cells.values()))
            problems.append(fault(self._file, entry, here, self._no_case(keys)))
        elif not unreadable:
            try:
                _RowReader(draft, entry, keys, self._made, self._offered, self._lang).read(self._twice(entry, keys))
            except Unknown as unknown:
                problems.append(fault(self._file, entry, unknown.cell, str(unknown)))
        if draft is not None:
            draft.faults += len(problems)
        yield from problems

    def cases(self) -> Iterator[ImportedCase | Problem]:
        """The cases that all rows were read of; a problem for each other."""
        for name, draft in self._drafts.items():
            if draft.faults:
                message = f"the case {clip(name)} is left out until {draft.faults} of its cells or rows are mended"
                yield Problem(self._file, None, None, message, "P624")
            else:
                yield ImportedCase(draft.iri, tuple(draft.triples))

    def _draft(self, sheet: Sheet, keys: dict[str, Cell]) -> _Draft | None:
        """The case of a row; a new one only on the sheet that is for cases."""
        cell = keys.get("case")
        if cell is None or cell.fault:
            return None
        if cell.text not in self._drafts and _declares(self._made, sheet, "case"):
            self._drafts[cell.text] = _Draft(self._base + quote(cell.text, safe=""))
        return self._drafts.get(cell.text)

    def _no_case(self, keys: dict[str, Cell]) -> str:
        cell = keys.get("case")
        if cell is None:
            return "the row names no case: fill in the first column"
        return advice(cell.text, list(self._drafts), "case of that name is on the sheet of cases")

    def _twice(self, entry: Entry, keys: dict[str, Cell]) -> int | None:
        """The row that had the same names before, on a sheet where each may come up once."""
        if not any(_declares(self._made, entry.sheet, on) for on in ("case", "person", "dealing")):
            return None
        key = (entry.title, *(f"{on}={cell.text}" for on, cell in sorted(keys.items())))
        return None if self._rows.setdefault(key, entry.number) == entry.number else self._rows[key]


def _declares(made: Layout, sheet: Sheet, on: str) -> bool:
    """Whether a sheet is where names of cases, persons or dealings come up first: the first that has the column."""
    having = (s for s in made.of(sheet.layout).sheets if any(c.kind == "key" and c.on == on for c in s.columns))
    return next(having, None) == sheet


class _RowReader:
    """Reads one row into the draft of its case."""

    def __init__(
        self, draft: _Draft, entry: Entry, keys: dict[str, Cell], made: Layout, offered: Choices, lang: str
    ) -> None:
        self._draft, self._entry, self._keys = draft, entry, keys
        self._made, self._offered, self._lang = made, offered, lang
        self._columns = {n: entry.sheet.columns[n] for n in entry.cells}

    def read(self, before: int | None) -> None:
        """Raises Unknown, with the cell, at the first that cannot be read."""
        anywhere = self._keys["case"]
        if before is not None:
            raise Unknown(anywhere, f"the same names as in row {before}: keep one row, or change a name")
        person, dealing = self._person(), self._dealing()
        if person and dealing and self._declares("dealing"):
            self._towards(dealing, person)
        fact = self._fact(person, dealing)
        label = self._label(person)
        for number, column in self._columns.items():
            cell = self._entry.cells[number]
            if column.kind == "kinds":
                self._facts(column, cell, person)
            elif column.kind not in ("key", "property", "kind") and column.on != "row":
                nodes = {"case": self._draft.iri, "person": person, "dealing": dealing, "fact": fact, "label": label}
                self._say(column, cell, nodes[column.on] or self._implicit(column, person, cell))

    # --- nodes

    def _node(self, on: str, text: str) -> str:
        return f"{self._draft.document}#{on}-{quote(text, safe='')}"

    def _declares(self, on: str) -> bool:
        return _declares(self._made, self._entry.sheet, on)

    def _named(self, on: str, known: dict[str, str], cls: str) -> str | None:
        """The node that a key names; made where the sheet is the one for such names."""
        cell = self._keys.get(on)
        if cell is None:
            if self._declares(on):
                raise Unknown(self._keys["case"], f"the row names no {on}: fill in the column")
            return None
        if cell.text not in known:
            if not self._declares(on):
                raise Unknown(cell, advice(cell.text, list(known), f"{on} of that name is in this case"))
            node = known[cell.text] = self._node(on, cell.text)
            self._draft.say(node, TYPE, cls)
            self._draft.say(node, LABEL, Literal(cell.text, LANG_STRING, self._lang))
        return known[cell.text]

    def _person(self) -> str | None:
        found = self._named("person", self._draft.persons, PERSON)
        if found and self._declares("person"):
            self._draft.say(self._draft.iri, CONCERNS, found)
        return found

    def _dealing(self) -> str | None:
        return self._named("dealing", self._draft.dealings, CONDUCT)

    def _towards(self, dealing: str, person: str) -> None:
        self._draft.say(dealing, TOWARDS, person)
        known = self._draft.towards.setdefault(person, [])
        if dealing not in known:
            known.append(dealing)

    def _only_dealing(self, person: str, cell: Cell) -> str:
        """The one dealing towards a person; made where there is none."""
        known = self._draft.towards.get(person, [])
        if len(known) > 1:
            raise Unknown(cell, "the person has several dealings: say which")
        if known:
            return known[0]
        name = next(text for text, node in self._draft.persons.items() if node == person)
        title = self._made.text("dealing-with", self._lang).format(person=name)
        node = self._draft.dealings.setdefault(title, self._node("dealing", title))
        self._draft.say(node, TYPE, CONDUCT)
        self._draft.say(node, LABEL, Literal(title, LANG_STRING, self._lang))
        self._towards(node, person)
        return node

    def _implicit(self, column: Column, person: str | None, cell: Cell) -> str:
        """The node of a cell whose row does not name it."""
        if column.on == "dealing" and person:
            return self._only_dealing(person, cell)
        raise Unknown(cell, "the row does not say of what: fill in the cells before it")

    # --- facts and labels

    def _fact(self, person: str | None, dealing: str | None) -> str | None:
        """The fact that a row is about, on a sheet of facts."""
        about = self._cell("property")
        kind = self._cell("kind")
        if not any(column.kind in ("property", "kind") for column in self._entry.sheet.columns):
            return None
        if about is None or kind is None:
            raise Unknown(about or kind or self._keys["case"], "say what the fact is about and of what kind it is")
        p = chosen(about, about.text, self._offered.properties)
        cls = chosen(kind, kind.text, self._offered.kinds[p])
        node = f"{self._draft.document}#fact-{self._entry.number}"
        self._draft.say(self._holder(p, person, dealing, about), p, node)
        self._draft.say(node, TYPE, cls)
        if self._cell("standing") is None:
            self._draft.say(node, EVIDENTIAL_STATUS, ALLEGED)
        return node

    def _holder(self, p: str, person: str | None, dealing: str | None, cell: Cell) -> str:
        """The conduct or person that a fact hangs on."""
        if p in self._offered.on_conduct:
            if dealing is None and person is None:
                raise Unknown(cell, "say which dealing, or which person")
            return dealing or self._only_dealing(str(person), cell)
        if person is None:
            known = [node for node, dealings in self._draft.towards.items() if dealing in dealings]
            if len(known) != 1:
                raise Unknown(cell, "say which person")
            return known[0]
        return person

    def _facts(self, column: Column, cell: Cell, person: str | None) -> None:
        """The facts of a cell that lists their kinds."""
        p = str(column.property)
        holder = self._holder(p, person, None, cell)
        for number, text in enumerate(several(cell.text), 1):
            node = f"{self._draft.document}#fact-{cell.name}-{number}"
            self._draft.say(holder, p, node)
            self._draft.say(node, TYPE, chosen(cell, text, self._offered.kinds[p]))
            standing = self._cell("standing")
            status = chosen(standing, standing.text, self._individuals("standing")) if standing else ALLEGED
            self._draft.say(node, EVIDENTIAL_STATUS, status)
            for place, other in self._columns.items():
                if other.on == "row" and other.kind == "source":
                    self._say(other, self._entry.cells[place], node)
        note = Literal(self._made.text("assumes.persons", self._lang), LANG_STRING, self._lang)
        self._draft.say(self._draft.iri, DESCRIPTION, note)

    def _label(self, person: str | None) -> str | None:
        """The label that a row gives, where it gives one."""
        wanted = [n for n, column in self._columns.items() if column.on == "label"]
        if not wanted:
            return None
        if not any(self._columns[n].kind == "choice" for n in wanted):
            raise Unknown(self._entry.cells[wanted[0]], "it says by whom, and not what was said")
        node = f"{self._draft.document}#label-{self._entry.number}"
        self._draft.say(person or self._draft.iri, LABELLED, node)
        self._draft.say(node, TYPE, LABELLING)
        return node

    def _cell(self, kind: str) -> Cell | None:
        return next((self._entry.cells[n] for n, column in self._columns.items() if column.kind == kind), None)

    def _individuals(self, kind: str) -> dict[str, str]:
        column = next(c for c in self._entry.sheet.columns if c.kind == kind)
        return self._offered.individuals[str(column.values)]

    # --- values

    def _say(self, column: Column, cell: Cell, node: str) -> None:
        """What one cell says of a node."""
        if column.kind == "source":
            self._source(cell, node)
            return
        p = str(column.property)
        if column.values is not None:
            value: Term = chosen(cell, cell.text, self._offered.individuals[column.values])
        else:
            value = value_of(column.kind, cell, self._lang, (self._made.texts["yes"], self._made.texts["no"]))
        known, where = self._draft.said.setdefault((node, p), (value, cell.name))
        if known != value:
            raise Unknown(cell, f"it says otherwise than {where}: keep one of them")
        self._draft.say(node, p, value)

    def _source(self, cell: Cell, node: str) -> None:
        if cell.text.startswith(("https://", "http://")):
            self._draft.say(node, SOURCE, value_of("address", cell, self._lang, ({}, {})))
            return
        source = self._node("source", cell.text)
        self._draft.say(node, SOURCE, source)
        self._draft.say(source, LABEL, Literal(cell.text, LANG_STRING, self._lang))
