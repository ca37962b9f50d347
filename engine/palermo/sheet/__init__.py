"""A workbook to describe cases in, for people who work with spreadsheets (extra ``sheet``).

Sheets, columns and texts stand in ``ontology/templates/sheet.ttl``; what the lists offer comes from the rulebook.
:func:`new_workbook` gives an empty workbook, :func:`read_workbook` makes cases of a filled one.
"""

from palermo.sheet.reading import read_workbook
from palermo.sheet.workbook import new_workbook

__all__ = ["new_workbook", "read_workbook"]
