"""Run a command and tell how long it took and how much memory it held at most."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]


class Run(NamedTuple):
    """One run of a command: seconds on the clock, seconds of CPU, and the most memory that it held, in MB."""

    seconds: float
    cpu: float
    peak_mb: float


def pin_to_one_core() -> str:
    """Keep this process and its children on one core where the system can; says what it did."""
    if not hasattr(os, "sched_setaffinity"):
        return "not pinned: this system has no sched_setaffinity"
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    return f"pinned to core {core}"


def run(command: Sequence[str], accept: Sequence[int] = (0,)) -> Run:
    """Run a command with its output thrown away; RuntimeError for another exit code than those accepted."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "engine"), str(ROOT / "cli")))}
    before = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment) as child:
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - before
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in accept:
        raise RuntimeError(f"exit code {child.returncode}: {' '.join(command)}")
    return Run(
        seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    )


def medians(named: dict[str, Callable[[], Run]], times: int = 5) -> dict[str, Run]:
    """The medians of several rounds. Each round runs everything once, so that a slow moment hits all alike."""
    runs: dict[str, list[Run]] = {name: [] for name in named}
    for _ in range(times):
        for name, once in named.items():
            runs[name].append(once())
    return {name: Run(*(statistics.median(values) for values in zip(*own, strict=True))) for name, own in runs.items()}


def palermo(*arguments: str) -> list[str]:
    """The command line that runs Palermo: the installed command where there is one beside this Python."""
    installed = Path(sys.executable).with_name("palermo")
    return [str(installed), *arguments] if installed.exists() else [sys.executable, "-m", "palermo_cli", *arguments]


def pyshacl(*arguments: str) -> list[str]:
    """The command line that runs the pyshacl command."""
    beside = Path(sys.executable).with_name("pyshacl")
    found = str(beside) if beside.exists() else shutil.which("pyshacl")
    if found is None:
        raise RuntimeError("the pyshacl command is not installed; install the extra 'reference'")
    return [found, *arguments]
