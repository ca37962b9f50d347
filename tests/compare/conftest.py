"""Lets the tests of this folder import the modules beside them; packs with two definitions."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from palermo.rulebook import Rulebook

sys.path.insert(0, str(Path(__file__).parent))
from definitions_for_tests import ONTOLOGY, definition


@pytest.fixture
def two(rulebook_with: Callable[..., Rulebook]) -> Callable[..., Rulebook]:
    """The rulebook with two definitions, ``a`` and ``b``, and more of an ontology where that is asked for."""

    def load(a: str, b: str, ontology: str = "", shapes: str = "") -> Rulebook:
        return rulebook_with(ONTOLOGY + ontology, definition("a", a) + definition("b", b) + shapes)

    return load
