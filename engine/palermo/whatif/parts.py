"""What the pass takes from a compiled rulebook."""

from collections.abc import Iterator
from typing import NamedTuple

from palermo.compile.shape import Shape, references
from palermo.conclude.situation import Reader
from palermo.evaluate.shapes import Shapes
from palermo.names import ADULT, CHILD
from palermo.vocabulary import Vocabulary


class Parts(NamedTuple):
    """Bound shapes, what turns a case into views, and what the packs say of terms. ``steps`` are the properties from a
    conduct to the person that it is towards; ``characteristics`` map a shape to its identifier."""

    shapes: Shapes
    reader: Reader
    steps: frozenset[str]
    vocabulary: Vocabulary
    unions: dict[str, tuple[str, ...]]
    never_proposed: frozenset[str]
    characteristics: dict[str, str]

    def word_of(self, characteristic: str) -> str | None:
        """The class of person that a characteristic asks for where it is one of age: child or adult."""
        asked = {p for shape in self.reached(characteristic) for name, p in shape.constraints if name == "class"}
        return next((word for word in (CHILD, ADULT) if word in asked), None)

    def reached(self, shape_id: str) -> Iterator[Shape]:
        """A shape and those that it refers to, each once."""
        seen: set[str] = set()
        waiting = [shape_id]
        while waiting:
            shape = self.shapes[waiting.pop()]
            if shape.id not in seen:
                seen.add(shape.id)
                yield shape
                waiting.extend(inner for name, parameter in shape.constraints for inner in references(name, parameter))
