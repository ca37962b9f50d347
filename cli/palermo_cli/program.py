"""The commands, and the group that finds them."""

import warnings
from collections.abc import Mapping
from functools import partial

import click

from palermo.problems import Notice
from palermo_cli import __version__
from palermo_cli.errors import code_of, noted
from palermo_cli.lazily import Option, helped

#: Command to the module that holds it, in the order of the help page.
COMMANDS = {
    "classify": "classify",
    "explain": "explain",
    "whatif": "whatif",
    "validate": "validate",
    "infer": "infer",
    "query": "query",
    "audit": "audit",
    "summary": "summary",
    "test": "test",
    "compare": "compare",
    "definitions": "definitions",
    "show": "show",
    "new": "new",
    "import": "import_",
    "check": "check",
    "demo": "demo",
}


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for. ``modules`` says which holds which."""

    modules: Mapping[str, str] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        module = self.modules.get(cmd_name)
        if module is None:
            return None
        from importlib import import_module

        command: click.Command = import_module("palermo_cli.commands." + module).command
        return command


class Program(LazyGroup):
    """The commands of the program."""

    modules = COMMANDS

    def invoke(self, ctx: click.Context) -> int:
        """Run the command. Errors and notices become lines here, before click gives a broken pipe and Ctrl-C its own
        treatment."""
        with warnings.catch_warnings():
            warnings.simplefilter("always", Notice)
            warnings.showwarning = partial(noted, warnings.showwarning)
            return code_of(lambda: super(Program, self).invoke(ctx))


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="palermo", cls=Option)
@helped
def palermo() -> None:
    """Classify described cases under legal definitions, and say why, on what evidence, and what is missing.

    An aid to analysis, not legal advice.
    """
