"""Generated cases are the same every time, canonical, and as large as is asked for."""

import hashlib
from itertools import chain

import pyoxigraph as ox

from palermo.pipeline import sound_cases
from palermo.rulebook import Rulebook
from palermo.split.case import Case


def test_the_same_bytes_every_time(script) -> None:
    text = script("generate").generate_bench(100)
    digest = "f4a492c61b275ff06b5e09b13689d97d474f6b4fabd94f39ac225bf807a4b01b"
    assert hashlib.sha256(text.encode()).hexdigest() == digest, "figures can be compared only while cases stay the same"


def test_as_a_serialiser_would_write_them(script) -> None:
    text = script("generate").generate_bench(20)
    quads = ox.parse(text, format=ox.RdfFormat.N_QUADS)
    assert "".join(f"{quad} .\n" for quad in quads) == text


def test_about_22_triples_a_case(script) -> None:
    assert 21 < script("generate").generate_bench(1000).count("\n") / 1000 < 24


def test_each_case_is_sound(script, tmp_path) -> None:
    file = tmp_path / "cases.nq"
    file.write_text(
        script("generate").generate_bench(50) + "".join(script("generate").cases(1, 2, 30)).replace("/0#", "/a#")
    )
    found = list(sound_cases(Rulebook.load(), [str(file)]))
    assert len(found) == 51
    assert all(isinstance(item, Case) for item in found)


def test_a_case_of_500_persons(script) -> None:
    (lines,) = script("generate").graphs(1, persons=500)
    assert len(set(lines)) == len(lines) > 5000
    assert sum("#concerns>" in line for line in lines) == 500


def test_interleaved_lines_are_the_same_and_no_case_stands_together(script) -> None:
    generate = script("generate")
    mixed = list(generate.interleaved(30))
    assert sorted(mixed) == sorted(line + "\n" for line in chain.from_iterable(generate.graphs(30)))
    names = [line.rsplit("<", 1)[1] for line in mixed]
    assert len(set(names[:30])) == 30
    assert list(dict.fromkeys(names)) == names[:30], "cases begin in their order"


def test_rows_of_a_data_standard(script) -> None:
    rows = list(script("htcds_rows").rows(200))
    head, *cells = rows
    assert rows == list(script("htcds_rows").rows(200))
    assert all(len(row) == len(head) for row in cells)
    assert any(";" in cell for row in cells for cell in row), "several values in a cell"
    assert any(not cell for row in cells for cell in row), "empty cells"
