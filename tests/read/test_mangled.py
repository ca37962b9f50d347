"""Mangled files: whatever the bytes, there are cases and problems, each of one line, and no exception."""

import random
from pathlib import Path

import pyoxigraph as ox
import pytest

from palermo.problems import Problem
from palermo.read import read_cases
from palermo.rulebook import Rulebook

EXAMPLE = Path(__file__).parents[2] / "examples" / "04-waitress.ttl"
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG, "nq": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD,
}  # fmt: skip
PIECES = [
    b"<", b">", b'"', b"\\", b"[", b"]", b"(", b"{", b"}", b":", b".", b";", b"_:x", b"@en", b"@id", b"null", b"\n",
    b"\xff", b"\0", b"<<(", b"&a;", b"<!DOCTYPE a>", b"^^", b"\\u0000", b"pal:", b"https://w3id.org/palermo#", b"1e9",
]  # fmt: skip


def mangled(data: bytes, chance: random.Random) -> bytes:
    """A few cuts, repeats and insertions."""
    for _ in range(chance.randint(1, 3)):
        a, b = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        b = min(b, a + chance.choice([1, 3, 40, 400]))
        data = data[:a] + chance.choice([b"", data[a:b] * 2, chance.choice(PIECES), data[a:b][::-1]]) + data[b:]
    return data


@pytest.mark.parametrize("name", FORMATS)
def test_no_exception(name: str, core: Rulebook, tmp_path: Path) -> None:
    parsed = list(ox.parse(EXAMPLE.read_bytes(), ox.RdfFormat.TURTLE))
    triples = [quad.triple for quad in parsed] if name in ("ttl", "nt", "rdf") else parsed
    data = EXAMPLE.read_bytes() if name == "ttl" else ox.serialize(triples, format=FORMATS[name])
    assert data is not None
    chance = random.Random(7)
    path = tmp_path / f"case.{name}"
    for _ in range(150):
        path.write_bytes(mangled(data, chance))
        items = list(read_cases([str(path)], core.vocabulary))
        assert items
        for item in items:
            if isinstance(item, Problem):
                assert item.message.isprintable()
                assert item.code
                assert item.line is None or item.line >= 1
                assert item.column is None or item.column >= 1
