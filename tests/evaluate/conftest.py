"""One adult, one conduct, and what the record says of the means: the smallest case that shows what a leaf comes to."""

from collections.abc import Callable

import pytest

from palermo.findings import Finding
from palermo.rulebook import Rulebook
from palermo.split.case import Case

PERSON = "https://example.org/t#x"


@pytest.fixture
def finding(core: Rulebook, case_of: Callable[[str], Case]) -> Callable[..., Finding]:
    """The Protocol's finding for ``:x`` in a case; ``:x`` is an adult unless ``age`` says otherwise."""

    def classify(
        turtle: str, age: str = ":x a pal:Adult .", rulebook: Rulebook = core, definition: str = ""
    ) -> Finding:
        case = case_of(f":case a pal:Case ; pal:concerns :x . :x a pal:Person . {age} {turtle}")
        chosen = (definition or "un-protocol-2000",)
        (found,) = (p for p in rulebook.classify(case, chosen).persons if p.person == PERSON)
        return found.findings[0]

    return classify


@pytest.fixture
def with_means(finding: Callable[..., Finding]) -> Callable[..., Finding]:
    """The same for a conduct with act and purpose, to which each means is added as (class, status or empty)."""

    def classify(*means: tuple[str, str], extra: str = "", age: str = ":x a pal:Adult .") -> Finding:
        lines = [
            ":d a pal:Conduct ; pal:towards :x ; pal:act :a ; pal:purpose :p . "
            ":a a pal:Recruitment . :p a pal:Slavery ."
        ]
        for n, (cls, status) in enumerate(means):
            standing = " ; pal:evidentialStatus " + " , ".join(f"pal:{s}" for s in status.split()) if status else ""
            lines.append(f":d pal:means :m{n} . :m{n} a pal:{cls}{standing} .")
        return finding(" ".join(lines) + extra, age)

    return classify
