"""The table of diagnostics: each code and how bad it is. What a code is called, means and advises is wording.

Codes are never used again for something else. A severity is one of :data:`palermo.check.diagnostic.SEVERITIES`.
"""

from typing import Final

_ERRORS: Final = (
    # files, prefixes, imports
    "K101", "K102", "K104", "K105", "K108", "K110", "K113",
    # terms
    "K201", "K202", "K205", "K207", "K208", "K209",
    # words
    "K313",
    # the ontology
    "K401", "K402", "K403", "K406", "K407",
    # shapes
    "K501", "K502", "K503", "K504", "K505", "K506", "K507", "K508", "K512",
    # law
    "K601", "K602", "K603", "K607", "K610", "K611", "K612", "K613", "K619",
    # SPARQL
    "K701", "K702", "K703",
)  # fmt: skip
_WARNINGS: Final = (
    "K103", "K106", "K109", "K111", "K112", "K114",
    "K204", "K206",
    "K301", "K302", "K303", "K304", "K305", "K306", "K307", "K308", "K310", "K312", "K314",
    "K404", "K405",
    "K509", "K510", "K511",
    "K604", "K605", "K606", "K608", "K609", "K615", "K617",
)  # fmt: skip
_NOTICES: Final = (
    "K107",
    "K203",
    "K309", "K311",
    "K614", "K616", "K618",
)  # fmt: skip

#: Code to severity, in the order of the codes.
SEVERITY: Final[dict[str, str]] = dict(
    sorted(
        (code, severity)
        for codes, severity in ((_ERRORS, "error"), (_WARNINGS, "warning"), (_NOTICES, "notice"))
        for code in codes
    )
)
