"""Quality shapes that need a full SHACL processor (SHACL-SPARQL): run by pySHACL in a process that can be stopped."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, Final

from palermo.problems import PalermoError, Problem
from palermo.split.case import Case
from palermo.terms import Literal
from palermo.validation import ValidationResult

#: Seconds that the shapes of all packs may take on one case.
LIMIT: Final = 60


def external_results(case: Case, files: Sequence[str], shapes: Sequence[str]) -> tuple[ValidationResult, ...]:
    """What these shapes say of a case, in a fixed order.

    Raises PalermoError where pySHACL is not installed, fails, or takes more than :data:`LIMIT` seconds.
    """
    if find_spec("pyshacl") is None:
        raise _error(case, "a pack has SPARQL constraints, which need pySHACL; install palermo[reference]", "P330")
    asked = json.dumps({"triples": case.triples, "files": list(files), "shapes": list(shapes)})
    command = [sys.executable, "-m", "palermo.evaluate.external_worker"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    try:
        done = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=LIMIT, env=environment)
    except subprocess.TimeoutExpired as error:
        message = f"the SPARQL constraints of a pack took more than {LIMIT} seconds; simplify them"
        raise _error(case, message, "P331") from error
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()
        message = f"the SPARQL constraints of a pack did not run: {said[-1] if said else 'no reason given'}"
        raise _error(case, message, "P332")
    return tuple(_result(row) for row in json.loads(done.stdout))


def _error(case: Case, message: str, code: str) -> PalermoError:
    return PalermoError(Problem(case.file, None, None, message, code))


def _result(row: Sequence[Any]) -> ValidationResult:
    found = ValidationResult(*row)
    return found._replace(value=Literal(*row[5])) if isinstance(row[5], list) else found
