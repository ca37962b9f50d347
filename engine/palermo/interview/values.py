"""Questions and answers."""

from typing import Final, NamedTuple

from palermo.names import ALLEGED, ESTABLISHED, NOT_ESTABLISHED, REFUTED

#: What may be answered about a fact, with the status that is recorded for it; None records nothing.
STANDINGS: Final[dict[str, str | None]] = {
    "yes": ESTABLISHED,
    "no": REFUTED,
    "unknown": None,
    "alleged": ALLEGED,
    "not-proved": NOT_ESTABLISHED,
}
#: The answers that record that there is, or may be, such a fact.
SAID: Final = ("yes", "alleged")
#: The questions before the first one of law, in order.
OPENING: Final = ("role", "title", "source", "jurisdiction", "started", "ended")


class Question(NamedTuple):
    """Something to ask. ``kind`` is ``text`` (``id`` says which), ``standing``, ``age`` or ``kinds``.

    ``shape`` is the element, characteristic or definition that it belongs to; ``property`` the one by which a fact of
    ``classes`` would hang on the conduct, else on the person. ``options`` are the kinds to choose from. ``part`` says
    that some of what the shape asks for was asked before. ``word`` is the class of person that a question of age is
    about. ``settles`` are the classes of which nothing remains to be asked once it is answered.
    """

    id: str
    kind: str
    shape: str = ""
    on_conduct: bool = False
    property: str = ""
    classes: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    part: bool = False
    word: str = ""
    settles: tuple[str, ...] = ()


class Answer(NamedTuple):
    """What was answered: a text, one of :data:`STANDINGS` or an age in years; for kinds, the classes ``chosen``."""

    question: Question
    value: str
    chosen: tuple[str, ...] = ()


Answers = tuple[Answer, ...]
