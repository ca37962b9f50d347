"""The sentences of an audit, some of which are made for what the definitions chosen conclude."""

from palermo.terms import local_name
from palermo.write.context import Context
from palermo.write.words import Words

#: What the figures do not mean, in the order of the report.
NOT_MEANT = (
    "audit.not-meant.unsupported",
    "audit.not-meant.supported",
    "audit.not-meant.if_proved",
    "audit.not-meant.contradicted",
    "audit.not-meant.untested",
    "audit.not-meant.sample",
)


def said(context: Context, id_: str, **places: object) -> str:
    """A sentence: made for the classification that the first definition chosen concludes, where the rulebook has one
    so, else for all."""
    words = Words(context.rulebook, context.lang)
    cards = (words.definition(id_) for id_ in context.definitions)
    concluded = next((card.concludes for card in cards if card and card.concludes), None)
    return words.say_for(id_, local_name(concluded) if concluded else "", **places)
