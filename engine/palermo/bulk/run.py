"""An order carried out, portion by portion, in this process or by several.

What comes of the portions is given in their order. Only so many are under way at a time that memory stays bounded.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from palermo.bulk.partition import classify_partition
from palermo.bulk.values import Done, Order, Portion
from palermo.problems import PalermoError, Problem

if TYPE_CHECKING:
    from concurrent.futures import Future

#: Portions under way for each process: one that it works on, and those that wait for their turn at either end.
_AHEAD: Final = 3
#: Portions that are done before there are other processes.
_BEFOREHAND: Final = 3


def run(order: Order, portions: Iterable[Portion | Done], jobs: int) -> Iterator[Done]:
    """What comes of each portion, in order; what is done already is handed through. With one job everything happens in
    this process.

    Raises PalermoError where a process ends before its work does. Closed early, it ends its processes.
    """
    if jobs > 1:
        yield from _by_processes(order, portions, jobs)
        return
    for item in portions:
        yield item if isinstance(item, Done) else classify_partition(order, item)


def _by_processes(order: Order, portions: Iterable[Portion | Done], jobs: int) -> Iterator[Done]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import active_children

    # The first portions are done here: what the fast lane learns from them, processes that are forked know too.
    rest = iter(portions)
    for item in islice(rest, _BEFOREHAND):
        yield item if isinstance(item, Done) else classify_partition(order, item)
    others = set(active_children())
    pool = ProcessPoolExecutor(jobs, initializer=_begin)
    waiting: deque[Done | Future[Done]] = deque()
    through = False
    try:
        for item in rest:
            waiting.append(item if isinstance(item, Done) else pool.submit(classify_partition, order, item))
            if len(waiting) == jobs * _AHEAD:
                yield _landed(waiting.popleft())
        while waiting:
            yield _landed(waiting.popleft())
        through = True
    except BrokenProcessPool:
        message = "a worker process ended before its work did (was there too little memory?): try fewer --jobs"
        more = "; with --resume, what FILE.part holds is continued"
        raise PalermoError(Problem("", None, None, message + more)) from None
    finally:
        if not through:
            for child in set(active_children()) - others:
                child.terminate()
        pool.shutdown(wait=through, cancel_futures=True)


def _landed(item: "Done | Future[Done]") -> Done:
    return item if isinstance(item, Done) else item.result()


def _begin() -> None:
    """Set up a worker: an interrupt is for the process that it works for to answer, and it ends with that process."""
    from multiprocessing import parent_process
    from signal import SIG_IGN, SIGINT, signal
    from threading import Thread

    signal(SIGINT, SIG_IGN)
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(1)
