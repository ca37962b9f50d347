"""Write generated cases to a file as N-Quads: ``write_cases.py NUMBER FILE [--persons N | --interleaved]``."""

import argparse
from pathlib import Path

from generate import cases, interleaved


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description="Write generated cases to a file as N-Quads.")
    parser.add_argument("number", type=int, help="how many cases")
    parser.add_argument("file", type=Path, help="where to")
    parser.add_argument("--persons", type=int, default=1, help="how many persons a case concerns")
    parser.add_argument("--interleaved", action="store_true", help="no case stands together")
    asked = parser.parse_args()
    lines = interleaved(asked.number) if asked.interleaved else cases(asked.number, persons=asked.persons)
    with asked.file.open("w", encoding="utf-8") as out:
        out.writelines(lines)


if __name__ == "__main__":
    main()
