"""Few cases and many: CPU time and memory a case."""

from functools import partial

from measure import generated, medians, run
from parse import MEMORY, classify
from results import Part, at_most
from setting import Setting

#: CPU time a case of the most cases, of that of the fewest.
AIM = 1.2
_MILLION = 1_000_000


def growth(setting: Setting) -> Part:
    """Some sizes in turns, and a million cases once, where that is asked for."""
    out = setting.scratch / "findings.jsonl"
    files = {
        setting.few: generated(setting.few, setting.scratch / "few.nq"),
        setting.cases: generated(setting.cases, setting.scratch / "cases.nq"),
    }
    found = medians({str(n): partial(run, classify(file, out)) for n, file in files.items()}, setting.rounds)
    measured = {n: found[str(n)] for n in files}
    missing: tuple[str, ...] = (f"{_MILLION:,} cases: asked for with --million, since it takes 6 GB of disk",)
    if setting.million:
        whole = generated(_MILLION, setting.scratch / "million.nq")
        measured[_MILLION], missing = run(classify(whole, out)), ()
        whole.unlink()
    most, least = max(measured), min(measured)
    times = (measured[most].cpu / most) / (measured[least].cpu / least)
    return Part(
        "growth",
        "Few cases and many",
        "Generated cases, on one core, in one process; whole processes, so that starting is shared by the cases. "
        "The smaller files in turns; a million cases, where they are there, once.",
        ("cases", "CPU, s", "CPU a case, µs", "cases a second of CPU", "peak memory, MB"),
        tuple((n, one.cpu, one.cpu / n * 1e6, n / one.cpu, one.peak_mb) for n, one in sorted(measured.items())),
        (
            at_most(f"CPU time a case at {most:,} against {least:,}", times, AIM),
            at_most(f"peak memory of the process at {most:,}", measured[most].peak_mb, MEMORY, "MB"),
        ),
        missing,
    )
