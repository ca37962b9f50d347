"""Which cases are plain, and what their lines say: the triples of a case sorted into frame, fillings and the rest."""

import re
from typing import Final, NamedTuple

from palermo.lane.forms import Forms
from palermo.lane.lines import OWN_NAME
from palermo.lane.narrow import wide
from palermo.names import ASSESSMENT, BIRTH_DATE, LABEL, LABELLED, STARTED_ON, TITLE

_OWN: Final = r"<\x00[!#$&-;=@-Z_a-z~]*+>"
_IRI: Final = r"<[^\x00-\x20<>\"{}|^`\\\x7f]++>"
#: A line as canonical N-Quads write it, but for its words. Names of the case are of plain characters, and nothing
#: outside of words is escaped, so that each node and each property has one spelling.
_LINE: Final = re.compile(
    rf'({_OWN}) ({_IRI}) ({_OWN}|{_IRI}|"(?:[^"\\\n\r\x00]|\\.)*+"(?:@[A-Za-z]++(?:-[A-Za-z0-9]++)*+|\^\^{_IRI})?)'
)
_QUOTE: Final = '"'
#: A literal of whose words nothing is escaped.
_WORDS: Final = re.compile(r'"[^"\\\x00-\x1f\x7f]*+"')


class Line(NamedTuple):
    """A line of a case without its graph (``text``, narrow): its names and its predicate, the case's prefix left out;
    ``free`` says that its words, or the address that it ends in, make no difference to any finding."""

    text: str
    subject: str
    predicate: str
    object: str
    free: bool

    @property
    def points(self) -> bool:
        """Whether it ends in a name of the case."""
        return self.object.startswith(OWN_NAME)


class Piece(NamedTuple):
    """A filling of one property, or words of the case: the lines that say so, in their order. ``role`` is whom it is
    said of, ``name`` the node that the lines describe, empty where they describe none."""

    role: str
    property: str
    lines: tuple[Line, ...]
    name: str

    def kind(self) -> tuple[object, ...]:
        """What is said, names left out."""
        first, *rest = self.lines
        if not self.name:
            return self.role, self.property, first.object
        return self.role, self.property, frozenset((line.predicate, line.object) for line in rest if not line.free)

    def points_at(self) -> set[str]:
        """The names of the case that the lines point at and do not describe."""
        return {line.object for line in self.lines if line.points and line.object != self.name}


class Plain(NamedTuple):
    """A plain case: ``frame`` and ``pieces`` by their lines; ``roles`` the names of its case, person and conduct."""

    roles: dict[str, str]
    frame: tuple[Line, ...]
    pieces: tuple[Piece, ...]

    def names(self) -> dict[str, str]:
        """Each name in it and its role; an empty string for what is none of the three."""
        others = {name for piece in self.pieces for name in (piece.name, *piece.points_at()) if name}
        return dict.fromkeys(others, "") | self.roles


def plain(lines: list[str], roles: dict[str, str], forms: Forms) -> Plain | None:
    """The case that these lines describe, their prefix left out, if it is a plain one: what describes the case, the
    person or the conduct (``roles``: a name to which of them it is), or a node that hangs on one of them alone and is
    described right after. None for any other."""
    found = [_line(line, forms) for line in lines]
    read = [line for line in found if line is not None]
    if len(read) < len(lines) or len(set(lines)) < len(lines):
        return None
    described = {line.subject for line in read} - roles.keys()
    left = set(described)
    frame: list[Line] = []
    pieces: list[Piece] = []
    rest = iter(read)
    line = next(rest, None)
    while line is not None:
        role = roles.get(line.subject)
        if role is None or not _is_own(line, roles, forms):
            return None
        if line.predicate in forms.frame:
            frame.append(line)
            line = next(rest, None)
        elif line.object in described:
            name, own = line.object, [line]
            if name not in left:
                return None
            left.discard(name)
            line = next(rest, None)
            while line is not None and line.subject == name:
                if line.object in roles or line.object in described or line.predicate == STARTED_ON:
                    return None
                own.append(line._replace(free=line.free and own[0].predicate != LABELLED))
                line = next(rest, None)
            pieces.append(Piece(role, own[0].predicate, tuple(own), name))
        else:
            pieces.append(Piece(role, line.predicate, (line,), ""))
            line = next(rest, None)
    made = Plain(roles, tuple(frame), tuple(pieces))
    return None if left or not _are_in_one_order(made) else made


def _line(text: str, forms: Forms) -> Line | None:
    """A line taken apart; None where it is not canonical."""
    found = _LINE.fullmatch(wide(text))
    if found is None:
        return None
    subject, predicate, value = found[1], found[2][1:-1], found[3]
    words = value[:1] == _QUOTE and "^^<" not in value[value.rindex(_QUOTE) :]
    address = value[:1] == "<" and not value.startswith(OWN_NAME)
    return Line(text, subject, predicate, value, predicate not in forms.read and (words or address))


def _is_own(line: Line, roles: dict[str, str], forms: Forms) -> bool:
    """Whether a line about the case, person or conduct is one of a plain case."""
    if line.predicate in (BIRTH_DATE, ASSESSMENT):
        return False
    if line.predicate in forms.frame:
        return line.object in roles or not line.points
    if line.object in roles:
        return False
    return line.predicate not in (TITLE, LABEL) or (line.free and _WORDS.match(line.object) is not None)


def _are_in_one_order(case: Plain) -> bool:
    """Whether labels, which are told in the order of what is said of them, come in the same order whatever the case's
    prefix is: of one property, names of the case and others do not stand side by side."""
    said: dict[str, set[str]] = {}
    for piece in case.pieces:
        for line in piece.lines[1:] if piece.property == LABELLED else ():
            said.setdefault(line.predicate, set()).add(line.object)
    return all(len(objects) < 2 or len({o.startswith(OWN_NAME) for o in objects}) < 2 for objects in said.values())
