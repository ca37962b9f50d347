"""Palermo against the SHACL engines on PyPI, each in an environment of its own, and whether they answer rightly."""

import json
import statistics
import subprocess
import sys

from contest import Contest, enter
from environments import environment
from measure import ENVIRONMENT, ROOT, Run, generated, run
from parse import classify
from results import Cell, Claim, Part, at_least
from setting import Setting

#: Name on PyPI, and what its script needs besides.
ENGINES: dict[str, tuple[str, ...]] = {
    "pyshacl": (),
    "pyshifty": (),
    "pyrudof": (),
    "shacl": (),
    "shacl-rust": (),
    "pyshacl-turbo": ("pyoxigraph",),
}
#: Cases that the engines are given, and those of which answers are compared.
SAMPLE, ANSWERED = 1_500, 200
#: What Palermo's rate must be at least, of pySHACL's and of that of the fastest that answers rightly.
OF_PYSHACL, OF_FASTEST = 500, 6
HOW = """\
CPU time of one core. Palermo reads {cases:,} cases, judges three views and writes. An engine is given one view of
{sample:,} of them ({view:.1f} triples a case, {closed:.1f} with all that follows) and makes its report; shapes, and
cases where it takes them apart from judging, are loaded beforehand, which is not counted. Each is tried with the
ontology and with all that follows written out, with 1 to 1,500 cases to a graph; shown is its best way among those
that answer rightly. Right is what Palermo says of each element, definition, characteristic, circle and category."""


def engines(setting: Setting) -> Part:
    """All engines and Palermo, in turns."""
    folder = setting.scratch / "peers"
    folder.mkdir(exist_ok=True)
    cases, findings = generated(setting.cases, setting.scratch / "cases.nq"), setting.scratch / "findings.jsonl"
    given = _inputs(str(cases), str(SAMPLE), str(ANSWERED), str(folder))
    contests: list[Contest] = []
    rows: list[tuple[Cell, ...]] = []
    missing: list[str] = []
    for package, besides in ENGINES.items():
        made = environment(setting.cache, package, besides)
        entered = f"not installable: {made.reason}" if made.reason else enter(made, folder)
        if isinstance(entered, Contest):
            contests.append(entered)
        else:
            rows.append((package, made.version, "none", "", "", ""))
        reason = entered.reason if isinstance(entered, Contest) else entered
        missing += [f"{package} {reason}"] if reason else []
    own: list[Run] = []
    for turn in range(setting.rounds):
        own.append(run(classify(cases, findings)))
        for contest in contests if turn else ():  # each way was tried once already
            contest.again(folder)
    rate = setting.cases / statistics.median(one.cpu for one in own)
    questions = int(given["questions"])
    return Part(
        "engines",
        "SHACL engines on PyPI",
        HOW.format(cases=setting.cases, sample=min(SAMPLE, setting.cases), **given).replace("\n", " "),
        ("engine", "version", "shapes", "cases a second", "its best way", "wrong answers"),
        (
            ("palermo", "", "all", rate, "whole process", ""),
            *sorted((_row(contest, questions) for contest in contests), key=lambda row: -float(row[3])),
            *rows,
        ),
        tuple(_claims(rate, contests)),
        tuple(missing),
    )


def _inputs(*arguments: str) -> dict[str, float]:
    script = ROOT / "benchmarks" / "peers" / "inputs.py"
    command = [sys.executable, str(script), *arguments]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=ENVIRONMENT)
    given: dict[str, float] = json.loads(told.stdout)
    return given


def _row(contest: Contest, questions: int) -> tuple[Cell, ...]:
    best, made = contest.best(), contest.environment
    return made.package, made.version, contest.shapes, best.rate, best.way, f"{best.wrong:,} of {questions:,}"


def _claims(rate: float, contests: list[Contest]) -> list[Claim]:
    best = {contest.environment.package: contest.best() for contest in contests}
    right = {package: found.rate for package, found in best.items() if not found.wrong}
    if not right:
        return []
    fastest = max(right, key=lambda package: right[package])
    claims = [
        at_least(
            f"cases a second against the fastest that answers rightly ({fastest})", rate / right[fastest], OF_FASTEST
        )
    ]
    if "pyshacl" in right:
        claims.append(at_least("cases a second against pySHACL", rate / right["pyshacl"], OF_PYSHACL))
    return claims
