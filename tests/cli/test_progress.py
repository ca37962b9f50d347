"""The meter of a long run: on a terminal only, after a second, with cases, rate and the time left."""

import io
import sys

import pytest

from palermo_cli import progress


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, as its one item."""
    now = [100.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])
    return now


def _shown(monkeypatch: pytest.MonkeyPatch, clock: list[float], stream: io.StringIO, shown: bool = True) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    with progress.Meter(1000, "classifying", shown) as meter:
        meter.step(200, 5000, fresh=False)
        for _ in range(4):
            clock[0] += 0.5
            meter.step(100, 600, fresh=True)
    return stream.getvalue()


def test_rate_and_time_left_are_those_of_this_run(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    said = _shown(monkeypatch, clock, _Terminal())
    assert "classifying 2,400 cases, 1,200 a second, 2 s left" in said
    assert "60%" in said
    assert "classifying 600 cases" not in said  # a second had not passed


def test_a_line_may_be_written_in_the_place_of_the_bar(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    stream = _Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with progress.Meter(1000, "classifying", True) as meter:
        meter.make_room()
        assert stream.getvalue() == ""
        clock[0] += 2
        meter.step(100, 600, fresh=True)
        meter.make_room()
        assert stream.getvalue().endswith("\r\x1b[K")


def test_nothing_where_there_is_no_terminal_or_it_is_not_wanted(
    monkeypatch: pytest.MonkeyPatch, clock: list[float]
) -> None:
    assert _shown(monkeypatch, clock, io.StringIO()) == ""
    assert _shown(monkeypatch, clock, _Terminal(), shown=False) == ""


@pytest.mark.parametrize(("seconds", "words"), [
    (0.2, "0 s"), (59, "59 s"), (60, "1 min"), (3599, "1 h 0 min"), (3600, "1 h 0 min"), (9000, "2 h 30 min"),
])  # fmt: skip
def test_time_in_words(seconds: float, words: str) -> None:
    assert progress.time(seconds) == words
