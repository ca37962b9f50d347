"""Small limits, so that small files are cut; running the program in this process."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from bulk_cases import BIG, NOMINAL

import palermo_cli.bulk
from palermo.bulk import portions
from palermo.bulk.values import Order
from palermo.rulebook import Rulebook
from palermo_cli.errors import code_of
from palermo_cli.main import palermo


class Result(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files over 8 KB are big, and are cut into portions of 4 KB."""
    monkeypatch.setattr(portions, "BIG", BIG)
    monkeypatch.setattr(palermo_cli.bulk, "BIG", BIG)
    monkeypatch.setattr(palermo_cli.bulk, "NOMINAL", NOMINAL)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Runs a command in this process."""

    def call(*arguments: object) -> Result:
        words = [str(argument) for argument in arguments]
        code = code_of(lambda: palermo.main(words, prog_name="palermo", standalone_mode=False))
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return call


@pytest.fixture(scope="session")
def order() -> Order:
    """The default order, of findings as JSON lines."""
    return Order((), (), "compiled", None, (), False, "en", "jsonl", Rulebook.load().digest)


@pytest.fixture
def no_room() -> Iterator[Callable[[int], None]]:
    """Lets no file of this process grow beyond so many bytes, until the test ends."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
