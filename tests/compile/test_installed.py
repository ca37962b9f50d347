"""Packs that came as distributions: found by entry points, never imported, and named where one is not there."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from palermo.compile.packs import CORE, open_packs
from palermo.compile.refused import Refused

ONTOLOGY = "<https://example.org/p> a <http://www.w3.org/2002/07/owl#Ontology> .\n"
#: A module that tells when it is imported.
LOUD = "raise SystemExit('imported')\n"
Install = Callable[..., Path]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that Python looks into for what is installed."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder


@pytest.fixture
def install(site: Path) -> Install:
    """Writes a distribution with one entry point, as an installer would."""

    def write(name: str, value: str, *, distribution: str = "", parts: tuple[str, ...] = ("ontology",)) -> Path:
        package = site.joinpath(*value.partition(":")[0].split("."))
        for part in parts:
            (package / part).mkdir(parents=True, exist_ok=True)
            (package / part / "p.ttl").write_text(ONTOLOGY, encoding="utf-8")
        package.mkdir(parents=True, exist_ok=True)
        for folder in (package, *package.parents):
            if folder == site:
                break
            (folder / "__init__.py").write_text(LOUD, encoding="utf-8")
        info = site / f"{(distribution or value.split('.')[0]).replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution or name}\nVersion: 1.0\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[palermo.packs]\n{name} = {value}\n", encoding="utf-8")
        return package

    return write


@pytest.mark.parametrize("value", ["a_pack", "laws.of.atlantis", "a_pack:anything"])
def test_an_installed_pack_is_found_by_its_name_and_not_imported(install: Install, value: str) -> None:
    package = install("atlantis", value, parts=("ontology", "shapes"))
    core, pack = open_packs(["atlantis"])
    assert core.name == CORE
    assert pack.name == "atlantis"
    assert [source.path for source in pack.sources] == [str(package / p / "p.ttl") for p in ("ontology", "shapes")]
    assert not {"a_pack", "laws", "laws.of"} & set(sys.modules)


def test_a_folder_goes_first(install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install("atlantis", "a_pack")
    (tmp_path / "atlantis" / "shapes").mkdir(parents=True)
    (tmp_path / "atlantis" / "shapes" / "p.ttl").write_text(ONTOLOGY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert open_packs(["atlantis"])[1].sources[0].part == "shapes"


def refusal(name: str) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        open_packs([name])
    assert caught.value.problem.file == name
    return caught.value.problem.code, caught.value.problem.message


def test_an_unknown_name_is_told_with_those_that_are_there(install: Install) -> None:
    assert refusal("atlantis") == (
        "P310",
        "no such pack: no folder is called so, and none is installed; "
        "--with takes a folder that has ontology/ and shapes/ or a name",
    )
    install("atlantis", "a_pack")
    install("mu", "mu_pack")
    message = "no such pack: no folder is called so, and installed are atlantis, mu; did you mean atlantis?"
    assert refusal("atlants") == ("P310", message)


def test_two_of_one_name_are_refused(install: Install) -> None:
    install("atlantis", "one", distribution="first")
    install("atlantis", "two", distribution="second")
    message = "two installed packs have this name, of first and second; remove one, or give its folder"
    assert refusal("atlantis") == ("P314", message)


@pytest.mark.parametrize("value", ["a_pack", "a_pack.inner"])
def test_a_package_without_a_pack_is_refused(install: Install, value: str) -> None:
    install("atlantis", value, parts=())
    code, message = refusal("atlantis")
    assert code == "P315"
    start = f"the installed pack is to be in the package {value}, which has no ontology/ or shapes/"
    assert message == start + "; install it anew"


def test_a_package_that_is_gone_is_refused(install: Install, site: Path) -> None:
    install("atlantis", "a_pack")
    shutil.rmtree(site / "a_pack")
    assert refusal("atlantis")[0] == "P315"


PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "law-of-atlantis"
version = "1.0"

[project.entry-points."palermo.packs"]
atlantis = "law_of_atlantis"

[tool.hatch.build.targets.wheel]
packages = ["law_of_atlantis"]
"""


@pytest.mark.slow
@pytest.mark.skipif(not find_spec("hatchling"), reason="hatchling is not installed (extra: dev)")
def test_a_wheel_that_pip_installs_is_found(site: Path, tmp_path: Path) -> None:
    """Built and installed by the real tools, without a network."""
    project = tmp_path / "project"
    (project / "law_of_atlantis" / "ontology").mkdir(parents=True)
    (project / "law_of_atlantis" / "ontology" / "p.ttl").write_text(ONTOLOGY, encoding="utf-8")
    (project / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    options = ["--no-index", "--no-deps", "--no-build-isolation", "--target", str(site)]
    subprocess.run([*pip, "install", *options, str(project)], check=True, timeout=120, capture_output=True)
    assert [pack.name for pack in open_packs(["atlantis"])] == [CORE, "atlantis"]
