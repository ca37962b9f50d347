"""The law of the how-to page with and without slips, and checks of small packs."""

import importlib.util
import os
from collections.abc import Callable
from types import ModuleType

import pytest

from palermo.check import Diagnostic, check_packs
from palermo.compile.packs import Pack, Source, read_packs

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HEAD = """\
@prefix : <https://example.org/packs/small#> .
@prefix pal: <https://w3id.org/palermo#> .
@prefix ps: <https://w3id.org/palermo/shapes#> .
@prefix law: <https://w3id.org/palermo/law/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/packs/small> a owl:Ontology .
"""

Check = Callable[[str], tuple[Diagnostic, ...]]


@pytest.fixture(scope="session")
def pages() -> ModuleType:
    """What writes the pages on diagnostics."""
    path = os.path.join(ROOT, "docs", "generate_diagnostics.py")
    spec = importlib.util.spec_from_file_location("generate_diagnostics", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def small() -> Check:
    """What the check says of a pack of one file, of which this is the text after the prefixes (13 lines); prefixes that
    it does not use are not spoken of."""
    (core,) = read_packs(())

    def run(text: str) -> tuple[Diagnostic, ...]:
        source = Source("small/ontology/small.ttl", (HEAD + text).encode(), "ontology")
        found = check_packs([Pack("small", (source,))], core)
        return tuple(one for one in found if one.code != "K107")

    return run
