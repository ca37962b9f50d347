"""One definition to all: what each more costs, on the same generated cases."""

import json
import subprocess
from functools import partial

from measure import ENVIRONMENT, generated, medians, palermo, run
from results import Part, at_most
from setting import Setting

#: What a definition may cost, of what all passes with the default one cost.
AIM = 0.6
#: What a definition more costs in the second half of them, of what one costs in the first.
LINEAR = 1.25


def definitions(setting: Setting) -> Part:
    """Several numbers of definitions, in turns."""
    file, out = generated(setting.few, setting.scratch / "few.nq"), setting.scratch / "findings.jsonl"
    listed = _listed()
    numbers = sorted({1, 2, len(listed) // 4, len(listed) // 2, 3 * len(listed) // 4, len(listed)})
    timed = {
        str(number): partial(run, palermo("classify", str(file), "--format", "jsonl", "-o", str(out), *_named(chosen)))
        for number in numbers
        for chosen in (_spread(listed, number),)
    }
    found = medians(timed, setting.rounds)
    cpu = {number: found[str(number)].cpu for number in numbers}
    half, every = len(listed) // 2, len(listed)
    slopes = (cpu[half] - cpu[1]) / (half - 1), (cpu[every] - cpu[half]) / (every - half)
    return Part(
        "definitions",
        "One definition to all",
        f"{setting.few:,} generated cases, JSON Lines, on one core; the default definition, then with others beside "
        f"it, up to all {every} that were verified.",
        ("definitions", "CPU, s", "CPU a case, µs", "of the default one"),
        tuple((number, spent, spent / setting.few * 1e6, spent / cpu[1]) for number, spent in cpu.items()),
        (
            at_most(f"CPU time with all {every} against the default one", cpu[every] / cpu[1], round(AIM * every, 1)),
            at_most("a definition more in the second half against the first", slopes[1] / slopes[0], LINEAR),
        ),
    )


def _named(chosen: list[str]) -> list[str]:
    return [word for id_ in chosen for word in ("--definition", id_)]


def _spread(listed: list[str], number: int) -> list[str]:
    """So many of the definitions, taken evenly from the list, so that large and small ones are mixed."""
    return [listed[i * len(listed) // number] for i in range(number)]


def _listed() -> list[str]:
    """The verified definitions, the default one first."""
    command = palermo("definitions", "--format", "json")
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=ENVIRONMENT)
    return [one["id"] for one in json.loads(told.stdout) if one["verified"]]
