"""Which names the lane may take for what they look like: prefixes that the cases of a file share, foreign addresses."""

import re
from typing import Final

from palermo.vocabulary import Vocabulary

#: An IRI of plain characters, which no syntax writes in two ways (read/lines.py has the same for whole nodes).
_PLAIN: Final = re.compile(r"<https?://((?:[a-z0-9]+[.-])*+[a-z0-9]++)/([!$&-;=@-Z_a-z~]*+)(#[!$&-;=@-Z_a-z~]*+)?>")
#: What may follow a stem that ends in ``/``.
_REST: Final = re.compile(r"[A-Za-z0-9_.~-]++(?:#[A-Za-z0-9_.~-]*+)?>")
_MOST: Final = 4096


class Names:
    """Names of one vocabulary's neighbourhood. A name that might be taken for one of the packs' is not foreign: the
    gate of the split pass has to look at it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        spaces = [namespace.partition("://")[2].lower().removeprefix("www.") for namespace in vocabulary.namespaces]
        self._hosts = frozenset(space.partition("/")[0] for space in spaces)
        self._longest = max(map(len, spaces), default=0)
        self._known: dict[str, bool] = {}
        self._stem = ""

    def is_foreign(self, token: str) -> bool:
        """Whether a token is a plain IRI in angle brackets that stands nowhere near the packs' namespaces."""
        found = _PLAIN.fullmatch(token)
        if found is None:
            return False
        host = found[1]
        far = self._known.get(host)
        if far is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            bare = host.removeprefix("www.")
            far = self._known[host] = not any(_alike(bare, own) for own in self._hosts)
        return far or len(found[2]) > self._longest + 2

    def prefix(self, graph: str, text: str, start: int) -> str | None:
        """The prefix of the names of a case in a graph ``<IRI>``, without the bracket: up to its ``#`` sign; else the
        whole IRI, where the text from ``start`` on begins with it; else up to its last ``/``. None where the graph's
        name is not plain or not foreign."""
        stem = self._stem
        if not (stem and graph.startswith(stem) and _REST.fullmatch(graph, len(stem))):
            if not self.is_foreign(graph):
                return None
            self._remember(graph)
        cut = graph.find("#")
        if cut < 0:
            cut = len(graph) - 2 if text.startswith(graph[:-1], start) else graph.rfind("/")
        return graph[1 : cut + 1]

    def _remember(self, graph: str) -> None:
        """Remember what a foreign name begins with, where all that begins so and goes on plainly is foreign too."""
        stem = graph[: graph.partition("#")[0].rfind("/") + 1]
        if self.is_foreign(stem + ">"):
            self._stem = stem


def _alike(host: str, own: str) -> bool:
    """Whether two hosts could be taken for one another, or lie below one another."""
    if host.endswith("." + own) or own.endswith("." + host):
        return True
    start = _shared(host, own)
    return max(len(host), len(own)) - start - _shared(host[start:][::-1], own[start:][::-1]) <= 2


def _shared(one: str, other: str) -> int:
    """How many characters two strings begin with in common."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
