"""Every code of a problem that the passes read and split can give, and bulk for them, has its line in their pages."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_codes_and_pages_agree() -> None:
    sources = [path for name in ("read", "split", "bulk") for path in (ROOT / "engine/palermo" / name).glob("*.py")]
    given = {code for path in sources for code in re.findall(r'"(P\d{3})"', path.read_text("utf-8"))}
    pages = [(ROOT / "docs" / name).read_text("utf-8") for name in ("read.md", "split.md")]
    told = {code for page in pages for code in re.findall(r"^\| (P\d{3}) \|", page, re.MULTILINE)}
    assert given == told
