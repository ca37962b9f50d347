"""One process against two, on the clock; and what two cores were worth meanwhile."""

import filecmp
import subprocess
import sys
import time
from functools import partial

from measure import CORES, Run, generated, medians, offers, run
from parse import classify
from results import Part, at_least
from setting import Setting

#: Rate of two jobs, of that of one.
AIM = 1.7
#: Measured too with so many times the cases, since what each process has to learn for itself then counts for less.
MORE = 4
_COUNTING = "for _ in range(40_000_000): pass"


def jobs(setting: Setting) -> Part:
    """Both, in turns, with as many cases as elsewhere and with more."""
    title = "Two processes"
    if not offers("--jobs", "classify"):
        return Part("jobs", title, "", missing=("palermo classify has no --jobs",))
    if len(CORES) < 2:
        return Part("jobs", title, "", missing=("this machine gives one core only",))
    commands = {}
    outs = {number: setting.scratch / f"jobs-{number}.jsonl" for number in (1, 2)}
    for cases in (setting.cases, setting.cases * MORE):
        file = generated(cases, setting.scratch / f"jobs-{cases}.nq")
        for number, out in outs.items():
            commands[cases, number] = partial(run, classify(file, out, "--jobs", str(number)), all_cores=True)
    found = medians(
        {
            **{f"{cases} {number}": command for (cases, number), command in commands.items()},
            "alone": partial(_counting, 1),
            "both": partial(_counting, 2),
        },
        setting.rounds,
    )
    alike = filecmp.cmp(outs[1], outs[2], shallow=False)
    for file in (*outs.values(), *setting.scratch.glob("jobs-*.nq")):
        file.unlink()
    rows, holding = [], []
    for cases, number in commands:
        own = found[f"{cases} {number}"]
        rows.append((f"{cases:,} cases, --jobs {number}", own.seconds, own.cpu, own.peak_mb))
    for cases in (setting.cases, setting.cases * MORE):
        times = found[f"{cases} 1"].seconds / found[f"{cases} 2"].seconds
        holding.append(at_least(f"rate of two jobs against one, {cases:,} cases", times, AIM))
    return Part(
        "jobs",
        title,
        f"Generated cases; time on the clock. The output of both {'is the same' if alike else 'IS NOT THE SAME'}, byte "
        "for byte. In the same turns a process that only counts ran alone, and then two of them at once: that is what "
        "two cores were worth.",
        ("", "seconds", "CPU, s", "peak memory of a process, MB"),
        (
            *rows,
            ("counting alone", found["alone"].seconds, "", ""),
            ("two counting at once", found["both"].seconds, "", ""),
        ),
        tuple(holding),
    )


def _counting(number: int) -> Run:
    """So many processes at once that only count, on all cores."""
    command = [sys.executable, "-c", f"import os\nos.sched_setaffinity(0, {set(CORES)})\n{_COUNTING}"]
    before = time.perf_counter()
    children = [subprocess.Popen(command) for _ in range(number)]
    codes = [child.wait() for child in children]
    if any(codes):
        raise RuntimeError("counting did not work")
    return Run(time.perf_counter() - before, 0, 0)
