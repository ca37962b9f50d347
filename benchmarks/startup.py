"""One example, whole process: Palermo, the pyshacl command on the same case and shapes, and Python doing nothing."""

import sys
from functools import partial
from pathlib import Path

from measure import ROOT, medians, palermo, pyshacl, run
from results import Part, at_most
from setting import Setting

#: Time, of that of the pyshacl command, and of Python doing nothing.
OF_PYSHACL, OF_PYTHON = 0.2, 6


def one_file(folder: Path, target: Path) -> Path:
    """All Turtle files of a folder and the folders in it as one file, but for those of single laws: the peers run the
    Protocol's definitions only, which are what a run has by default."""
    import pyoxigraph as ox

    quads = [
        quad
        for path in sorted(folder.rglob("*.ttl"))
        if "instruments" not in path.parts
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    ]
    target.write_bytes(ox.serialize((q.triple for q in quads), format=ox.RdfFormat.TURTLE) or b"")
    return target


def startup(setting: Setting) -> Part:
    """All in turns."""
    case, scratch = setting.example, setting.scratch
    shapes = str(one_file(ROOT / "shapes", scratch / "shapes.ttl"))
    ontology = str(one_file(ROOT / "ontology", scratch / "ontology.ttl"))
    ours = palermo("classify", str(case))
    run(ours)  # fills the cache
    # pyshacl's exit code is 1 where the data do not conform, which says nothing here
    found = medians(
        {
            "python -c pass": partial(run, [sys.executable, "-c", "pass"]),
            "palermo classify": partial(run, ours),
            "pyshacl -i rdfs": partial(run, pyshacl("-s", shapes, "-i", "rdfs", str(case)), (0, 1)),
            "pyshacl -i rdfs, ontology": partial(
                run, pyshacl("-s", shapes, "-e", ontology, "-i", "rdfs", str(case)), (0, 1)
            ),
        },
        setting.rounds,
    )
    own = found["palermo classify"].seconds
    return Part(
        "startup",
        "Start-up",
        f"One example ({case.name}), whole process, time on the clock. Palermo's cache is warm; pyshacl without the "
        "ontology is quicker, though it then knows no subclass and finds less.",
        ("", "ms", "of palermo classify"),
        tuple((name, one.seconds * 1000, one.seconds / own) for name, one in found.items()),
        (
            at_most("time against pyshacl's", own / found["pyshacl -i rdfs"].seconds, OF_PYSHACL),
            at_most("time against that of python -c pass", own / found["python -c pass"].seconds, OF_PYTHON),
        ),
    )
