"""What the peers are given, and that what is called right is what pySHACL says too."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / "benchmarks" / "peers"


@pytest.fixture
def given(script, tmp_path):
    cases = tmp_path / "cases.nq"
    cases.write_text(script("generate").generate_bench(12))
    return tmp_path, script("inputs").write(cases, 12, 8, tmp_path)


@pytest.mark.parametrize(("shapes", "form"), [("all", "closed"), ("law", "view")])
def test_pyshacl_answers_as_palermo_does(given, shapes, form) -> None:
    folder, _ = given
    command = [sys.executable, str(PEERS / "run_pyshacl.py"), str(folder), shapes, "answers", form]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert told == json.loads((folder / "right.json").read_text())


def test_what_is_given(given) -> None:
    folder, figures = given
    right = json.loads((folder / "right.json").read_text())
    persons = [node for node in right if node.endswith("#person")]
    assert len(persons) == 8, "answers are compared for the first cases"
    assert figures["questions"] > sum(map(len, right.values())), "some answers are yes"
    assert figures["view"] < figures["closed"]
    assert (folder / "closed.nt").read_text().count("\n\n") == 11


def test_each_engine_has_its_script(script) -> None:
    scripts = {path.stem.removeprefix("run_") for path in PEERS.glob("run_*.py")}
    assert {package.replace("-", "_") for package in script("engines").ENGINES} == scripts


def test_rates_stop_where_larger_graphs_do_not_help(script, tmp_path, capsys) -> None:
    common = script("common")
    (tmp_path / "closed.nt").write_text("\n".join(f"<urn:a> <urn:b> <urn:{i}> .\n" for i in range(200)))
    seen = []
    way = common.Way(
        "counting", "closed", lambda graph: graph.count("\n"), lambda n: seen.append(sum(range(n * n * 500)))
    )
    common.rates(tmp_path, [way], ())
    tried = [json.loads(line)["way"] for line in capsys.readouterr().out.splitlines()]
    assert tried[0] == "counting; 1 to a graph"
    assert "counting; 150 to a graph" not in tried
    common.rates(tmp_path, [way], ["counting; 10 to a graph"])
    assert [json.loads(line)["way"] for line in capsys.readouterr().out.splitlines()] == ["counting; 10 to a graph"]


def test_a_package_that_is_not_there_is_said_so(script, tmp_path) -> None:
    environments = script("environments")
    (tmp_path / "no-such" / "bin").mkdir(parents=True)
    assert environments.last_line("a\n b \n\n", "c") == "b"
    assert environments.last_line("", "c") == "c"


def test_a_wrong_answer_counts_and_a_right_way_comes_first(script) -> None:
    contest = script("contest")
    one = contest.Contest(
        None,
        "all",
        "",
        {"fast": [9.0, 7.0, 8.0], "slow": [1.0]},
        {"fast": "view", "slow": "closed"},
        {"view": 2, "closed": 0},
    )
    assert one.best() == contest.Best(1.0, "slow", 0)
    assert one._replace(wrong={"view": 2, "closed": 1}).best() == contest.Best(8.0, "fast", 2)
