"""Other processes of this machine that work for this one, each on one portion after the other.

What is sent to a worker is short and what comes back may be long, so that neither waits for the other to listen. The
text of what comes back lies on a shelf (``palermo.bulk.shelf``).
"""

from collections import deque
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from palermo.bulk.partition import classify_partition
from palermo.bulk.shelf import Place, Shelf, Shelved, shelve
from palermo.bulk.values import Done, Order, Portion
from palermo.problems import PalermoError, Problem

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

#: Portions that a worker has at a time: one that it works on, and those that wait for their turn at either end.
_AHEAD: Final = 4


class Errand(NamedTuple):
    """A portion that a worker has, and where it puts what comes of it. A worker does one errand after the other."""

    worker: "_Worker"
    place: Place

    def is_done(self) -> bool:
        """Whether what came of it, or of one before it, can be taken without waiting."""
        return self.worker.connection.poll()


class Workers:
    """So many workers for an order. At the end they are waited for; after an error, ended."""

    def __init__(self, order: Order, number: int) -> None:
        """Raises OSError where there can be no temporary file."""
        self._shelf = Shelf()
        self._workers = [_begun(order, self._shelf, n) for n in range(number)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        # A forked worker holds the lines to those begun before it: only after it has ended do they hear theirs close.
        for worker in reversed(self._workers):
            worker.end(kill=kind is not None)
        self._shelf.close()

    def send(self, portion: Portion) -> Errand | None:
        """Send a portion to the worker that has the least to do; None where each has enough, or the portion would be
        long to send. Raises PalermoError where a worker has ended."""
        worker = max(self._workers, key=_Worker.free)
        if not worker.free() or portion.data is not None:
            return None
        try:
            return worker.send(portion)
        except OSError:
            raise _ended() from None

    def take(self, errand: Errand) -> Done:
        """What came of an errand, once it is done; of each worker's, the one it was sent first has to be taken first.
        Raises what ``classify_partition`` raised; PalermoError where the worker has ended; OSError."""
        try:
            answer = errand.worker.take(errand)
        except (EOFError, ConnectionError):
            raise _ended() from None
        if isinstance(answer, Exception):
            raise answer
        return self._shelf.take(errand.place, answer)


class _Worker:
    """One worker: its process, the line to it, and the places on the shelf that it has free."""

    def __init__(self, process: Any, connection: "Connection", places: list[Place]) -> None:
        self._process, self.connection = process, connection
        self._places = deque(places)

    def free(self) -> int:
        """How many portions more it can be sent."""
        return len(self._places)

    def send(self, portion: Portion) -> Errand:
        self.connection.send((portion, self._places[0]))
        return Errand(self, self._places.popleft())

    def take(self, errand: Errand) -> Shelved | Exception:
        answer: Shelved | Exception = self.connection.recv()
        self._places.append(errand.place)
        return answer

    def end(self, kill: bool) -> None:
        if kill:
            self._process.terminate()
        self.connection.close()
        self._process.join()


def _begun(order: Order, shelf: Shelf, number: int) -> _Worker:
    from multiprocessing import Pipe, Process

    here, there = Pipe()
    process = Process(target=_work, args=(order, there, here), daemon=True)
    process.start()
    there.close()
    return _Worker(process, here, [shelf.place(number * _AHEAD + n) for n in range(_AHEAD)])


def _work(order: Order, line: "Connection", other_end: "Connection") -> None:
    """What a worker does, until nobody is at the other end of its line."""
    from signal import SIG_IGN, SIGINT, signal

    signal(SIGINT, SIG_IGN)  # an interrupt is for the process that it works for to answer
    other_end.close()
    try:
        while True:
            portion, place = line.recv()
            line.send(_answer(order, portion, place))
    except (EOFError, ConnectionError):
        return


def _answer(order: Order, portion: Portion, place: Place) -> Shelved | Exception:
    try:
        return shelve(place, classify_partition(order, portion))
    except Exception as error:  # it is raised again where the answer is taken
        return error


def _ended() -> PalermoError:
    message = "a worker process ended before its work did (was there too little memory?): try fewer --jobs"
    more = "; with --resume, what FILE.part holds is continued"
    return PalermoError(Problem("", None, None, message + more))
