"""One portion by itself: what comes of it, and what those who put portions together are told."""

import json
import pickle
from pathlib import Path

import pytest
from bulk_cases import LINES, many, quads

from palermo.bulk.partition import DEFAULT_GRAPH, classify_partition, head
from palermo.bulk.values import Done, Order, Portion
from palermo.problems import PalermoError, Problem
from palermo.split.seen import digest, numbers


def _portion(data: str | bytes, start: int = 0, end: int = 10**9, first_line: int = 0) -> Portion:
    text = data.encode() if isinstance(data, str) else data
    return Portion(3, "x.nq", None, "n-quads", start, end, first_line, text)


def _cases(done: Done) -> list[str]:
    return [json.loads(line)["case"] for line in done.text.splitlines()]


def _iri(n: int) -> str:
    return f"https://example.org/c{n:05}#case"


def _keys(*names: str) -> bytes:
    return b"".join(map(digest, names))


def test_the_cases_come_in_the_order_of_the_file(order: Order) -> None:
    done = classify_partition(order, _portion(many([5, 2, 9])))
    assert _cases(done) == [_iri(5), _iri(2), _iri(9)]
    assert (done.number, done.cases, done.problems, done.stopped) == (3, 3, (), False)


def test_who_puts_portions_together_is_told_graphs_cases_and_lines(order: Order) -> None:
    done = classify_partition(order, _portion(many([5, 2])))
    assert done.graphs == _keys("https://example.org/c00005#graph", "https://example.org/c00002#graph")
    assert set(numbers(done.iris)) == set(numbers(_keys(_iri(5), _iri(2))))
    assert done.lines == 2 * LINES


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(order: Order, end: str) -> None:
    done = classify_partition(order, _portion(many([1, 2]).replace("\n", end)))
    assert (done.lines, done.cases) == (2 * LINES, 2)


def test_a_file_and_the_same_bytes_at_hand_give_the_same(order: Order, tmp_path: Path) -> None:
    path = tmp_path / "x.nq"
    text = quads(1), quads(2, age="200"), quads(3)
    path.write_text("".join(text), encoding="utf-8")
    start = len(text[0].encode())
    from_file = classify_partition(order, Portion(0, str(path), None, "n-quads", start, path.stat().st_size, 0))
    at_hand = classify_partition(
        order, Portion(0, str(path), None, "n-quads", start, 10**9, 0, "".join(text[1:]).encode())
    )
    assert from_file == at_hand
    assert from_file.cases == 1
    other = Portion(0, "elsewhere.nq", str(path), "n-quads", start, path.stat().st_size, 0)
    assert classify_partition(order, other).text == from_file.text.replace(str(path).encode(), b"elsewhere.nq")


def test_problems_are_placed_by_the_first_line(order: Order) -> None:
    text = quads(1) + quads(2, age="200") + quads(3).replace("concerns", "concern") + quads(4)
    for first_line, before in ((0, 0), (1, 0), (101, 100)):
        done = classify_partition(order, _portion(text, start=7, first_line=first_line))
        assert [(problem.line, problem.code) for problem in done.problems] == [
            (before + LINES + 5, "Q401"),
            (before + 2 * LINES + 2, "P130"),
        ]
        assert _cases(done) == [_iri(1), _iri(4)]


def test_what_cannot_be_read_stops_at_its_line_and_keeps_the_cases_before(order: Order) -> None:
    for wrong, code in ((b"nonsense\n", "P110"), (b"\xff\n", "P105"), (b"a\0b\n", "P105")):
        data = many([1, 2]).encode() + wrong + quads(3).encode()
        done = classify_partition(order, _portion(data, start=7))
        assert _cases(done) == [_iri(1)]  # the second is only known to be whole when the next begins
        [problem] = done.problems
        assert (problem.line, problem.code, done.stopped) == (2 * LINES + 1, code, True)


def test_a_byte_order_mark_is_allowed_at_the_beginning_of_a_file_only(order: Order) -> None:
    data = b"\xef\xbb\xbf" + quads(1).encode()
    assert classify_partition(order, _portion(data)).cases == 1
    assert classify_partition(order, _portion(data, start=7)).stopped


def test_another_kind_of_file_is_said_to_be_one(order: Order) -> None:
    done = classify_partition(order, _portion(b"%PDF-1.7\n"))
    assert ([problem.code for problem in done.problems], done.stopped) == (["P104"], True)


def test_a_graph_in_two_places_is_told_and_not_classified_in_halves(order: Order) -> None:
    first, second = quads(2).splitlines(keepends=True)[:6], quads(2).splitlines(keepends=True)[6:]
    done = classify_partition(order, _portion("".join(first) + quads(1) + "".join(second)))
    keys = list(numbers(done.graphs))
    assert len(keys) == 3
    assert len(set(keys)) == 2


def test_what_is_outside_of_any_graph_is_told(order: Order) -> None:
    done = classify_partition(order, _portion(quads(1) + "<urn:s> <urn:p> <urn:o> .\n"))
    assert done.graphs.endswith(DEFAULT_GRAPH)


def test_a_case_read_elsewhere_is_a_problem_and_no_case(order: Order) -> None:
    (key,) = numbers(digest(_iri(2)))
    done = classify_partition(order, _portion(many([1, 2])), {key: "other.nq"})
    [problem] = done.problems
    assert (problem.code, problem.line, "other.nq" in problem.message) == ("P123", LINES + 1, True)
    assert _cases(done) == [_iri(1)]
    assert done.iris == digest(_iri(1))


def test_a_file_that_grew_shorter_is_told(order: Order, tmp_path: Path) -> None:
    path = tmp_path / "x.nq"
    path.write_text(quads(1), encoding="utf-8")
    done = classify_partition(order, Portion(0, str(path), None, "n-quads", 0, 10**6, 0))
    assert done.stopped
    path.unlink()
    done = classify_partition(order, Portion(0, str(path), None, "n-quads", 0, 10**6, 0))
    assert done.stopped
    assert done.problems[0].code == "P102"


def test_a_whole_file_is_read_as_any_command_reads_it(order: Order, tmp_path: Path) -> None:
    path = tmp_path / "x.nq"
    path.write_text(many([5, 2]), encoding="utf-8")
    done = classify_partition(order, Portion(0, str(path), None, "n-quads", 0, -1, 1))
    assert _cases(done) == [_iri(2), _iri(5)]
    assert done.graphs == b""
    at_hand = Portion(0, "-", None, "n-quads", 0, -1, 1, many([5, 2]).encode())
    assert _cases(classify_partition(order, at_hand)) == [_iri(2), _iri(5)]


def test_a_worker_with_another_rulebook_refuses(order: Order) -> None:
    with pytest.raises(PalermoError, match="another rulebook"):
        classify_partition(order._replace(digest="0" * 64), _portion(quads(1)))


def test_only_a_table_has_a_head(order: Order) -> None:
    assert head(order) == b""
    assert head(order._replace(format="csv")).startswith(b"case,case_label,")


def test_everything_can_be_sent_to_another_process(order: Order) -> None:
    portion = _portion(many([1, 2]) + "nonsense\n")
    done = classify_partition(order, portion)
    error = PalermoError(Problem("x.nq", 3, 4, "wrong", "P110"))
    assert pickle.loads(pickle.dumps((order, portion, done))) == (order, portion, done)
    assert pickle.loads(pickle.dumps(error)).problem == error.problem
    assert pickle.loads(pickle.dumps(classify_partition)) is classify_partition
