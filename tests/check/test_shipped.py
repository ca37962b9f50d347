"""What is shipped is sound: the core, the packs of the examples, those of the tests, and the skeleton of a pack."""

import os

import pytest

from palermo.check import check

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def packs() -> list[str]:
    folders = (os.path.join("examples", "packs"), os.path.join("tests", "cases", "packs"))
    found = [
        os.path.join(folder, name) for folder in folders for name in sorted(os.listdir(os.path.join(ROOT, folder)))
    ]
    return [path for path in found if os.path.isdir(os.path.join(ROOT, path, "shapes"))]


@pytest.mark.parametrize("name", ["core", *packs()])
def test_a_pack_that_is_shipped_is_sound(name: str) -> None:
    report = check([name if name == "core" else os.path.join(ROOT, name)])
    assert [f"{d.place}: {d.code} {d.message}" for d in report.diagnostics if d.severity != "notice"] == []
    assert report.files > 1
    assert report.terms > 5


def test_there_are_packs_to_check() -> None:
    assert len(packs()) >= 3
