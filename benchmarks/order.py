"""A file whose cases stand together, against the same lines with no case together."""

from functools import partial
from pathlib import Path

from measure import generated, medians, run
from parse import classify
from results import Part, at_most
from setting import Setting

#: Cost of a file in disorder, of that of the same in order.
AIM = 2


def order(setting: Setting) -> Part:
    """Both, in turns."""
    ordered = generated(setting.cases, setting.scratch / "cases.nq")
    mixed = generated(setting.cases, setting.scratch / "mixed.nq", "--interleaved")
    outs = setting.scratch / "findings.jsonl", setting.scratch / "mixed.jsonl"
    timed = {"in order": partial(run, classify(ordered, outs[0])), "mixed": partial(run, classify(mixed, outs[1]))}
    found = medians(timed, setting.rounds)
    same = _same((outs[0], ordered), (outs[1], mixed))
    mixed.unlink()
    outs[1].unlink()
    first, second = found["in order"], found["mixed"]
    return Part(
        "order",
        "A file in any order",
        f"{setting.cases:,} generated cases, on one core: case by case; and with the first lines of all cases before "
        "all second ones, and so on. Apart from the name of the file, the output of both "
        f"{'is the same' if same else 'IS NOT THE SAME'}.",
        ("lines", "seconds", "CPU, s", "peak memory, MB"),
        (
            ("case by case", first.seconds, first.cpu, first.peak_mb),
            ("interleaved", second.seconds, second.cpu, second.peak_mb),
        ),
        (
            at_most("time on the clock against a file in order", second.seconds / first.seconds, AIM),
            at_most("CPU time against a file in order", second.cpu / first.cpu, AIM),
        ),
    )


def _same(one: tuple[Path, Path], other: tuple[Path, Path]) -> bool:
    """Whether two outputs, each with the file that it is of, are the same but for the file's name."""
    (out, file), (other_out, other_file) = one, other
    name, other_name = str(file).encode(), str(other_file).encode()
    with out.open("rb") as a, other_out.open("rb") as b:
        pairs = zip(a, b, strict=True)
        return out.stat().st_size > 0 and all(x.replace(name, other_name) == y for x, y in pairs)
