"""What definitions, elements and their like ask: something, nothing impossible, nothing that more facts could undo."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from palermo.check.axioms import Disjoint
from palermo.check.diagnostic import Diagnostic
from palermo.check.satisfiable import Clash, Satisfier
from palermo.check.shapes import JUDGED, ReadShapes
from palermo.check.texts import say
from palermo.compile.shape import Shape
from palermo.compile.subset import not_monotone
from palermo.entail.view import View
from palermo.evaluate.shapes import Shapes
from palermo.names import CONDUCT, DEFINITION_CLASS, ELEMENT_CLASS, INDICATES, PERSON, SH, TOWARDS, XSD
from palermo.terms import is_blank
from palermo.view.record import Types

_KIND: Final = {cls: cls.rpartition("#")[2].lower() for cls in JUDGED}
_MONOTONE: Final = tuple(cls for cls, monotone in JUDGED.items() if monotone)


def problems(read: ReadShapes) -> Iterator[Diagnostic]:
    """What is wrong with what judged shapes ask."""
    faulty: set[str] = set()
    yield from _not_monotone(read, faulty)
    yield from _met_by_all(read, faulty)
    yield from _met_by_none(read, faulty)
    yield from _beside_range(read)
    yield from _not_counted(read)


# --- monotone


def _not_monotone(read: ReadShapes, faulty: set[str]) -> Iterator[Diagnostic]:
    """What more facts could undo. The shapes at fault are put with the ``faulty``."""
    seen: set[tuple[str, str]] = set()
    for root in read.own(*_MONOTONE):
        kinds = read.kinds[root]
        simple = not kinds.isdisjoint((DEFINITION_CLASS, ELEMENT_CLASS))
        kind = say("kind." + _KIND[next(cls for cls in _MONOTONE if cls in kinds)], read.material.lang)
        for fault in not_monotone(root, read.shapes, simple_paths=simple):
            owner = fault.shape.id if read.is_own(fault.shape.id) else root
            if (owner, fault.word) in seen:
                continue
            seen.add((owner, fault.word))
            faulty.add(owner)
            code = "K508" if fault.word == "path" else "K503"
            place = read.place(owner, fault.word if owner == fault.shape.id else None)
            node = read.node_of[owner]
            yield read.material.found(code, place, node, kind=kind, word=fault.word, what=fault.advice)


# --- met by everybody


def _met_by_all(read: ReadShapes, told: set[str]) -> Iterator[Diagnostic]:
    """Shapes that hold where nothing is recorded, or nothing but a conduct; the innermost only, and none that is at
    fault for something else."""
    bound = Shapes(read.shapes)
    steps = [p for p, info in read.material.axioms.vocabulary.properties.items() if TOWARDS in info.supers]
    for root in read.own(*_MONOTONE):
        for shape in read.reached(root):
            asks = shape.id == root or (shape.path is not None and bool(shape.constraints))
            if not asks or shape.id not in read.sound or shape.id in told or not read.is_own(shape.id):
                continue
            if any(inner.id in told for inner in read.reached(shape.id)):
                continue
            if bound.conforms(shape.id)(_nobody(), _NOBODY):
                told.add(shape.id)
                yield _of_shape(read, "K504", shape)
            elif shape.id == root and steps and bound.conforms(root)(_merely_dealt_with(), _NOBODY):
                told.add(root)
                yield read.material.found("K504", read.place(root), read.node_of[root], variant="conduct")


_NOBODY: Final = "urn:palermo:nobody"
_DEALING: Final = "urn:palermo:dealing"


def _nobody() -> View:
    return View({}, {}, {_NOBODY: frozenset((PERSON, CONDUCT))}, {})


def _merely_dealt_with() -> View:
    """Somebody of whom nothing is recorded but that there was a conduct."""
    types: Types = {_NOBODY: frozenset((PERSON,)), _DEALING: frozenset((CONDUCT,))}
    return View({TOWARDS: {_DEALING: [_NOBODY]}}, {TOWARDS: {_NOBODY: [_DEALING]}}, types, {})


# --- met by nobody


def _met_by_none(read: ReadShapes, faulty: set[str]) -> Iterator[Diagnostic]:
    """Shapes that no case can meet; the innermost only, and none that is at fault for something else."""
    material = read.material
    satisfier = Satisfier(read.shapes, material.axioms.vocabulary.properties, Disjoint(material))
    judged: dict[str, Clash | None] = {shape_id: Clash("within", "", "") for shape_id in faulty}
    for root in read.own(*JUDGED):
        for shape in read.reached(root):
            if shape.id in judged or shape.id not in read.sound:
                continue
            within = [inner.id for inner in read.reached(shape.id) if inner.id != shape.id]
            if any(judged.get(inner) is not None for inner in within):
                judged[shape.id] = Clash("within", "", "")
                continue
            clash = judged[shape.id] = satisfier.clash(shape.id)
            if clash is not None and read.is_own(shape.id):
                yield _impossible(read, shape, clash)


def _impossible(read: ReadShapes, shape: Shape, clash: Clash) -> Diagnostic:
    material = read.material
    a, b = (material.short(t) if "://" in t or t.startswith("urn:") else t for t in (clash.a, clash.b))
    by = material.short(clash.property) if clash.property is not None else ""
    why = say(f"clash.{clash.kind}", material.lang, a=a, b=b, property=by)
    return _of_shape(read, "K505", shape, why=why)


def _of_shape(read: ReadShapes, code: str, shape: Shape, why: str = "") -> Diagnostic:
    """What is wrong with a shape, or with a part of one that has no name of its own."""
    node = read.node_of[shape.id]
    return read.material.found(code, read.place(shape.id), node, variant="part" if is_blank(node) else "", why=why)


def _beside_range(read: ReadShapes) -> Iterator[Diagnostic]:
    """Classes asked of the values of a property whose values are of quite other classes."""
    material = read.material
    pairs = Disjoint(material)
    for shape in [shape for shape in read.shapes.values() if shape.path is not None and shape.id in read.sound]:
        if shape.path is None or not read.is_own(shape.id):
            continue
        word, inner = shape.path
        property_ = inner if word == "p" else inner[1] if word == "inv" and inner[0] == "p" else None
        info = material.axioms.vocabulary.properties.get(property_) if property_ is not None else None
        if info is None or property_ is None:
            continue
        ends = [c for c in (info.ranges if word == "p" else info.domains) if not c.startswith(XSD)]
        for holder, cls in _classes_of_values(read, shape):
            for end in ends:
                if pairs.clash(frozenset((cls, end))) is None and _unrelated(read, cls, end):
                    yield material.found(
                        "K506", material.at(read.node_of[holder], SH + "class", cls), cls,
                        property=material.short(property_), range=material.short(end),
                    )  # fmt: skip


def _classes_of_values(read: ReadShapes, shape: Shape) -> Iterator[tuple[str, str]]:
    """The classes that a shape asks of the values of its path, each with the shape that names it."""
    waiting = [parameter[0] for name, parameter in shape.constraints if name == "qualified"]
    while waiting:
        holder = read.shapes[waiting.pop()]
        if holder.path is not None:
            continue
        for name, parameter in holder.constraints:
            if name == "class" and parameter in read.material.classes and read.is_own(holder.id):
                yield holder.id, parameter
            elif name == "node":
                waiting.append(parameter)
            elif name in ("and", "or", "xone"):
                waiting.extend(parameter)


def _unrelated(read: ReadShapes, a: str, b: str) -> bool:
    """Whether no class is under both, as far as that can be read."""
    classes, lost = read.material.classes, read.material.lost
    if not lost.isdisjoint(classes.get(a, (a,))) or b in lost:
        return False
    return not any(a in above and b in above for above in classes.values())


# --- classes that no element counts


def _not_counted(read: ReadShapes) -> Iterator[Diagnostic]:
    """Classes of what elements ask for (an act, a means) that no definition, circle or remark counts."""
    material = read.material
    classes, properties = material.classes, material.axioms.vocabulary.properties
    shapes = [shape for root in read.kinds if root in read.shapes for shape in read.reached(root)]
    counted = {parameter for shape in shapes for name, parameter in shape.constraints if name == "class"}
    asked = {
        end
        for shape in shapes
        if shape.element and shape.path is not None and shape.path[0] == "p" and shape.path[1] in properties
        for end in properties[shape.path[1]].ranges
    }
    above_counted = set(chain.from_iterable(classes.get(c, (c,)) for c in counted))
    for cls in material.named:
        above = classes.get(cls)
        unread = above is None or not material.lost.isdisjoint(above)
        if above is None or unread or material.others.predicates(cls) or cls in above_counted:
            continue
        indicates = any(material.graph.objects(upper, INDICATES) for upper in above)
        if not asked.isdisjoint(above) and counted.isdisjoint(above) and not indicates:
            end = material.short(sorted(asked & above)[0])
            yield material.found("K204", material.at(cls), cls, range=end)
