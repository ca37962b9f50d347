"""An environment of its own for each peer, in a folder that is kept from run to run, outside the checkout."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_PATIENCE = 600


class Environment(NamedTuple):
    """Where a package's Python is and its version, or the reason why it cannot be installed."""

    package: str
    python: str
    version: str
    reason: str = ""


def default_folder() -> Path:
    """Where environments are kept unless something else is asked for."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "palermo-bench"


def environment(folder: Path, package: str, besides: Sequence[str] = ()) -> Environment:
    """The environment of a package from PyPI, made where it is not there yet."""
    place = folder / package
    python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    finished = place / "finished"
    if not finished.exists():
        place.mkdir(parents=True, exist_ok=True)
        for command in (
            [sys.executable, "-m", "venv", "--clear", str(place)],
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package, *besides],
        ):
            reason = _reason(command)
            if reason:
                return Environment(package, str(python), "", reason)
        finished.touch()
    version = f"import importlib.metadata as m; print(m.version({package!r}))"
    found = subprocess.run([str(python), "-c", version], capture_output=True, text=True, check=True, env=outside())
    return Environment(package, str(python), found.stdout.strip())


def outside() -> dict[str, str]:
    """The variables of this process without those that would let a peer's Python find what is not its own."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}


def last_line(text: str, otherwise: str) -> str:
    """The last line of a program's complaint that says something."""
    said = [line.strip() for line in text.splitlines() if line.strip()]
    return said[-1] if said else otherwise


def _reason(command: Sequence[str]) -> str:
    """Why a command fails; empty where it does not."""
    try:
        found = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False, env=outside())
    except (OSError, subprocess.TimeoutExpired) as error:
        return type(error).__name__
    return last_line(found.stderr, f"exit code {found.returncode}") if found.returncode else ""
