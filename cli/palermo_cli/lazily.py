"""What click imports and this program seldom needs, put off until something of it is used.

click takes indentation out of help texts with ``inspect``, which takes four times as long to import as a case takes to
be judged. Help texts of options have none here; so the module waits, and options do without it.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    """Stands for a module until something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def put_off(name: str) -> None:
    """Make a module load when something of it is first used, where it is not loaded already."""
    if name not in sys.modules:
        module = _Later(name)
        module.__spec__ = find_spec(name)
        sys.modules[name] = module


put_off("inspect")

import click  # noqa: E402


class Option(click.Option):
    """An option whose help is one line, to be taken as it is."""

    def __init__(self, *args: Any, help: str | None = None, **kwargs: Any) -> None:  # noqa: A002
        super().__init__(*args, **kwargs)
        self.help = help


#: The option that click adds to every command, as one of these.
helped = click.help_option("-h", "--help", cls=Option)
