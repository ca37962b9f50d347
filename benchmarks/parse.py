"""Classifying a file against merely parsing it: CPU time on one core."""

import statistics
import sys
from functools import partial
from pathlib import Path

from measure import ROOT, Run, generated, lines_in, medians, palermo, run
from results import Part, at_most
from setting import Setting

#: All definitions of the Protocol.
PROTOCOL = ("--definition", "un-protocol-2000", "--definition", "un-protocol-2000-sexual")
#: CPU time, of that of merely parsing; memory of a process, in MB.
AIM, MEMORY = 2, 250


def classify(cases: Path, findings: Path, *options: str) -> list[str]:
    """The command that every part measures."""
    return palermo("classify", str(cases), *PROTOCOL, "--format", "jsonl", "-o", str(findings), *options)


def parse(setting: Setting) -> Part:
    """Both, in turns."""
    cases, findings = generated(setting.cases, setting.scratch / "cases.nq"), setting.scratch / "findings.jsonl"
    triples = lines_in(cases)
    note = setting.scratch / "loop.txt"
    only = [sys.executable, str(ROOT / "benchmarks" / "parse_only.py"), str(cases), str(note)]
    found = medians({"parse": partial(run, only), "classify": partial(run, classify(cases, findings))}, setting.rounds)
    if lines_in(findings) != setting.cases:
        raise RuntimeError(f"{lines_in(findings)} cases were classified of {setting.cases}")
    loop, whole, own = statistics.median(map(float, note.read_text().split())), found["parse"], found["classify"]
    return Part(
        "parse",
        "Classifying against parsing",
        f"{setting.cases:,} generated cases of {triples / setting.cases:.1f} triples, N-Quads, on one core; both "
        "definitions of the Protocol, circles, categories and remarks, JSON Lines written. Parsing is pyoxigraph in "
        "strict mode, iterated to the end, and nothing else.",
        ("", "CPU, s", "CPU a case, µs", "cases a second of CPU", "peak memory, MB"),
        (
            ("parsing, the loop alone", loop, loop / setting.cases * 1e6, setting.cases / loop, ""),
            ("parsing, whole process", *_row(whole, setting.cases)),
            ("palermo classify, whole process", *_row(own, setting.cases)),
        ),
        (
            at_most("CPU time against merely parsing (the loop alone)", own.cpu / loop, AIM),
            at_most("peak memory of the process", own.peak_mb, MEMORY, "MB"),
        ),
    )


def _row(own: Run, number: int) -> tuple[float, float, float, float]:
    return own.cpu, own.cpu / number * 1e6, number / own.cpu, own.peak_mb
