"""An audit of many generated cases, held against a recount by SPARQL: ``run.py --cases 100000``.

The cases carry labels of several sources and instruments. ``palermo audit`` reads them as one file; ``palermo
classify`` writes the findings as TriG, part by part, and :mod:`recount` counts those. Prints the figures, what differs,
and what audit and classify took. Exit code 1 where anything differs or a figure below the threshold is shown.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from labelled import cases
from recount import ROOT, Recount, figures_of

from palermo.rulebook import Rulebook

_THRESHOLD = 5


class Run(NamedTuple):
    """What a run of the program took: seconds of CPU, and the most memory that it held, in MB."""

    cpu: float
    peak_mb: float


def palermo(*arguments: str) -> Run:
    """Run the program; RuntimeError where it ends with anything but 0."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "engine"), str(ROOT / "cli")))}
    command = [sys.executable, "-m", "palermo_cli", *arguments]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as child:
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"exit code {child.returncode}: {' '.join(command)}")
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def instruments() -> list[str]:
    """The instruments that the rulebook has definitions of."""
    rulebook = Rulebook.load()
    found = {rulebook.instrument(card.provision) for card in rulebook.definitions if card.provision}
    return sorted(filter(None, found))


def differences(audited: dict[str, Any], recounted: Recount) -> Iterator[str]:
    """Where the two do not say the same."""
    ours, theirs = figures_of(audited), recounted.figures
    for name in sorted(ours.keys() | theirs.keys()):
        if ours[name] != theirs[name]:
            yield f"{' '.join(name)}: audit {ours[name]}, recount {theirs[name]}"


def small_figures(tree: object, name: str = "") -> Iterator[str]:
    """The figures below the threshold that a document shows, among those that may be withheld."""
    if isinstance(tree, dict):
        skipped = ("min_cell", "cases", "persons", "shares", "problems")
        for key, value in tree.items():
            if key not in skipped:
                yield from small_figures(value, f"{name}/{key}")
    elif isinstance(tree, int) and 0 < tree < _THRESHOLD:
        yield f"{name}: {tree}"


def audited(file: Path, folder: Path, *arguments: str) -> tuple[dict[str, Any], Run]:
    """The JSON of an audit of a file, and what it took."""
    out = folder / "audit.json"
    took = palermo("audit", str(file), "--format", "json", "-o", str(out), *arguments)
    tree: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return tree, took


def check(number: int, part: int, folder: Path) -> Iterator[str]:
    """Generate, audit, recount; yields what differs. Figures go to standard output."""
    known, file = instruments(), folder / "cases.nq"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(cases(number, known))
    tree, took = audited(file, folder, "--min-cell", "0")
    classified = palermo("classify", str(file), "--format", "jsonl", "-o", str(folder / "findings.jsonl"))
    (folder / "findings.jsonl").unlink()
    recounted = Recount()
    for first in range(0, number, part):
        some, findings = folder / "some.nq", folder / "some.trig"
        some.write_text("".join(cases(min(part, number - first), known, first)), encoding="utf-8")
        palermo("classify", str(some), "--format", "trig", "-o", str(findings))
        recounted.add(some, findings)
    for name, count in sorted(recounted.figures.items()):
        if len(name) < 3:
            _say(f"{' '.join(name)}: {count}")
    groups = sum(map(len, tree["by"].values()))
    _say(f"{len(recounted.figures)} figures of {groups} groups in {len(tree['by'])} groupings compared")
    _say(
        f"audit: {number / took.cpu:.0f} cases a second of CPU, {took.peak_mb:.0f} MB at most, {len(known)} instruments"
    )
    _say(f"classify: {number / classified.cpu:.0f} cases a second of CPU, {classified.peak_mb:.0f} MB at most")
    yield from differences(tree, recounted)
    withheld, _ = audited(file, folder, "--min-cell", str(_THRESHOLD))
    yield from (f"shown though small: {figure}" for figure in small_figures(withheld))


def main() -> int:
    """Run, print, and say by the exit code whether all agree."""
    parser = argparse.ArgumentParser(description="An audit held against a recount by SPARQL.")
    parser.add_argument("--cases", type=int, default=100_000, help="how many cases to generate")
    parser.add_argument("--part", type=int, default=5_000, help="how many cases are recounted at a time")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = list(check(asked.cases, asked.part, Path(folder)))
    for line in found:
        _say(line)
    _say(f"audit-check: {asked.cases} cases, {len(found)} differences")
    return 1 if found else 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
