"""The same input gives the same bytes, whatever the hash seed, time zone, locale, folder and cache."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from material import ROOT

#: Hash seed, time zone, locale.
SURROUNDINGS = (("0", "UTC", "C"), ("1", "Pacific/Auckland", "C.UTF-8"), ("4711", "America/St_Johns", "tr_TR.UTF-8"))


def run(cwd: Path, *arguments: str, **environment: str) -> bytes:
    """What the program writes; it must say nothing else and succeed."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TZ", "PYTHON", "PALERMO"))}
    path = os.pathsep.join(str(ROOT / folder) for folder in ("engine", "cli"))
    done = subprocess.run(
        [sys.executable, "-m", "palermo_cli", *arguments],
        cwd=cwd,
        env=clean | {"PYTHONPATH": path, "PALERMO_CACHE": "", "COLUMNS": "100"} | environment,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout


@pytest.mark.parametrize("form", ["json", "turtle", "csv", "text"])
def test_classify_writes_the_same_bytes_everywhere(form: str) -> None:
    written = {
        run(ROOT, "classify", "examples", "--format", form, PYTHONHASHSEED=seed, TZ=zone, LC_ALL=locale)
        for seed, zone, locale in SURROUNDINGS
    }
    assert len(written) == 1
    assert len(written.pop()) > 1000


def test_another_folder_with_the_same_relative_paths_writes_the_same_bytes(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    here = run(ROOT, "classify", "examples", "--format", "json")
    assert run(tmp_path, "classify", "examples", "--format", "json") == here


def test_a_kept_rulebook_writes_the_same_bytes(tmp_path: Path) -> None:
    kept = str(tmp_path / "cache")
    fresh = run(ROOT, "classify", "examples", "--format", "jsonl")
    cold = run(ROOT, "classify", "examples", "--format", "jsonl", PALERMO_CACHE=kept)
    assert list(Path(kept).iterdir())
    assert run(ROOT, "classify", "examples", "--format", "jsonl", PALERMO_CACHE=kept) == cold == fresh


@pytest.mark.parametrize("command", [("explain",), ("validate",), ("infer",)])
def test_other_commands_write_the_same_bytes_everywhere(command: tuple[str, ...]) -> None:
    case = "examples/04-waitress.ttl"
    first, second = (
        run(ROOT, *command, case, PYTHONHASHSEED=seed, TZ=zone, LC_ALL=locale)
        for seed, zone, locale in SURROUNDINGS[1:]
    )
    assert first == second
