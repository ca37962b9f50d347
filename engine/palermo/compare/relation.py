"""How two definitions relate, from what the reasoner and the branches say; and the two held against one another."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from palermo.compare.examples import Example, Met, met_in_examples
from palermo.compare.reasoner import Answer, Reasoner
from palermo.compare.search import Found, Search, Witness
from palermo.compile.plan import Card
from palermo.problems import PalermoError, Problem
from palermo.rulebook import Rulebook
from palermo.split.case import Case

#: How two definitions may relate. ``within`` means that all that meets A meets B.
RELATIONS: Final = ("equivalent", "within", "contains", "overlapping", "disjoint", "undetermined")
#: Seconds that the reasoner may take.
TIMEOUT: Final = 60.0


class Shown(NamedTuple):
    """A smallest case on one side of a comparison.

    ``outcomes`` are what A and B come to on it, ``missing`` the elements that the one not met misses, ``left_open``
    the same where the law leaves the list of every one of them open. ``examples`` are built-in ones on the same side.
    """

    case: Case
    person: str
    outcomes: tuple[str, str]
    missing: tuple[str, ...]
    left_open: tuple[str, ...]
    examples: tuple[Example, ...]


class OpenList(NamedTuple):
    """An element of a definition whose list the law leaves open; ``shape`` is the element's IRI."""

    definition: str
    element: str
    shape: str


class Comparison(NamedTuple):
    """How definition A relates to B.

    ``by`` is ``reasoner`` or ``branches``. ``bounded`` says that the search ended before every branch was tried, so
    that what it did not find may still be there. ``reasoner`` says what became of asking it, ``tried`` how many
    smallest cases the engine classified. ``unmeetable`` are the definitions that nothing can meet.
    """

    a: str
    b: str
    relation: str
    bounded: bool
    by: str
    only_a: Shown | None
    only_b: Shown | None
    both: Shown | None
    open_lists: tuple[OpenList, ...]
    reasoner: str
    tried: int
    unmeetable: tuple[str, ...] = ()


class _Sides(NamedTuple):
    """What the branches say of one pair."""

    only_a: Found
    only_b: Found
    both: Found


def compare(rulebook: Rulebook, a: str, b: str, *, reasoner: bool = True, timeout: float = TIMEOUT) -> Comparison:
    """How two definitions relate. Raises PalermoError for one that is not in the rulebook."""
    return compare_all(rulebook, (a, b), reasoner=reasoner, timeout=timeout, pairs=((0, 1),))[0]


def compare_all(
    rulebook: Rulebook,
    definitions: Sequence[str],
    *,
    reasoner: bool = True,
    timeout: float = TIMEOUT,
    pairs: Sequence[tuple[int, int]] | None = None,
) -> tuple[Comparison, ...]:
    """How each two of these definitions relate, in their order; the reasoner is asked once for all.

    Raises PalermoError for a definition that is not in the rulebook, and where reasoner and branches contradict one
    another, which would be an error of this program.
    """
    cards = [_card(rulebook, id_) for id_ in definitions]
    asked = tuple(combinations(range(len(cards)), 2)) if pairs is None else tuple(pairs)
    search = Search(rulebook, cards)
    expressions = [search.expressions[card.id] for card in cards]
    with Reasoner(rulebook.plan.axioms, expressions, asked, timeout if reasoner else 0) as running:
        sides = [_sides(search, cards[i].id, cards[j].id) for i, j in asked]
        met = met_in_examples(rulebook, tuple(dict.fromkeys(card.id for card in cards)))
        answer = running.answer()
    return tuple(
        _comparison(rulebook, (cards[i], cards[j]), (i, j), found, answer, met)
        for (i, j), found in zip(asked, sides, strict=True)
    )


def _card(rulebook: Rulebook, id_: str) -> Card:
    try:
        rulebook.chosen((id_,))
        return next(card for card in rulebook.definitions if card.id == id_)
    except PalermoError as error:
        raise PalermoError(error.problem._replace(file="")) from None
    except StopIteration:
        message = f"{id_} is no definition: name two, or compare all of them with --all"
        raise PalermoError(Problem("", None, None, message, "P350")) from None


def _sides(search: Search, a: str, b: str) -> _Sides:
    return _Sides(search.only(a, b), search.only(b, a), search.both(a, b))


def _comparison(
    rulebook: Rulebook,
    cards: tuple[Card, Card],
    numbers: tuple[int, int],
    found: _Sides,
    answer: Answer,
    met: Iterable[Met],
) -> Comparison:
    a, b = cards
    i, j = numbers
    answered = answer.how == "answered"
    says = (((i, j) in answer.above), ((j, i) in answer.above), ((i, j) not in answer.empty)) if answered else None
    own = (_none(found.only_a), _none(found.only_b), _some(found.both))
    if says is not None:
        if i == j:
            says = (True, True, says[2])
        _refuse_contradiction(a, b, own, says)
    within, contains, joint = says or own
    exact = found.only_a.exact and found.only_b.exact and found.both.exact
    open_lists = tuple(
        OpenList(card.id, rulebook.elements[shape].id, shape)
        for card in dict.fromkeys(cards)
        for shape, _ in card.elements
        if shape in rulebook.plan.open_lists
    )
    return Comparison(
        a.id,
        b.id,
        _relation(within, contains, joint),
        not answered and not exact,
        "reasoner" if answered else "branches",
        _shown(found.only_a.witness, b, open_lists, [m.example for m in met if _only(m, a, b)]),
        _swapped(_shown(found.only_b.witness, a, open_lists, [m.example for m in met if _only(m, b, a)])),
        _shown(found.both.witness, None, open_lists, [m.example for m in met if {a.id, b.id} <= m.established]),
        open_lists,
        answer.how,
        found.only_a.tried + found.only_b.tried + found.both.tried,
        tuple(card.id for card, lies in ((a, within), (b, contains)) if lies and joint is False),
    )


def _none(found: Found) -> bool | None:
    """Whether there is no witness; None where that is not known."""
    return False if found.shown else True if found.exact else None


def _some(found: Found) -> bool | None:
    none = _none(found)
    return None if none is None else not none


def _relation(within: bool | None, contains: bool | None, joint: bool | None) -> str:
    if within and contains:
        return "equivalent"
    if within is None or contains is None:
        return "undetermined"
    if within or contains:
        return "within" if within else "contains"
    return "undetermined" if joint is None else "overlapping" if joint else "disjoint"


def _refuse_contradiction(a: Card, b: Card, own: Sequence[bool | None], says: Sequence[bool]) -> None:
    """Raises PalermoError where the branches know better than the reasoner, or the other way round: nobody should rest
    anything on either then."""
    if any(mine is not None and mine != other for mine, other in zip(own, says, strict=True)):
        message = (
            f"the reasoner and the engine contradict one another on {a.id} and {b.id} (engine {tuple(own)}, reasoner "
            f"{tuple(says)}), so neither is to be trusted here; this is an error of the program, please report it"
        )
        raise PalermoError(Problem("", None, None, message, "P351"))


def _only(met: Met, a: Card, b: Card) -> bool:
    return a.id in met.established and b.id not in met.alleged


def _shown(
    witness: Witness | None, other: Card | None, open_lists: Iterable[OpenList], examples: Sequence[Example]
) -> Shown | None:
    """A witness with what the open lists of the other definition, the one that is not met, leave to say."""
    if witness is None:
        return None
    open_ = {one.element for one in open_lists if other is not None and one.definition == other.id}
    left = witness.missing if open_.issuperset(witness.missing) else ()
    return Shown(witness.case, witness.person, witness.outcomes, witness.missing, left, tuple(examples))


def _swapped(shown: Shown | None) -> Shown | None:
    """The same with the outcomes in the order of the comparison."""
    return shown and shown._replace(outcomes=(shown.outcomes[1], shown.outcomes[0]))
