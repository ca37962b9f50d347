"""Pass *read*: from PATHs to cases; with pass *split*, which it hands over to."""

from palermo.read.cases import read_cases

__all__ = ["read_cases"]
