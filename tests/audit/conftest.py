"""Audits of cases given as a few lines of Turtle; and the modules beside the tests can be imported."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from palermo.audit import Audit, Auditor, Figures, chosen_groupings
from palermo.problems import Problem
from palermo.read import read_cases
from palermo.rulebook import Rulebook

sys.path.insert(0, str(Path(__file__).parent))

PREFIXES = """
@prefix pal: <https://w3id.org/palermo#> .
@prefix law: <https://w3id.org/palermo/law/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://example.org/t#> .
"""


@pytest.fixture(scope="session")
def audited(core: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Audit]:
    """The audit of some cases, each given as Turtle without its prefixes."""

    def audit(*cases: str, definitions: Sequence[str] = (), threshold: int = 0) -> Audit:
        folder = tmp_path_factory.mktemp("cases")
        for number, turtle in enumerate(cases):
            prefixes = PREFIXES.replace("/t#", f"/{number}#")
            (folder / f"{number:04}.ttl").write_text(prefixes + turtle, encoding="utf-8")
        auditor = Auditor(core, chosen_groupings(core))
        for case in read_cases([str(folder)], core.vocabulary):
            assert not isinstance(case, Problem), case
            auditor.take(core.classify(case, definitions))
        return auditor.result(threshold)

    return audit


@pytest.fixture(scope="session")
def groups() -> Callable[[Audit, str], dict[str, Figures]]:
    """The figures of one grouping by key."""

    def find(audit: Audit, grouping: str) -> dict[str, Figures]:
        (table,) = (table for table in audit.tables if table.grouping.id == grouping)
        return {group.key: group.figures for group in table.groups}

    return find


@pytest.fixture(scope="session")
def cases_folder() -> Path:
    """The cases with labels of all kinds that the checkout has."""
    return Path(__file__).resolve().parents[1] / "cases" / "good" / "labels"
