"""What the answers of an interview have settled."""

from palermo.interview.places import Place
from palermo.interview.values import SAID, Answer, Answers
from palermo.whatif.parts import Parts


class Asked:
    """What the answers have settled."""

    def __init__(self, parts: Parts, answers: Answers) -> None:
        self._supers, self._unions = parts.vocabulary.classes, parts.unions
        self._offered: dict[tuple[bool, str], set[str]] = {}
        self._chosen: dict[tuple[bool, str], set[str]] = {}
        self.age: str | None = None
        for answer in answers:
            self._take(answer)

    def _take(self, answer: Answer) -> None:
        question = answer.question
        where = (question.on_conduct, question.property)
        if question.kind == "age":
            self.age = answer.value
        elif question.kind == "standing":
            self._offered.setdefault(where, set()).update(question.settles)
            if answer.value in SAID and not question.options:
                self._chosen.setdefault(where, set()).update(question.classes)
        elif question.kind == "kinds":
            self._chosen.setdefault(where, set()).update(answer.chosen)

    def settled(self, place: Place, cls: str) -> bool:
        """Whether a class was asked for at a place: itself, one above it, or all the kinds that it is the union of.
        What lies below a kind that was chosen was not among the kinds to choose from, and is still to be asked."""
        where = (place.on_conduct, place.property)
        offered, above = self._offered.get(where, set()), self._above(cls)
        if not offered:
            return False
        between = (above & self._chosen.get(where, set())) - {cls}
        if any(not any(one in self._above(chosen) for chosen in between) for one in offered & above):
            return True
        kinds = self._unions.get(cls, ())
        return bool(kinds) and all(self.settled(place, kind) for kind in kinds)

    def _above(self, cls: str) -> frozenset[str]:
        return self._supers.get(cls, frozenset((cls,)))

    def narrowed(self, place: Place, classes: tuple[str, ...]) -> bool:
        """Whether something below one of the classes was recorded as so, or as claimed: then only the others are
        meant, and a "no" says nothing of it."""
        chosen = self._chosen.get((place.on_conduct, place.property), set())
        return any(cls in self._above(one) for cls in classes for one in chosen)
