"""A second run with ``--cache`` over a file of which one case changed."""

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from measure import Run, generated, medians, offers, run
from parse import classify
from results import Part, at_least
from setting import Setting

#: Rate of the second run, of that of the first.
AIM = 10


def second_run(setting: Setting) -> Part:
    """A run without a cache, one that fills it, and one after the change, in turns."""
    title, how = "A second run", f"{setting.cases:,} generated cases, of which one is changed before the second run."
    if not offers("--cache", "classify"):
        return Part("cache", title, how, missing=("palermo classify has no --cache",))
    folder, kept = setting.scratch, setting.scratch / "kept"
    cases = generated(setting.cases, folder / "cases.nq")
    changed = _changed(cases, folder / "changed.nq", setting.cases // 2)
    file, out = folder / "again.nq", folder / "findings.jsonl"

    def first() -> Run:
        shutil.rmtree(kept, ignore_errors=True)
        _put(cases, file)
        return run(classify(file, out, "--cache", str(kept)))

    def second() -> Run:
        _put(changed, file)
        return run(classify(file, out, "--cache", str(kept)))

    timed: dict[str, Callable[[], Run]] = {
        "without --cache": partial(run, classify(cases, out)),
        "first": first,
        "second": second,
    }
    found = medians(timed, setting.rounds)
    size = sum(part.stat().st_size for part in kept.rglob("*") if part.is_file()) / 1e6
    for left in (changed, file):
        left.unlink()
    rows = {
        "without --cache": "without --cache",
        "first": "first run with --cache",
        "second": "second run with --cache",
    }
    before, after = found["first"], found["second"]
    return Part(
        "cache",
        title,
        f"{how} On one core, whole processes. The cache takes {size:.0f} MB.",
        ("", "seconds", "CPU, s", "peak memory, MB"),
        tuple((rows[name], one.seconds, one.cpu, one.peak_mb) for name, one in found.items()),
        (
            at_least("rate of the second run against the first", before.seconds / after.seconds, AIM),
            at_least(
                "rate of the second run against one without --cache",
                found["without --cache"].seconds / after.seconds,
                AIM,
            ),
        ),
    )


def _put(source: Path, file: Path) -> None:
    """Let a file have the bytes of another: a run knows a file by its name too."""
    file.unlink(missing_ok=True)
    os.link(source, file)


def _changed(cases: Path, changed: Path, number: int) -> Path:
    """The same cases, the title of one a word longer."""
    title = f'"Generated case {number}"@en'
    with cases.open(encoding="utf-8") as lines, changed.open("w", encoding="utf-8") as out:
        out.writelines(line.replace(title, f'"Generated case {number} again"@en') for line in lines)
    return changed
