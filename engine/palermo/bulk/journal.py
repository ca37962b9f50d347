"""An output that survives its run: ``FILE.part`` with what is done, ``FILE.journal`` with which portions that was.

The journal begins with what the run is of; then there is a line for each portion that is whole in the part, written
after it. What stands behind that in the part is cut off when the run is taken up again. FILE itself is there when it is
whole, and not before. A lock on the journal keeps every other process away; it goes with the process.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, NamedTuple, Self
from zlib import crc32

from palermo.bulk.collect import Finished
from palermo.bulk.fingerprint import Fingerprint, difference
from palermo.bulk.lock import in_the_way, locked, opened
from palermo.bulk.portions import Piece
from palermo.bulk.values import Done
from palermo.problems import PalermoError, Problem

#: How a journal begins. The number goes up when its form changes.
_BEGINNING: Final = b'{"palermo-journal":1,'

_as_json: Final = json.JSONEncoder(separators=(",", ":")).encode
#: So many bytes of output are sent to the disk while there is other work, not to be waited for at the end.
_AT_ONCE: Final = 4 << 20

#: Tells the user something that is no error.
Say = Callable[[str], None]


class _Line(NamedTuple):
    """A line of the journal: a portion, the bytes of its output and their checksum, the end of the line."""

    finished: Finished
    size: int
    check: int
    end: int


class Journal:
    """The part and the journal of one output. ``finished`` are the portions of an earlier run that stand in the part,
    and ``disorderly`` the sources that it found in disorder."""

    def __init__(self, target: str, run: Fingerprint, head: bytes, resume: bool, say: Say) -> None:
        """Open both beside ``target``, for a run whose output begins with ``head``.

        With ``resume``, an earlier run is taken up where there is one; else what it left is replaced. Raises
        PalermoError where that run was another, where one is under way, or where something else has these names;
        OSError where nothing can be written.
        """
        self.target, self.part, self._path = target, f"{target}.part", f"{target}.journal"
        self._run, self._head = run, head
        self.finished: tuple[Finished, ...] = ()
        self.disorderly: set[int] = set()
        self._handles: list[int] = []
        self._sent = 0
        try:
            self._log = self._kept(locked(self._path, self.part))
            header = self._header()
            self._part = self._kept(opened(self.part))
            if resume and header is not None:
                self._take_up(header)
            else:
                if header is not None:
                    say(f"{self.part} was left by an earlier run and is replaced; --resume would have continued it")
                self.begin(())
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Close both and leave them as they are, for another run."""
        while self._handles:
            os.close(self._handles.pop())

    def begin(self, disorderly: Sequence[int]) -> None:
        """Begin anew, with these sources known to be in disorder. Raises OSError."""
        self.finished = ()
        self.disorderly = set(disorderly)
        self._end = self._log_end = 0
        said = json.dumps({"run": self._run, "disorderly": sorted(self.disorderly)})
        with self._writing():
            self._cut()
            _write(self._log, _BEGINNING + said[1:].encode() + b"\n")
            _write(self._part, self._head)
        self._log_end, self._end = os.fstat(self._log).st_size, len(self._head)

    def add(self, piece: Piece, done: Done) -> None:
        """Write what came of a portion, and then that it did. Raises OSError, and leaves what was there before."""
        line = _line(piece, done)
        with self._writing():
            try:
                _write(self._part, done.text)
                _write(self._log, line)
            except OSError:
                self._cut()
                raise
        self._end += len(done.text)
        self._log_end += len(line)
        if self._end - self._sent > _AT_ONCE:
            _send(self._part, self._sent, self._end)
            self._sent = self._end

    def complete(self) -> None:
        """Put the output into its place. Raises OSError."""
        with self._writing():
            os.fsync(self._part)
            os.replace(self.part, self.target)
            os.unlink(self._path)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Something is written. Raises OSError with the name of the output, and what to do."""
        try:
            yield
        except OSError as error:
            reason = (
                f"cannot write here: {error.strerror}; once that is mended, the same command continues with --resume"
            )
            raise OSError(error.errno, reason, self.target) from None

    def _kept(self, handle: int) -> int:
        self._handles.append(handle)
        return handle

    def _header(self) -> dict[str, Any] | None:
        """The first line of the journal; None for a new one. Raises PalermoError where it is none of ours."""
        with open(self._log, "rb", closefd=False) as file:
            first = file.readline()
        if not first and os.path.lexists(self.part) and os.lstat(self.part).st_size:
            os.unlink(self._path)
            raise in_the_way(self.part)
        if not first.startswith(_BEGINNING) and not _BEGINNING.startswith(first):
            raise in_the_way(self._path)
        try:
            header: dict[str, Any] = json.loads(first)
        except ValueError:  # it was not written to its end
            return None
        return header

    def _take_up(self, header: dict[str, Any]) -> None:
        """Go on after the last portion that is whole."""
        found = difference(header["run"], self._run)
        if found is not None:
            message = f"{found}: give the same again, or leave out --resume to begin anew"
            raise PalermoError(Problem(self._path, None, None, message))
        with open(self._part, "rb", closefd=False) as part:
            if part.read(len(self._head)) != self._head:
                self.begin(header["disorderly"])
                return
            good: list[Finished] = []
            self._end = len(self._head)
            for line in self._lines():
                text = part.read(line.size)
                if len(text) < line.size or crc32(text) != line.check:
                    break
                good.append(line.finished)
                self._end += line.size
                self._log_end = line.end
        self.finished = tuple(good)
        self.disorderly = set(header["disorderly"])
        self._cut()

    def _lines(self) -> Iterator[_Line]:
        """The lines of the journal after the first, as far as they are whole."""
        with open(self._log, "rb", closefd=False) as file:
            file.seek(0)
            at = self._log_end = len(file.readline())
            for line in file:
                at += len(line)
                read = _read(line, at) if line.endswith(b"\n") else None
                if read is None:
                    return
                yield read

    def _cut(self) -> None:
        """Cut off what stands behind the last portion that is whole."""
        os.ftruncate(self._part, self._end)
        os.ftruncate(self._log, self._log_end)
        os.lseek(self._part, self._end, os.SEEK_SET)
        os.lseek(self._log, self._log_end, os.SEEK_SET)


def _write(handle: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]


def _send(handle: int, start: int, end: int) -> None:
    """Let the system begin to write a part of a file to the disk, where it takes such advice."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is not None:
        advise(handle, start, end - start, os.POSIX_FADV_DONTNEED)


def _line(piece: Piece, done: Done) -> bytes:
    said = {
        "at": (piece.source, piece.portion.start, piece.portion.end),
        "text": (len(done.text), crc32(done.text) if done.check is None else done.check),
        "problems": done.problems,
        "cases": done.cases,
        "graphs": done.graphs.hex(),
        "iris": done.iris.hex(),
        "lines": done.lines,
        "stopped": done.stopped,
    }
    return _as_json(said).encode() + b"\n"


def _read(line: bytes, end: int) -> _Line | None:
    """A line that ends at this byte; None where it is damaged."""
    try:
        said = json.loads(line)
        problems = tuple(Problem(*values) for values in said["problems"])
        graphs, iris = bytes.fromhex(said["graphs"]), bytes.fromhex(said["iris"])
        done = Done(-1, b"", problems, said["cases"], graphs, iris, said["lines"], said["stopped"])
        source, start, stop = said["at"]
        size, check = said["text"]
        return _Line(Finished(source, start, stop, done), size, check, end)
    except (ValueError, KeyError, TypeError):
        return None
