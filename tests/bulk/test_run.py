"""Several processes: the same results in the same order, and an end whatever happens."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import active_children

import pytest
from bulk_cases import environment, many

from palermo.bulk.run import run
from palermo.bulk.values import Done, Order, Portion
from palermo.problems import PalermoError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes and signals of POSIX")


def _portions(count: int, size: int = 5) -> list[Portion]:
    texts = [many(range(n * size, (n + 1) * size)).encode() for n in range(count)]
    return [Portion(n, "x.nq", None, "n-quads", 0, len(text), 0, text) for n, text in enumerate(texts)]


def test_several_processes_give_what_one_gives(order: Order) -> None:
    portions = _portions(20)
    assert list(run(order, portions, 3)) == list(run(order, portions, 1))
    assert active_children() == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_done_is_handed_through_in_its_place(order: Order, jobs: int) -> None:
    done = Done(1, b"known\n", (), 1)
    first, _, third = _portions(3)
    assert [result.number for result in run(order, [first, done, third], jobs)] == [0, 1, 2]


def test_only_so_many_are_under_way(order: Order) -> None:
    asked = 0

    def portions() -> Iterator[Portion]:
        nonlocal asked
        for portion in _portions(40):
            asked += 1
            yield portion

    results = run(order, portions(), 2)
    next(results)
    assert asked < 10
    results.close()  # type: ignore[attr-defined]
    _wait(lambda: not active_children())


def test_a_worker_that_dies_is_one_line(order: Order) -> None:
    def portions() -> Iterator[Portion]:
        for number, portion in enumerate(_portions(40)):
            if number == 8:
                os.kill(active_children()[0].pid or 0, signal.SIGKILL)
            yield portion

    with pytest.raises(PalermoError, match="worker process"):
        list(run(order, portions(), 2))
    _wait(lambda: not active_children())


def test_an_error_of_a_worker_is_told_as_it_is(order: Order) -> None:
    with pytest.raises(PalermoError, match="another rulebook"):
        list(run(order._replace(digest="other"), _portions(4), 2))


_KILLED = """
import os, signal
from multiprocessing import active_children
from palermo.bulk.run import run
from palermo.bulk.values import Order, Portion
from palermo.rulebook import Rulebook
order = Order((), (), "compiled", None, (), False, "en", "jsonl", Rulebook.load().digest)
results = run(order, (Portion(n, "x.nq", None, "n-quads", 0, 9, 0, b"# nothing") for n in range(99)), 3)
for _ in range(9):
    next(results)  # the first are done here, the others by workers
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
