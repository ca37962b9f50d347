"""Progress of work that lasts over a second, on a terminal only."""

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

Item = TypeVar("Item")


def watched(items: Iterable[Item], label: str, quiet: bool) -> Iterator[Item]:
    """The same items; a bar on standard error once a second has passed, where nothing else uses the terminal."""
    if quiet or not sys.stderr.isatty() or sys.stdout.isatty():
        return iter(items)
    return _with_bar(iter(items), label)


def _with_bar(items: Iterator[Item], label: str) -> Iterator[Item]:
    started = monotonic()
    for item in items:
        yield item
        if monotonic() - started > 1:
            break
    else:
        return
    import click

    with click.progressbar(items, label=label, file=sys.stderr, show_pos=True) as rest:
        yield from rest


class Meter:
    """How far a run has come, of bytes known beforehand: a bar with cases, their rate and the time left.

    It is shown on standard error once a second has passed, where that is a terminal and ``shown`` is true.
    """

    def __init__(self, total: int, label: str, shown: bool) -> None:
        self._total = total
        self._label = label
        self._shown = shown and sys.stderr.isatty()
        self._bar: ProgressBar[int] | None = None
        self.restart()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._finish()

    def restart(self) -> None:
        """Nothing is done yet, or all is done anew."""
        self._finish()
        self._began = monotonic()
        self._past = self._done = self._told = self._cases = 0

    def step(self, size: int, cases: int, fresh: bool) -> None:
        """So many bytes more are done, with so many cases; ``fresh`` if in this run and not in an earlier one."""
        self._done += size
        if fresh:
            self._cases += cases
        else:
            self._past += size
        if self._shown:
            self._show(monotonic() - self._began)

    def make_room(self) -> None:
        """Take the bar away, for a line to be written; the next step shows it again."""
        if self._bar is not None:
            sys.stderr.write("\r\x1b[K")

    def _show(self, elapsed: float) -> None:
        if self._bar is None:
            if elapsed < 1:
                return
            import click

            self._bar = click.progressbar(length=self._total, file=sys.stderr, show_eta=False, show_percent=True)
        self._bar.label = f"{self._label} {self._rate(elapsed)}"
        self._bar.update(self._done - self._told)
        self._told = self._done

    def _finish(self) -> None:
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None

    def _rate(self, elapsed: float) -> str:
        said = f"{self._cases:,} cases, {self._cases / elapsed:,.0f} a second"
        fresh, left = self._done - self._past, self._total - self._done
        return f"{said}, {time(elapsed * left / fresh)} left" if fresh > 0 and left > 0 else said


def time(seconds: float) -> str:
    """A length of time in words.

    >>> time(42), time(100), time(5000)
    ('42 s', '2 min', '1 h 23 min')
    """
    minutes = round(seconds / 60)
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
