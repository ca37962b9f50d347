"""All definitions against the default ones: what each definition more costs, on the same generated cases."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from measure import ROOT, medians, palermo, run

#: What a definition may cost, of what all passes with the default definitions cost.
AIM = 0.6


def definitions(number: int, scratch: Path) -> Iterator[str]:
    """Lines of a table."""
    cases, findings = scratch / "cases.nq", scratch / "findings.jsonl"
    run([sys.executable, str(ROOT / "benchmarks" / "write_cases.py"), str(number), str(cases)])
    count = sum(definition["verified"] for definition in _listed())
    ours = ("classify", str(cases), "--format", "jsonl", "-o", str(findings))
    found = medians(
        {"default": partial(run, palermo(*ours)), "all": partial(run, palermo(*ours, "--definition", "all"))}
    )
    ratio = found["all"].cpu / found["default"].cpu
    yield f"{number} generated cases, JSONL; CPU, median of five"
    yield f"  the default definition  {number / found['default'].cpu:8.0f} cases a second"
    yield f"  all {count} definitions      {number / found['all'].cpu:8.0f} cases a second"
    yield f"  all cost {ratio:.2f} times the default (aim: at most {AIM} x {count} = {AIM * count:.1f})"


def _listed() -> list[dict[str, object]]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "engine"), str(ROOT / "cli")))}
    command = palermo("definitions", "--format", "json")
    found = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    listed: list[dict[str, object]] = json.loads(found.stdout)
    return listed
