"""The how-to page on packs, followed step by step: each command is run, each file written, each output compared."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from types import ModuleType

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ELIDED = "…"


def test_the_page_is_followed(pages: ModuleType, tmp_path) -> None:
    with open(pages.HOWTO, encoding="utf-8") as file:
        page = file.read()
    path, commands = "", 0
    for match in pages.BLOCK.finditer(page):
        if match["path"]:
            path = match["path"]
        elif match["new"]:
            replace(tmp_path / path, match["old"], match["new"])
        elif match["kind"] == "turtle":
            place = tmp_path / path
            place.parent.mkdir(exist_ok=True)
            before = place.read_text(encoding="utf-8") if place.exists() else ""
            place.write_text(pages.with_part(before, match["body"]), encoding="utf-8")
        elif match["kind"] == "console":
            for command, shown in steps(match["body"]):
                assert_shown(shown, run(command, tmp_path), command)
                commands += 1
    assert commands >= 6
    files = {os.path.relpath(found, tmp_path / pages.NAME): found.read_text("utf-8") for found in turtle_in(tmp_path)}
    assert files.items() <= pages.law().items()


def replace(place, old: str, new: str) -> None:
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new), encoding="utf-8")


def turtle_in(folder) -> Iterator:
    return iter(sorted(folder.rglob("*.ttl")))


def steps(body: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a block, each with the lines that it is shown to print."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown.splitlines()


def run(command: str, folder) -> str:
    """What a command prints. It must not fail to do its work."""
    name, *arguments = shlex.split(command)
    assert name == "palermo"
    path = os.pathsep.join(os.path.join(ROOT, part) for part in ("engine", "cli"))
    done = subprocess.run(
        [sys.executable, "-m", "palermo_cli", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        check=False,
        timeout=120,
    )
    assert done.returncode in (0, 1), done.stderr
    assert done.stderr == ""
    return done.stdout


def assert_shown(shown: list[str], out: str, command: str) -> None:
    """The lines shown are those printed; a line with three dots stands for any number of lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == ELIDED else re.escape(line) + r"\n" for line in shown)
    assert re.fullmatch(pattern, out), f"{command} printed:\n{out}"
