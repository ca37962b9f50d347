"""Rows of a case-data standard imported and classified, against classifying generated cases."""

import sys
from functools import partial

from measure import ROOT, Run, generated, lines_in, medians, of, offers, palermo, run
from parse import classify
from results import Part, at_least
from setting import Setting

#: Rate of importing and classifying, of that of classifying generated cases.
AIM = 1 / 3


def importing(setting: Setting) -> Part:
    """All in turns."""
    title, how = "Importing", f"{setting.cases:,} invented rows in the layout of HTCDS 2.0, on one core."
    if not offers("htcds", "import"):
        return Part("importing", title, how, missing=("palermo import has no htcds",))
    table, imported = setting.scratch / "rows.csv", setting.scratch / "rows.nq"
    run([sys.executable, str(ROOT / "benchmarks" / "htcds_rows.py"), str(setting.cases), str(table)])
    cases, out = generated(setting.cases, setting.scratch / "cases.nq"), setting.scratch / "findings.jsonl"
    steps: list[tuple[Run, Run]] = []

    def both() -> Run:
        first = run(palermo("import", "htcds", str(table), "-o", str(imported)))
        steps.append((first, run(classify(imported, out))))
        return of(steps[-1])

    found = medians({"generated": partial(run, classify(cases, out)), "both": both}, setting.rounds)
    first, second = (medians({"": partial(next, iter(step))}, setting.rounds)[""] for step in zip(*steps, strict=True))
    return Part(
        "importing",
        title,
        f"{how} They become {lines_in(imported) / setting.cases:.1f} triples each; generated cases have "
        f"{lines_in(cases) / setting.cases:.1f}.",
        ("", "CPU, s", "CPU a case, µs", "cases a second of CPU", "peak memory, MB"),
        tuple(
            (name, one.cpu, one.cpu / setting.cases * 1e6, setting.cases / one.cpu, one.peak_mb)
            for name, one in (
                ("import", first),
                ("classify what was imported", second),
                ("both", found["both"]),
                ("classify generated cases", found["generated"]),
            )
        ),
        (
            at_least(
                "rate of importing and classifying against classifying generated cases",
                found["generated"].cpu / found["both"].cpu,
                AIM,
            ),
        ),
    )
