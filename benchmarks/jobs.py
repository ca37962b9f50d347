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
_COUNTING = "for _ in range(40_000_000): pass"


def jobs(setting: Setting) -> Part:
    """Both, in turns."""
    title, how = "Two processes", f"{setting.cases:,} generated cases; time on the clock."
    if not offers("--jobs", "classify"):
        return Part("jobs", title, how, missing=("palermo classify has no --jobs",))
    if len(CORES) < 2:
        return Part("jobs", title, how, missing=("this machine gives one core only",))
    cases, outs = generated(setting.cases, setting.scratch / "cases.nq"), {}
    for number in (1, 2):
        outs[number] = setting.scratch / f"jobs-{number}.jsonl"
    found = medians(
        {
            **{str(n): partial(run, classify(cases, outs[n], "--jobs", str(n)), all_cores=True) for n in outs},
            "alone": partial(_counting, 1),
            "both": partial(_counting, 2),
        },
        setting.rounds,
    )
    same = filecmp.cmp(outs[1], outs[2], shallow=False)
    for out in outs.values():
        out.unlink()
    one, two = found["1"], found["2"]
    return Part(
        "jobs",
        title,
        f"{how} The output of both {'is the same' if same else 'IS NOT THE SAME'}, byte for byte. In the same turns a "
        "process that only counts ran alone, and then two of them at once: that is what two cores were worth.",
        ("", "seconds", "CPU, s", "peak memory of a process, MB"),
        (
            ("--jobs 1", one.seconds, one.cpu, one.peak_mb),
            ("--jobs 2", two.seconds, two.cpu, two.peak_mb),
            ("counting alone", found["alone"].seconds, "", ""),
            ("two counting at once", found["both"].seconds, "", ""),
        ),
        (at_least("rate of two jobs against one", one.seconds / two.seconds, AIM),),
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
