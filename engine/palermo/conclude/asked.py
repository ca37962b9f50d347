"""What a reader asks about time and place, checked: a day of the calendar, a code of a jurisdiction."""

from palermo.conclude.applicability import Applicability
from palermo.names import XSD
from palermo.problems import PalermoError, Problem
from palermo.split.lexical import LexicalGate
from palermo.terms import Literal


def a_day(text: str) -> str:
    """The day as ``YYYY-MM-DD``. Raises PalermoError for what is no day of the calendar."""
    wrong = LexicalGate().fault(Literal(text, XSD + "date"))
    if wrong is not None or len(text) != len("2010-05-31"):
        message = f'"{text}" {wrong or "has more than a day in it: leave out the time zone"}'
        raise PalermoError(Problem("--at", None, None, message.replace(" of type xsd:date", " a day"), "P323"))
    return text


def a_code(text: str, applicability: Applicability) -> str:
    """The code of a jurisdiction, in capitals. Raises PalermoError for what is none."""
    code = text.upper()
    if applicability.is_place(text):
        return text
    if applicability.is_place(code):
        return code
    message = f'"{text}" is no code of a jurisdiction: write that of ISO 3166, such as ZA or GB-SCT, or a group\'s'
    raise PalermoError(Problem("--jurisdiction", None, None, message, "P324"))
