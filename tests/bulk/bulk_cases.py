"""What the tests of bulk runs share: small cases as N-Quads, and a program whose limits are small."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PAL: Final = "https://w3id.org/palermo#"
TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"
INTEGER: Final = "http://www.w3.org/2001/XMLSchema#integer"

#: Bytes above which the tests' files are cut, and the size of a portion.
BIG, NOMINAL = 8 << 10, 4 << 10
_MEANS: Final = ("Deception", "Coercion", "UseOfForce", "Fraud", "Abduction")
_PURPOSES: Final = ("ForcedLabourOrServices", "Servitude", "OtherSexualExploitation", "LabourExploitation")


def quads(n: int, iri: str = "", age: str = "30") -> str:
    """Case ``n`` in a graph of its own, in twelve lines; ``iri`` is another IRI for the case."""
    base = f"https://example.org/c{n:05}#"
    facts = [
        ("case", TYPE, f"<{PAL}Case>"),
        ("case", PAL + "concerns", f"<{base}p>"),
        ("p", TYPE, f"<{PAL}Person>"),
        ("p", LABEL, f'"the person — né{n}"@en'),
        ("p", PAL + "ageAtTime", f'"{age}"^^<{INTEGER}>'),
        ("d", TYPE, f"<{PAL}Conduct>"),
        ("d", PAL + "towards", f"<{base}p>"),
        ("d", PAL + "act", f"<{base}a>"),
        ("a", TYPE, f"<{PAL}Recruitment>"),
        ("d", PAL + "means", "_:m"),
        ("_:m", TYPE, f"<{PAL}{_MEANS[n % 5]}>"),
        ("d", PAL + "purpose", f"<{base}x>"),
        ("x", TYPE, f"<{PAL}{_PURPOSES[n % 4]}>"),
    ]
    lines = [f"{s if s[0] == '_' else f'<{base}{s}>'} <{p}> {o} <{base}graph> ." for s, p, o in facts]
    text = "".join(line + "\n" for line in lines)
    return text.replace(f"<{base}case>", f"<{iri}>") if iri else text


#: So many lines has a case.
LINES: Final = quads(0).count("\n")


def many(numbers: Sequence[int]) -> str:
    """Several cases, one after the other."""
    return "".join(quads(n) for n in numbers)


def program(*arguments: str, big: int = BIG, nominal: int = NOMINAL, before: str = "") -> list[str]:
    """The command line of a process that runs ``palermo`` with these limits, after some other lines of Python."""
    limits = (
        f"import palermo.bulk.portions as p; p.BIG = {big}\n"
        f"import palermo_cli.bulk as b; b.BIG, b.NOMINAL = {big}, {nominal}\n"
    )
    return [sys.executable, "-c", f"{limits}{before}\nfrom palermo_cli.main import run; run()", *arguments]


def environment(**more: str) -> dict[str, str]:
    """The environment of such a process."""
    path = os.pathsep.join(str(ROOT / name) for name in ("engine", "cli"))
    return {**os.environ, "PYTHONPATH": path, **more}
