"""What is put off loads when it is used, and options lose nothing by it."""

import inspect
import subprocess
import sys

import click
import pytest

from palermo_cli import lazily
from palermo_cli.main import palermo


def test_a_module_that_is_put_off_is_whole_when_used() -> None:
    code = (
        "import sys; from palermo_cli import lazily; early = sys.modules['inspect']; import inspect; "
        "assert inspect is early; assert 'ast' not in sys.modules; assert inspect.isfunction(lazily.put_off); "
        "import inspect as again; from inspect import cleandoc; assert again is not early; "
        "assert again.cleandoc is early.cleandoc is cleandoc"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)})


def test_what_is_loaded_already_stays() -> None:
    lazily.put_off("inspect")
    assert sys.modules["inspect"].cleandoc is inspect.cleandoc


def test_a_name_that_a_module_lacks_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    lazily.put_off("colorsys")
    with pytest.raises(AttributeError, match="nothing"):
        _ = sys.modules["colorsys"].nothing


def test_help_is_what_click_would_make_of_it() -> None:
    context = click.Context(palermo)
    command = palermo.get_command(context, "classify")
    assert command is not None
    options = [p for p in (*command.params, *palermo.params) if isinstance(p, click.Option)]
    assert len(options) > 10
    for option in options:
        assert option.help
        assert option.help == inspect.cleandoc(option.help)
