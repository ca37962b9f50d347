"""Lets the test here import the modules of this folder, which ``run.py`` imports as a script too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
