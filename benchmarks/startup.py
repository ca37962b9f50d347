"""One example, whole process: Palermo, the pyshacl command on the same case and shapes, and Python doing nothing."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from measure import ROOT, medians, palermo, pyshacl, run


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


def startup(case: Path, scratch: Path) -> Iterator[str]:
    """Lines of a table."""
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
        }
    )
    own = found["palermo classify"].seconds
    yield f"One example ({case.name}), whole process, warm cache, median of five"
    for name, measured in found.items():
        yield f"  {name:<28} {measured.seconds * 1000:8.0f} ms   {measured.seconds / own:6.2f} x palermo"
    yield f"  palermo takes {own / found['pyshacl -i rdfs'].seconds:.3f} of pyshacl's time (aim: at most 0.200)"
    yield f"  palermo takes {own / found['python -c pass'].seconds:.2f} times python -c pass (aim: at most 6.00)"
