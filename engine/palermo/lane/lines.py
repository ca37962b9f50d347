"""From the text of a case to entries.

The text is cut wherever one of the case's own names begins. Each stretch between is looked up, word for word, and has
a sign of its own, so that a case becomes a short string of signs. There are three sorts of them: of stretches that
begin a line about the case, its person or its conduct; of those that begin such a line which leads to a node that is
described next; and of all that follow either. By them the string falls into segments, and each segment was learned or
was not.
Where the words of a line do not matter, its stretch is kept without them.
"""

import re
from collections.abc import Iterable
from typing import Final, TypeGuard

from palermo.lane.names import Names
from palermo.lane.narrow import narrow, wide
from palermo.lane.parts import CASE_LABEL, PERSON_LABEL, TITLE, Entry, Part, Run
from palermo.write.as_json import line as as_json

#: Stands for the prefix that all names of a case share; no line can hold it.
OWN: Final = "\0"
#: What every name of a case begins with, where its prefix is left out.
OWN_NAME: Final = "<" + OWN
_WORDS: Final = OWN + "words"
_ADDRESS: Final = OWN + "address"
#: The words of a literal as canonical N-Quads write it, with nothing in them that is escaped.
_LONGEST: Final = 65_536
_PLAIN: Final = re.compile(rf'[^"\\\x00-\x1f\x7f]{{0,{_LONGEST}}}')
#: The first sign of each sort: of a line that stands alone, of one that leads to a node, of what follows; and the end.
_ALONE, _LEADING, _FOLLOWING, _END = 0x10000, 0x40000, 0x80000, 0x10FFFF
_LINE: Final = f"[{chr(_ALONE)}-{chr(_LEADING - 1)}][{chr(_FOLLOWING)}-{chr(_END)}]*"
_SEGMENT: Final = re.compile(f"(?:{_LINE})+|[{chr(_LEADING)}-{chr(_FOLLOWING - 1)}][{chr(_FOLLOWING)}-{chr(_END)}]*")
_SINGLE: Final = re.compile(_LINE)
_FIRST_LEADING, _FIRST_FOLLOWING = chr(_LEADING), chr(_FOLLOWING)
#: So many titles or labels are kept word by word, and so many runs of lines that stand alone.
_MOST_WORDS: Final = 256
_MOST_RUNS: Final = 20_000
#: The fields that a case says in its own words.
_SPOKEN: Final = (TITLE, CASE_LABEL, PERSON_LABEL)


class Full(Exception):
    """No more lines can be learned."""


class _Signs(dict[str, str]):
    """The sign of each stretch. One whose words or address were left open gets that of the stretch without them; where
    the words are told, they are noted in ``said``, as JSON, after what they are."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self._names = names
        self._next = [_ALONE, _LEADING, _FOLLOWING]
        self._worded = 0
        self.said: list[tuple[int, str]] = []
        #: Signs of lines whose words are told, and what they are.
        self.spoken: dict[str, int] = {}
        #: Signs that stand for such a line with certain words: the line's own sign, and the words as JSON.
        self.fixed: dict[str, tuple[str, str]] = {}

    def __missing__(self, stretch: str) -> str:
        parts = stretch.split('"')
        key = self.without_words(stretch, parts)
        sign = self.get(key) if key is not None else None
        if sign is None:
            raise KeyError(stretch)
        what = self.spoken.get(sign)
        if what is not None:
            words = _as_json(parts[1])
            if len(self.fixed) == _MOST_WORDS:
                self.said.append((what, words))
                return sign
            fixed = self.learn(stretch, 0)
            self.fixed[fixed] = sign, words
            return fixed
        if self._worded < _MOST_WORDS:
            self._worded += 1
            self[stretch] = sign
        return sign

    def learn(self, stretch: str, sort: int) -> str:
        """The sign of a stretch, given now where it had none. Raises Full where no sign is left."""
        sign = self.get(stretch)
        if sign is None:
            number = self._next[sort]
            if number == (_LEADING, _FOLLOWING, _END)[sort]:
                raise Full
            self._next[sort] = number + 1
            sign = self[stretch] = chr(number)
        return sign

    def without_words(self, stretch: str, parts: list[str]) -> str | None:
        """A stretch without the words of its literal, or without the address that it points to; None where neither is
        plain. ``parts`` is the stretch cut at quotation marks."""
        if len(parts) == 3:
            return f"{parts[0]}{_WORDS}{parts[2]}" if _is_plain(parts[1]) else None
        parts = stretch.split(" ", 3)
        if len(parts) == 4 and self._names.is_foreign(parts[2]):
            return f"{parts[0]} {parts[1]} {_ADDRESS} {parts[3]}"
        return None


class Lines:
    """The lines learned so far, for names that follow the case's prefix in one way."""

    def __init__(self, names: Names) -> None:
        self._signs = _Signs(names)
        self._entries: dict[str, Entry] = {}
        #: The entries that lead to nodes, and runs of the others.
        self._parts: dict[str, Part] = {}

    @property
    def said(self) -> list[tuple[int, str]]:
        """What the case that was read last says in words that were not learned, as JSON, after what it is."""
        return self._signs.said

    def read(self, stretches: list[str]) -> list[Part] | None:
        """What the case says whose text is cut into these stretches. None where some of it was not learned."""
        signs = self._signs
        signs.said.clear()
        try:
            text = "".join(map(signs.__getitem__, stretches))
        except (KeyError, Full):
            return None
        if text[0] >= _FIRST_FOLLOWING:
            return None
        segments = _SEGMENT.findall(text)
        parts = [*map(self._parts.get, segments)]
        return parts if _are_known(parts) else self._new_runs(segments)

    def _new_runs(self, segments: list[str]) -> list[Part] | None:
        """The parts of segments, with runs put together that are not there yet."""
        parts = [self._parts.get(s) or (self._run(s) if s[0] < _FIRST_LEADING else None) for s in segments]
        return parts if _are_known(parts) else None

    def learn(self, lines: Iterable[tuple[str, bool]], graph: str, entry: Entry) -> bool:
        """Remember that these lines, one after the other, say what an entry says; those marked whatever their words.
        They are given without their graph, whose name is ``graph``. Whether that could be done. Raises Full where no
        more can be learned."""
        keys = self._keys(lines, graph)
        first = self._signs.learn(keys[0], 1 if entry.leads else 0)
        segment = first + "".join(self._signs.learn(key, 2) for key in keys[1:])
        if (_SEGMENT if entry.leads else _SINGLE).fullmatch(segment) is None:
            return False  # a stretch that does begin lines elsewhere
        if entry.group in _SPOKEN:
            self._signs.spoken[first] = entry.group
        if entry.leads:
            self._parts.setdefault(segment, entry)
        return self._entries.setdefault(segment, entry) is entry

    def known(self, lines: Iterable[tuple[str, bool]], graph: str) -> Entry | None:
        """The entry of these lines, None where they were not learned."""
        signs = [self._signs.get(key) for key in self._keys(lines, graph)]
        return self._entries.get("".join(sign for sign in signs if sign is not None)) if None not in signs else None

    def _keys(self, lines: Iterable[tuple[str, bool]], graph: str) -> list[str]:
        keys: list[str] = []
        for line, any_words in lines:
            first, *rest = f"{line} {graph} .\n".removeprefix(OWN_NAME).split(OWN_NAME)
            without = self._signs.without_words(first, first.split('"'))
            if not any_words and without in self._signs:
                raise Full  # a line that is learned whatever its words may not be learned by its words too
            keys.append((without or first) if any_words else first)
            keys += rest
        return keys

    def _run(self, segment: str) -> Run | None:
        """Lines that stand alone, put together; None where one was not learned."""
        fixed = self._signs.fixed
        said: list[tuple[int, str]] = []
        found: list[Entry] = []
        for line in _SINGLE.findall(segment):
            if line[0] in fixed:
                sign, words = fixed[line[0]]
                said.append((self._signs.spoken[sign], words))
                line = sign + line[1:]
            entry = self._entries.get(line)
            if entry is None:
                return None
            found.append(entry)
        if len(self._parts) >= _MOST_RUNS:
            self._parts = {segment: entry for segment, entry in self._entries.items() if entry.leads}
        run = self._parts[segment] = Run(found, tuple(said))
        return run


def _is_plain(words: str) -> bool:
    if words.isascii() and words.isprintable() and "\\" not in words:
        return len(words) <= _LONGEST
    return _PLAIN.fullmatch(words) is not None


def _are_known(parts: list[Part | None]) -> TypeGuard[list[Part]]:
    return all(parts)


def _as_json(words: str) -> str:
    """The words of a literal, in which nothing is escaped, as JSON."""
    return f'"{words}"' if words.isascii() else narrow(as_json(wide(words)))
