"""A progress bar for work that lasts over a second, on a terminal only."""

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

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
