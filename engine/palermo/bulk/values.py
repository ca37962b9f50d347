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
    of ``palermo.read.formats``. ``start`` and ``end`` are bytes; an ``end`` of -1 means the whole file. ``first_line``
    is the number of the first line, where it is known, from 1. ``data`` are the bytes themselves, where a worker cannot
    read the file.
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

    ``graphs`` are hashes of 8 bytes, of the names of its graphs in their order, to find a graph that stands in two
    places of a file.
    """

    number: int
    text: bytes
    problems: tuple[Problem, ...]
    cases: int
    graphs: bytes = b""
