"""Ten thousand generated cases on one core: Palermo's rate and memory against pySHACL's rate on one view."""

import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from measure import ROOT, medians, palermo, run
from startup import one_file

#: How many times the peer is run, and on how many of the cases.
PEER_ROUNDS = 5
SAMPLE = 150
#: Both of its definitions, since the peer validates both.
PROTOCOL = ("--definition", "un-protocol-2000", "--definition", "un-protocol-2000-sexual")


def batch(number: int, scratch: Path) -> Iterator[str]:
    """Lines of a table."""
    cases, findings = scratch / "cases.nq", scratch / "findings.jsonl"
    run([sys.executable, str(ROOT / "benchmarks" / "write_cases.py"), str(number), str(cases)])
    triples = sum(1 for _ in cases.open(encoding="utf-8"))
    ours = palermo("classify", str(cases), *PROTOCOL, "--format", "jsonl", "-o", str(findings))
    own = medians({"palermo": partial(run, ours)})["palermo"]
    written = sum(1 for _ in findings.open(encoding="utf-8"))
    if written != number:
        raise RuntimeError(f"{written} cases were classified of {number}")
    rate = number / own.cpu
    yield f"{number} generated cases of {triples / number:.1f} triples, the Protocol, JSONL; CPU, median of five"
    yield f"  palermo               {rate:10.0f} cases a second   peak memory {own.peak_mb:.0f} MB (aim: under 200)"
    best, how = peer(cases, scratch)
    yield f"  pySHACL on one view   {best:10.1f} cases a second   {how}, best of all ways tried"
    yield f"  palermo is {rate / best:.0f} times as fast (aim: at least 150)"


def peer(cases: Path, scratch: Path) -> tuple[float, str]:
    """pySHACL's best rate: all ways are tried once, and the best two as often as needed for a median."""
    shapes = one_file(ROOT / "shapes", scratch / "shapes.ttl")
    ontology = one_file(ROOT / "ontology", scratch / "ontology.ttl")
    command = [
        sys.executable,
        str(ROOT / "benchmarks" / "peer.py"),
        str(shapes),
        str(ontology),
        str(cases),
        str(SAMPLE),
    ]
    rates: dict[str, list[float]] = {}
    best: list[str] = []
    for _ in range(PEER_ROUNDS):
        found = subprocess.run([*command, *best], capture_output=True, text=True, check=True)
        for line in found.stdout.splitlines():
            rate, _, how = line.partition("\t")
            rates.setdefault(how, []).append(float(rate))
        best = sorted(rates, key=lambda how: max(rates[how]))[-2:]
    return max((statistics.median(rates[how]), how) for how in best)
