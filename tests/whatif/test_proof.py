"""What is proposed, held against classification, on generated cases, the cases of the checkout and packs."""

import os

import pytest
from byhand import ASKED
from proving import Proof, prove_all, rulebook

from palermo.data import folder
from palermo.read import read_cases
from palermo.rulebook import Rulebook
from palermo.split.case import Case

#: How many generated cases a test run proves; ``run.py`` proves more.
_COUNT = int(os.environ.get("PALERMO_WHATIF", "60"))
_CASES = os.path.join(os.path.dirname(os.path.dirname(__file__)), "cases", "good")
#: A definition whose list of kinds is long, one about two conducts and the person, and one with a rule on children.
_OTHERS = ("un-1949", "uk-msa-2015", "za-pacotip-2013")


def cases_of(*paths: str) -> list[Case]:
    return [case for case in read_cases(paths, rulebook().vocabulary) if isinstance(case, Case)]


def test_generated_cases() -> None:
    counts, failures = prove_all(1, _COUNT, 1)
    assert failures == []
    for what in ("sets", "subsets", "undoing", "tried exhaustively", "supports tried exhaustively", "excluded"):
        assert counts[what], what
    assert counts["tried exhaustively"] > counts["findings"] // 2
    assert not counts["bounded"]


@pytest.mark.parametrize("case", cases_of(folder("examples"), _CASES), ids=lambda case: case.iri)
def test_cases_of_the_checkout(case: Case) -> None:
    assert Proof(case).failures == []


@pytest.mark.parametrize("definition", [d for d in _OTHERS if d in {c.id for c in rulebook().definitions}])
def test_other_laws(definition: str) -> None:
    proofs = [Proof(case, (definition,)) for case in cases_of(os.path.join(folder("examples"), "casebook"))]
    assert [failure for proof in proofs for failure in proof.failures] == []
    assert sum(proof.counts["sets"] for proof in proofs)


def test_the_proof_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    """A set too many, one too few and one too large are each told."""
    from palermo.whatif import Asker

    case = cases_of(os.path.join(folder("examples"), "casebook", "s-m-v-croatia.ttl"))[0]
    real = Asker.ask

    def tampered(change):  # type: ignore[no-untyped-def]
        def ask(self, person, finding, assumptions=()):  # type: ignore[no-untyped-def]
            found = real(self, person, finding, assumptions)
            return found._replace(would_establish=change(found.would_establish))

        return ask

    changes = {
        "does not establish it": lambda sets: (sets[0][:1], *sets[1:]),
        "less would do": lambda sets: (tuple(dict.fromkeys((*sets[0], *sets[-1]))), *sets[1:]),
        "tried and not proposed": lambda sets: sets[1:],
    }
    for told, change in changes.items():
        monkeypatch.setattr(Asker, "ask", tampered(change))
        failures = Proof(case, ASKED).failures
        assert any(told in failure for failure in failures), told


def test_it_knows_no_law() -> None:
    """The packs of the checkout that are not about trafficking: every set proposed holds."""
    other = os.path.join(folder("examples"), "packs", "refugee-1951")
    rulebook_ = Rulebook.load([other])
    from palermo.whatif import Asker
    from palermo.whatif.trial import with_triples

    proposed = 0
    for case in read_cases([os.path.join(other, "cases")], rulebook_.vocabulary):
        assert isinstance(case, Case)
        ids = [card.id for card in rulebook_.definitions]
        asker = Asker(rulebook_, case)
        for person in rulebook_.classify(case, ids).persons:
            for finding in person.findings:
                for chosen in asker.ask(person.person, finding).would_establish:
                    proposed += 1
                    for left_out in (None, *range(len(chosen))):
                        kept = [t for n, one in enumerate(chosen) if n != left_out for t in one.triples]
                        found = rulebook_.classify(with_triples(case, kept), (finding.definition,))
                        outcome = next(p.findings[0].outcome for p in found.persons if p.person == person.person)
                        assert (outcome == "established") == (left_out is None)
    assert proposed > 10
