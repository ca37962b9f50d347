"""Run commands and tell how long they took and how much memory they held at most."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]


class Run(NamedTuple):
    """One run of a command: seconds on the clock, seconds of CPU, and the most memory that it held, in MB."""

    seconds: float
    cpu: float
    peak_mb: float


#: The cores that this process was given.
CORES = frozenset(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else frozenset()
#: Children find Palermo in this checkout.
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "engine"), str(ROOT / "cli")))}


def pin_to_one_core() -> str:
    """Keep this process and its children on one core where the system can; says what it did."""
    if not CORES:
        return "not pinned: this system has no sched_setaffinity"
    os.sched_setaffinity(0, {max(CORES)})
    return "each pinned to one core"


def run(command: Sequence[str], accept: Sequence[int] = (0,), *, all_cores: bool = False) -> Run:
    """Run a command with its output thrown away; RuntimeError for another exit code than those accepted. The figures
    are of the process and of those that it waited for; the memory is that of the largest of them."""
    freed = partial(os.sched_setaffinity, 0, CORES) if all_cores and CORES else None
    before = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT, preexec_fn=freed
    ) as child:
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - before
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in accept:
        raise RuntimeError(f"exit code {child.returncode}: {' '.join(command)}")
    return Run(
        seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    )


def medians(named: Mapping[str, Callable[[], Run]], times: int = 5) -> dict[str, Run]:
    """The medians of several rounds. Each round runs everything once, so that a slow moment hits all alike."""
    runs: dict[str, list[Run]] = {name: [] for name in named}
    for _ in range(times):
        for name, once in named.items():
            runs[name].append(once())
    return {name: Run(*(statistics.median(values) for values in zip(*own, strict=True))) for name, own in runs.items()}


def of(runs: Iterable[Run]) -> Run:
    """Several runs, one after the other, as one."""
    seconds, cpu, peak = zip(*runs, strict=True)
    return Run(sum(seconds), sum(cpu), max(peak))


def offers(words: str, *command: str) -> bool:
    """Whether the help of a command of Palermo has these words in it."""
    found = subprocess.run(palermo(*command, "--help"), capture_output=True, text=True, env=ENVIRONMENT, check=False)
    return words in found.stdout


def generated(number: int, file: Path, *options: str) -> Path:
    """A file of generated cases. It is made once in a folder."""
    if not file.exists():
        run([sys.executable, str(ROOT / "benchmarks" / "write_cases.py"), str(number), str(file), *options])
    return file


def lines_in(file: Path) -> int:
    """How many lines a file has."""
    with file.open("rb") as lines:
        return sum(1 for _ in lines)


def palermo(*arguments: str) -> list[str]:
    """The command line that runs Palermo: the installed command where there is one beside this Python."""
    installed = Path(sys.executable).with_name("palermo")
    start = [str(installed)] if installed.exists() else [sys.executable, "-m", "palermo_cli"]
    return [*start, *arguments]


def pyshacl(*arguments: str) -> list[str]:
    """The command line that runs the pyshacl command."""
    beside = Path(sys.executable).with_name("pyshacl")
    found = str(beside) if beside.exists() else shutil.which("pyshacl")
    if found is None:
        raise RuntimeError("the pyshacl command is not installed; install the extra 'reference'")
    return [found, *arguments]
