"""Files that a run keeps to itself: opened without following links, and locked until it ends, in whatever way."""

import errno
import os

from palermo.problems import PalermoError, Problem


def locked(path: str, guarded: str) -> int:
    """A descriptor of the file at ``path``, made where there is none, that nobody else has as long as this process has
    it. Raises OSError, and PalermoError where somebody has it: then ``guarded`` is what they are writing."""
    while True:
        handle = opened(path)
        if not _lock(handle):
            os.close(handle)
            message = "another run is writing this file: wait for its end, or write to another file"
            raise PalermoError(Problem(guarded, None, None, message))
        try:
            if os.path.samestat(os.fstat(handle), os.stat(path)):
                return handle
        except FileNotFoundError:
            pass
        os.close(handle)  # the run that had it has ended, and it with it


def _lock(handle: int) -> bool:
    """Whether nobody else has the lock of this file; then it is ours, as far as the system has locks."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EACCES, errno.EAGAIN)
    return True


def opened(path: str) -> int:
    """A descriptor of the file at ``path``, to read and write, made where there is none. Raises OSError, and
    PalermoError where a link is in its place."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags, 0o600)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise in_the_way(path) from None
        raise OSError(error.errno, f"cannot write here: {error.strerror}", path) from None


def in_the_way(path: str) -> PalermoError:
    """What is said of a file that is not ours."""
    message = "there already, and not of a run that can be continued: move it away, or write to another file"
    return PalermoError(Problem(path, None, None, message))
