"""Running the program, in this process and as a whole."""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from palermo.data import folder
from palermo_cli.errors import code_of
from palermo_cli.main import palermo

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process."""

    def call(*arguments: str) -> Result:
        code = code_of(lambda: palermo.main(list(arguments), prog_name="palermo", standalone_mode=False))
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return call


@pytest.fixture(scope="session")
def start() -> Callable[..., "subprocess.Popen[bytes]"]:
    """Starts the program in a process of its own."""
    path = os.pathsep.join(os.path.join(ROOT, name) for name in ("engine", "cli"))

    def popen(*arguments: str, environment: dict[str, str] | None = None, **options: int) -> "subprocess.Popen[bytes]":
        env = {**os.environ, "PYTHONPATH": path, **(environment or {})}
        return subprocess.Popen([sys.executable, "-m", "palermo_cli", *arguments], env=env, **options)

    return popen


@pytest.fixture(scope="session")
def whole(start: Callable[..., "subprocess.Popen[bytes]"]) -> Callable[..., Result]:
    """Runs the program in a process of its own, from beginning to end."""

    def call(*arguments: str, stdin: bytes = b"", **environment: str) -> Result:
        pipe = subprocess.PIPE
        with start(*arguments, environment=environment, stdin=pipe, stdout=pipe, stderr=pipe) as program:
            out, err = program.communicate(stdin, timeout=120)
        return Result(program.returncode, out.decode(), err.decode())

    return call


@pytest.fixture(scope="session")
def examples() -> str:
    return folder("examples")
