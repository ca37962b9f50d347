"""Portions of which a cache knows what comes of them are not classified again.

A hit costs one hash of its bytes and one look-up. What is classified is classified from the very bytes that were
hashed; a whole file, which is read once more for it, is hashed again before its result is kept.
"""

from collections.abc import Callable, Iterable, Iterator

from palermo.bulk.cache import Cache
from palermo.bulk.keys import Keys
from palermo.bulk.values import Done, Order, Portion

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
        for done in work(order, _looked_up(portions, keys, cache, missing)):
            found = missing.pop(done.number, None)
            if found is not None and _is_still(keys, *found):
                cache.keep(found[0], done)
            yield done
    finally:
        keys.close()
        cache.close()


def _looked_up(
    portions: Iterable[Portion], keys: Keys, cache: Cache, missing: dict[int, tuple[bytes, Portion]]
) -> Iterator[Portion | Done]:
    """What is known of each portion, or the portion, noted among what is missing."""
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
        yield keys.filled(portion)


def _is_still(keys: Keys, key: bytes, portion: Portion) -> bool:
    """Whether the bytes that were classified are those of the key."""
    if portion.end >= 0 or portion.data is not None:
        return True
    return keys.of(portion) == key
