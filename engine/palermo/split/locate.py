"""Where in its source a triple stands: line and column, for messages. Used when something is wrong, never before.

Turtle, TriG, N-Triples and N-Quads are walked token by token, so that subject, predicate and object are found together.
In RDF/XML and JSON-LD the terms are looked for as text, one after the other: the place is near, not proved.
"""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from palermo.names import FIRST, RDF, TYPE, XSD
from palermo.read.formats import JSON_LD, N_QUADS, N_TRIPLES, RDF_XML
from palermo.read.turtle import Token, tokens
from palermo.terms import XSD_STRING, Literal, Term, local_name, plain

Place = tuple[int | None, int | None]
NOWHERE: Final[Place] = (None, None)
_BLANK: Final = "_:"
_ESCAPES: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_Key = tuple[Term | None, Term | None, Term | None]
#: A term and the offset at which it begins.
At = tuple[Term, int]


class Locator:
    """Finds terms in one source text. The text is asked for, and looked through, at the first question only."""

    def __init__(self, load: Callable[[], str], syntax: str, first_line: int = 1) -> None:
        self._load = load
        self._syntax = syntax
        self._first = first_line
        self._text: str | None = None
        self._index: dict[_Key, int] | None = None

    def __call__(self, subject: str, predicate: str | None = None, value: Term | None = None) -> Place:
        """The place of the last term given; of the nearest thing that is found where the triple is not."""
        if self._text is None:
            self._text = self._load()
        terms = [term for term in (subject, predicate, value) if term is not None]
        if self._syntax in (RDF_XML, JSON_LD):
            return self._place(_search(self._text, terms))
        if self._syntax in (N_TRIPLES, N_QUADS):
            return self._on_a_line(terms)
        if self._index is None:
            self._index = _index(self._text)
        return self._place(_nearest(self._index, subject, predicate, value))

    def _on_a_line(self, terms: list[Term]) -> Place:
        """In the line syntaxes: the first line that begins with the subject and holds the other terms, or as many of
        the first as one does. Where none does (we may have named the subject): that holds as many of the last."""
        text = self._text or ""
        words = [_as_line_text(term) for term in terms]
        every = range(len(words))
        for found, begins in (*((every[: n + 1], True) for n in every[::-1]), *((every[n:], False) for n in every)):
            at = _line_with([words[n] for n in found], text, begins)
            if at is not None:
                end = text.find("\n", at)
                triple = next(_Walk(text[at : end if end >= 0 else len(text)]).triples(), None)
                return self._place(at + (triple[found[-1]][1] if triple is not None else 0))
        return NOWHERE

    def _place(self, offset: int | None) -> Place:
        if offset is None or self._text is None:
            return NOWHERE
        start = self._text.rfind("\n", 0, offset) + 1
        return self._text.count("\n", 0, offset) + self._first, offset - start + 1


def _nearest(index: dict[_Key, int], subject: str, predicate: str | None, value: Term | None) -> int | None:
    """The place of the last term given, in the triple that is most like the one asked for."""
    s, o = _plain_blank(subject), _plain_blank(value)
    if predicate is None:
        keys: list[_Key] = [(s, None, None), (None, None, s)]
    elif value is None:
        keys = [(s, predicate, None), (_BLANK, predicate, None), (None, predicate, None), (s, None, None)]
    else:
        keys = [
            (s, predicate, o), (_BLANK, predicate, o), (s, predicate, _BLANK), (_BLANK, predicate, _BLANK),
            (None, predicate, o), (s, predicate, None), (None, None, o), (s, None, None), (None, predicate, None),
        ]  # fmt: skip
    return next((index[key] for key in keys if key in index), None)


def _as_line_text(term: Term) -> str:
    if isinstance(term, Literal):
        quoted = term.lexical.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
        return f'"{quoted}"'
    return _BLANK if term.startswith(_BLANK) else f"<{term}>"


def _line_with(needles: list[str], text: str, begins: bool) -> int | None:
    """Where the first line begins that holds all the needles; with ``begins``, the first of them at its beginning."""
    rarest = max(needles, key=len)
    at = text.find(rarest)
    while at >= 0:
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if (not begins or text.startswith(needles[0], start)) and all(
            text.find(needle, start, end) >= 0 for needle in needles
        ):
            return start
        at = text.find(rarest, end)
    return None


def locate(
    path: str, subject: str, predicate: str | None = None, value: Term | None = None, *, input_format: str | None = None
) -> Place:
    """The place of a triple, or of its subject or predicate, in a file; None and None where it is not found."""
    return locator(path, input_format)(subject, predicate, value)


def locator(path: str, input_format: str | None = None) -> Locator:
    """A Locator for a file, for more than one question about it. Standard input cannot be read again."""
    from palermo.read.formats import TURTLE, format_of_name, format_of_option

    by_name, gzipped = format_of_name(path)
    syntax = format_of_option(input_format) if input_format is not None else by_name or TURTLE
    return Locator(lambda: _text_of_file(path, syntax, gzipped), syntax)


def _text_of_file(path: str, syntax: str, gzipped: bool) -> str:
    """What a file says; nothing where it is too big for that. TriG is indexed, which takes far more than its text."""
    from palermo.problems import Problem
    from palermo.read.cases import STREAMED
    from palermo.read.formats import TRIG
    from palermo.read.gate import WHOLE, open_source, take
    from palermo.read.walk import STDIN, Source

    if path == STDIN:
        return ""
    stream = open_source(Source(path, syntax, gzipped))
    if isinstance(stream, Problem):
        return ""
    limit = STREAMED if syntax == TRIG else WHOLE
    with stream:
        data = take(stream, limit + 1, path)
    return "" if isinstance(data, Problem) or len(data) > limit else data.decode("utf-8-sig", "replace")


def placed_triples(text: str) -> Iterator[tuple[At, At, At]]:
    """Each triple of a Turtle or TriG text that is known to be right, as three terms with their offsets. Blank nodes
    are all ``_:``; what stands at the offset tells them apart. Of a list, the triples of ``rdf:first`` only."""
    return _Walk(text).triples()


def _plain_blank(term: Term | None) -> Term | None:
    return _BLANK if isinstance(term, str) and term.startswith(_BLANK) else term


def _index(text: str) -> dict[_Key, int]:
    """The first place of each triple, of each subject with a predicate, of each subject, predicate and object."""
    index: dict[_Key, int] = {}
    for (s, s_at), (p, p_at), (o, o_at) in _Walk(text).triples():
        keys: tuple[tuple[_Key, int], ...] = (
            ((s, p, o), o_at), ((s, p, None), p_at), ((None, p, o), o_at), ((s, None, None), s_at),
            ((None, p, None), p_at), ((None, None, o), o_at),
        )  # fmt: skip
        for key, at in keys:
            index.setdefault(key, at)
    return index


class _Frame(NamedTuple):
    """What was open when a bracket opened."""

    bracket: str
    subject: At | None
    predicate: At | None


class _Walk:
    """Walks the tokens of a text that is known to be right, and finds its triples. Blank nodes are all ``_:``."""

    def __init__(self, text: str) -> None:
        self._tokens = list(tokens(text))
        self._next = 0
        self._prefixes: dict[str, str] = {}
        self._base = ""
        self._subject: At | None = None
        self._predicate: At | None = None
        self._open: list[_Frame] = []

    def triples(self) -> Iterator[tuple[At, At, At]]:
        """Each triple as three terms with their places."""
        while self._next < len(self._tokens):
            token = self._tokens[self._next]
            self._next += 1
            if token.kind == "open":
                yield from self._opened(token)
            elif token.kind == "close":
                self._closed()
            elif token.kind == "mark" and token.text != "^^":
                self._marked(token.text)
            elif token.kind == "word" and self._directive(token):
                continue
            elif token.kind in ("iri", "word", "string"):
                yield from self._term((self._value(token), token.offset))

    def _term(self, term: At) -> Iterator[tuple[At, At, At]]:
        if self._open and self._open[-1].bracket == "(":
            self._predicate = (FIRST, term[1])
        if self._subject is None:
            self._subject = term
        elif self._predicate is None:
            self._predicate = term
        else:
            yield self._subject, self._predicate, term

    def _opened(self, token: Token) -> Iterator[tuple[At, At, At]]:
        if token.text == "{":
            self._open.append(_Frame("{", None, None))
            self._subject = self._predicate = None
            return
        node: At = (_BLANK, token.offset)
        yield from self._term(node)
        self._open.append(_Frame(token.text, self._subject, self._predicate))
        self._subject, self._predicate = node, None

    def _closed(self) -> None:
        if self._open:
            _, self._subject, self._predicate = self._open.pop()

    def _marked(self, mark: str) -> None:
        if mark == ".":
            self._subject = self._predicate = None
        elif mark == ";":
            self._predicate = None

    def _directive(self, token: Token) -> bool:
        word = token.text.lower()
        if self._subject is not None:
            return False
        if word in ("@prefix", "prefix") and self._next + 1 < len(self._tokens):
            name, iri = self._tokens[self._next : self._next + 2]
            self._prefixes[name.text.removesuffix(":")] = self._iri(iri.text)
            self._next += 2
            return True
        if word in ("@base", "base") and self._next < len(self._tokens):
            self._base = self._iri(self._tokens[self._next].text)
            self._next += 1
            return True
        return word == "graph"

    def _value(self, token: Token) -> Term:
        if token.kind == "iri":
            return self._iri(token.text)
        if token.kind == "string":
            return self._literal(token)
        word = token.text
        if word == "a" and self._predicate is None and self._subject is not None:
            return TYPE
        if word in ("true", "false"):
            return Literal(word, XSD + "boolean")
        if word[0] in "+-.0123456789" and ":" not in word:
            kind = "double" if "e" in word.lower() else "decimal" if "." in word else "integer"
            return Literal(word, XSD + kind)
        prefix, _, local = word.partition(":")
        if prefix == "_":
            return _BLANK
        return self._prefixes.get(prefix, prefix + ":") + local.replace("\\", "")

    def _literal(self, token: Token) -> Literal:
        width = 3 if token.text[:3] in ('"""', "'''") and len(token.text) >= 6 else 1
        lexical = _unescaped(token.text[width:-width])
        after = self._tokens[self._next : self._next + 2]
        if after and after[0].text.startswith("@"):
            self._next += 1
            return plain(lexical, after[0].text[1:].lower())
        if len(after) > 1 and after[0].text == "^^":
            self._next += 2
            datatype = self._value(after[1])
            return Literal(lexical, datatype if isinstance(datatype, str) else XSD_STRING)
        return Literal(lexical)

    def _iri(self, text: str) -> str:
        iri = _unescaped(text[1:-1])
        if self._base and ":" not in iri.split("/")[0]:
            from urllib.parse import urljoin

            return urljoin(self._base, iri)
        return iri


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    import re

    def one(match: "re.Match[str]") -> str:
        said = match.group(1)
        if len(said) > 1:
            code = int(said[1:], 16)
            return chr(code) if code < 0x110000 else said
        return _ESCAPES.get(said, said)

    return re.sub(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", one, text, flags=re.DOTALL)


def _search(text: str, terms: list[Term]) -> int | None:
    """Where the last of some terms stands as text, after the others where they are found in order."""
    at = 0
    for term in terms[:-1]:
        found = _find(text, term, at)
        at = found if found is not None else at
    found = _find(text, terms[-1], at)
    if found is None:
        found = _find(text, terms[-1], 0)
    if found is None and len(terms) > 1:
        return _search(text, terms[:-1])
    return found


def _find(text: str, term: Term, start: int) -> int | None:
    if isinstance(term, Literal):
        import json

        escaped = term.lexical.replace("&", "&amp;").replace("<", "&lt;")
        forms = [json.dumps(term.lexical, ensure_ascii=False), json.dumps(term.lexical), f">{escaped}<", escaped]
        skip = {f">{escaped}<"}
    else:
        if term.startswith(_BLANK):
            return None
        name = local_name(term)
        forms = [f'"{term}"', term, f'"{name}"', f":{name}", f"#{name}", f"<{name}"]
        forms += ['"@type"'] if term == TYPE else []
        forms = [form for form in forms if form.strip('":#<')] if term != RDF else forms
        skip = {f":{name}", f"<{name}"}
    for form in forms:
        at = text.find(form, start)
        if at >= 0:
            return at + 1 if form in skip else at
    return None
