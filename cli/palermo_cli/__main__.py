"""``python -m palermo_cli``."""

from palermo_cli.main import run

run()
