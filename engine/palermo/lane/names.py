"""Which names the lane may take for what they look like: prefixes that the cases of a file share, foreign addresses."""

import re
from typing import Final

from palermo.vocabulary import Vocabulary

#: An IRI of plain characters, which no syntax writes in two ways (read/lines.py has the same for whole nodes).
_PLAIN: Final = re.compile(r"<https?://((?:[a-z0-9]+[.-])*+[a-z0-9]++)/([!$&-;=@-Z_a-z~]*+)(#[!$&-;=@-Z_a-z~]*+)?>")
#: What may follow a stem that ends in ``/``.
_REST: Final = re.compile(r"[A-Za-z0-9_.~-]++(?:#[A-Za-z0-9_.~-]*+)?>")
_MOST: Final = 4096
#: So many characters may be wrong in one place of a namespace that is still taken for another.
_SLIP: Final = 2


class Names:
    """Names of one vocabulary's neighbourhood. A name that might be taken for one of the packs' is not foreign: the
    gate of the split pass has to look at it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        spaces = [namespace.partition("://")[2].lower().removeprefix("www.") for namespace in vocabulary.namespaces]
        self._stems = frozenset(space.rstrip("#/") for space in spaces)
        self._longest = max(map(len, spaces), default=0)
        self._terms = vocabulary.classes.keys() | vocabulary.properties.keys() | vocabulary.individuals.keys()
        self._known: dict[str, bool] = {}
        self._stem = self._end = ""

    def is_foreign(self, token: str) -> bool:
        """Whether a token is a plain IRI in angle brackets that stands nowhere near the packs' namespaces, and is none
        of their terms."""
        found = _PLAIN.fullmatch(token)
        if found is None or token[1:-1] in self._terms:
            return False
        host, path, fragment = found.groups()
        far = self._known.get(host)
        if far is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            far = self._known[host] = not any(_is_near(host.removeprefix("www."), stem) for stem in self._stems)
        if far:
            return True
        space = path if fragment else path[: path.rfind("/") + 1]
        return len(space.rstrip("/")) > self._longest + 2

    def prefix(self, graph: str, text: str, start: int) -> str | None:
        """The prefix of the names of a case in a graph ``<IRI>``, without the bracket: up to its ``#`` sign; else the
        whole IRI, where the text from ``start`` on begins with it; else up to its last ``/``. None where the graph's
        name is not plain or not foreign."""
        stem, cut = self._stem, graph.find("#")
        if not (stem and graph.startswith(stem) and self._goes_on_plainly(graph, len(stem), cut)):
            if not self.is_foreign(graph):
                return None
            self._remember(graph)
        if cut < 0:
            cut = len(graph) - 2 if text.startswith(graph[:-1], start) else graph.rfind("/")
        return graph[1 : cut + 1]

    def _goes_on_plainly(self, graph: str, start: int, cut: int) -> bool:
        """Whether a name goes on from ``start`` as ``_REST`` says; ``cut`` is where its ``#`` sign is."""
        if cut > start and graph[cut:] == self._end and (middle := graph[start:cut]).isalnum() and middle.isascii():
            return True
        if not _REST.fullmatch(graph, start):
            return False
        self._end = graph[cut:]
        return True

    def _remember(self, graph: str) -> None:
        """Remember what a foreign name begins with, where all that begins so and goes on plainly is foreign too."""
        stem = graph[: graph.partition("#")[0].rfind("/") + 1]
        if self.is_foreign(stem + ">"):
            self._stem = stem


def _is_near(host: str, stem: str) -> bool:
    """Whether a namespace on this host could be taken for one with this stem (its host and path): they lie below one
    another, or are the same but for one slip of at most two characters, which may make a path of a part of a host."""
    own = stem.partition("/")[0]
    if host.endswith("." + own) or own.endswith("." + host):
        return True
    begin, whole = f"{host}/", f"{stem}/"
    start = next((n for n, (a, b) in enumerate(zip(begin, whole, strict=False)) if a != b), min(len(begin), len(whole)))
    slips = ((start + i, start + j) for i in range(_SLIP + 1) for j in range(_SLIP + 1))
    return any(whole[j:].startswith(begin[i:]) for i, j in slips)
