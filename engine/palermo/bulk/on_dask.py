"""An order carried out by a Dask cluster: portions are sent with their bytes, and what comes of them is sent back.

The workers need this same palermo, and its packs at the same place or installed; they read no input and write nothing.
What a lost worker had under way is done by others. Here nothing listens; the one connection is to the scheduler named.
"""

import logging
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Final, NoReturn

from palermo.bulk.content import bytes_of
from palermo.bulk.partition import classify_partition
from palermo.bulk.values import Done, Order, Portion
from palermo.escape import esc
from palermo.problems import PalermoError, Problem
from palermo.read.cases import STREAMED
from palermo.read.formats import format_of_name
from palermo.read.gate import open_source, take
from palermo.read.walk import STDIN, Source
from palermo.write.context import VERSION

if TYPE_CHECKING:
    from distributed import Client, Future

#: Seconds to wait for the scheduler to answer, and for a worker where there is none.
PATIENCE: Final = 10
NOBODY: Final = 60
#: Portions under way: so many at least, and so many for each thread of the workers that are there at the beginning.
_LEAST: Final = 16
_EACH: Final = 4
#: How often a portion is given out anew that the scheduler gave up, since worker after worker was lost to it.
_ANEW: Final = 2
#: A worker does one portion at a time, whatever its number of threads: a rulebook serves one.
_TURN: Final = Lock()


def run(order: Order, portions: Iterable[Portion | Done], address: str) -> Iterator[Done]:
    """What comes of each portion, in order; what is done already is handed through.

    ``address`` is that of a scheduler (``tcp://HOST:PORT``, ``tls://`` with Dask's own settings). Raises PalermoError
    where it cannot be reached, its workers have another palermo or other packs, or none of them is left.
    """
    with _client(address) as client:
        yield from _in_turn(_Sender(client, order), order, portions)


class _Sender:
    """Gives out portions and takes in what comes of them."""

    def __init__(self, client: "Client", order: Order) -> None:
        self._client = client
        self._order = order
        self.window = max(_LEAST, _EACH * sum(client.nthreads().values()))

    def send(self, portion: Portion) -> "Future":
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that a whole big file is one portion
            return self._client.submit(_at_worker, VERSION, self._order, portion, pure=False)

    def result(self, portion: Portion, future: "Future") -> Done:
        """What came of a portion. Raises PalermoError where that cannot be had."""
        from distributed import KilledWorker

        for _ in range(_ANEW):
            try:
                return self._taken(future)
            except KilledWorker:
                future = self.send(portion)
        try:
            return self._taken(future)
        except KilledWorker:
            _fail("worker after worker was lost over the same portion (too little memory there?)")

    def _taken(self, future: "Future") -> Done:
        from distributed import CancelledError

        since = monotonic()
        while True:
            try:
                found: Done | Problem = future.result(timeout=PATIENCE)
            except TimeoutError:
                if self._client.nthreads():
                    since = monotonic()
                elif monotonic() - since > NOBODY:
                    _fail("there is no worker: start one (dask worker)")
            except CancelledError:
                _fail("the connection was lost")
            except (ImportError, AttributeError, RuntimeError) as error:
                _refuse_strangers(error)
                raise
            else:
                if isinstance(found, Problem):
                    raise PalermoError(found)
                return found


def _in_turn(sender: _Sender, order: Order, portions: Iterable[Portion | Done]) -> Iterator[Done]:
    waiting: deque[Callable[[], Done]] = deque()
    for item in portions:
        if isinstance(item, Done):
            waiting.append(partial(_same, item))
        elif (portion := _with_bytes(item)) is not None:
            waiting.append(partial(sender.result, portion, sender.send(portion)))
        else:
            waiting.append(partial(classify_partition, order, item))
        if len(waiting) >= sender.window:
            yield waiting.popleft()()
    while waiting:
        yield waiting.popleft()()


def _same(done: Done) -> Done:
    return done


def _with_bytes(portion: Portion) -> Portion | None:
    """A portion that can be sent; None where it is a very big whole file or cannot be read: this process sees to it."""
    if portion.data is not None:
        return portion
    if portion.path == STDIN:
        return None
    if portion.end >= 0:
        try:
            return portion._replace(data=bytes_of(portion))
        except PalermoError:
            return None
    stream = open_source(Source(portion.path, portion.syntax, format_of_name(portion.path)[1]))
    if isinstance(stream, Problem):
        return None
    with stream:
        data = take(stream, STREAMED + 1, portion.path)
    return None if isinstance(data, Problem) or len(data) > STREAMED else portion._replace(data=data)


def _refuse_strangers(error: BaseException | None) -> None:
    """Say so where an error comes of a machine on which there is no palermo, or one without this module."""
    while error is not None:
        if isinstance(error, ImportError | AttributeError) and "palermo" in str(error):
            _fail("the scheduler or a worker has another palermo, or none: install the same on each machine")
        error = error.__cause__


def _at_worker(version: str, order: Order, portion: Portion) -> Done | Problem:
    """What comes of a portion, in a worker. An error is handed back as a value, to be the same line everywhere."""
    if version != VERSION:
        message = f"a worker has palermo {VERSION}, this is {version}: install the same in both places"
        return Problem("--scheduler", None, None, message)
    try:
        with _TURN:
            return classify_partition(order, portion)
    except PalermoError as error:
        return error.problem


@contextmanager
def _client(address: str) -> Iterator["Client"]:
    """A connection to a scheduler. Raises PalermoError where there is none."""
    try:
        from distributed import Client
    except ImportError as error:
        _fail(f"this needs {error.name}, which is not installed; try pip install 'palermo[dask]'")
    _hush()
    _knock(address)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of other versions: what matters of that fails in a line of its own
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    try:
        yield client
    finally:
        client.close()


def _knock(address: str) -> None:
    """See whether a scheduler answers: a Client that finds none cannot be put away quietly. Raises PalermoError."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as thread:  # the caller may have an event loop of its own
        try:
            thread.submit(lambda: asyncio.run(asyncio.wait_for(_answer(address), PATIENCE))).result()
        except (OSError, ValueError, TypeError, RuntimeError) as error:
            said = esc(str(error)) or "not in time"
            _fail(f"no scheduler answers at {esc(address)} ({said}): see that it runs, and where")


async def _answer(address: str) -> None:
    from distributed.core import connect
    from distributed.security import Security

    comm = await connect(address, timeout=PATIENCE, **Security().get_connection_args("client"))
    await comm.close()


def _hush() -> None:
    """Leave to us what is said on standard error."""
    for name in ("distributed", "tornado"):
        for logger in (name, *(known for known in logging.root.manager.loggerDict if known.startswith(name + "."))):
            logging.getLogger(logger).setLevel(logging.CRITICAL + 1)


def _fail(message: str) -> NoReturn:
    raise PalermoError(Problem("--scheduler", None, None, message))
