"""What the parts of a bulk run hand to each other: values that another process or machine can be sent."""

from typing import NamedTuple

from palermo.problems import Problem


class Order(NamedTuple):
    """What is to be done with every portion.

    ``format`` is ``jsonl`` or ``csv``: the forms of output whose cases stand for themselves. ``digest`` is that of the
    rulebook: a worker whose rulebook has another refuses.
    """

    packs: tuple[str, ...]
    definitions: tuple[str, ...]
    engine: str
    at: str | None
    jurisdictions: tuple[str, ...]
    unverified: bool
    lang: str
    format: str
    digest: str


class Portion(NamedTuple):
    """Some whole cases of one input file, or a whole input file.

    ``number`` counts 0, 1, 2 … over the whole run. ``path`` is the name as the user gave it, for messages and for the
    "file" of the output; ``place`` is the file to read from where it is another (unpacked, sorted). ``syntax`` is one
    of ``palermo.read.formats``. ``start`` and ``end`` are bytes; an ``end`` of -1 means the whole file.

    ``first_line`` is the number of the first line, from 1. It is 0 where that is not known: lines are then counted from
    the portion's own first line, and whoever puts the portions together adds the lines before (``Done.lines``).
    ``data`` are the bytes themselves, where a worker cannot read the file.
    """

    number: int
    path: str
    place: str | None
    syntax: str
    start: int
    end: int
    first_line: int
    data: bytes | None = None


class Done(NamedTuple):
    """What came of one portion: the output of its cases, without the head that a whole output may have.

    It depends on nothing but the order and the portion: on its name, bytes and first line. ``problems`` are those met,
    in order. ``graphs`` are hashes of 8 bytes (``palermo.split.seen.digest``) of the names of its graphs, one for each
    stretch, in order, to find a graph that stands in two places of a file; eight zero bytes stand for what is outside
    of any graph. ``iris`` are such hashes of the IRIs of its cases, to find a case that stands twice. ``lines`` is how
    many lines the portion has. ``stopped`` says that something in it could not be read at all, so that the rest of its
    file is not read either. ``check`` is the CRC-32 of the text, where that was reckoned already.
    """

    number: int
    text: bytes
    problems: tuple[Problem, ...]
    cases: int
    graphs: bytes = b""
    iris: bytes = b""
    lines: int = 0
    stopped: bool = False
    check: int | None = None
