"""Triples a case: the same number of persons in many small cases and in few large ones."""

from functools import partial
from pathlib import Path

from measure import generated, lines_in, medians, palermo, run
from parse import classify
from results import Part, at_most
from setting import Setting

#: Persons in a case. The largest case has more than 5,000 triples.
PERSONS = (1, 5, 25, 100, 250, 500)
#: Below so many persons a case, the fast lane looks most cases up, and nothing can be said of growth.
FEW = 5
#: CPU time a triple in the largest cases, of that in cases of so few persons.
AIM = 1.5


def persons(setting: Setting) -> Part:
    """All sizes, in turns; what starting takes is measured on an empty file and taken off."""
    out, number = setting.scratch / "findings.jsonl", max(setting.few // 2, max(PERSONS))
    files = {
        each: generated(number // each, setting.scratch / f"persons-{each}.nq", "--persons", str(each))
        for each in PERSONS
    }
    timed = {str(each): partial(run, classify(file, out)) for each, file in files.items()}
    timed["start"] = partial(run, palermo("classify", str(_one(setting.scratch)), "--format", "jsonl", "-o", str(out)))
    found = medians(timed, setting.rounds)
    start, rows, spent = found["start"].cpu, [], {}
    for each, file in files.items():
        cases, triples, cpu = number // each, lines_in(file), found[str(each)].cpu - start
        spent[each] = cpu / triples
        rows.append((each, cases, triples / cases, cpu, cpu / triples * 1e6, found[str(each)].peak_mb))
    return Part(
        "persons",
        "Triples a case",
        f"{number:,} persons, each with one conduct, shared out among ever fewer cases, on one core. What a process "
        f"takes for one small case ({start:.2f} s) is taken off.",
        ("persons a case", "cases", "triples a case", "CPU, s", "CPU a triple, µs", "peak memory, MB"),
        tuple(rows),
        (
            at_most(
                f"CPU time a triple with {max(PERSONS)} persons against {FEW}", spent[max(PERSONS)] / spent[FEW], AIM
            ),
        ),
    )


def _one(folder: Path) -> Path:
    return generated(1, folder / "one.nq")
