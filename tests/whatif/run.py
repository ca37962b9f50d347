"""What is proposed, held against classification: ``run.py --count 2000 --seed 1 --jobs 2``.

For each generated case, person and definition: every set proposed is added as Turtle and establishes it, nothing less
does, each refutation proposed undoes it and no other does; where few things may be supposed, every set is tried and the
smallest are the same. Prints figures and each failure; exit code 1 where there is one.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "differential")]

from proving import prove_all  # noqa: E402

_SHOWN = 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and say by the exit code whether all holds."""
    options = _options(arguments)
    begun = monotonic()
    counts, failures = prove_all(options.seed, options.count, options.jobs)
    for failure in failures[:_SHOWN]:
        sys.stdout.write(failure + "\n")
    listed = ", ".join(f"{counts[name]} {name}" for name in counts)
    sys.stdout.write(f"whatif: {listed}; {len(failures)} failures; {monotonic() - begun:.0f} s\n")
    return 1 if failures else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=2000, help="how many generated cases")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--jobs", type=int, default=2, help="how many processes")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
