"""Which cases are plain, and what their lines say: the triples of a case sorted into frame, fillings and the rest."""

from typing import Final, NamedTuple

from palermo.lane.forms import Forms
from palermo.lane.lines import OWN_NAME
from palermo.names import BIRTH_DATE, LABEL, LABELLED, TITLE

_QUOTE: Final = '"'


class Line(NamedTuple):
    """A line of a case without its graph: its names and its predicate as it has them, the case's prefix left out;
    ``free`` says that its words, or the address that it ends in, make no difference to any finding."""

    text: str
    subject: str
    predicate: str
    object: str
    free: bool


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


class Plain(NamedTuple):
    """A plain case: ``frame`` and ``pieces`` by their lines; ``roles`` the names of its case, person and conduct."""

    roles: dict[str, str]
    frame: tuple[Line, ...]
    pieces: tuple[Piece, ...]


def plain(lines: list[str], roles: dict[str, str], forms: Forms) -> Plain | None:
    """The case that these lines describe, their prefix left out, if it is a plain one: what describes the case, the
    person or the conduct (``roles``: a name to which of them it is), or a node that hangs on one of them alone and is
    described right after. None for any other."""
    found = [_line(line, forms) for line in lines]
    read = [line for line in found if line is not None]
    if len(read) < len(lines) or len(set(lines)) < len(lines):
        return None
    described = {line.subject for line in read} - roles.keys()
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
            described.discard(name)
            line = next(rest, None)
            while line is not None and line.subject == name:
                if line.object in roles or line.object in described or line.object == name:
                    return None
                own.append(line._replace(free=line.free and own[0].predicate != LABELLED))
                line = next(rest, None)
            pieces.append(Piece(role, own[0].predicate, tuple(own), name))
        else:
            pieces.append(Piece(role, line.predicate, (line,), ""))
            line = next(rest, None)
    return None if described else Plain(roles, tuple(frame), tuple(pieces))


def _line(text: str, forms: Forms) -> Line | None:
    """A line taken apart; None where it is not canonical."""
    parts = text.split(" ", 2)
    if len(parts) < 3 or not parts[0].startswith(OWN_NAME) or parts[1][:1] != "<" or parts[1].startswith(OWN_NAME):
        return None
    subject, predicate, value = parts[0], parts[1][1:-1], parts[2]
    words = value[:1] == _QUOTE and "^^<" not in value[value.rindex(_QUOTE) :]
    address = value[:1] == "<" and not value.startswith(OWN_NAME)
    return Line(text, subject, predicate, value, predicate not in forms.read and (words or address))


def _is_own(line: Line, roles: dict[str, str], forms: Forms) -> bool:
    """Whether a line about the case, person or conduct is one of a plain case."""
    if line.predicate == BIRTH_DATE:
        return False
    if line.predicate in forms.frame:
        return line.object in roles or not line.object.startswith(OWN_NAME)
    if line.object in roles:
        return False
    return line.predicate not in (TITLE, LABEL) or line.free
