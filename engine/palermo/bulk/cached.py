"""Portions of which a cache knows what comes of them are not classified again.

A hit costs one hash of its bytes and one look-up. What is classified is read once more for it, by whatever process, and
hashed again before its result is kept.

The first parts of files that are not known are classified right here, for there may be no others: then no process is
begun, and nothing is learned that is not needed.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from palermo.bulk.cache import Cache
from palermo.bulk.keys import Keys
from palermo.bulk.partition import classify_ordinarily
from palermo.bulk.values import Done, Order, Portion

#: So many parts that are not known are classified right here.
HERE: Final = 2

#: Carries out an order: what comes of each portion, in order; what is done already is handed through.
Work = Callable[[Order, Iterable[Portion | Done]], Iterator[Done]]


def cached(
    order: Order, portions: Iterable[Portion], work: Work, folder: str, warn: Callable[[str], None]
) -> Iterator[Done]:
    """What comes of each portion, in order: from the cache in ``folder``, else by ``work``, and then it is kept there.

    ``warn`` is told, once, when the cache cannot be used further. Raises PalermoError where it cannot be opened.
    """
    cache = Cache(folder, warn)
    keys = Keys(order, cache.secret)
    missing: dict[int, tuple[bytes, Portion]] = {}
    try:
        for done in work(order, _looked_up(order, portions, keys, cache, missing)):
            found = missing.pop(done.number, None)
            if found is not None and _is_still(keys, *found):
                cache.keep(found[0], done)
            yield done
    finally:
        keys.close()
        cache.close()


def _looked_up(
    order: Order, portions: Iterable[Portion], keys: Keys, cache: Cache, missing: dict[int, tuple[bytes, Portion]]
) -> Iterator[Portion | Done]:
    """What is known of each portion, or the portion, noted among what is missing."""
    here = HERE
    for portion in portions:
        key = keys.of(portion)
        if key is None:
            yield portion
            continue
        done = cache.find(key, portion.number)
        if done is not None:
            yield done
            continue
        missing[portion.number] = key, portion
        if portion.end >= 0 and here:
            here -= 1
            yield classify_ordinarily(order, portion)
        else:
            yield portion


def _is_still(keys: Keys, key: bytes, portion: Portion) -> bool:
    """Whether the bytes that were classified are those of the key."""
    keys.close()  # so that a file that was put in the place of another is seen
    return keys.of(portion) == key
