"""The parameters of a program with the figures that its readings choose, and the slots of each.

In: a program. Out: `ChosenParameters`, which is asked for one or all of them under given choices;
each is made once.
"""

from collections.abc import Mapping

from polc.compiler.model.parameters import Parameter
from polc.compiler.model.record import frozen
from polc.compiler.plan.plan import Slot
from polc.compiler.plan.slots import slot_table
from polc.compiler.typed.nodes.program import Program
from polc.records.evolve import evolve

SlottedParameter = tuple[Parameter, tuple[Slot, ...]]


@frozen
class ChosenParameters:
    """By name, in the order of the file: the reading that chooses a parameter's values (empty: no
    reading does), and the parameter by its choice (that of no reading by the empty word)."""

    by_name: Mapping[str, tuple[str, Mapping[str, SlottedParameter]]]

    def find(self, name: str, choices: Mapping[str, str]) -> SlottedParameter:
        """A parameter, with its slots."""
        reading, by_choice = self.by_name[name]
        return by_choice[choices[reading] if reading else ""]

    def find_all(self, choices: Mapping[str, str]) -> tuple[SlottedParameter, ...]:
        """All of them."""
        return tuple(self.find(name, choices) for name in self.by_name)


def chosen_parameters(program: Program) -> ChosenParameters:
    """The parameters of a program."""

    def with_slots(parameter: Parameter, reading: str) -> SlottedParameter:
        slots = slot_table(parameter, program.fields)
        return evolve(parameter, reading=reading), slots

    chosen = {by_choice.parameter: by_choice for by_choice in program.by_reading}
    found: dict[str, tuple[str, Mapping[str, SlottedParameter]]] = {}
    for parameter in program.parameters:
        by_reading = chosen.get(parameter.id)
        if by_reading is None:
            found[parameter.id] = ("", {"": with_slots(parameter, "")})
        else:
            reading = by_reading.reading
            found[parameter.id] = (
                reading,
                {choice: with_slots(own, reading) for choice, own in by_reading.values},
            )
    return ChosenParameters(found)
