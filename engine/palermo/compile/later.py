"""Tables of a kept rulebook that are read when they are looked into: a run on one case needs few of them, and of the
shapes only those of the definitions chosen."""

import marshal
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

V = TypeVar("V")


class Later(Mapping[str, V]):
    """A mapping of which ``near`` is at hand, and the rest in marshalled bytes until something is not found there.
    ``make`` turns what is kept into a value, once for each that is asked for."""

    __slots__ = ("_made", "_make", "_near", "_rest")

    def __init__(self, near: dict[str, Any], rest: bytes, make: Callable[[Any], V]) -> None:
        self._near, self._rest, self._make = near, rest, make
        self._made: dict[str, V] = {}

    def __getitem__(self, key: str) -> V:
        found = self._made.get(key)
        if found is None:
            if key not in self._near:
                self._read()
            found = self._made[key] = self._make(self._near[key])
        return found

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or the default."""
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key: object) -> bool:
        if key not in self._near:
            self._read()
        return key in self._near

    def __iter__(self) -> Iterator[str]:
        self._read()
        return iter(self._near)

    def __len__(self) -> int:
        self._read()
        return len(self._near)

    def _read(self) -> None:
        if self._rest:
            self._near = {**self._near, **marshal.loads(self._rest)}
            self._rest = b""


def kept(values: Mapping[str, Any]) -> bytes:
    """A table of plain values as bytes."""
    return marshal.dumps(dict(values))


def brief(texts: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Texts by language, with those that are in English only as mere text: they are nearly all."""
    return {key: by["en"] if by.keys() == {"en"} else dict(by) for key, by in texts.items()}


def at_length(text: str | dict[str, str]) -> dict[str, str]:
    """What :func:`brief` made shorter."""
    return {"en": text} if isinstance(text, str) else text
