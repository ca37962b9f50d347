"""The fast lane of portions: cases that are too long for it go the ordinary way, whole."""

from palermo.bulk.laned import Lane
from palermo.bulk.values import Portion
from palermo.lane.drive import _cut
from palermo.lane.forms import forms
from palermo.lane.lane import Lane as FastLane
from palermo.rulebook import Rulebook

_CASE = "https://example.org/long/{n}#"


def _lines(n: int, texts: int, length: int) -> str:
    own, graph = _CASE.format(n=n), f"<{_CASE.format(n=n)}case>"
    pal, rdf = "https://w3id.org/palermo#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    said = [
        f"<{own}case> <{rdf}> <{pal}Case>",
        f"<{own}case> <{pal}concerns> <{own}person>",
        f"<{own}person> <{rdf}> <{pal}Person>",
        *(f'<{own}person> <http://www.w3.org/2000/01/rdf-schema#comment> "{i} {"x" * length}"' for i in range(texts)),
    ]
    return "".join(f"{line} {graph} .\n" for line in said)


def test_cases_of_any_length_are_classified_whole() -> None:
    rulebook = Rulebook.load()
    lane = Lane(rulebook, rulebook, rulebook.chosen(), "en")
    for texts, length in ((30, 10), (30, 900), (30, 40_000), (2_000, 3), (4_000, 40)):
        text = "".join(_lines(n, texts + n, length + n) for n in range(12)) + _lines(99, 1, 3)
        done = lane(Portion(0, "cases.nq", None, "n-quads", 8, 8 + len(text), 0, text.encode()))
        assert done is not None
        assert (done.cases, done.problems, done.stopped) == (13, (), False)
        assert done.text.count(b'"case":') == 13


def test_where_a_case_ends_does_not_depend_on_how_much_is_looked_at() -> None:
    text = "".join(_lines(n, 3, 5 * n) for n in range(3))
    first = len(_lines(0, 3, 0))
    graph = "<https://example.org/long/0#case>"
    rulebook = Rulebook.load()
    found = forms(rulebook.plan, rulebook.chosen())
    assert found is not None
    lane = FastLane(rulebook, found, '"x"')
    for window in range(1, 2 * first):
        cut = _cut(lane, text, 0, graph, window)
        assert cut is not None
        assert cut.after == first
