"""A choice for every reading: what was chosen, what that implies, defaults for the rest.

In: the readings, the choices somebody made. Out: reading → choice for all of them, and the
contradictions: a reading for which two choices are asked at once.
"""

from collections.abc import Mapping, Sequence

from polc.compiler.model.readings import ReadingSpec
from polc.compiler.model.record import frozen


@frozen
class Contradiction:
    """`by` = `choice` asks for another choice of `reading` than was made or implied."""

    reading: str
    wanted: str
    against: str
    by: str
    choice: str


def complete_choices(
    readings: Sequence[ReadingSpec], chosen: Mapping[str, str]
) -> tuple[dict[str, str], tuple[Contradiction, ...]]:
    """What was chosen counts before what it implies, that before what a default implies."""
    by_id = {reading.id: reading for reading in readings}
    found = {name: choice for name, choice in chosen.items() if name in by_id}
    against: list[Contradiction] = []
    _follow(list(found), by_id, found, against)
    for reading in readings:
        if reading.id not in found:
            found[reading.id] = reading.default
            _follow([reading.id], by_id, found, None)
    return {reading.id: found[reading.id] for reading in readings}, tuple(against)


def _follow(
    stack: list[str],
    by_id: Mapping[str, ReadingSpec],
    found: dict[str, str],
    against: list[Contradiction] | None,
) -> None:
    """Adds what the readings of the stack imply; notes what speaks against each other."""
    while stack:
        name = stack.pop()
        choice = next(choice for choice in by_id[name].choices if choice.id == found[name])
        for implied, wanted in choice.implies:
            if implied not in found:
                found[implied] = wanted
                stack.append(implied)
            elif found[implied] != wanted and against is not None:
                against.append(Contradiction(implied, wanted, found[implied], name, choice.id))
