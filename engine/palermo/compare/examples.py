"""The built-in examples as witnesses: which persons in them meet which definitions."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from palermo.data import folder
from palermo.findings import OUTCOMES
from palermo.pipeline import classified
from palermo.problems import Problem
from palermo.rulebook import Rulebook


class Example(NamedTuple):
    """A person in a built-in example: the title of the case, its file within the examples, the person's label."""

    title: str
    file: str
    person: str


class Met(NamedTuple):
    """Which definitions an example meets: as established, and at least as alleged."""

    example: Example
    established: frozenset[str]
    alleged: frozenset[str]


def met_in_examples(rulebook: Rulebook, definitions: Sequence[str]) -> tuple[Met, ...]:
    """What each person of each built-in example meets; the examples before the decided cases. An example that this
    rulebook has no words for is left out."""
    base = folder("examples")
    paths = [os.path.join(base, name) for name in sorted(os.listdir(base)) if name.endswith(".ttl")]
    casebook = os.path.join(base, "casebook")
    found: list[Met] = []
    for item in classified(rulebook, rulebook, [*paths, *([casebook] if os.path.isdir(casebook) else ())], definitions):
        if isinstance(item, Problem):
            continue
        file = os.path.relpath(item.case.file, base).replace(os.sep, "/")
        for person in item.persons:
            example = Example(item.label or "", file, person.label or "")
            outcomes = {f.definition: f.outcome for f in person.findings}
            established = frozenset(d for d, outcome in outcomes.items() if outcome == OUTCOMES[0])
            alleged = frozenset(d for d, outcome in outcomes.items() if outcome in OUTCOMES[:2])
            found.append(Met(example, established, alleged))
    return tuple(found)
