"""What a pack may consist of: regular files, of a size that a law may have."""

import os
from pathlib import Path

import pytest

from palermo.check import check
from palermo.compile import packs
from palermo.compile.packs import open_packs
from palermo.problems import PalermoError


def folder(tmp_path: Path) -> Path:
    place = tmp_path / "mine" / "ontology"
    place.mkdir(parents=True)
    return place


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(folder(tmp_path) / "law.ttl")
    with pytest.raises(PalermoError, match="not a regular file"):
        open_packs([str(tmp_path / "mine")])


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder(tmp_path) / "law.ttl").write_text("# " + "x" * 3000)
    monkeypatch.setattr(packs, "LARGEST", 1024)
    with pytest.raises(PalermoError, match="larger than"):
        packs._open(str(tmp_path / "mine"), "mine")


@pytest.mark.parametrize("text", ["", "# only a comment\n", "\n"])
def test_a_file_with_nothing_in_it_is_checked(tmp_path: Path, text: str) -> None:
    (folder(tmp_path) / "law.ttl").write_text(text)
    assert check([str(tmp_path / "mine")], [], reasoner=False).diagnostics == ()
