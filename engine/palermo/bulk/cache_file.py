"""The file of a cache: made, known again, refused, removed. One SQLite database in a folder of its own."""

import os
import sqlite3
from typing import Final, NamedTuple

from palermo.problems import PalermoError, Problem

NAME: Final = "palermo-cache.sqlite"
NOTE: Final = "palermo-cache.txt"
#: The form of the file: raise it when the tables change; a file of another form is made anew.
FORM: Final = 1
#: By this, in its header, a SQLite file is known to be ours ("PLRM").
_OURS: Final = 0x504C524D
_MAGIC: Final = b"SQLite format 3\0"
_HEADER: Final = 100
#: Seconds to wait for another process that is writing.
_PATIENCE: Final = 60

_NOTE: Final = """\
Kept by "palermo classify --cache": the findings of earlier runs, so that a later one classifies only what changed.
They hold what the cases hold: guard this folder as you guard the cases. It may be deleted at any time; the next run
takes longer, and nothing else.
"""
_TABLES: Final = """
CREATE TABLE state (run INTEGER NOT NULL, secret BLOB NOT NULL);
CREATE TABLE portion (
  key BLOB PRIMARY KEY, run INTEGER NOT NULL, cases INTEGER NOT NULL, lines INTEGER NOT NULL, stopped INTEGER NOT NULL,
  problems BLOB NOT NULL, graphs BLOB NOT NULL, iris BLOB NOT NULL, checksum INTEGER NOT NULL, output INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE output (id INTEGER PRIMARY KEY, text BLOB NOT NULL);
"""


class Writing:
    """A transaction that is to write; undone where it does not come to its end."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> None:
        self._database.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *_rest: object) -> None:
        if kind is None:
            self._database.execute("COMMIT")
        elif self._database.in_transaction:
            self._database.execute("ROLLBACK")


class Opened(NamedTuple):
    """A database, how many runs have used it with this one, and random bytes that are its own."""

    database: sqlite3.Connection
    run: int
    secret: bytes


def opened(folder: str) -> Opened:
    """The database of a folder. Raises PalermoError."""
    path = os.path.join(folder, NAME)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        _leave_note(folder)
        if not _is_ours(path):
            raise _refused(folder, f"{NAME} in it is something else: name another folder")
        try:
            return _connected(path)
        except sqlite3.DatabaseError as error:
            if not damaged(error):
                raise
            remove(folder)
        return _connected(path)
    except OSError as error:
        raise _refused(folder, f"cannot be used ({error.strerror}): name a folder that you may write to") from None
    except sqlite3.Error as error:
        raise _refused(folder, f"cannot be used ({error}): name a folder that you may write to") from None


def remove(folder: str) -> None:
    """Remove the cache of a folder, where there is one. Raises OSError."""
    for name in (NAME, f"{NAME}-journal"):
        try:
            os.unlink(os.path.join(folder, name))
        except FileNotFoundError:
            continue


def damaged(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is not as it was written: damaged, or without a table or column."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def _leave_note(folder: str) -> None:
    """Say in the folder what it is, where nothing there has that name."""
    try:
        handle = os.open(os.path.join(folder, NOTE), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with open(handle, "w", encoding="utf-8") as out:
        out.write(_NOTE)


def _is_ours(path: str) -> bool:
    """Whether what is at ``path`` is a cache, whole or damaged; made here, empty, where nothing is. Raises OSError."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o600)
    with open(handle, "rb") as file:
        head = file.read(_HEADER)
    return not head or (head.startswith(_MAGIC) and head[68:72] == _OURS.to_bytes(4, "big"))


def _connected(path: str) -> Opened:
    database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        for setting in ("page_size = 65536", "synchronous = OFF", "secure_delete = ON"):
            database.execute(f"PRAGMA {setting}")
        with Writing(database):
            _set_up(database)
            database.execute("UPDATE state SET run = run + 1")
            for run, secret in database.execute("SELECT run, secret FROM state"):
                return Opened(database, run, secret)
        raise sqlite3.DatabaseError("it holds nothing")
    except BaseException:
        database.close()
        raise


def _set_up(database: sqlite3.Connection) -> None:
    """Make the tables where they are not there in this form."""
    if database.execute("PRAGMA user_version").fetchone()[0] == FORM:
        return
    for name in ("state", "portion", "output"):
        database.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in _TABLES.split(";"):
        database.execute(statement)
    database.execute("INSERT INTO state VALUES (0, ?)", (os.urandom(32),))
    database.execute(f"PRAGMA application_id = {_OURS}")
    database.execute(f"PRAGMA user_version = {FORM}")


def _refused(folder: str, message: str) -> PalermoError:
    return PalermoError(Problem(folder, None, None, f"the folder of the cache: {message}"))
