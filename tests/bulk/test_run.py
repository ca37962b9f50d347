"""Several processes: the same results in the same order, and an end whatever happens."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import accumulate, pairwise
from multiprocessing import active_children

import pytest
from bulk_cases import environment, many

from palermo.bulk.run import run
from palermo.bulk.values import Done, Order, Portion
from palermo.bulk.workers import Workers
from palermo.problems import PalermoError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes and signals of POSIX")


@pytest.fixture(scope="module")
def portions(tmp_path_factory: pytest.TempPathFactory) -> list[Portion]:
    """Forty portions of five cases."""
    texts = [many(range(n * 5, (n + 1) * 5)).encode() for n in range(40)]
    place = tmp_path_factory.mktemp("portions") / "x.nq"
    place.write_bytes(b"".join(texts))
    ends = list(accumulate(map(len, texts)))
    begins_and_ends = enumerate(pairwise([0, *ends]))
    return [Portion(n, "x.nq", str(place), "n-quads", start, end, 0) for n, (start, end) in begins_and_ends]


@pytest.mark.parametrize("jobs", [2, 3, 5])
def test_several_processes_give_what_one_gives(order: Order, portions: list[Portion], jobs: int) -> None:
    assert list(run(order, portions, jobs)) == list(run(order, portions, 1))
    assert active_children() == []


def test_what_holds_its_own_text_is_classified_too(order: Order, portions: list[Portion]) -> None:
    texts = [many(range(n * 5, (n + 1) * 5)).encode() for n in range(12)]
    own = [p._replace(data=text, start=0, end=len(text)) for p, text in zip(portions, texts, strict=False)]
    assert list(run(order, own, 2)) == list(run(order, portions[:12], 1))


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_done_is_handed_through_in_its_place(order: Order, portions: list[Portion], jobs: int) -> None:
    done = {n: Done(n, b"known\n", (), 1) for n in (1, 4, 5, 19)}
    items = [done.get(n, portion) for n, portion in enumerate(portions[:20])]
    results = list(run(order, items, jobs))
    assert [result.number for result in results] == list(range(20))
    assert all(results[n] == own for n, own in done.items())


def test_only_so_many_are_under_way(order: Order, portions: list[Portion]) -> None:
    asked = 0

    def asking() -> Iterator[Portion]:
        nonlocal asked
        for portion in portions:
            asked += 1
            yield portion

    results = run(order, asking(), 2)
    for number in range(1, 5):
        next(results)
        assert asked <= number + 16
    results.close()  # type: ignore[attr-defined]
    _wait(lambda: not active_children())


def test_a_worker_that_dies_is_one_line(order: Order, portions: list[Portion]) -> None:
    def killing() -> Iterator[Portion]:
        for number, portion in enumerate(portions):
            if number == 8:
                os.kill(active_children()[0].pid or 0, signal.SIGKILL)
            yield portion

    with pytest.raises(PalermoError, match="worker process"):
        list(run(order, killing(), 2))
    _wait(lambda: not active_children())


def test_an_error_of_a_worker_is_told_as_it_is(order: Order, portions: list[Portion]) -> None:
    with Workers(order._replace(digest="other"), 1) as workers:
        errand = workers.send(portions[0])
        assert errand is not None
        with pytest.raises(PalermoError, match="another rulebook"):
            workers.take(errand)
    assert active_children() == []


def test_a_worker_is_sent_no_more_than_it_can_take_and_nothing_long(order: Order, portions: list[Portion]) -> None:
    with Workers(order, 2) as workers:
        assert workers.send(portions[0]._replace(data=b"")) is None
        errands = [workers.send(portion) for portion in portions[:9]]
        assert [errand is None for errand in errands] == [False] * 8 + [True]
        assert [workers.take(errand).number for errand in errands if errand is not None] == list(range(8))
        assert workers.send(portions[9]) is not None


_KILLED = """
import os, signal
from itertools import accumulate, pairwise
from multiprocessing import active_children
from palermo.bulk.run import run
from palermo.bulk.values import Order, Portion
from palermo.rulebook import Rulebook
order = Order((), (), "compiled", None, (), False, "en", "jsonl", Rulebook.load().digest)
results = run(order, (Portion(n, "x.nq", os.devnull, "n-quads", 0, 0, 0) for n in range(99)), 4)
for _ in range(9):
    next(results)  # the first are done before there are workers
print(*(child.pid for child in active_children()), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_workers_end_with_the_process_that_they_work_for() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _KILLED], env=environment(), capture_output=True, text=True, timeout=60
    )
    workers = [int(word) for word in done.stdout.split()]
    assert len(workers) == 3, done.stderr
    _wait(lambda: not any(map(_is_alive, workers)))


def _wait(until: Callable[[], bool]) -> None:
    """Wait for what must come soon."""
    latest = time.monotonic() + 60
    while not until():
        assert time.monotonic() < latest
        time.sleep(0.02)


def _is_alive(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
