"""An order carried out, portion by portion, in this process or by several.

What comes of the portions is given in their order. Only so many are under way at a time that memory stays bounded.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from palermo.bulk.partition import classify_partition
from palermo.bulk.temporary import room
from palermo.bulk.values import Done, Order, Portion

if TYPE_CHECKING:
    from palermo.bulk.workers import Errand, Workers

#: What comes of so many portions a process is kept until that of an earlier one is there.
_KEPT_BACK: Final = 8
#: Portions that are done before there are other processes.
_BEFOREHAND: Final = 2


def run(order: Order, portions: Iterable[Portion | Done], jobs: int) -> Iterator[Done]:
    """What comes of each portion, in order; what is done already is handed through. With one job everything happens in
    this process; with more, this is one of so many.

    Raises PalermoError where a process ends before its work does. Closed early, it ends its processes.
    """
    # What the fast lane learns from the first portions, processes that are forked afterwards know too.
    rest = iter(portions)
    for item in rest if jobs == 1 else islice(rest, _BEFOREHAND):
        yield item if isinstance(item, Done) else classify_partition(order, item)
    if jobs > 1:
        from palermo.bulk.workers import Workers

        with room("--jobs"), Workers(order, jobs - 1) as workers:
            yield from _by_several(order, rest, workers, jobs * _KEPT_BACK)


def _by_several(order: Order, portions: Iterator[Portion | Done], workers: "Workers", most: int) -> Iterator[Done]:
    """What comes of each portion: workers are given what they can take, and this process does the next one itself."""
    waiting: deque[Done | Errand] = deque()
    for item in portions:
        waiting.append(item if isinstance(item, Done) else workers.send(item) or classify_partition(order, item))
        while waiting and (len(waiting) == most or isinstance(waiting[0], Done) or waiting[0].is_done()):
            yield _landed(waiting.popleft(), workers)
    while waiting:
        yield _landed(waiting.popleft(), workers)


def _landed(item: "Done | Errand", workers: "Workers") -> Done:
    return item if isinstance(item, Done) else workers.take(item)
