"""Where the time goes: ``passes.py [--cases N] [--input FILE] [-- OPTIONS]``, one `palermo classify` sampled a thousand
times a second.

A sample counts for the pass in whose folder the innermost function of Palermo stands, and for quality where a quality
shape is judged; what C code does counts for the function that called it.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from measure import ROOT, generated, pin_to_one_core

_EVERY = 0.001
#: Modules of the engine that stand in no folder, and the pass that they serve.
_PASSES = {"pipeline.py": "quality", "rulebook.py": "conclude", "findings.py": "conclude", "terms.py": "read"}
#: Whatever this module calls is judging quality.
_QUALITY = os.path.join("evaluate", "quality.py")
_ENGINE = os.sep + "palermo" + os.sep


class Sampler:
    """Counts, while it is on, what is at work: by pass and by function."""

    def __init__(self) -> None:
        self.passes: Counter[str] = Counter()
        self.functions: Counter[str] = Counter()

    def __call__(self, _: int, frame: FrameType | None) -> None:
        """Take one sample."""
        places = []
        while frame is not None:
            if _ENGINE in frame.f_code.co_filename:
                places.append((frame.f_code.co_filename.rpartition(_ENGINE)[2], frame.f_code.co_qualname))
            frame = frame.f_back
        if not places:
            self.passes["start and command line"] += 1
            return
        place, function = places[0]
        first = place.split(os.sep)[0]
        quality = any(outer == _QUALITY for outer, _ in places)
        self.passes["quality" if quality else _PASSES.get(first, first)] += 1
        self.functions[f"{place}: {function}"] += 1

    def watch(self, work: Callable[[], object]) -> float:
        """Sample some work; the seconds of CPU that it took."""
        signal.signal(signal.SIGALRM, self)
        signal.setitimer(signal.ITIMER_REAL, _EVERY, _EVERY)
        before = time.process_time()
        try:
            work()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        return time.process_time() - before


def main() -> None:
    """Print two tables: passes, and the functions at work most often."""
    parser = argparse.ArgumentParser(description="Where the time of classifying goes.")
    parser.add_argument("--cases", type=int, default=5_000, help="how many cases to generate")
    parser.add_argument("--input", type=Path, help="a file of so many cases instead")
    parser.add_argument("--functions", type=int, default=25, help="how many functions to list")
    parser.add_argument("options", nargs="*", help="options of classify, after --")
    asked = parser.parse_args()
    sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "cli")]
    pin_to_one_core()
    with tempfile.TemporaryDirectory() as folder:
        file = asked.input or generated(asked.cases, Path(folder) / "cases.nq")
        sampler = Sampler()
        spent = sampler.watch(lambda: _classify(file, Path(folder) / "findings.jsonl", asked.options))
    each = spent / asked.cases * 1e6
    _table(f"{asked.cases:,} cases, {each:.0f} µs of CPU each", sampler.passes, each, len(sampler.passes))
    _table("functions of Palermo, with the C code that they call", sampler.functions, each, asked.functions)


def _classify(file: Path, out: Path, options: list[str]) -> None:
    from palermo_cli.program import palermo

    definitions = ["--definition", "un-protocol-2000", "--definition", "un-protocol-2000-sexual"]
    arguments = ["classify", str(file), *definitions, "--format", "jsonl", "-o", str(out), *options]
    palermo.main(arguments, prog_name="palermo", standalone_mode=False)


def _table(title: str, counted: Counter[str], each: float, most: int) -> None:
    taken = counted.total()
    sys.stdout.write(f"\n{title}\n")
    for name, count in counted.most_common(most):
        sys.stdout.write(f"  {count / taken * each:8.1f} µs  {count / taken:6.1%}  {name}\n")


if __name__ == "__main__":
    main()
