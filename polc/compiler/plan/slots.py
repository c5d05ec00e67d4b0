"""The figures of a parameter: one slot, or one for each key of a table."""

from itertools import product
from typing import Final

from polc.compiler.model.parameters import Parameter
from polc.compiler.plan.plan import Slot
from polc.runtime.vocabulary import Field, find_field

_COUNTS: Final = {"hospital_level": ("1", "2", "3"), "tier": ("1", "2")}


def slot_table(parameter: Parameter, fields: tuple[Field, ...] = ()) -> tuple[Slot, ...]:
    """All slots of a parameter, keys in the order of the field's values; `fields` are those
    that the policy declares."""
    declared = {field_.name: field_ for field_ in fields}
    values = []
    for key in parameter.keys:
        field = declared.get(key) or find_field(key)
        assert field is not None
        values.append(field.choices or _COUNTS[key])
    return tuple(
        Slot(".".join((parameter.id, *keys)), parameter.id, keys) for keys in product(*values)
    )
