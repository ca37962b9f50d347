"""The check of packs: everything that is wrong with an extension of the rulebook, in one run, with place and advice."""

from palermo.check.checking import check, check_packs
from palermo.check.diagnostic import Diagnostic, Place, Report

__all__ = ["Diagnostic", "Place", "Report", "check", "check_packs"]
