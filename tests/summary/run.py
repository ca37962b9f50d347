"""A summary of many cases, held against a recount by SPARQL: ``run.py [--generated 2000] [FILE…]``.

FILE holds cases, N-Quads with a graph each; or a table of SHERLOC (CSV), which is imported first. With no FILE, the
SHERLOC table of ``../shared`` where there is one. ``palermo classify`` writes findings, ``palermo summary`` counts
them, from JSON Lines, from JSON, in the opposite order and from the cases themselves, and :mod:`counted_again` counts
them from RDF. Prints figures, what differs, and what the summary took. Exit code 1 where anything differs.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "differential"))

from counted_again import Recount, comparable, figures_of
from described import DEFINITIONS, cases

ROOT = Path(__file__).resolve().parents[2]
SHERLOC = ROOT.parent / "shared" / "data" / "sherloc" / "cases.csv"


def palermo(*arguments: str) -> float:
    """Run the program; the seconds of CPU that it took. RuntimeError where it ends with anything but 0."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "engine"), str(ROOT / "cli")))}
    command = [sys.executable, "-m", "palermo_cli", *arguments]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as child:
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"exit code {child.returncode}: {' '.join(command)}")
    return used.ru_utime + used.ru_stime


def summary(path: Path, folder: Path, *arguments: str) -> tuple[dict[str, Any], float]:
    """The JSON of a summary of a file, and the seconds of CPU that it took."""
    out = folder / "summary.json"
    took = palermo("summary", str(path), "-o", str(out), *arguments)
    tree: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return tree, took


def check(path: Path, folder: Path, definitions: Sequence[str] = ()) -> Iterator[str]:
    """Classify, sum up in every way, recount; yields what differs. Figures go to standard output."""
    chosen = [argument for id_ in definitions for argument in ("--definition", id_)]
    lines, document, graphs, turned = (folder / name for name in ("f.jsonl", "f.json", "f.trig", "turned.jsonl"))
    for written in (lines, document, graphs):
        palermo("classify", str(path), "-o", str(written), *chosen)
    turned.write_text("".join(reversed(lines.read_text(encoding="utf-8").splitlines(True))), encoding="utf-8")
    tree, took = summary(lines, folder)
    for name, other in (("JSON", document), ("the opposite order", turned)):
        if summary(other, folder)[0] != tree:
            yield f"not the same from {name}"
    if summary(path, folder, *chosen)[0] != tree:
        yield "not the same from the cases themselves"
    recounted = Recount()
    recounted.add(path, graphs)
    ours, theirs = comparable(figures_of(tree)), comparable(recounted.figures)
    for figure in sorted(ours.keys() | theirs.keys()):
        if ours.get(figure) != theirs.get(figure):
            yield f"{' '.join(figure)}: summary {ours.get(figure, 0)}, recount {theirs.get(figure, 0)}"
    for figure, number in sorted(theirs.items()):
        if len(figure) <= 3 and figure[0] in ("cases", "persons", "outcome", "missing", "region", "category"):
            _say(f"{' '.join(figure)}: {number}")
    _say(f"{len(theirs)} figures compared; {took:.1f} s of CPU")


def as_cases(path: Path, folder: Path) -> Path:
    """The cases of a file; a table is imported first."""
    if path.suffix != ".csv":
        return path
    imported = folder / f"{path.stem}.nq"
    palermo("import", "sherloc", str(path), "-o", str(imported))
    return imported


def main() -> int:
    """Run, print, and say by the exit code whether all agree."""
    parser = argparse.ArgumentParser(description="A summary held against a recount by SPARQL.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="cases, or a table of SHERLOC")
    parser.add_argument("--generated", type=int, default=2000, help="how many cases to generate besides")
    asked = parser.parse_args()
    files = asked.files or ([SHERLOC] if SHERLOC.exists() else [])
    found: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in files:
            _say(f"--- {path.name}")
            found += check(as_cases(path, folder), folder)
        if asked.generated:
            _say(f"--- {asked.generated} generated cases")
            generated = folder / "generated.nq"
            generated.write_text("".join(cases(asked.generated)), encoding="utf-8")
            found += check(generated, folder, DEFINITIONS)
    for line in found:
        _say(line)
    _say(f"summary-check: {len(found)} differences")
    return 1 if found else 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
