"""Errors of the command line: one line each on standard error, and the exit codes.

0: done. 1: done, and the answer is "no". 2: the command could not do its work.
"""

import errno
import io
import os
import sys
from collections.abc import Callable
from typing import Any

import click

from palermo.escape import esc
from palermo.problems import Notice, PalermoError, Problem

#: Set to any value to see where an internal error came from.
DEBUG = "PALERMO_DEBUG"
#: What click raises where a group is called alone; its message is the help page. Before click 8.2 there was none.
_NO_ARGUMENTS: Any = getattr(click.exceptions, "NoArgsIsHelpError", ())


def complain(message: str) -> None:
    """Write one line of complaint."""
    sys.stderr.write(f"palermo: {esc(message)}\n")


def report(problem: Problem) -> None:
    """Write one line on a problem with an input."""
    complain(f"{problem.place()}: {problem.message}" if problem.file else problem.message)


def noted(otherwise: Callable[..., None], message: Warning | str, *where: Any, **more: Any) -> None:
    """Write one line on a notice; ``otherwise`` shows any other warning. The rest is what ``warnings.showwarning``
    takes."""
    if isinstance(message, Notice):
        complain(str(message))
    else:
        otherwise(message, *where, **more)


def code_of(work: Callable[[], object]) -> int:
    """Run a command; its exit code. Nothing that goes wrong leaves a traceback."""
    try:
        code = _guarded(work)
        sys.stdout.flush()
    except BrokenPipeError:
        _hush()
        return 0
    except KeyboardInterrupt:  # while the last of the output was being written
        _hush()
        complain("stopped")
        return 2
    except OSError as error:
        if error.filename:
            complain(f"{error.filename}: {error.strerror}")
        else:
            _hush()
            closed = error.errno == errno.EBADF
            complain(f"cannot write: {'standard output is closed' if closed else error.strerror}")
        return 2
    return code


def _guarded(work: Callable[[], object]) -> int:
    try:
        code = work()
    except click.exceptions.Exit:
        raise
    except PalermoError as error:
        report(error.problem)
    except _NO_ARGUMENTS as error:
        sys.stderr.write(error.format_message() + "\n")
    except click.UsageError as error:
        page = f"; see {error.ctx.command_path} --help" if error.ctx else ""
        complain(error.format_message().rstrip(".") + page)
    except click.ClickException as error:
        complain(error.format_message())
    except (KeyboardInterrupt, click.Abort):
        complain("stopped")
    except OSError:
        raise
    except (Exception, RecursionError, MemoryError) as error:
        if os.environ.get(DEBUG):
            raise
        complain(f"internal error, {type(error).__name__}: {error}; set {DEBUG}=1 to see where, and please report it")
    else:
        return code if isinstance(code, int) else 0
    return 2


def _hush() -> None:
    """Let nothing more be written to a standard output that takes no more."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = io.StringIO()
