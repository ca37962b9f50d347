"""Parse a file of N-Quads with pyoxigraph in strict mode to the end, and nothing else: ``parse_only.py FILE NOTE``.

A line is added to NOTE with the seconds of CPU of the loop alone.
"""

import sys
import time
from collections import deque
from pathlib import Path

import pyoxigraph as ox


def main(path: str, note: Path) -> None:
    """Parse and forget."""
    before = time.process_time()
    deque(ox.parse(path=path, format=ox.RdfFormat.N_QUADS), maxlen=0)
    spent = time.process_time() - before
    with note.open("a") as out:
        out.write(f"{spent}\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
