"""What a check of packs found, as text and JSON. A line of text is one diagnostic, as other tools that read code write
theirs; what to do stands below it, once for each code."""

import json
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, TextIO

from palermo.check import Diagnostic, Place, Report
from palermo.check.diagnostic import SEVERITIES
from palermo.check.texts import say
from palermo.escape import esc
from palermo.write.wrap import wrapped

_COLOURS: Final = {"error": "31", "warning": "33", "notice": "36"}
_INDENT: Final = "    "
_MOST_PLACES: Final = 5


class Look(NamedTuple):
    """How text looks: its language, its width in characters, and whether there are colours."""

    lang: str = "en"
    width: int = 100
    colour: bool = False


def _text(out: TextIO, look: Look, report: Report) -> None:
    told: set[str] = set()
    for found in report.diagnostics:
        out.writelines(f"{line}\n" for line in _lines(found, look, found.code not in told))
        told.add(found.code)
    if report.diagnostics:
        out.write("\n")
    out.write(_summary(report, look) + "\n")


def _lines(found: Diagnostic, look: Look, advise: bool) -> Iterator[str]:
    severity = say(f"severity.{found.severity}", look.lang)
    if look.colour:
        severity = f"\x1b[1;{_COLOURS[found.severity]}m{severity}\x1b[0m"
    yield f"{esc(str(found.place))}: {severity} {found.code}: {esc(found.message)}"
    if found.more:
        yield from _indented(say("more", look.lang, places=_places(found)), look)
    if advise:
        yield from _indented(found.advice, look)


def _places(found: Diagnostic) -> str:
    """Where else the same stands: by line alone in the same file."""
    shown = [f"{place.line}:{place.column}" if place.file == found.place.file else str(place) for place in found.more]
    return ", ".join(shown[:_MOST_PLACES]) + (", …" if len(shown) > _MOST_PLACES else "")


def _indented(text: str, look: Look) -> Iterator[str]:
    return (_INDENT + piece for piece in wrapped(esc(text), look.width - len(_INDENT)))


def _summary(report: Report, look: Look) -> str:
    counts = {f"{severity}s": _counted(severity, report.count(severity), look) for severity in SEVERITIES}
    read = {"files": _counted("file", report.files, look), "terms": _counted("term", report.terms, look)}
    verdict = say("sound" if report.sound else "unsound", look.lang)
    return f"{', '.join(report.packs)}: {verdict}. " + say("summary", look.lang, **read, **counts)


def _counted(what: str, count: int, look: Look) -> str:
    return say(f"{what}.{'one' if count == 1 else 'many'}", look.lang, count=count)


def _json(out: TextIO, _look: Look, report: Report) -> None:
    head = {
        "sound": report.sound,
        "packs": list(report.packs),
        "files": report.files,
        "terms": report.terms,
        "reasoner": report.reasoned,
        **{f"{severity}s": report.count(severity) for severity in SEVERITIES},
    }
    rows = ",\n  ".join(_row(found) for found in report.diagnostics)
    out.write(f'{json.dumps(head, ensure_ascii=False)[:-1]},\n "diagnostics": [{rows}]}}\n')


def _row(found: Diagnostic) -> str:
    tree = {
        "code": found.code,
        "name": found.name,
        "severity": found.severity,
        **_place(found.place),
        "message": found.message,
        "advice": found.advice,
        "term": found.term,
        "also": [_place(place) for place in found.more],
    }
    return json.dumps(tree, ensure_ascii=False)


def _place(place: Place) -> dict[str, object]:
    return {"file": place.file or None, "line": place.line, "column": place.column}


WRITERS: Final[dict[str, Callable[[TextIO, Look, Report], None]]] = {"text": _text, "json": _json}
