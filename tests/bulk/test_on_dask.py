"""``classify --scheduler``: a real scheduler and two workers, each a process of its own, give the same bytes."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from bulk_cases import environment, many, program, quads

from palermo.bulk import on_dask
from palermo.bulk.partition import classify_partition
from palermo.bulk.portions import portions
from palermo.bulk.values import Done, Order, Portion
from palermo.problems import PalermoError

from .conftest import Result

pytest.importorskip("distributed", reason="distributed is not installed (extra dask)")
Run = Callable[..., Result]
#: Cases among which some are not right: a violation, one that stands twice.
MIXED = many(range(40)) + quads(40, age="200") + quads(41, iri="https://example.org/c00002#case") + many(range(42, 90))


class Cluster(NamedTuple):
    """A scheduler and its workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], Cluster]]:
    """Starts clusters on this machine, on ports that the system chooses, and ends them."""
    processes: list[subprocess.Popen[bytes]] = []

    def dask(folder: Path, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *words, "--scheduler-file", str(folder / "s.json"), "--no-dashboard"]
        with (folder / f"{len(processes)}.log").open("wb") as log:
            child = subprocess.Popen(command, env=environment(), cwd=folder, stdout=log, stderr=log)
        processes.append(child)
        return child

    def call(workers: int) -> Cluster:
        folder = tmp_path_factory.mktemp("dask")
        scheduler = dask(folder, "scheduler", "--host", "127.0.0.1", "--port", "0")
        worker = ("worker", "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--local-directory", str(folder))
        there = [dask(folder, *worker) for _ in range(workers)]
        return Cluster(_address(folder / "s.json", scheduler), scheduler, there)

    yield call
    for child in processes:
        child.kill()
        child.wait()


def _address(file: Path, scheduler: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end and scheduler.poll() is None:
        try:
            return str(json.loads(file.read_text())["address"])
        except (OSError, ValueError):
            time.sleep(0.05)
    raise AssertionError("no scheduler")


@pytest.fixture(scope="module")
def cluster(start: Callable[[int], Cluster]) -> Cluster:
    """A scheduler with two workers."""
    return start(2)


def _both_there(address: str) -> None:
    with on_dask._client(address) as client:
        client.wait_for_workers(2, timeout=60)


def _file(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _by(cluster: Cluster, *arguments: object) -> Result:
    command = program("classify", *map(str, arguments), "--scheduler", cluster.address)
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=120, check=False)
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("format_", ["jsonl", "csv"])
def test_the_same_bytes_as_by_one_process(cluster: Cluster, run: Run, tmp_path: Path, format_: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    _file(folder / "a.nq", MIXED)
    _file(folder / "b.nq", many(range(90, 93)))
    _file(folder / "c.ttl", "this is no Turtle")
    expected = run("classify", folder, tmp_path / "none.nq", "--format", format_)
    assert expected.err.count("\n") == 4
    words = (folder, tmp_path / "none.nq", "--format", format_)
    assert _by(cluster, *words) == expected
    out = tmp_path / "out"
    for _ in range(2):
        assert _by(cluster, *words, "-o", out, "--cache", tmp_path / "c") == Result(2, "", expected.err)
        assert out.read_text(encoding="utf-8") == expected.out


def test_a_worker_that_is_killed_costs_nothing(start: Callable[[int], Cluster], order: Order, tmp_path: Path) -> None:
    there = start(2)
    _both_there(there.address)
    path = _file(tmp_path / "a.nq", many(range(900)))
    cut = [_part(path, number) for number in range(90)]
    found: list[Done] = []
    for done in on_dask.run(order, cut, there.address):
        found.append(done)
        if done.number == 9:
            there.workers[0].send_signal(signal.SIGKILL)
    assert there.workers[0].wait(10) == -signal.SIGKILL
    assert found == [classify_partition(order, portion) for portion in cut]


def _part(path: Path, number: int) -> Portion:
    size = path.stat().st_size // 90
    return Portion(number, str(path), None, "n-quads", number * size, (number + 1) * size, 0)


def test_a_portion_that_ends_every_worker_is_one_line(
    cluster: Cluster, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import KilledWorker

    sent = []

    class Lost:
        def result(self, timeout: float) -> Done:
            raise KilledWorker("portion", None, 3)

    class Sender(on_dask._Sender):
        def send(self, portion: Portion) -> Lost:
            sent.append(portion)
            return Lost()

    monkeypatch.setattr(on_dask, "_Sender", Sender)
    with pytest.raises(PalermoError, match="--scheduler: worker after worker was lost"):
        list(on_dask.run(order, [_nothing()], cluster.address))
    assert len(sent) == 1 + on_dask._ANEW


def _nothing() -> Portion:
    return Portion(0, "a.nq", None, "n-quads", 0, 0, 0, b"")


def test_what_is_done_already_is_handed_through(cluster: Cluster, order: Order) -> None:
    done = Done(0, b"x", (), 1)
    items = [done, _nothing()._replace(number=1), done._replace(number=2)]
    found = list(on_dask.run(order, items, cluster.address))
    assert [one.number for one in found] == [0, 1, 2]
    assert found[0] is done


@pytest.mark.parametrize(
    ("what", "message"), [("version", "a worker has palermo 0.1.0, this is 9.9"), ("digest", "has another rulebook")]
)
def test_another_palermo_there_is_one_line(
    cluster: Cluster, order: Order, monkeypatch: pytest.MonkeyPatch, what: str, message: str
) -> None:
    if what == "version":
        monkeypatch.setattr(on_dask, "VERSION", "9.9")
    else:
        order = order._replace(digest="0" * 64)
    with pytest.raises(PalermoError) as refusal:
        list(on_dask.run(order, [_nothing()], cluster.address))
    assert message in refusal.value.problem.message


def test_no_palermo_there_is_one_line() -> None:
    lost = RuntimeError("deserialization")
    lost.__cause__ = ModuleNotFoundError("No module named 'palermo'", name="palermo")
    with pytest.raises(PalermoError, match="install the same on each machine"):
        on_dask._refuse_strangers(lost)
    on_dask._refuse_strangers(RuntimeError("something else"))


def test_big_and_unreadable_files_stay_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_dask, "STREAMED", 9)
    whole = Portion(0, str(tmp_path / "a.ttl"), None, "turtle", 0, -1, 1)
    assert on_dask._with_bytes(whole) is None
    _file(tmp_path / "a.ttl", "123456789")
    assert on_dask._with_bytes(whole) == whole._replace(data=b"123456789")
    _file(tmp_path / "a.ttl", "1234567890")
    assert on_dask._with_bytes(whole) is None
    assert on_dask._with_bytes(whole._replace(path="-")) is None
    part = whole._replace(start=2, end=5)
    assert on_dask._with_bytes(part) == part._replace(data=b"345")
    assert on_dask._with_bytes(part._replace(end=50)) is None


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits a second at most."""
    monkeypatch.setattr(on_dask, "PATIENCE", 1)
    monkeypatch.setattr(on_dask, "NOBODY", 1)


@pytest.mark.usefixtures("impatient")
def test_a_cluster_without_workers_is_one_line(start: Callable[[int], Cluster], order: Order) -> None:
    with pytest.raises(PalermoError, match="there is no worker: start one"):
        list(on_dask.run(order, [_nothing()], start(0).address))


@pytest.mark.usefixtures("impatient")
def test_a_scheduler_that_goes_away_is_one_line(start: Callable[[int], Cluster], order: Order) -> None:
    there = start(0)

    def items() -> Iterator[Portion]:
        yield _nothing()
        there.scheduler.kill()

    with pytest.raises(PalermoError, match="the connection was lost"):
        list(on_dask.run(order, items(), there.address))


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("address", ["nobody", "silent", "127.0.0.1", "what:ever:this", "tls://127.0.0.1:1"])
def test_a_scheduler_that_does_not_answer_is_one_line(run: Run, tmp_path: Path, address: str) -> None:
    path = _file(tmp_path / "a.nq", quads(1))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        if address == "silent":
            other.listen()
        if address in ("nobody", "silent"):
            address = f"tcp://127.0.0.1:{other.getsockname()[1]}"
        result = run("classify", path, "--format", "jsonl", "--scheduler", address)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"palermo: --scheduler: no scheduler answers at {address} (")
    assert result.err.count("\n") == 1


def test_nothing_of_dask_is_loaded_unless_it_is_asked_for(tmp_path: Path) -> None:
    path = _file(tmp_path / "a.nq", many(range(20)))
    look = "import atexit, os, sys; e = os._exit; os._exit = lambda c: e(9 if 'distributed' in sys.modules else c)"
    command = program("classify", str(path), "--format", "jsonl", "--cache", str(tmp_path / "c"), before=look)
    assert subprocess.run(command, env=environment(), capture_output=True, check=False).returncode == 0


def test_portions_of_paths_are_what_is_sent(tmp_path: Path) -> None:
    path = _file(tmp_path / "a.nq", many(range(3)))
    [portion] = portions([str(path)], None)
    assert isinstance(portion, Portion)
    sent = on_dask._with_bytes(portion)
    assert sent is not None
    assert sent.data == path.read_bytes()
