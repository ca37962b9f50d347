"""The JSON-LD gate: what a JSON-LD processor would drop, merge or fetch in silence is refused.

Refused are: contexts by address and ``@import``, duplicate keys, ``null``, NaN, keys that no context maps, unknown
keywords, identifiers that are no absolute IRIs, prefixes that are not declared, and brackets more than 100 deep
(JSON-LD 1.1, sections 4 and 9).
"""

import json
import re
from typing import Final, NoReturn

from palermo.escape import clip
from palermo.problems import PalermoError, Problem
from palermo.read.gate import place_of
from palermo.read.turtle import DEEPEST

_KEYWORDS: Final = frozenset({
    "@base", "@container", "@context", "@direction", "@graph", "@id", "@included", "@index", "@json", "@language",
    "@list", "@nest", "@none", "@prefix", "@propagate", "@protected", "@reverse", "@set", "@type", "@value",
    "@version", "@vocab",
})  # fmt: skip
_SCHEMES: Final = frozenset(
    {"http", "https", "urn", "tag", "info", "did", "doi", "mailto", "tel", "geo", "data", "ecli"}
)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_NOT_IN_IRI: Final = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f]")


class _Context:
    """The terms in force at a place of the document."""

    def __init__(self) -> None:
        self.terms: dict[str, object] = {}
        self.vocab = False
        self.base = False

    def copy(self) -> "_Context":
        other = _Context()
        other.terms, other.vocab, other.base = dict(self.terms), self.vocab, self.base
        return other

    def keyword(self, key: str) -> str | None:
        """The keyword that a key is, or stands for."""
        if key.startswith("@"):
            return key
        meaning = self.terms.get(key)
        if isinstance(meaning, dict):
            meaning = meaning.get("@id")
        return meaning if isinstance(meaning, str) and meaning.startswith("@") else None

    def definition(self, key: str) -> dict[str, object]:
        """The expanded definition of a term; empty where it has none."""
        meaning = self.terms.get(key)
        return meaning if isinstance(meaning, dict) else {}


def check(data: bytes, path: str) -> None:
    """Raises PalermoError where the document is not JSON, or not the JSON-LD that is read here."""
    _Gate(data, path).check()


class _Gate:
    def __init__(self, data: bytes, path: str) -> None:
        self._data = data
        self._path = path

    def check(self) -> None:
        self._depth()
        try:
            document = json.loads(
                self._data, object_pairs_hook=self._unique, parse_constant=self._constant,
                parse_int=float, parse_float=float,
            )  # fmt: skip
        except json.JSONDecodeError as error:
            message = f"JSON-LD syntax: {clip(error.msg, 160)}"
            raise PalermoError(Problem(self._path, error.lineno, error.colno, message, "P110")) from None
        if not isinstance(document, dict | list):
            self._refuse("P115", "this is no JSON-LD: write an object, or a list of objects", None)
        self._value(document, _Context(), False)

    # --- the text

    def _depth(self) -> None:
        if self._data.count(b"[") + self._data.count(b"{") <= DEEPEST:
            return
        depth = 0
        for match in re.finditer(rb'"(?:[^"\\]++|\\.)*+"|[\[{]|[\]}]', self._data, re.DOTALL):
            first = match.group()[:1]
            depth += (first in b"[{") - (first in b"]}")
            if depth > DEEPEST:
                line, column = place_of(self._data, match.start())
                message = f"brackets nested more than {DEEPEST} deep: give nodes an @id and list them side by side"
                raise PalermoError(Problem(self._path, line, column, message, "P113"))

    def _unique(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            left = dict(found)
            twice = next(key for key, _ in pairs if left.pop(key, left) is left)
            message = f'the key "{clip(twice)}" stands twice in one object: write a list of values'
            self._refuse("P115", message, twice, r"{0}(?=\s*:[^{{}}]{{0,2000}}{0}\s*:)")
        return found

    def _constant(self, name: str) -> object:
        return self._refuse("P115", f"{name} is not JSON: leave it out", None, rf"(?<![\w\"]){name}")

    def _refuse(self, code: str, message: str, near: str | None, pattern: str | None = None) -> NoReturn:
        """Refuse, at the first place of the string ``near``; of ``pattern``, which may use it as ``{}``, if given."""
        line = column = None
        quoted = "|".join(re.escape(json.dumps(near, ensure_ascii=ascii_only)) for ascii_only in (False, True))
        if near is not None or pattern is not None:
            found = re.search((pattern or "{}").format(f"(?:{quoted})").encode("utf-8", "surrogatepass"), self._data)
            if found is not None:
                line, column = place_of(self._data, found.start())
        raise PalermoError(Problem(self._path, line, column, message, code))

    # --- contexts

    def _extend(self, context: _Context, given: object) -> _Context:
        context = context.copy()
        for part in given if isinstance(given, list) else [given]:
            if isinstance(part, str):
                message = f"a context by address, {clip(part)}: nothing is fetched; write the context out in the file"
                self._refuse("P114", message, part)
            if part is None:
                self._null("@context")
            if not isinstance(part, dict):
                self._refuse("P115", "a @context is an object: term to IRI", "@context")
            self._one_context(context, part)
        return context

    def _one_context(self, context: _Context, part: dict[str, object]) -> None:
        for key, meaning in part.items():
            if meaning is None:
                self._null(key)
            if key == "@import":
                self._refuse("P114", "@import: nothing is fetched; write the context out in the file", "@import")
            elif key == "@vocab":
                context.vocab = True
            elif key == "@base":
                if not isinstance(meaning, str) or _SCHEME.match(meaning) is None:
                    self._refuse("P112", "@base must be an absolute IRI", "@base")
                context.base = True
            elif key.startswith("@"):
                self._keyword(key)
            else:
                context.terms[key] = meaning
        for meaning in part.values():
            if isinstance(meaning, dict) and "@context" in meaning:
                self._extend(context, meaning["@context"])
        for key, meaning in part.items():
            if not key.startswith("@"):
                self._meaning(key, meaning, context)

    def _meaning(self, key: str, meaning: object, context: _Context) -> None:
        target = meaning.get("@id", meaning.get("@reverse", key)) if isinstance(meaning, dict) else meaning
        if target is None:
            self._null(key)
        if not isinstance(target, str):
            self._refuse("P115", f'the term "{clip(key)}" must map to an IRI', key)
        if target != key:
            self._name(target, context, key)
        elif ":" not in key and not context.vocab:
            self._refuse("P115", f'the term "{clip(key)}" maps to nothing: give it an @id', key)

    # --- nodes

    def _value(self, value: object, context: _Context, is_iri: bool) -> None:
        if isinstance(value, list):
            for item in value:
                self._value(item, context, is_iri)
        elif isinstance(value, dict):
            self._node(value, context)
        elif isinstance(value, str) and is_iri:
            self._iri(value, context)

    def _node(self, node: dict[str, object], context: _Context) -> None:
        if "@context" in node:
            context = self._extend(context, node["@context"])
        outer = context
        for key, value in node.items():
            if context.keyword(key) == "@type":
                for name in value if isinstance(value, list) else [value]:
                    scoped = outer.definition(name).get("@context") if isinstance(name, str) else None
                    context = self._extend(context, scoped) if scoped is not None else context
        for key, value in node.items():
            if value is None:
                self._null(key)
            if isinstance(value, list) and None in value:
                self._null(key)
            keyword = context.keyword(key)
            if keyword is None:
                self._property(key, value, context)
            elif keyword != "@context":
                self._keyword(keyword)
                self._keyword_value(keyword, key, value, context, outer)

    def _keyword_value(self, keyword: str, key: str, value: object, context: _Context, outer: _Context) -> None:
        if keyword == "@id":
            if not isinstance(value, str):
                self._refuse("P115", "an @id is a string: an absolute IRI", key)
            self._iri(value, context)
        elif keyword == "@type":
            for name in value if isinstance(value, list) else [value]:
                if not isinstance(name, str):
                    self._refuse("P115", "a @type is a string, or a list of strings", key)
                if not name.startswith("@"):
                    self._name(name, outer, name)
        elif keyword in ("@graph", "@included", "@list", "@set", "@reverse", "@nest"):
            self._value(value, context, False)

    def _property(self, key: str, value: object, context: _Context) -> None:
        self._name(key, context, key)
        definition = context.definition(key)
        if "@context" in definition:
            context = self._extend(context, definition["@context"])
        kind = definition.get("@type")
        if kind == "@json":
            return
        container = definition.get("@container", [])
        containers = container if isinstance(container, list) else [container]
        if isinstance(value, dict) and not {"@language", "@index", "@id", "@type"}.isdisjoint(containers):
            for inner in value.values():
                if inner is None:
                    self._null(key)
                self._value(inner, context, kind == "@id")
            return
        self._value(value, context, kind == "@id")

    # --- names

    def _name(self, name: str, context: _Context, key: str) -> None:
        """Refuses a key, class or datatype that maps to no IRI."""
        if name in context.terms or name in _KEYWORDS:
            return
        if name.startswith("@"):
            self._keyword(name)
        if ":" in name:
            self._absolute(name, context, key)
        elif not context.vocab:
            message = f'the key "{clip(name)}" is in no @context and would be dropped: map it to an IRI'
            self._refuse("P115", message, key)

    def _iri(self, name: str, context: _Context) -> None:
        if name.startswith("_:"):
            return
        if _NOT_IN_IRI.search(name):
            self._refuse("P112", f'"{clip(name)}" is not an IRI: it must hold no spaces, quotes or brackets', name)
        if ":" in name:
            self._absolute(name, context, name)
        elif not context.base:
            self._refuse("P112", f'a relative IRI, "{clip(name)}": write it in full, or declare a base or prefix', name)

    def _absolute(self, name: str, context: _Context, key: str) -> None:
        match = _SCHEME.match(name)
        prefix = name[: name.find(":")]
        if prefix in context.terms:
            return
        if match is None or not (match.group(2).startswith("//") or match.group(1).lower() in _SCHEMES):
            self._refuse("P111", f'undefined prefix "{clip(prefix)}:": declare it in the @context', key)
        if _NOT_IN_IRI.search(name):
            self._refuse("P112", f'"{clip(name)}" is not an IRI: it must hold no spaces, quotes or brackets', key)

    def _keyword(self, name: str) -> None:
        if name not in _KEYWORDS:
            from difflib import get_close_matches

            near = get_close_matches(name, _KEYWORDS, 1)
            advice = f": did you mean {near[0]}?" if near else ": leave it out"
            self._refuse("P115", f"unknown keyword {clip(name)}{advice}", name)

    def _null(self, key: str) -> NoReturn:
        message = f'"{clip(key)}" is null: leave it out where nothing is known'
        self._refuse("P115", message, key, r"{}\s*:\s*(?:\[[^]]{{0,2000}})?null")
