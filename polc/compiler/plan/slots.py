"""The figures of a parameter: one slot, or one for each key of a table."""

from itertools import product
from typing import Final

from polc.compiler.model.parameters import IDENTITY, LISTED_COUNTS, Parameter
from polc.compiler.plan.plan import Slot
from polc.records.evolve import evolve
from polc.runtime.vocabulary import FIELDS, Field

YEARS_BEFORE: Final = (0, 1, -1)
"""The years whose figures can be asked beside those of the benefit year, which is the first."""


def slot_table(parameter: Parameter, fields: tuple[Field, ...] = ()) -> tuple[Slot, ...]:
    """All slots of a parameter, keys in the order of the field's values; `fields` are those
    that the policy declares."""
    keyed = key_fields(parameter, fields)
    values = [field.choices or LISTED_COUNTS[field.name] for field in keyed]
    return tuple(
        Slot(".".join((parameter.id, *keys)), parameter.id, keys) for keys in product(*values)
    )


def key_fields(parameter: Parameter, fields: tuple[Field, ...] = ()) -> tuple[Field, ...]:
    """The fields that a parameter is a table by, each by its English id; the identity is one here
    that has the policy's identities."""
    if not parameter.keys:
        return ()
    known = {field.name: field for field in (*FIELDS, *fields)}
    known[IDENTITY] = Field("person", IDENTITY, (), "choice", choices=parameter.identities)
    return tuple(known[key] for key in parameter.keys)


def of_year(slot: Slot, years_before: int) -> Slot:
    """The same figure of another year: so many before the benefit year."""
    if years_before == 0:
        return slot
    name = f"{slot.id} {years_before} before"
    return evolve(slot, id=name, figure=slot.id, years_before=years_before)
