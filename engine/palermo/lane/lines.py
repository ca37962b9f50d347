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
from typing import Final, NamedTuple

from palermo.lane.names import Names
from palermo.lane.narrow import narrow, wide
from palermo.lane.parts import CASE_LABEL, PERSON_LABEL, TITLE, Entry, Run
from palermo.write.as_json import line as as_json

#: Stands for the prefix that all names of a case share; no line can hold it.
OWN: Final = "\0"
#: What every name of a case begins with, where its prefix is left out.
OWN_NAME: Final = "<" + OWN
_WORDS: Final = OWN + "words"
_ADDRESS: Final = OWN + "address"
#: The words of a literal as canonical N-Quads write it, with nothing in them that is escaped.
_PLAIN: Final = re.compile(r'[^"\\\x00-\x1f\x7f]{0,65536}')
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


class Block(NamedTuple):
    """What the lines of one case say, and how many there are: runs of lines that stand alone, and the entries that lead
    to nodes; ``spoken`` is what it says in its own words, as JSON, by what it is."""

    runs: list[Run]
    entries: list[Entry]
    spoken: dict[int, str]
    lines: int


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
            return f"{parts[0]}{_WORDS}{parts[2]}" if _PLAIN.fullmatch(parts[1]) else None
        parts = stretch.split(" ", 3)
        if len(parts) == 4 and self._names.is_foreign(parts[2]):
            return f"{parts[0]} {parts[1]} {_ADDRESS} {parts[3]}"
        return None


class Lines:
    """The lines learned so far, for names that follow the case's prefix in one way."""

    def __init__(self, names: Names) -> None:
        self._signs = _Signs(names)
        self._entries: dict[str, Entry] = {}
        self._runs: dict[str, Run] = {}

    def read(self, stretches: list[str]) -> Block | None:
        """What the case says whose text is cut into these stretches. None where some of it was not learned, or
        something is said twice in the case's own words."""
        signs = self._signs
        signs.said.clear()
        try:
            text = "".join(map(signs.__getitem__, stretches))
        except (KeyError, Full):
            return None
        runs: list[Run] = []
        entries: list[Entry] = []
        lines = 0
        known, known_runs = self._entries, self._runs
        segments = _SEGMENT.findall(text)
        if text[0] >= _FIRST_FOLLOWING:
            return None
        for segment in segments:
            if segment[0] >= _FIRST_LEADING:
                entry = known.get(segment)
                if entry is None:
                    return None
                entries.append(entry)
                lines += entry.lines
            else:
                run = known_runs.get(segment) or self._run(segment)
                if run is None:
                    return None
                runs.append(run)
                lines += run.lines
        said = (
            signs.said if len(runs) == 1 and not runs[0].said else [*signs.said, *(s for run in runs for s in run.said)]
        )
        spoken = dict(said)
        return Block(runs, entries, spoken, lines) if len(spoken) == len(said) else None

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
        run = Run(found, tuple(said))
        if len(self._runs) >= _MOST_RUNS:
            self._runs.clear()
        self._runs[segment] = run
        return run


def _as_json(words: str) -> str:
    """The words of a literal, in which nothing is escaped, as JSON."""
    return f'"{words}"' if words.isascii() else narrow(as_json(wide(words)))
