"""Where the ``palermo`` program starts: whatever goes wrong, from the first import on, becomes one line."""

import gc
import os
import sys

gc.disable()  # what is imported is no garbage
try:
    from typing import NoReturn

    from palermo_cli import lazily, streams  # noqa: F401  what is put off comes before click
    from palermo_cli.errors import code_of
    from palermo_cli.program import COMMANDS, palermo
except KeyboardInterrupt:
    os.write(2, b"palermo: stopped\n")
    os._exit(2)  # an exception from here may still end as a signal would
gc.enable()

__all__ = ["COMMANDS", "palermo", "run"]


def run() -> NoReturn:
    """The entry point: runs the command and exits with its code.

    Looking for garbage while the program starts, and taking the interpreter apart at the end, would take a quarter of
    the time that classifying one case takes: the one begins when a rulebook is loaded, the other is left to the system.
    """
    gc.disable()
    streams.complete()
    code = code_of(lambda: palermo.main(prog_name="palermo", standalone_mode=False))
    sys.stderr.flush()
    os._exit(code)
