"""An interview: what to ask next, so that the questions that still change the result come first.

Nothing is read or written here. In: a rulebook, and the answers given so far. Out: the next question, the case that the
answers describe, and the findings on it; see docs/howto/interview.md.
"""

from palermo.interview.answering import Misunderstood
from palermo.interview.interview import Interview
from palermo.interview.values import Answer, Question

__all__ = ["Answer", "Interview", "Misunderstood", "Question"]
