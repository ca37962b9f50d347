"""Write generated cases to a file as N-Quads: ``write_cases.py NUMBER FILE``."""

import sys
from pathlib import Path

from generate import generate_bench

if __name__ == "__main__":
    Path(sys.argv[2]).write_text(generate_bench(int(sys.argv[1])), encoding="utf-8")
