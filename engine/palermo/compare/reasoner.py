"""HermiT in a process of its own, with a time limit and a temporary folder that is removed.

The process is started first and asked last, so that it works while the branches are tried. It is given one file that
:mod:`palermo.compare.owl` wrote; nothing in it names another, so nothing is fetched.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from time import monotonic
from typing import Final, NamedTuple

from palermo.compare import java, owl
from palermo.compare.expression import Expression
from palermo.compile.plan import Axioms
from palermo.names import OWL

_NOTHING: Final = OWL + "Nothing"
_FOUND: Final = re.compile(r"^(SubClassOf|EquivalentClasses)\( (<[^>]+>(?: <[^>]+>)*) \)$", re.MULTILINE)


class Answer(NamedTuple):
    """What came of asking. ``how`` is ``answered``, or why there is no answer: ``off``, ``missing``, ``too-slow``,
    ``not-translated`` or ``failed``. ``above`` holds each definition that all of another meets, as (other, it);
    ``empty`` each pair that nothing meets both of, and each definition alone that nothing meets, as (it, it)."""

    how: str
    above: frozenset[tuple[int, int]] = frozenset()
    empty: frozenset[tuple[int, int]] = frozenset()


class Reasoner:
    """One run of HermiT over some definitions. Use it in a ``with`` statement, so that it is always ended."""

    def __init__(
        self, axioms: Axioms, asked: Sequence[Expression], pairs: Sequence[tuple[int, int]], timeout: float
    ) -> None:
        self._axioms, self._asked, self._pairs, self._timeout = axioms, asked, pairs, timeout
        self._why, self._folder = "off", ""
        self._process: subprocess.Popen[str] | None = None
        self._end = 0.0

    def __enter__(self) -> "Reasoner":
        """Start the process, where it can be started."""
        if self._timeout <= 0:
            return self
        if self._axioms.sparql:
            self._why = "not-translated"
            return self
        try:
            text = owl.document(self._axioms, self._asked, self._pairs)
        except owl.NotTranslatable:
            self._why = "not-translated"
            return self
        self._why = "missing"
        self._start(text)
        return self

    def _start(self, text: str) -> None:
        self._folder = tempfile.mkdtemp(prefix="palermo-")
        path = os.path.join(self._folder, "definitions.nt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        command = java.command(self._folder, "-N", "-c", Path(path).as_uri())
        if command is None:
            return
        self._end = monotonic() + self._timeout
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                errors="replace",
                cwd=self._folder,
            )
        except OSError:
            self._process = None

    def __exit__(self, *_: object) -> None:
        """End the process, wherever it is, and remove its folder."""
        if self._process is not None:
            if self._process.poll() is None:
                self._process.kill()
            self._process.communicate()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def answer(self) -> Answer:
        """Wait for the answer as long as the limit allows."""
        if self._process is None:
            return Answer(self._why)
        try:
            out, _ = self._process.communicate(timeout=max(0.0, self._end - monotonic()))
        except subprocess.TimeoutExpired:
            return Answer("too-slow")
        if self._process.returncode != 0:
            return Answer("failed")
        return self._read(out)

    def _read(self, out: str) -> Answer:
        edges: dict[str, set[str]] = {}
        for kind, names in _FOUND.findall(out):
            listed = names[1:-1].split("> <")
            for lower, upper in permutations(listed, 2) if kind == "EquivalentClasses" else (listed,):
                edges.setdefault(lower, set()).add(upper)
        if owl.KNOWN[1] not in edges.get(owl.KNOWN[0], ()):
            return Answer("failed")  # it did not read what it was given
        numbers = {f"{owl.DEFINITION}{n}": n for n in range(len(self._asked))}
        reached = {number: _closure(edges, name) for name, number in numbers.items()}
        above = {
            (lower, upper)
            for lower, names in reached.items()
            for name, upper in numbers.items()
            if upper != lower and (name in names or _NOTHING in names)
        }
        empty = {(n, n) for n, names in reached.items() if _NOTHING in names}
        empty |= {(i, j) for i, j in self._pairs if _NOTHING in _closure(edges, f"{owl.BOTH}{i}-{j}")}
        return Answer("answered", frozenset(above), frozenset(empty))


def _closure(edges: dict[str, set[str]], start: str) -> set[str]:
    seen = {start}
    stack = [start]
    while stack:
        for upper in edges.get(stack.pop(), ()):
            if upper not in seen:
                seen.add(upper)
                stack.append(upper)
    return seen
