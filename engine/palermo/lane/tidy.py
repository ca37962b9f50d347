"""The lines of a case in the order in which the lane learns them, whatever their order was."""

from collections.abc import Collection

from palermo.lane.lines import OWN_NAME


def tidied(lines: list[str], frame: Collection[str]) -> list[str]:
    """The lines of a case, its prefix left out, in one order: about each thing that nothing leads to but the properties
    of ``frame`` what is said of it, sorted, and after a line that leads to another node what is said of that."""
    said: dict[str, list[str]] = {}
    leads: dict[str, str] = {}
    for line in lines:
        subject, predicate, value = (*line.split(" ", 2), "", "")[:3]
        said.setdefault(subject, []).append(line)
        if value.startswith(OWN_NAME) and predicate[1:-1] not in frame:
            leads[line] = value
    led_to = set(leads.values())
    found: list[str] = []
    for subject in sorted(said.keys() - led_to):
        for line in sorted(said[subject]):
            found.append(line)
            found += sorted(said.pop(leads[line], ())) if line in leads and leads[line] != subject else ()
    return found if len(found) == len(lines) else lines
