"""Write ``docs/cases-by-definition.md``: examples and edge cases under every definition. A test finds a stale page."""

import os
from collections.abc import Iterator
from typing import NamedTuple

from palermo.findings import Finding
from palermo.pipeline import classified
from palermo.problems import Problem
from palermo.rulebook import Rulebook

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
PAGE = os.path.join(HERE, "cases-by-definition.md")
#: The examples, and cases that lie at an edge of some definition.
CASES = (
    "examples",
    "tests/cases/good/protocol-art-3a/organ-removal.ttl",
    "tests/cases/good/protocol-art-3a/forced-begging.ttl",
    "tests/cases/good/protocol-art-3a/payment-to-person-in-control.ttl",
    "tests/cases/good/protocol-art-3a/other-exploitation-alone.ttl",
    "tests/cases/good/protocol-art-3a/labour-law-violations-only.ttl",
    "tests/cases/good/protocol-art-3a/harbouring-without-movement.ttl",
    "tests/cases/good/protocol-art-3a/paid-smuggler-of-a-sex-worker.ttl",
    "tests/cases/good/protocol-art-3a/purpose-that-did-not-come-about.ttl",
    "tests/cases/good/protocol-art-3b/consent-with-deception.ttl",
    "tests/cases/good/protocol-art-3c/child-without-means.ttl",
    "tests/cases/good/protocol-art-3c/age-not-recorded.ttl",
    "tests/cases/good/model/migrant-sex-worker-assaulted-by-a-client.ttl",
    "tests/cases/good/standing/one-element-alleged.ttl",
    "tests/cases/good/standing/every-kind-refuted.ttl",
)
MARKS = {"established": "●", "alleged": "◐", "not-established": "–", "excluded": "✕"}
HEAD = """# Cases under every definition

Generated from the program by `make docs`; do not edit. The same with all reasons and provisions:
`palermo classify FILE --definition all --include-unverified`.

● established on the record · ◐ established if what is alleged is proved · – not established · ✕ excluded on the record.
Definitions marked * were not verified in full. Whether a definition was law at the time and place of the conduct is
another question: most of these cases name neither. What each definition counts: [law](law.md) and
[national and regional law](law-national.md).
"""


class Row(NamedTuple):
    """A person of a case: where it stands, what it is called, and the findings under every definition."""

    file: str
    title: str
    person: str
    findings: tuple[Finding, ...]


def page() -> str:
    """The page."""
    rulebook = Rulebook.load()
    rows = list(_rows(rulebook))
    return "\n".join([HEAD, *_table(rulebook, rows), "", "## The cases", "", *_key(rows)]) + "\n"


def _rows(rulebook: Rulebook) -> Iterator[Row]:
    every = [card.id for card in rulebook.definitions]
    places = [os.path.join(ROOT, *place.split("/")) for place in _files()]
    for item in classified(rulebook, rulebook, places, every):
        if isinstance(item, Problem):
            raise ValueError(f"{item.place()}: {item.message}")
        file = os.path.relpath(item.case.file, ROOT).replace(os.sep, "/")
        for person in item.persons:
            yield Row(file, item.label or "", person.label or "", person.findings)


def _files() -> Iterator[str]:
    for place in CASES:
        folder = os.path.join(ROOT, place)
        if os.path.isdir(folder):
            yield from (f"{place}/{name}" for name in sorted(os.listdir(folder)) if name.endswith(".ttl"))
        else:
            yield place


def _table(rulebook: Rulebook, rows: list[Row]) -> Iterator[str]:
    yield f"| | {' | '.join(str(n) for n in range(1, len(rows) + 1))} |"
    yield f"| --- |{' :-: |' * len(rows)}"
    for number, card in enumerate(rulebook.definitions):
        name = f"`{card.id}`" + ("" if card.verified else " *")
        yield f"| {name} | {' | '.join(MARKS[row.findings[number].outcome] for row in rows)} |"


def _key(rows: list[Row]) -> Iterator[str]:
    for number, row in enumerate(rows, 1):
        yield f"{number}. [{row.title}](../{row.file}): {row.person}."


if __name__ == "__main__":
    with open(PAGE, "w", encoding="utf-8", newline="\n") as out:
        out.write(page())
