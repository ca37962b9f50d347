"""What came of portions, kept in a folder under a hash of all that it depends on: one SQLite file.

Each entry carries a checksum, so that one whose bytes were damaged is not found, and nothing has to be forced to disk.
Any number of processes may use a folder at once. What goes wrong once the folder is open costs time, never the run: it
is said once, and the rest is classified.
"""

import json
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, NamedTuple
from zlib import crc32

from palermo.bulk.cache_file import Writing, damaged, opened, remove
from palermo.bulk.values import Done
from palermo.problems import Problem

#: Entries that so many runs have not used are dropped.
RUNS: Final = 10
#: Output waits in memory until there is this much of it to keep; in bytes.
_WAITING: Final = 8 << 20
#: So many finds in a row share one set of locks, which cost as much as a find.
_TOGETHER: Final = 32
_FIND: Final = """
SELECT text, cases, lines, stopped, problems, graphs, iris, checksum FROM portion JOIN output ON id = output
WHERE key = ?"""


class _Entry(NamedTuple):
    """What is kept of one portion, as the columns of the table have it."""

    text: bytes
    cases: int
    lines: int
    stopped: int
    problems: bytes
    graphs: bytes
    iris: bytes

    def checksum(self, key: bytes, check: int) -> int:
        """Of everything in it, whose text has this checksum, and of the key that it is under."""
        numbers = b"%d %d %d %d %d %d " % (*self[1:4], len(self.problems), len(self.graphs), check)
        return crc32(b"".join((key, numbers, *self[4:])))

    def done(self, number: int, check: int) -> Done:
        """The same as what came of the portion of that number."""
        text, cases, lines, stopped, problems, graphs, iris = self
        found = tuple(Problem(*values) for values in json.loads(problems)) if problems else ()
        return Done(number, text, found, cases, graphs, iris, lines, bool(stopped), check)


def _entry(done: Done) -> _Entry:
    problems = json.dumps([list(problem) for problem in done.problems]).encode() if done.problems else b""
    return _Entry(done.text, done.cases, done.lines, done.stopped, problems, done.graphs, done.iris)


def _whole(key: bytes, number: int, row: tuple[Any, ...]) -> Done | None:
    """What a row of the table says; None where it is not as it was written."""
    entry = _Entry(*row[:-1])
    try:
        check = crc32(entry.text)
        return entry.done(number, check) if entry.checksum(key, check) == row[-1] else None
    except TypeError:  # a damaged file gives numbers for bytes
        return None


class Cache:
    """An open cache. ``warn`` is told, once, that it cannot be used further. ``secret`` are random bytes, its own."""

    def __init__(self, folder: str, warn: Callable[[str], None]) -> None:
        """Open the cache in a folder, which is made where it is not there.

        Raises PalermoError where the folder cannot be written, or holds something else under the name of the cache.
        """
        self._folder = folder
        self._warn = warn
        self._usable = True
        self._waiting: list[tuple[bytes, _Entry]] = []
        self._size = 0
        self._used: list[tuple[bytes]] = []
        self._left = 0
        self._database, self._run, self.secret = opened(folder)

    def find(self, key: bytes, number: int) -> Done | None:
        """What is kept under a key, as what came of the portion of that number; None where nothing is, or what is there
        is damaged."""
        if not self._usable:
            return None
        try:
            row = self._row(key)
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        done = None if row is None else _whole(key, number, row)
        if done is not None:
            self._used.append((key,))
        return done

    def keep(self, key: bytes, done: Done) -> None:
        """Keep what came of a portion under its key."""
        if not self._usable:
            return
        self._waiting.append((key, _entry(done)))
        self._size += len(done.text)
        if self._size > _WAITING:
            self._write()

    def close(self) -> None:
        """Write what waits, note what was used, drop what was not for long."""
        self._write()
        if self._usable:
            try:
                self._end_reading()
                self._note_use()
            except sqlite3.Error as error:
                self._give_up(error)
        self._database.close()

    def _row(self, key: bytes) -> tuple[Any, ...] | None:
        if not self._left:
            self._end_reading()
            self._database.execute("BEGIN")
            self._left = _TOGETHER
        self._left -= 1
        found = self._database.execute(_FIND, (key,)).fetchall()
        if not found:
            self._end_reading()
        return found[0] if found else None

    def _end_reading(self) -> None:
        """Let others write: what comes next may take long."""
        if self._database.in_transaction:
            self._database.execute("COMMIT")
        self._left = 0

    def _write(self) -> None:
        waiting, self._waiting, self._size = self._waiting, [], 0
        if not waiting or not self._usable:
            return
        try:
            self._end_reading()
            with Writing(self._database):
                for key, entry in waiting:
                    self._put(key, entry)
        except sqlite3.Error as error:
            self._give_up(error)

    def _put(self, key: bytes, entry: _Entry) -> None:
        run = self._database.execute
        run("DELETE FROM output WHERE id = (SELECT output FROM portion WHERE key = ?)", (key,))
        at = run("INSERT INTO output (text) VALUES (?)", (entry.text,)).lastrowid
        values = (key, self._run, *entry[1:], entry.checksum(key, crc32(entry.text)), at)
        run("INSERT OR REPLACE INTO portion VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def _note_use(self) -> None:
        old = (self._run - RUNS,)
        with Writing(self._database):
            self._database.executemany(f"UPDATE portion SET run = {self._run} WHERE key = ?", self._used)
            self._database.execute("DELETE FROM output WHERE id IN (SELECT output FROM portion WHERE run <= ?)", old)
            self._database.execute("DELETE FROM portion WHERE run <= ?", old)

    def _give_up(self, error: sqlite3.Error) -> None:
        """Use the cache no further. A damaged one is removed, for the next run to begin anew."""
        self._usable = False
        self._waiting.clear()
        if damaged(error):
            with suppress(OSError):
                remove(self._folder)
        self._warn(f"{self._folder}: the cache cannot be used further ({error}); the rest is classified without it")
