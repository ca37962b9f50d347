"""What every benchmark is told: how much to measure, where to put files, what to compare with."""

from pathlib import Path
from typing import NamedTuple


class Setting(NamedTuple):
    """``scratch`` is thrown away in the end; ``cache`` is kept for the peers' environments."""

    scratch: Path
    cache: Path
    cases: int = 100_000
    rounds: int = 5
    million: bool = False
    example: Path = Path()

    @property
    def few(self) -> int:
        """A tenth of the cases: for what is measured many times over."""
        return max(1, self.cases // 10)
