"""The folder that keeps what came of portions: found again, safe with several at once, honest about damage."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zlib import crc32

import pytest

from palermo.bulk.cache import RUNS, Cache
from palermo.bulk.cache_file import FORM, NAME, NOTE
from palermo.bulk.values import Done
from palermo.problems import PalermoError, Problem

KEY = bytes(range(32))
DONE = Done(
    7,
    b'{"case": "\xc3\xa9"}\n' * 9000,
    (Problem("a.nq", 3, None, "said \ud800 of it", "Q101"), Problem("a.nq", None, None, "no place")),
    2,
    b"graphsAAgraphsBB",
    b"irisAAAA",
    31,
    True,
)
#: As it is found: with the checksum of its text.
FOUND = DONE._replace(check=crc32(DONE.text))


def _silent(message: str) -> None:
    raise AssertionError(message)


def _fill(folder: Path, *keys: bytes) -> None:
    with closing(Cache(str(folder), _silent)) as cache:
        for key in keys or (KEY,):
            cache.keep(key, DONE)


def _found(folder: Path, key: bytes = KEY) -> Done | None:
    with closing(Cache(str(folder), _silent)) as cache:
        return cache.find(key, 7)


def test_what_was_kept_is_found_by_a_later_run_with_all_its_parts(tmp_path: Path) -> None:
    _fill(tmp_path / "c")
    assert _found(tmp_path / "c") == FOUND
    assert type(_found(tmp_path / "c").stopped) is bool  # type: ignore[union-attr]


def test_it_is_found_as_the_portion_that_it_is_now(tmp_path: Path) -> None:
    _fill(tmp_path)
    with closing(Cache(str(tmp_path), _silent)) as cache:
        assert cache.find(KEY, 12) == FOUND._replace(number=12)


def test_nothing_is_found_under_another_key(tmp_path: Path) -> None:
    _fill(tmp_path)
    assert _found(tmp_path, KEY[::-1]) is None


def test_much_output_is_written_before_the_end(tmp_path: Path) -> None:
    with closing(Cache(str(tmp_path), _silent)) as cache:
        cache.keep(KEY, DONE._replace(text=b"x" * (9 << 20)))
        with closing(sqlite3.connect(tmp_path / NAME)) as other:
            assert other.execute("SELECT count(*), sum(length(text)) FROM output").fetchone() == (1, 9 << 20)


def test_the_folder_is_made_for_its_owner_alone_and_says_what_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "above" / "c"
    _fill(folder)
    assert sorted(os.listdir(folder)) == [NAME, NOTE]
    assert "palermo classify --cache" in (folder / NOTE).read_text()
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE((folder / name).stat().st_mode) for name in (NAME, NOTE)} == {0o600}


def test_a_file_of_that_name_that_somebody_else_made_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / NOTE).write_text("mine")
    _fill(tmp_path)
    assert (tmp_path / NOTE).read_text() == "mine"


def _as_text(path: Path) -> None:
    path.write_text(
        "SELECT * FROM mine; -- long enough to have a header of one hundred bytes, and then some more of it"
    )


def _as_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE portion (mine TEXT)")


@pytest.mark.parametrize("make", [_as_text, _as_database])
def test_what_is_no_cache_is_refused_and_kept(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / NAME)
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(PalermoError) as caught:
        Cache(str(tmp_path), _silent)
    assert caught.value.problem.file == str(tmp_path)
    assert "is something else: name another folder" in caught.value.problem.message
    assert (tmp_path / NAME).read_bytes() == before


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "c"):
        with pytest.raises(PalermoError, match="name a folder that you may write to"):
            Cache(str(place), _silent)


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_a_folder_that_may_not_be_written_is_one_clear_line(tmp_path: Path) -> None:
    _fill(tmp_path)
    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to the superuser")
    (tmp_path / NAME).chmod(0o400)
    with pytest.raises(PalermoError, match="name a folder that you may write to"):
        Cache(str(tmp_path), _silent)


def test_a_cache_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    _fill(tmp_path)
    whole = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(whole[: len(whole) // 2])
    messages: list[str] = []
    with closing(Cache(str(tmp_path), messages.append)) as cache:
        assert cache.find(KEY, 7) is None
        cache.keep(KEY, DONE)
    if messages:
        assert len(messages) == 1
        assert "cannot be used further" in messages[0]
        _fill(tmp_path)
    assert _found(tmp_path) == FOUND


def test_a_damaged_header_is_made_anew(tmp_path: Path) -> None:
    _fill(tmp_path)
    damaged = bytearray((tmp_path / NAME).read_bytes())
    damaged[100:4000] = bytes(3900)
    (tmp_path / NAME).write_bytes(damaged)
    _fill(tmp_path)
    assert _found(tmp_path) == FOUND


def test_one_damaged_byte_is_not_taken_for_output(tmp_path: Path) -> None:
    _fill(tmp_path)
    damaged = bytearray((tmp_path / NAME).read_bytes())
    at = damaged.index(b'{"case": "', len(damaged) // 2)
    damaged[at + 2 : at + 6] = b"CASE"
    (tmp_path / NAME).write_bytes(damaged)
    assert _found(tmp_path) is None
    _fill(tmp_path)
    assert _found(tmp_path) == FOUND
    with closing(sqlite3.connect(tmp_path / NAME)) as database:
        assert database.execute("SELECT count(*) FROM output").fetchone() == (1,)


def test_a_cache_of_another_form_is_made_anew(tmp_path: Path) -> None:
    _fill(tmp_path)
    with closing(sqlite3.connect(tmp_path / NAME)) as database:
        database.execute(f"PRAGMA user_version = {FORM + 1}")
    assert _found(tmp_path) is None
    _fill(tmp_path)
    assert _found(tmp_path) == FOUND


def test_a_cache_without_one_of_its_tables_is_made_anew(tmp_path: Path) -> None:
    _fill(tmp_path)
    with closing(sqlite3.connect(tmp_path / NAME)) as database:
        database.execute("DROP TABLE state")
    assert _found(tmp_path) is None
    _fill(tmp_path)
    assert _found(tmp_path) == FOUND


def test_what_was_not_used_for_long_is_dropped_and_what_is_used_stays(tmp_path: Path) -> None:
    other = KEY[::-1]
    _fill(tmp_path, KEY, other)
    for _ in range(RUNS):
        assert _found(tmp_path, other) == FOUND
    assert _found(tmp_path, other) == FOUND
    assert _found(tmp_path) is None
    with closing(sqlite3.connect(tmp_path / NAME)) as database:
        assert database.execute("SELECT count(*) FROM output").fetchone() == (1,)
    assert b"graphsAAgraphsBB" in (tmp_path / NAME).read_bytes()


def test_a_cache_that_fails_on_the_way_says_so_once(tmp_path: Path) -> None:
    messages: list[str] = []
    cache = Cache(str(tmp_path), messages.append)
    with closing(sqlite3.connect(tmp_path / NAME)) as other:
        other.execute("DROP TABLE portion")
    assert cache.find(KEY, 7) is None
    cache.keep(KEY, DONE)
    assert cache.find(KEY, 7) is None
    cache.close()
    assert len(messages) == 1
    assert messages[0].startswith(f"{tmp_path}: the cache cannot be used further (")


_AT_ONCE = """
import sys
from palermo.bulk.cache import Cache
from palermo.bulk.values import Done
cache = Cache(sys.argv[1], sys.exit)
own = int(sys.argv[2])
for number in range(40):
    for key in (f"{own} {number}".encode(), f"all {number}".encode()):
        if cache.find(key, 0) is None:
            cache.keep(key, Done(0, key * 50_000, (), 1))
cache.close()
"""


def test_several_processes_use_one_folder_at_once(tmp_path: Path) -> None:
    engine = str(Path(__file__).parents[2] / "engine")
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", _AT_ONCE, str(tmp_path / "c"), str(own)], env=os.environ | {"PYTHONPATH": engine}
        )
        for own in range(3)
    ]
    assert [run.wait(120) for run in runs] == [0, 0, 0]
    with closing(Cache(str(tmp_path / "c"), _silent)) as cache:
        for key in (f"{own} {number}".encode() for own in (0, 1, 2, "all") for number in range(40)):
            assert cache.find(key, 0) == Done(0, key * 50_000, (), 1, check=crc32(key * 50_000))
    with closing(sqlite3.connect(tmp_path / "c" / NAME)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*) FROM output").fetchone() == (160,)
