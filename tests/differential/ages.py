"""Ages of all kinds, on and around the eighteenth birthday, and the dates of conducts."""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from kinds import AGES

from palermo.names import PAL
from sheet import Sheet

_STARTS = (0, 0, 1, 100, 364, 365, 366, 400, 730, 731, 1100)
_WEIGHTS = (24, *([5] * (len(AGES) - 1)))


def draw_dates(sheet: Sheet, rng: Random, conducts: list[str], near: list[date]) -> dict[str, date]:
    """When the conducts began, for those that have a date; often about one of the days ``near``."""
    first = rng.choice((date(2012, 2, 29), date(2013, 2, 28), date(2013, 3, 1), date(2014, 6, 15), date(2015, 12, 31)))
    if near and rng.random() < 0.45:
        first = rng.choice(near) + timedelta(days=rng.choice((-800, -30, -1, 0, 0, 1)))
    found = {}
    for conduct in conducts:
        if rng.random() < 0.55:
            start = found[conduct] = first + timedelta(days=rng.choice(_STARTS))
            sheet.date(conduct, PAL + "startedOn", start.isoformat())
            sheet.tag("structure", "started")
            if rng.random() < 0.3:
                sheet.date(conduct, PAL + "endedOn", (start + timedelta(days=rng.randint(0, 900))).isoformat())
                sheet.tag("structure", "ended")
    return found


class Drawn(NamedTuple):
    """Whether an age was written, and whether by date arithmetic it may make an adult at some conduct, so that none may
    be said to be towards a child."""

    known: bool
    settled: bool


def draw_age(sheet: Sheet, rng: Random, person: str, starts: list[date]) -> Drawn:
    """Write an age of some kind."""
    kind = rng.choices(AGES, _WEIGHTS)[0]
    sheet.tag("age", kind)
    adult = False
    if kind in ("child", "child-and-number"):
        sheet.type(person, "Child")
        if kind == "child-and-number":
            sheet.number(person, "ageAtTime", rng.randint(10, 17))
    elif kind == "adult":
        sheet.type(person, "Adult")
        adult = True
    elif kind.startswith("at-") or kind == "between":
        adult = _numbers(sheet, rng, person, kind)
    elif kind.startswith("birth"):
        _birth(sheet, rng, person, kind, starts)
    if "fact" in kind:
        for i in range(1 if kind == "fact" else rng.randint(1, 3)):
            _age_fact(sheet, rng, person, f"age-of-{person}-{i}")
    return Drawn(kind != "none", adult or kind not in ("none", "child", "at-most"))


def _numbers(sheet: Sheet, rng: Random, person: str, kind: str) -> bool:
    if kind == "at-time" or kind == "at-time-and-facts":
        age = rng.choice((9, 15, 16, 17, 18, 19, 30))
        sheet.number(person, "ageAtTime", age)
        return age >= 18
    low = rng.choice((10, 15, 16, 17, 18, 20)) if kind in ("at-least", "between") else None
    if low is not None:
        sheet.number(person, "ageAtLeast", low)
    if kind != "at-least":
        sheet.number(person, "ageAtMost", (low or 0) + rng.choice((0, 1, 3, 16, 17, 18, 40)))
    return low is not None and low >= 18


def _birth(sheet: Sheet, rng: Random, person: str, kind: str, starts: list[date]) -> None:
    """A birth date, mostly such that the person turned eighteen about the day of a conduct."""
    start = rng.choice(starts) if starts else date(2013, 3, 1)
    if kind == "birth-leap-day":
        year = start.year - rng.choice((16, 20))
        born = date(year - year % 4, 2, 29)
    else:
        days = {"birth-on-birthday": 0, "birth-day-before": 1}.get(kind, rng.choice((-3000, -300, -1, 0, 1, 300, 2000)))
        start += timedelta(days=days)
        born = date(start.year - 18, start.month, min(start.day, 28) if start.month == 2 else start.day)
    sheet.date(person, PAL + "birthDate", born.isoformat())


def _age_fact(sheet: Sheet, rng: Random, person: str, fact: str) -> None:
    sheet.link(person, "age", fact)
    sheet.type(fact, "AgeFact")
    sheet.standing(fact, "age")
    drawn = rng.random()
    if drawn < 0.4:
        sheet.number(fact, "years", rng.choice((12, 16, 17, 18, 19, 25)))
    else:
        low = rng.choice((0, 0, 10, 16, 17, 18))
        if drawn < 0.8:
            sheet.number(fact, "yearsAtLeast", low)
        if drawn >= 0.6:
            sheet.number(fact, "yearsAtMost", rng.choice((17, 17, 18, 30, 129)) + (low == 18))
