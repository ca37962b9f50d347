"""Pages that speak of commands: generated ones are fresh, commands shown exist, links lead somewhere."""

import importlib.util
import os
import re
from collections.abc import Iterator

import pytest

from palermo.rulebook import Rulebook
from palermo_cli.main import COMMANDS

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def pages() -> Iterator[str]:
    yield os.path.join(ROOT, "README.md")
    for base, _, names in os.walk(os.path.join(ROOT, "docs")):
        yield from (os.path.join(base, name) for name in sorted(names) if name.endswith(".md"))


def read(path: str) -> str:
    with open(path, encoding="utf-8") as page:
        return page.read()


@pytest.mark.parametrize("name", ["generate", "generate_table", "generate_codes"])
def test_generated_pages_are_fresh(name: str) -> None:
    spec = importlib.util.spec_from_file_location(name, os.path.join(ROOT, "docs", f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    assert read(generate.PAGE) == generate.page(), "stale: run make docs"


def test_the_table_holds_every_definition_and_tells_cases_apart() -> None:
    lines = read(os.path.join(ROOT, "docs", "cases-by-definition.md")).splitlines()
    rows = {line.split("`")[1]: line.split("|")[2:-1] for line in lines if line.startswith("| `")}
    assert set(rows) == {card.id for card in Rulebook.load().definitions}
    assert rows["un-protocol-2000"] == rows["coe-2005"]
    for other in ("un-1949", "us-tvpa-severe-sex", "uk-msa-2015", "in-bns-143", "ca-279-01"):
        assert rows[other] != rows["un-protocol-2000"], other


def test_the_page_on_commands_names_each_command() -> None:
    text = read(os.path.join(ROOT, "docs", "commands.md"))
    assert all(f"## `palermo {name}" in text for name in COMMANDS)


@pytest.mark.parametrize("path", list(pages()), ids=lambda path: os.path.relpath(path, ROOT))
def test_links_lead_somewhere(path) -> None:
    text = re.sub(r"```.*?```", "", read(path), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if "://" not in target and not target.startswith("mailto:"):
            assert os.path.exists(os.path.join(os.path.dirname(path), target)), target


@pytest.mark.parametrize("path", list(pages()), ids=lambda path: os.path.relpath(path, ROOT))
def test_commands_shown_exist(path) -> None:
    for name in re.findall(r"^\$ palermo ([a-z]+)", read(path), flags=re.MULTILINE):
        assert name in COMMANDS


def test_the_picture_in_the_readme_is_what_is_printed(run) -> None:
    (picture,) = re.findall(r"```text\n(.*?)```", read(os.path.join(ROOT, "README.md")), flags=re.DOTALL)
    assert picture in run("classify", os.path.join(ROOT, "examples", "04-waitress.ttl")).out
