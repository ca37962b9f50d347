"""What a query may not hold: anything that fetches, changes, or is nested so deep that the parser crashes.

The gate reads tokens, so that a word in a string, an IRI or a comment is not mistaken for a keyword (SPARQL 1.1 Query,
section 19: escapes outside strings and IRIs are refused, since they could spell a keyword).
"""

import re
from typing import Final

from palermo.escape import clip
from palermo.problems import PalermoError, Problem

_TOKEN: Final = re.compile(
    r"""
    (?P<string> \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
              | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
  | (?P<iri> <[^<>"{}|^`\x00-\x20]*> )
  | (?P<comment> \#[^\n\r]* )
  | (?P<name> [?$]\w+ | [\w.-]*:[\w.:%-]* | @[A-Za-z-]+ )
  | (?P<word> [A-Za-z_]\w* )
  | (?P<open> [\[({] )
  | (?P<close> [\])}] )
  | (?P<escape> \\ )
  | (?P<other> \d+ | [!+\-*/^|&=<>.,;@] | \s+ | . )
    """,
    re.VERBOSE | re.DOTALL,
)

#: Keywords that fetch or name another data set.
_FETCHING: Final = {
    "SERVICE": "SERVICE asks another server, and nothing is fetched here: give the data as a PATH",
    "FROM": "FROM names a data set to fetch, and nothing is fetched here: give the data as a PATH",
}
#: Keywords that begin an update.
_UPDATES: Final = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"))
_DEEPEST: Final = 40
_LONGEST: Final = 100_000
_MOST_OPERATORS: Final = 2_000


def gate(query: str) -> None:
    """Raises PalermoError, with line and column, where the query holds what it may not."""
    if len(query) > _LONGEST:
        raise _refused("the query is longer than 100,000 characters", query, 0)
    depth = operators = 0
    first = True
    for match in _TOKEN.finditer(query):
        kind, text = match.lastgroup, match.group()
        if kind == "open":
            depth += 1
            if depth > _DEEPEST:
                raise _refused(f"brackets are nested deeper than {_DEEPEST}: simplify the query", query, match.start())
        elif kind == "close":
            depth -= 1
        elif kind == "escape":
            raise _refused("an escape outside a string: write the character itself", query, match.start())
        elif kind == "other" and not text.isspace():
            operators += 1
        fetching = _fetching(kind, text.upper())
        if fetching is not None:
            raise _refused(_FETCHING[fetching], query, match.start())
        if kind == "word":
            word = text.upper()
            if word in _UPDATES and first:
                raise _refused(
                    f"{clip(text)} would change data: use SELECT, ASK, CONSTRUCT or DESCRIBE", query, match.start()
                )
            first = first and word in ("BASE", "PREFIX")
            operators += word in ("UNION", "OPTIONAL", "MINUS", "EXISTS")
    if operators > _MOST_OPERATORS:
        raise _refused(f"more than {_MOST_OPERATORS} operators: simplify the query", query, 0)


def _fetching(kind: str | None, text: str) -> str | None:
    """The keyword that a token holds, or may turn out to hold: a parser may end a word before this one does, and may
    read what looks like an IRI as less-than and an expression that ends within it."""
    if kind == "word":
        where = text
    elif kind == "name" and text[0] not in "?$@":
        where = text.partition(":")[0]
    elif kind == "iri":
        where = text.partition(")")[2]
    else:
        return None
    return next((keyword for keyword in _FETCHING if keyword in where), None)


def _refused(message: str, query: str, at: int) -> PalermoError:
    line = query.count("\n", 0, at) + 1
    column = at - (query.rfind("\n", 0, at) + 1) + 1
    return PalermoError(Problem("QUERY", line, column, message))
