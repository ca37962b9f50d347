"""Write ``docs/diagnostics/``: a page for each diagnostic of `palermo check`, and an index. A test finds stale ones.

What a diagnostic means and advises is wording of the program. The example is a slip in the law of the how-to page
``write-a-pack.md``; what the check says of it is what the check says.
"""

import os
import re
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from palermo.check import Report, check
from palermo.check.table import SEVERITY
from palermo.check.texts import Text, pick, texts

HERE = os.path.dirname(os.path.abspath(__file__))
PAGES = os.path.join(HERE, "diagnostics")
HOWTO = os.path.join(HERE, "howto", "write-a-pack.md")
NAME = "example-act-2030"
BLOCK = re.compile(
    r"```(?P<kind>\w+)\n(?P<body>.*?)```|`(?P<path>" + NAME + r"/[\w/.-]+\.ttl)`"
    r"|write `(?P<new>[\w:]+)` in the\s+place of `(?P<old>[\w:]+)`",
    re.DOTALL,
)
GROUPS = {
    "1": "Files, prefixes, imports",
    "2": "Terms",
    "3": "Texts",
    "4": "The ontology as logic",
    "5": "Shapes",
    "6": "Law",
    "7": "SPARQL",
}

#: What only a reasoner finds.
BY_REASONER = ("K406",)

Files = dict[str, str]


def law() -> Files:
    """The pack that the how-to page writes: path within the pack to text."""
    from palermo.skeleton import skeleton

    files = dict(skeleton(NAME))
    path = ""
    with open(HOWTO, encoding="utf-8") as page:
        for match in BLOCK.finditer(page.read()):
            if match["path"]:
                path = match["path"].removeprefix(NAME + "/")
            elif match["new"]:
                files[path] = files[path].replace(match["old"], match["new"])
            elif match["kind"] == "turtle":
                files[path] = with_part(files.get(path, ""), match["body"])
    return files


def with_part(text: str, part: str) -> str:
    """A file with one of its parts written anew; the part itself where it is no part, but a file."""
    heading = part.partition("\n")[0]
    if not heading.startswith("# ---"):
        return part
    start = text.index(heading)
    end = text.find("\n# ---", start)
    return text[:start] + part + (text[end:] if end >= 0 else "")


def examples() -> dict[str, list[dict[str, Any]]]:
    """Code to the edits that make its example."""
    with open(os.path.join(PAGES, "examples.toml"), "rb") as file:
        return tomllib.load(file)


def slipped(files: Files, edits: Sequence[dict[str, Any]]) -> Files:
    """The files with the slips in them. Raises ValueError where what is to be found is not there."""
    found = dict(files)
    for edit in edits:
        path = f"{edit.get('file', 'ontology')}/{NAME}.ttl"
        if "find" in edit:
            if edit["find"] not in found[path]:
                raise ValueError(f"not in {path}: {edit['find']}")
            found[path] = found[path].replace(edit["find"], edit["write"], -1 if edit.get("all") else 1)
        found[path] += edit.get("add", "")
        found.update(edit.get("files", {}))
        for gone in edit.get("without", ()):
            del found[gone]
    return found


def checked(files: Files, *, reasoner: bool = False) -> Report:
    """What the check says of a pack with these files."""
    with tempfile.TemporaryDirectory() as folder, within(folder):
        for path, text in files.items():
            place = os.path.join(NAME, path)
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "w", encoding="utf-8", newline="\n") as out:
                out.write(text)
        return check([NAME], reasoner=reasoner)


@contextmanager
def within(folder: str) -> Iterator[None]:
    """Work in a folder for a while."""
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def said(code: str, report: Report) -> str:
    """What the check says of the example, as text shows it."""
    found = next(one for one in report.diagnostics if one.code == code)
    return f"{found.place}: {found.severity} {found.code}: {found.message}"


def page(code: str, edits: Sequence[dict[str, Any]], report: Report) -> str:
    """The page of one code."""
    words = texts()[code]
    shown = [edit.get("show", edit.get("write", "") + edit.get("add", "")) for edit in edits]
    right = next((edit["right"] for edit in edits if "right" in edit), edits[0].get("find", ""))
    return (
        f"# {code}: {pick(words.name, 'en')}\n\n*{SEVERITY[code]}*\n\n{pick(words.means, 'en')}\n\n## Example\n\n"
        f"```turtle\n{block(shown)}\n```\n\n`palermo check` says:\n\n```text\n{said(code, report)}\n```\n\n"
        f"## What to do\n\n{pick(words.advice, 'en')}\n\n```turtle\n{block([right])}\n```\n\n"
        "[All diagnostics](index.md)\n"
    )


def block(parts: Sequence[str]) -> str:
    """Pieces of Turtle without the empty lines around them."""
    return "\n\n".join(part.strip("\n") for part in parts if part.strip("\n"))


def index() -> str:
    """The page that lists all."""
    known: dict[str, Text] = texts()
    lines = [
        "# Diagnostics\n",
        "What `palermo check` may say of a pack. Errors and warnings are problems; a notice is a thing to know.\n",
    ]
    for number, group in GROUPS.items():
        lines += [f"## {group}\n", "| code | | |", "| --- | --- | --- |"]
        codes = [code for code in SEVERITY if code[1] == number]
        lines += [f"| [{code}]({code}.md) | {pick(known[code].name, 'en')} | {SEVERITY[code]} |" for code in codes]
        lines.append("")
    return "\n".join(lines)


def pages() -> Iterator[tuple[str, str]]:
    """Every page, by the name of its file."""
    files = law()
    for code, edits in examples().items():
        yield f"{code}.md", page(code, edits, checked(slipped(files, edits), reasoner=code in BY_REASONER))
    yield "index.md", index()


if __name__ == "__main__":
    for name, text in pages():
        with open(os.path.join(PAGES, name), "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
