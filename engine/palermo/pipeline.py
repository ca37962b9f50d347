"""The main job from files to findings: read, check the quality of each description, classify.

In: PATHs. Out: findings and problems, in input order. A case that breaks the rules of a description is not classified,
since the engine would have to guess; each violation becomes one problem.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from palermo.conclude.applicability import NOTHING_ASKED
from palermo.findings import CaseFindings, PersonFindings
from palermo.problems import PalermoError, Problem
from palermo.read import read_cases
from palermo.rulebook import Rulebook
from palermo.split.case import Case
from palermo.split.splitter import Locate
from palermo.terms import local_name
from palermo.validation import ValidationResult

if TYPE_CHECKING:
    from palermo.explanation import Explanation
    from palermo.whatif.values import Assumption, WhatIf


class Judge(Protocol):
    """What classifies a case: the compiled rulebook, or the independent reference."""

    def classify(
        self,
        case: Case,
        definitions: Sequence[str] = (),
        lang: str = "en",
        at: object = None,
        jurisdictions: Sequence[str] = (),
    ) -> CaseFindings:
        """The findings on one case."""
        ...


class Asking:
    """A judge who is asked of a day and of jurisdictions instead of those that each case records, or for findings under
    what was law then and there only."""

    def __init__(self, judge: Judge, at: str | None, jurisdictions: Sequence[str], only_applicable: bool) -> None:
        self._judge, self._at, self._jurisdictions = judge, at, tuple(jurisdictions)
        self._only = ("applicable",) if only_applicable else ()

    def classify(
        self,
        case: Case,
        definitions: Sequence[str] = (),
        lang: str = "en",
        at: object = None,
        jurisdictions: Sequence[str] = (),
    ) -> CaseFindings:
        """The findings on one case."""
        return self._judge.classify(
            case, (*definitions, *self._only), lang, at or self._at, jurisdictions or self._jurisdictions
        )


class ReferenceJudge:
    """The independent reference, with the wording that it leaves to the rulebook."""

    def __init__(self, rulebook: Rulebook, packs: Sequence[str]) -> None:
        """Raises PalermoError where the libraries of the reference are not installed."""
        try:
            from palermo.reference import Reference
        except ImportError as error:
            message = f"the reference needs {error.name}, which is not installed; try pip install 'palermo[reference]'"
            raise PalermoError(Problem("", None, None, message)) from None
        self._reference = Reference.load(packs)
        self._rulebook = rulebook

    def classify(
        self,
        case: Case,
        definitions: Sequence[str] = (),
        lang: str = "en",
        at: object = None,
        jurisdictions: Sequence[str] = (),
    ) -> CaseFindings:
        """The findings on one case."""
        found = self._reference.classify(case, definitions, at, jurisdictions)
        return self._rulebook.worded(found, lang, at, jurisdictions)


def judge_of(
    rulebook: Rulebook,
    packs: Sequence[str],
    definitions: Sequence[str] = (),
    engine: str = "compiled",
    at: str | None = None,
    jurisdictions: Sequence[str] = (),
) -> Judge:
    """Who judges by this rulebook of these packs: ``engine`` is ``compiled`` or ``reference``; the rest as
    :meth:`Rulebook.asked` takes it. Raises PalermoError where it does, or the reference is not installed."""
    judge: Judge = rulebook if engine == "compiled" else ReferenceJudge(rulebook, packs)
    asked = rulebook.asked(definitions, at, jurisdictions)
    return judge if asked == NOTHING_ASKED else Asking(judge, *asked)


def sound_cases(rulebook: Rulebook, paths: Sequence[str], input_format: str | None = None) -> Iterator[Case | Problem]:
    """The cases that may be classified; a problem for each violation of those that may not, and for what could not
    be read."""
    for item in read_cases(paths, rulebook.vocabulary, input_format=input_format):
        if isinstance(item, Problem):
            yield item
            continue
        found = violations(rulebook, item, input_format)
        yield from found or (item,)


def violations(
    rulebook: Rulebook, case: Case, input_format: str | None = None, find: Locate | None = None
) -> list[Problem]:
    """What keeps a case from being classified: a problem for each violation of a quality shape. ``find`` finds places
    in the case's source, where it is at hand; else the file is read for it."""
    results = [result for result in rulebook.validate(case) if result.severity == "violation"]
    if find is None:
        places = places_of(case, results, input_format)
    else:
        places = [find(result.focus, result.path, result.value) for result in results]
    return [
        Problem(case.file, line, column, f"{result.code} {result.message}".strip(), result.code)
        for result, (line, column) in zip(results, places, strict=True)
    ]


def classified(
    rulebook: Rulebook,
    judge: Judge,
    paths: Sequence[str],
    definitions: Sequence[str],
    lang: str = "en",
    input_format: str | None = None,
) -> Iterator[CaseFindings | Problem]:
    """The findings on the cases of these PATHs, each as soon as it is known."""
    for item in sound_cases(rulebook, paths, input_format):
        yield item if isinstance(item, Problem) else judge.classify(item, definitions, lang)


def explained(
    rulebook: Rulebook,
    paths: Sequence[str],
    definitions: Sequence[str],
    person: str | None = None,
    input_format: str | None = None,
    judge: Judge | None = None,
) -> Iterator["tuple[CaseFindings, list[Explanation]] | Problem"]:
    """The findings on each case and why they are so; only for ``person`` (an IRI or its end) where one is given.
    ``judge`` is who makes the findings, the rulebook itself by default; why is always the rulebook's to say.

    Raises PalermoError where no case has such a person.
    """
    found = classified(rulebook, judge or rulebook, paths, definitions, input_format=input_format)
    for item in _about(person, found):
        if isinstance(item, Problem):
            yield item
            continue
        findings, chosen = item
        made = [(rulebook.explain(findings.case, p.person, f.definition), f) for p in chosen for f in p.findings]
        yield findings, [explanation._replace(finding=finding) for explanation, finding in made]


def supposed(
    rulebook: Rulebook,
    judge: Judge,
    paths: Sequence[str],
    definitions: Sequence[str],
    assumptions: Sequence["Assumption"],
    person: str | None = None,
    lang: str = "en",
    input_format: str | None = None,
) -> Iterator["tuple[CaseFindings, list[WhatIf]] | Problem"]:
    """The findings on each case and what would change them, also under assumptions; only for ``person`` (an IRI or its
    end) where one is given. An assumption that a case has no room for is a problem of that case.

    Raises PalermoError where no case has such a person.
    """
    from palermo.whatif import Asker

    for item in _about(person, classified(rulebook, judge, paths, definitions, lang, input_format)):
        if isinstance(item, Problem):
            yield item
            continue
        findings, chosen = item
        asker = Asker(rulebook, findings.case, judge, lang)
        try:
            yield findings, [asker.ask(p.person, f, assumptions) for p in chosen for f in p.findings]
        except PalermoError as error:
            yield error.problem


def _about(
    person: str | None, found: Iterator[CaseFindings | Problem]
) -> Iterator[tuple[CaseFindings, list[PersonFindings]] | Problem]:
    """The findings that have the person asked for (an IRI or its end; everybody for None), with those persons.

    Raises PalermoError at the end where no case has such a person.
    """
    met = person is None
    for item in found:
        if isinstance(item, Problem):
            yield item
            continue
        chosen = [p for p in item.persons if person is None or person in (p.person, local_name(p.person))]
        met = met or bool(chosen)
        if chosen:
            yield item, chosen
    if not met:
        raise PalermoError(Problem("", None, None, f"no case has a person {person}: give the IRI, or its end"))


def places_of(
    case: Case, results: Sequence[ValidationResult], input_format: str | None = None
) -> list[tuple[int | None, int | None]]:
    """Line and column of what each result complains of, where they can be found. The file is read once, if at all."""
    if not results:
        return []
    from palermo.split.locate import locator

    find = locator(case.file, input_format)
    return [find(result.focus, result.path, result.value) for result in results]
