"""One SHACL engine from PyPI: which shapes it takes, how fast each way of using it is, and how often it is wrong."""

import json
import statistics
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from environments import Environment, last_line, outside
from measure import ROOT

#: With which shapes an engine is tried: all, or, where it cannot do that, those of law without those of data quality.
SHAPES = ("all", "law")
#: How many ways are tried again in every round.
BEST = 2
_PATIENCE = 900


class Best(NamedTuple):
    """Cases a second, how, and how many answers are wrong."""

    rate: float
    way: str
    wrong: int


class Contest(NamedTuple):
    """An engine that runs. ``rates`` are by way, ``forms`` say which form of the cases a way is given, and ``wrong``
    how many answers are wrong in a form. ``reason`` says why it is not given all shapes."""

    environment: Environment
    shapes: str
    reason: str
    rates: dict[str, list[float]]
    forms: dict[str, str]
    wrong: dict[str, int]

    def best(self) -> Best:
        """The fastest way: of those that answer rightly, if there are any."""
        ways = [Best(statistics.median(rates), way, self.wrong[self.forms[way]]) for way, rates in self.rates.items()]
        return min(ways, key=lambda found: (found.wrong > 0, -found.rate))

    def again(self, folder: Path) -> None:
        """Try the best ways again, and note the rates."""
        ranked = sorted(self.rates, key=lambda way: (self.wrong[self.forms[way]] == 0, max(self.rates[way])))
        for found in _told(self.environment, folder, self.shapes, "rates", *ranked[-BEST:]):
            self.rates[found["way"]].append(found["rate"])


def enter(made: Environment, folder: Path) -> Contest | str:
    """The engine after each way was tried once, or why it does not run."""
    reasons: list[str] = []
    for shapes in SHAPES:
        try:
            found = list(_told(made, folder, shapes, "rates"))
            forms = {one["way"]: one["form"] for one in found}
            wrong = {form: _wrong(made, folder, shapes, form) for form in sorted(set(forms.values()))}
        except RuntimeError as error:
            reasons.append(f"errs with {shapes} shapes: {error}")
            continue
        rates = {one["way"]: [one["rate"]] for one in found}
        return Contest(made, shapes, "; ".join(reasons), rates, forms, wrong)
    return "; ".join(reasons)


def _wrong(made: Environment, folder: Path, shapes: str, form: str) -> int:
    """How many of the engine's answers are not those that are right."""
    (told,) = _told(made, folder, shapes, "answers", form)
    right = json.loads((folder / "right.json").read_text("utf-8"))
    return sum(len(set(right.get(node, ())) ^ set(told.get(node, ()))) for node in right.keys() | told.keys())


def _told(made: Environment, folder: Path, *arguments: str) -> Iterable[dict[str, Any]]:
    """What the engine's script writes, each line a value. RuntimeError with its last words where it fails."""
    script = ROOT / "benchmarks" / "peers" / f"run_{made.package.replace('-', '_')}.py"
    command: Sequence[str] = [made.python, str(script), str(folder), *arguments]
    variables = {**outside(), "RUST_BACKTRACE": "0"}
    try:
        found = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False, env=variables)
    except subprocess.TimeoutExpired:
        raise RuntimeError(f"no answer in {_PATIENCE} seconds") from None
    if found.returncode:
        raise RuntimeError(last_line(found.stderr, f"exit code {found.returncode}"))
    return [json.loads(line) for line in found.stdout.splitlines()]
