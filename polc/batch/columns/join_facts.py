"""What second tables say of persons, beside what the rows of the claims say.

In: the numbers of rows, the ids of persons in their order, what is known of each. Out: the numbers
with those of second tables, and which rows are of a person of whom these say what must be looked at
with care.
"""

from collections.abc import Mapping
from typing import Any

from polc.batch.columns.held_sets import HeldSet
from polc.batch.columns.integer_arrays import map_values
from polc.batch.columns.read_parts import CARE, DROPPED, HELD, RowParts, read_plain
from polc.batch.person_facts import PersonFacts
from polc.batch.read_cells import Spell
from polc.runtime.plain.plain_claim import Target

KnownFacts = Mapping[str, PersonFacts]
"""What is known of each person, by id."""


def join_facts(
    numbers: Mapping[Target, Any], person: Any, names: list[str], facts: KnownFacts, parts: RowParts
) -> tuple[dict[Target, Any], Any]:
    """`person` has of each row the place of its person in `names`."""
    import pyarrow
    from pyarrow import compute

    found = dict(numbers)
    own = [facts[name] for name in names]
    odd = [bool(known.mistakes) for known in own]
    wrong = pyarrow.array(odd, pyarrow.bool_()).take(person)
    for target, (field, read) in parts.about.items():
        values: dict[Any, int] = {}
        told = []
        for known in own:
            given = known.about.get(field)
            if given not in values:
                values[given] = read_plain(read, given)
            told.append(values[given])
        found[target] = pyarrow.array(told, pyarrow.int64()).take(person)
        wrong = compute.or_(wrong, compute.equal(found[target], CARE))
    if any(known.spells for known in own):
        found[HELD] = _join_spells(found[HELD], person, own, parts)
        wrong = compute.or_(wrong, compute.equal(found[HELD], CARE))
    return found, wrong


def _join_spells(held: Any, person: Any, own: list[PersonFacts], parts: RowParts) -> Any:
    """The numbers of what rows and second tables say together."""
    import pyarrow
    from pyarrow import compute

    sets: dict[frozenset[Spell], int] = {}
    places = [sets.setdefault(known.spells, len(sets)) for known in own]
    spells = list(sets)
    of_row = pyarrow.array(places, pyarrow.int64()).take(person)
    read = compute.and_(compute.not_equal(held, CARE), compute.not_equal(held, DROPPED))
    together = compute.add(compute.multiply(compute.if_else(read, held, 0), len(spells)), of_row)

    def number_of(number: int) -> int:
        row, place = divmod(number, len(spells))
        said = parts.held[row]
        if said.spells and spells[place]:
            # Whether one contradicts the other is looked at with care.
            return CARE
        return parts.held.number_of(HeldSet(said.names, said.spells | spells[place]))

    if not compute.any(read).as_py():
        return held
    return compute.if_else(read, map_values(together, number_of, pyarrow.int64()), held)
