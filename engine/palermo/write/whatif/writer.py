"""What would change the results of a run, case by case."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, Protocol, TextIO

from palermo.findings import CaseFindings
from palermo.problems import Problem
from palermo.whatif.values import Supposed, WhatIf
from palermo.write.as_json import finding_tree, problem_tree
from palermo.write.as_json import line as json_line
from palermo.write.blocks_out import Show
from palermo.write.context import VERSION, Context
from palermo.write.report import case_head
from palermo.write.report.block import Block, heading, item, line
from palermo.write.report.definitions import banner_blocks
from palermo.write.report.finding import finding_blocks
from palermo.write.report.telling import Telling
from palermo.write.whatif.groups import Group, grouped
from palermo.write.whatif.saying import Saying, turtle

#: So many groups of sets a text shows for one finding.
_MOST: Final = 12


class WhatIfWriter(Protocol):
    """Writes what would change the results of one run, case by case."""

    def begin(self) -> None:
        """Write what comes before the first case."""

    def case(self, findings: CaseFindings, found: Sequence[WhatIf]) -> None:
        """Write one case."""

    def end(self, problems: Sequence[Problem]) -> None:
        """Write what comes after the last case."""


class WhatIfReport:
    """As text or Markdown, with ``show``, one of those of :mod:`palermo.write.blocks_out`."""

    def __init__(self, out: TextIO, context: Context, show: Show) -> None:
        self._out, self._context, self._show = out, context, show
        self._cases = 0

    def begin(self) -> None:
        """Write which definitions were not verified in full."""
        blocks = list(banner_blocks(self._context))
        if blocks:
            self._show(self._out, self._context, blocks)
            self._out.write("\n\n")

    def case(self, findings: CaseFindings, found: Sequence[WhatIf]) -> None:
        """Write one case."""
        self._cases += 1
        self._show(self._out, self._context, _case_blocks(findings, found, self._context))
        self._out.write("\n\n")

    def end(self, _problems: Sequence[Problem]) -> None:
        """Write what is said once, where there was a case."""
        if not self._cases:
            return
        say = self._context.rulebook.wording
        closing = [Block("basis", say(id_, self._context.lang), depth=0) for id_ in ("whatif.caveat", "not-advice")]
        self._show(self._out, self._context, closing)


def _case_blocks(findings: CaseFindings, found: Sequence[WhatIf], context: Context) -> Iterator[Block]:
    telling = Telling(findings, context)
    labels = {person.person: person.label for person in findings.persons}
    yield from case_head(telling)
    person = None
    for one in found:
        if one.person != person:
            person = one.person
            yield Block("person", labels.get(person) or telling.record.name(person) or person)
        yield from _what_if_blocks(telling, one, context)


def _what_if_blocks(telling: Telling, one: WhatIf, context: Context) -> Iterator[Block]:
    words = telling.words
    yield heading(telling.definition(one.definition), telling.outcome(one.finding), one.finding.outcome)
    if one.finding.outcome == "established":
        yield from _support_blocks(telling, one)
    else:
        yield from _set_blocks(telling, one)
    if one.bounded:
        yield line(words.say("whatif.bounded"))
    if one.under_assumption is not None:
        assumed = one.under_assumption
        saying = Saying(telling, _several(assumed.findings, one.person))
        yield line(words.say("whatif.assuming"))
        yield from (item(saying.words(supposed)) for supposed in assumed.supposed)
        yield line(words.say("whatif.assumed"))
        supposed = frozenset(s.node for s in assumed.supposed)
        yield from finding_blocks(Telling(assumed.findings, context, supposed), one.person, assumed.finding, True)


def _set_blocks(telling: Telling, one: WhatIf) -> Iterator[Block]:
    """The sets that would make it so, those that are combinations of the same put together."""
    words = telling.words
    saying = Saying(telling, _several(telling.findings, one.person))
    if not one.would_establish:
        yield line(words.say("whatif.none.excluded" if one.finding.outcome == "excluded" else "whatif.none"))
        return
    groups = grouped(one.would_establish)
    if len(groups) == 1 and len(groups[0].choices) > 1 and groups[0].size() > 1:
        yield line(words.say("whatif.would.each"))
        yield from (item(_either(telling, saying, choice)) for choice in groups[0].choices)
        return
    yield line(words.say("whatif.would.one" if len(one.would_establish) == 1 else "whatif.would.several"))
    for group in groups[:_MOST]:
        yield from _group_blocks(telling, saying, group)
    if groups[_MOST:]:
        yield line(words.say("whatif.more", count=sum(group.size() for group in groups[_MOST:])))


def _group_blocks(telling: Telling, saying: Saying, group: Group) -> Iterator[Block]:
    if group.size() == 1:
        yield item(saying.together(tuple(choice[0] for choice in group.choices)))
    elif len(group.choices) == 1:
        yield from (item(text) for text in saying.either(group.choices[0]))
    else:
        yield item(telling.words.say("whatif.each"))
        for choice in group.choices:
            yield item(_either(telling, saying, choice), 3)


def _either(telling: Telling, saying: Saying, choice: tuple[Supposed, ...]) -> str:
    return telling.words.say("whatif.either").join(saying.either(choice))


def _support_blocks(telling: Telling, one: WhatIf) -> Iterator[Block]:
    """The facts that an established finding rests on, and those that would undo it."""
    words = telling.words
    yield line(words.say("whatif.rests" if one.rests_on else "whatif.rests.none"))
    yield from (item(telling.fact_as_recorded(fact)) for fact in one.rests_on)
    if not one.rests_on:
        return
    yield line(words.say("whatif.undone" if one.undone_by else "whatif.undone.none"))
    yield from (item(telling.named(fact)) for fact in one.undone_by)


def _several(findings: CaseFindings, person: str) -> bool:
    """Whether several conducts towards a person are described."""
    from palermo.names import TOWARDS, TOWARDS_CHILD

    return len({s for s, p, o in findings.case.triples if p in (TOWARDS, TOWARDS_CHILD) and o == person}) > 1


class WhatIfJson:
    """One JSON document, case by case."""

    def __init__(self, out: TextIO, context: Context) -> None:
        self._out, self._context = out, context
        self._separator = "\n  "

    def begin(self) -> None:
        """Write the head, up to the list of cases."""
        packs = {"packs": self._context.rulebook.packs, "definitions": self._context.definitions}
        self._out.write(f'{{"palermo": {json_line(VERSION)},\n "rulebook": {json_line(packs)},\n "cases": [')

    def case(self, findings: CaseFindings, found: Sequence[WhatIf]) -> None:
        """Write one case."""
        telling = Telling(findings, self._context)
        tree = {
            "case": findings.case.iri,
            "label": findings.label,
            "file": findings.case.file,
            "persons": [
                {
                    "person": person.person,
                    "label": person.label,
                    "definitions": [what_if_tree(telling, one) for one in found if one.person == person.person],
                }
                for person in findings.persons
                if any(one.person == person.person for one in found)
            ],
        }
        self._out.write(self._separator + json_line(tree))
        self._separator = ",\n  "

    def end(self, problems: Sequence[Problem]) -> None:
        """Write the problems and close the document."""
        listed = ",\n  ".join(json_line(problem_tree(problem)) for problem in problems)
        self._out.write(f'],\n "problems": [{listed}]}}\n')


def what_if_tree(telling: Telling, one: WhatIf) -> dict[str, Any]:
    """What would change one finding, as JSON."""
    saying = Saying(telling, _several(telling.findings, one.person))
    tree: dict[str, Any] = {
        "definition": one.definition,
        "outcome": one.finding.outcome,
        "would_establish": [
            [{"words": saying.words(fact), "turtle": turtle(fact)} for fact in chosen] for chosen in one.would_establish
        ],
        "rests_on": one.rests_on,
        "undone_by": one.undone_by,
        "bounded": one.bounded,
    }
    if one.under_assumption is not None:
        assumed = one.under_assumption
        tree["assumed"] = [{"words": saying.words(fact), "turtle": turtle(fact)} for fact in assumed.supposed]
        tree["under_assumption"] = finding_tree(assumed.finding)
    return tree
