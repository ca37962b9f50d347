"""A run killed again and again, and continued: ``kill.py --cases 10000 --kills 20 --seed 1 --jobs 2``.

Generated cases, some of them wrong, are classified into a file. The process is killed (``kill -9``) at random moments
and the run continued with ``--resume``, until that many kills have hit; where a run comes to its end before, it is
begun anew. Each time one comes to its end, output, problems and exit code must be those of an undisturbed run. Exit
code 1 where they are not.
"""

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "benchmarks")]

from generate import cases, interleaved  # noqa: E402


class End(NamedTuple):
    """How a run ended: exit code, what it said, what it wrote."""

    code: int
    said: str
    wrote: bytes


class Figures(NamedTuple):
    """How many kills hit, and how many of these after something was finished; how many runs came to their end, and how
    many of these differed."""

    kills: int
    midway: int
    ends: int
    differences: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and say by the exit code whether all holds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--cases", type=int, default=10_000, help="how many generated cases")
    parser.add_argument("--kills", type=int, default=20, help="how many kills must hit")
    parser.add_argument("--seed", type=int, default=1, help="of the moments")
    parser.add_argument("--interleaved", action="store_true", help="no case stands together, so that all is sorted")
    parser.add_argument("--jobs", type=int, default=1, help="processes of a run")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="palermo-kill-") as folder:
        file = Path(folder, "cases.nq")
        _write(file, options.cases, options.interleaved)
        found = _killed(file, options)
    sys.stdout.write(
        f"kill: {options.cases} cases, {found.kills} kills, {found.midway} of them midway; "
        f"{found.ends} runs came to their end, {found.differences} unlike an undisturbed one\n"
    )
    return 1 if found.differences else 0


def _write(file: Path, number: int, is_interleaved: bool) -> None:
    """Cases as N-Quads; one in a thousand has an age that cannot be."""
    with file.open("w", encoding="utf-8") as out:
        for text in interleaved(number) if is_interleaved else cases(number):
            out.write(re.sub(r'(/\d*999#person> <\S*ageAtTime> ")', r"\g<1>9", text))


def _killed(file: Path, options: argparse.Namespace) -> Figures:
    rng = random.Random(options.seed)
    begun = monotonic()
    whole = _ended(file, options.jobs, None, False)
    assert whole is not None
    lasts = monotonic() - begun
    kills = midway = ends = differences = 0
    resume = False
    while kills < options.kills or resume:
        last = kills >= options.kills
        end = _ended(file, options.jobs, None if last else rng.uniform(0, lasts), resume)
        resume = end is None
        if end is None:
            kills += 1
            journal = _target(file).with_suffix(".jsonl.journal")
            midway += journal.exists() and journal.read_bytes().count(b"\n") > 1
        else:
            ends += 1
            differences += end != whole
    return Figures(kills, midway, ends, differences)


def _target(file: Path) -> Path:
    return file.with_name("out.jsonl")


def _ended(file: Path, jobs: int, seconds: float | None, resume: bool) -> End | None:
    """How a run ends; None where it was killed after so many seconds. Its output is taken away."""
    target = _target(file)
    command = [sys.executable, "-m", "palermo_cli", "classify", str(file), "-o", str(target), "--jobs", str(jobs)]
    path = os.pathsep.join(str(ROOT / name) for name in ("engine", "cli"))
    with subprocess.Popen(
        [*command, *(["--resume"] if resume else [])],
        env={**os.environ, "PYTHONPATH": path},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            _, said = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            _, said = process.communicate()
    if process.returncode == -signal.SIGKILL:
        return None
    if not target.exists():
        raise SystemExit(f"nothing was written; exit code {process.returncode}: {said}")
    wrote = target.read_bytes()
    target.unlink()
    return End(process.returncode, said, wrote)


if __name__ == "__main__":
    sys.exit(main())
