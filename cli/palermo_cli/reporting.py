"""Findings to a writer, problems to standard error: what ``classify`` and ``demo`` share."""

import sys
from collections.abc import Sequence

from palermo.pipeline import classified
from palermo.problems import Problem
from palermo.write import WRITERS
from palermo_cli import output, session
from palermo_cli.errors import report
from palermo_cli.progress import watched


def classify_to(
    work: session.Session,
    paths: Sequence[str],
    *,
    format_: str,
    lang: str,
    file: str | None,
    input_format: str | None = None,
    verbose: bool = False,
    quiet: bool = False,
) -> int:
    """Classify PATHs and write the findings; the exit code."""
    problems: list[Problem] = []
    cases = 0
    with output.opened(file) as out:
        writer = WRITERS[format_](out, session.context(work, lang, file))
        writer.begin()
        items = classified(work.rulebook, work.judge, paths, work.definitions, lang, input_format)
        for item in watched(items, "classifying", quiet):
            if isinstance(item, Problem):
                problems.append(item)
                report(item)
            else:
                cases += 1
                writer.case(item)
        writer.end(problems)
    return result_of(work, cases, len(problems), verbose and not quiet)


def result_of(work: session.Session, cases: int, problems: int, verbose: bool) -> int:
    """The exit code of a run with so many cases and problems; if ``verbose``, it is summed up on standard error."""
    if verbose:
        digest = work.rulebook.digest[:12]
        sys.stderr.write(f"palermo: {cases} classified, {problems} problems, rulebook {digest}\n")
    return 2 if problems else 0
