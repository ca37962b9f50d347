"""Portions put together: lines, cases that stand twice, graphs in two places, problems in between."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from bulk_cases import LINES, many, quads

from palermo.bulk.collect import Collector, Disorder, Finished, Result, results
from palermo.bulk.portions import Piece
from palermo.bulk.run import run
from palermo.bulk.values import Done, Order, Portion
from palermo.problems import PalermoError, Problem

MISSING = Problem("gone.nq", None, None, "no such file", "P101")


def _piece(number: int, source: int, text: str, start: int = 0) -> Piece:
    data = text.encode()
    portion = Portion(number, f"{source}.nq", None, "n-quads", start, start + len(data), 0, data)
    return Piece(portion, source, len(data), None)


def _told(order: Order, items: Sequence[Piece | Problem], finished: Sequence[Finished] = ()) -> list[Result]:
    collector = Collector(order)
    return list(results(iter(items), collector, lambda portions: _carried_out(order, portions), finished))


def _carried_out(order: Order, portions: Iterator[Portion]) -> Iterator[Done]:
    yield from run(order, portions, 1)


def _problems(told: Sequence[Result]) -> list[tuple[str, int | None, str]]:
    return [(problem.file, problem.line, problem.code) for result in told for problem in result.problems]


def test_lines_are_those_of_the_file(order: Order) -> None:
    pieces = [
        _piece(0, 0, many([1, 2])),
        _piece(1, 0, quads(3, age="200"), 9),
        _piece(2, 0, quads(4).replace("concerns", "concern"), 99),
        _piece(3, 1, quads(5, age="200")),
    ]
    told = _told(order, pieces)
    assert _problems(told) == [
        ("0.nq", 2 * LINES + 5, "Q401"),
        ("0.nq", 3 * LINES + 2, "P130"),
        ("1.nq", 5, "Q401"),
    ]
    assert [result.done.problems[0].line for result in told[1:]] == [5, 2, 5]  # as they were found in the portion


def test_lines_of_a_copy_are_told_as_those_of_the_original(order: Order) -> None:
    piece = _piece(0, 0, quads(3, age="200"))._replace(line=lambda number: number * 1000)
    assert _problems(_told(order, [piece])) == [("0.nq", 5000, "Q401")]


def test_problems_between_portions_come_in_their_place(order: Order) -> None:
    told = _told(order, [MISSING, _piece(0, 0, quads(1)), MISSING, MISSING, _piece(1, 1, quads(2)), MISSING])
    assert [result.piece is None for result in told] == [True, False, True, True, False, True]


def test_a_case_that_was_read_before_is_a_problem(order: Order) -> None:
    first = "https://example.org/c00001#case"
    pieces = [_piece(0, 0, many([1, 2])), _piece(1, 0, many([3]) + quads(4, iri=first), 9), _piece(2, 1, quads(2))]
    told = _told(order, pieces)
    assert _problems(told) == [("0.nq", 3 * LINES + 1, "P123"), ("1.nq", 1, "P123")]
    assert [result.done.cases for result in told] == [2, 1, 0]
    messages = [problem.message for result in told for problem in result.problems]
    assert all("already read from 0.nq" in message for message in messages)


def test_a_graph_in_two_portions_of_a_file_is_disorder(order: Order) -> None:
    lines = quads(1).splitlines(keepends=True)
    pieces = [_piece(0, 7, many([2]) + "".join(lines[:5])), _piece(1, 7, "".join(lines[5:]), 9)]
    with pytest.raises(Disorder) as disorder:
        _told(order, pieces)
    assert (disorder.value.source, disorder.value.path) == (7, "7.nq")


def test_what_is_outside_of_any_graph_is_disorder(order: Order) -> None:
    with pytest.raises(Disorder):
        _told(order, [_piece(0, 0, quads(1) + "<urn:s> <urn:p> <urn:o> .\n")])


@pytest.mark.parametrize("text", [quads(1) + "nonsense\n", quads(1, age="200"), many([1]) + quads(2, age="200")])
def test_no_problem_is_told_that_may_come_of_a_graph_in_two_places(order: Order, tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.nq"
    portion = Portion(0, str(path), None, "n-quads", 0, len(text.encode()), 0)
    for after, is_sound in ((many([3]), True), (quads(1).splitlines(keepends=True)[3], False)):
        path.write_text(text + many([9]) + after, encoding="utf-8")
        if is_sound:
            assert len(_problems(_told(order, [Piece(portion, 0, 1, None)]))) == 1
        else:
            with pytest.raises(Disorder):
                _told(order, [Piece(portion, 0, 1, None)])


def test_the_same_graph_in_two_files_is_none(order: Order) -> None:
    told = _told(order, [_piece(0, 0, quads(1)), _piece(1, 1, quads(1, iri="https://example.org/other"))])
    assert (_problems(told), [result.done.cases for result in told]) == ([], [1, 1])


def test_a_file_is_read_up_to_what_cannot_be_read(order: Order) -> None:
    pieces = [_piece(0, 0, quads(1) + "nonsense\n"), _piece(1, 0, quads(2), 9), _piece(2, 1, quads(3))]
    collector = Collector(order)
    told = list(results(iter(pieces), collector, lambda portions: _carried_out(order, portions)))
    assert _problems(told) == [("0.nq", LINES + 1, "P110")]
    assert [result.piece.source for result in told if result.piece] == [0, 1]
    assert collector.stopped == {0}


def _finished(told: Sequence[Result]) -> list[Finished]:
    """What a journal would give back."""
    return [
        Finished(r.piece.source, r.piece.portion.start, r.piece.portion.end, r.done._replace(number=-1, text=b""))
        for r in told
        if r.piece is not None
    ]


def test_what_is_finished_is_told_again_and_not_done_again(order: Order) -> None:
    pieces = [
        MISSING,
        _piece(0, 0, many([1, 2])),
        _piece(1, 0, quads(3, age="200"), 9),
        _piece(2, 0, quads(4) + "nonsense\n", 99),
        _piece(3, 0, quads(5), 999),
        MISSING,
        _piece(4, 1, quads(2) + quads(6)),
    ]
    whole = _told(order, pieces)
    assert _problems(whole) == [
        ("gone.nq", None, "P101"),
        ("0.nq", 2 * LINES + 5, "Q401"),
        ("0.nq", 4 * LINES + 1, "P110"),
        ("gone.nq", None, "P101"),
        ("1.nq", 1, "P123"),
    ]
    done = _finished(whole)
    for count in range(len(done) + 1):
        told = _told(order, pieces, done[:count])
        assert _problems(told) == _problems(whole)
        assert [r.fresh for r in told if r.piece is not None] == [False] * count + [True] * (len(done) - count)
        texts = [r.done.text for r in told if r.piece is not None]
        assert texts[count:] == [r.done.text for r in whole if r.piece is not None][count:]


def test_what_is_finished_must_fit(order: Order) -> None:
    pieces = [_piece(0, 0, quads(1)), _piece(1, 0, quads(2), 9)]
    done = _finished(_told(order, pieces))
    for wrong in ([done[1]], [*done, done[1]], [done[0]._replace(end=5)]):
        with pytest.raises(PalermoError, match="not what it was"):
            _told(order, pieces, wrong)
