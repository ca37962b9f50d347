"""Files of findings: one case at a time, however they are laid out, and what is wrong is told with its place."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import palermo.summary.files as module
from palermo.problems import PalermoError, Problem
from palermo.summary import LeftOut, Told
from palermo.summary.files import document, lines

PLACE = {"region": "m", "categories": []}
PERSON = {"findings": [], "model": {**PLACE, "alleged": PLACE}, "labellings": []}


def case(number: int, label: str = "") -> dict[str, Any]:
    iri = f"https://example.org/{number}#case"
    return {"case": iri, "label": label, "jurisdictions": [], "years": [], "persons": [PERSON] * (number % 3)}


def whole(cases: list[dict[str, Any]], **more: object) -> dict[str, Any]:
    return {"palermo": "0.1.0", "rulebook": {"packs": ["core"]}, "cases": cases, "problems": [], **more}


def of_lines(data: bytes) -> list[Told | Problem]:
    return list(lines(io.BytesIO(data), "f.jsonl"))


def of_document(data: bytes) -> list[Told | LeftOut]:
    return list(document(io.BytesIO(data), "f.json"))


def names(items: list[Any]) -> list[str]:
    return [item.case for item in items if isinstance(item, Told)]


# --- JSON Lines


def test_lines_in_their_order_with_what_is_between_them() -> None:
    text = "\ufeff" + "\n\n".join(json.dumps(case(n)) for n in range(5)) + "\r\n \t\n"
    found = of_lines(text.encode())
    assert names(found) == [case(n)["case"] for n in range(5)]
    assert [len(one.persons) for one in found if isinstance(one, Told)] == [0, 1, 2, 0, 1]
    assert of_lines(b"") == []


@pytest.mark.parametrize(
    ("line", "column", "why"),
    [
        (b'{"case": "x"', 13, "no JSON here: expecting ',' delimiter"),
        (b'{"case": "x"}', None, 'the key "years" is missing'),
        (b"[1]", None, 'what should hold "case" is no object'),
        (b'{"case": "\xff"}', None, "not UTF-8 text"),
        (b"[" * 100_000, None, "nested too deep"),
        (b'{"years": ' + b"9" * 5000 + b"}", None, "a number that is too long"),
    ],
)
def test_a_line_that_is_no_case_stops_nothing(line: bytes, column: int | None, why: str) -> None:
    first, wrong, last = of_lines(b"\n".join([json.dumps(case(1)).encode(), line, json.dumps(case(2)).encode()]))
    assert names([first, last]) == [case(1)["case"], case(2)["case"]]
    assert isinstance(wrong, Problem)
    assert (wrong.file, wrong.line, wrong.column) == ("f.jsonl", 2, column)
    assert wrong.message.startswith(f"no findings on a case: {why}")
    assert wrong.message.endswith("; write findings with palermo classify --format jsonl")


def test_of_many_wrong_lines_the_first_are_named_and_all_are_counted() -> None:
    found = of_lines(b"x\n" * 1000 + json.dumps(case(1)).encode())
    assert names(found) == [case(1)["case"]]
    problems = [item for item in found if isinstance(item, Problem)]
    assert [problem.line for problem in problems] == [*range(1, 11), None]
    assert problems[-1].message == "1000 lines are no findings on a case, the first 10 of them named above"


@pytest.mark.parametrize(
    ("begins", "why"),
    [
        (b"PK\x03\x04", "a zip or office file, no findings: write findings with palermo classify"),
        (b"\x1f\x8b", "this is gzipped: let the name end in .gz"),
        (b"{\x00", "UTF-16"),
    ],
)
def test_another_kind_of_file_is_named(begins: bytes, why: str) -> None:
    for read in (of_lines, of_document):
        with pytest.raises(PalermoError, match=why):
            read(begins + b"x" * 50)


def test_a_line_without_end_is_not_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST", 1 << 16)
    with pytest.raises(PalermoError, match="this is no file of findings"):
        of_lines(b'"' + b"x" * (1 << 17))


# --- one document


@pytest.mark.parametrize("indent", [None, 0, 1])
@pytest.mark.parametrize("number", [0, 1, 2, 7])
def test_a_document_however_it_is_laid_out(indent: int | None, number: int) -> None:
    tree = whole([case(n, "“é”") for n in range(number)], problems=[{"file": "a"}, {"file": "b"}])
    for shown in (tree, dict(reversed(tree.items()))):
        for ascii_ in (True, False):
            text = json.dumps(shown, indent=indent, ensure_ascii=ascii_)
            found = of_document(b"\xef\xbb\xbf" + text.encode() + b"\n \n")
            assert names(found) == [case(n)["case"] for n in range(number)]
            assert [item for item in found if isinstance(item, LeftOut)] == [LeftOut(2)]


@given(st.lists(st.text(max_size=40), max_size=6), st.integers(1, 40))
def test_wherever_reading_breaks_off_for_a_moment(labels: list[str], piece: int) -> None:
    tree = whole([case(n, label) for n, label in enumerate(labels)])
    data = json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_PIECE", piece)
        assert names(of_document(data)) == [one["case"] for one in tree["cases"]]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("", 1, "expecting {"),
        ("[]", 1, "expecting {"),
        ("{}", 1, "expecting"),
        ('{"palermo": "0.1.0"}', 1, 'the key "cases" is missing'),
        ('{"cases": 7}', 1, "expecting \\["),
        ('{"cases": []} x', 1, "something after the end of the document"),
        ('{"cases": [],}', 1, "expecting"),
        ('{"cases": [\n' + json.dumps(case(1)) + "\n", 3, "expecting , or ]"),
        ('{"cases": [\n{"case": "x"}]}', 2, 'the key "years" is missing'),
        ('{"palermo": \n\n nil}', 3, "expecting value"),
        ("[" * 100_000, 1, "expecting {"),
        ('{"rulebook": ' + "[" * 100_000, 1, "nested too deep"),
    ],
)
def test_what_is_wrong_with_a_document_and_where(text: str, line: int, why: str) -> None:
    with pytest.raises(PalermoError, match=why) as caught:
        of_document(text.encode())
    assert (caught.value.problem.file, caught.value.problem.line) == ("f.json", line)


def test_lines_are_counted_across_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PIECE", 64)
    text = json.dumps(whole([case(n) for n in range(40)]), indent=1)
    cut = text[: text.index("/30#case")]
    with pytest.raises(PalermoError) as caught:
        of_document(cut.encode())
    assert caught.value.problem.line == cut.count("\n") + 1


def test_text_that_is_not_utf_8_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data = json.dumps(whole([case(1, "X")])).encode()
    with pytest.raises(PalermoError, match="not UTF-8 text"):
        of_document(data.replace(b"X", b"\xff"))
    monkeypatch.setattr(module, "_PIECE", 1)
    with pytest.raises(PalermoError, match="not UTF-8 text"):
        of_document(data.replace(b"X", b"\xe2\x82"))


def test_a_document_is_read_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more is asked of the file at once than about a case takes."""
    monkeypatch.setattr(module, "_PIECE", 1024)
    asked: list[int] = []

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            asked.append(size or 0)
            return super().read(size)

    stream = Slow(json.dumps(whole([case(n) for n in range(300)])).encode())
    assert len(list(document(stream, "f.json"))) == 301
    assert max(asked) <= 4096
    assert len(asked) > 40


def test_one_part_that_is_too_long_is_not_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST", 1 << 16)
    with pytest.raises(PalermoError, match="this is no file of findings"):
        of_document(b'{"palermo": "' + b"x" * (8 << 20))
