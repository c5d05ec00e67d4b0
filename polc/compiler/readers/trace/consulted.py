"""Which readings a run hung on.

In: a block and a run over it. Out: the readings on the rules that the run reached.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

from attrs import field

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import AnyNode, MaxOf, Need, NodeId, Override, Param, Read, Select
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.visit import hangs_on, walk
from polc.compiler.readers.trace.interpret import Run, Value
from polc.runtime.amounts import MISSING

Inputs = Mapping[tuple[str, str], Value]
Slots = Mapping[str, Value]

_Given = tuple[tuple[tuple[str, str], ...], tuple[str, ...]]


@frozen
class _SureReadings:
    """Readings that are reached where these inputs and slots are there."""

    reads: tuple[tuple[str, str], ...]
    slots: tuple[str, ...]
    readings: tuple[str, ...]


@frozen
class ReadingsOfBlock:
    """Where readings stand in a block: on the steps and the parameters asked for, by node; on the
    options among which one is the best, by the condition that opens them; `sure` are those on
    steps that are reached wherever some inputs and slots are there."""

    of_steps: tuple[tuple[NodeId, tuple[str, ...]], ...]
    of_options: tuple[tuple[NodeId, NodeId, tuple[str, ...]], ...]
    _sure: tuple[_SureReadings, ...]
    _found: dict[tuple[bool, ...], frozenset[str]] = field(init=False, factory=dict, eq=False)

    @cached_property
    def possible(self) -> frozenset[str]:
        """Every reading that a run may reach."""
        stand = (*self.of_steps, *self.of_options)
        return frozenset(reading for *_, readings in stand for reading in readings)

    @cached_property
    def _steps_of(self) -> tuple[tuple[str, tuple[NodeId, ...]], ...]:
        """Each reading with the steps on which it stands."""
        found: dict[str, list[NodeId]] = {}
        for node_id, readings in self.of_steps:
            for reading in readings:
                found.setdefault(reading, []).append(node_id)
        return tuple((reading, tuple(node_ids)) for reading, node_ids in found.items())

    def find_sure(self, inputs: Inputs, slots: Slots) -> frozenset[str]:
        """The readings that a run reaches which is given this, whatever else it comes to: those on
        steps that hang on nothing that is missing."""
        given = tuple(
            all(inputs.get(read, MISSING) != MISSING for read in sure.reads)
            and all(slots.get(slot, MISSING) != MISSING for slot in sure.slots)
            for sure in self._sure
        )
        found = self._found.get(given)
        if found is None:
            there = (sure for sure, is_given in zip(self._sure, given, strict=True) if is_given)
            found = frozenset(reading for sure in there for reading in sure.readings)
            self._found[given] = found
        return found

    def find_consulted(self, run: Run) -> frozenset[str]:
        """The readings on the rules that a run reached: on its steps, on the lines of its
        tables and options, on the parameters it asked for, on what it is refused for."""
        reached = run.values
        if run.refused:
            reached = {**reached, **dict.fromkeys([node.id for node in run.refused], 1)}
        found = [
            reading
            for reading, node_ids in self._steps_of
            if any(map(reached.__contains__, node_ids))
        ]
        for node_id, flag, readings in self.of_options:
            if node_id in reached and run.values.get(flag):
                found += readings
        return frozenset(found)


def readings_of(nodes: Sequence[AnyNode], own: Sequence[AnyNode], plan: Plan) -> ReadingsOfBlock:
    """Where readings stand in the `own` ones of these nodes."""
    by_parameter = {
        parameter.id: parameter.reading for parameter in plan.parameters if parameter.reading
    }
    by_id = {node.id: node for node in nodes}
    steps, options, sure = [], [], dict[_Given, list[str]]()
    for node in own:
        readings = [*node.origin.readings]
        if isinstance(node, Need) and node.name in by_parameter:
            readings.append(by_parameter[node.name])
        if readings:
            steps.append((node.id, tuple(readings)))
            given = _find_given(node, by_id)
            if given is not None:
                sure.setdefault(given, []).extend(readings)
        if isinstance(node, MaxOf):
            options += [
                (node.id, option.open, tuple(option.origin.readings))
                for option in node.options
                if option.origin.readings
            ]
    found = (_SureReadings(*given, tuple(dict.fromkeys(held))) for given, held in sure.items())
    return ReadingsOfBlock(tuple(steps), tuple(options), tuple(found))


def _find_given(node: AnyNode, by_id: Mapping[NodeId, AnyNode]) -> _Given | None:
    """The inputs and slots on which a step hangs, where it is reached whenever all of them are
    there; None where it stands under a condition, or a table may have no line."""
    if node.guard is not None:
        return None
    reads, slots = dict[tuple[str, str], None](), dict[str, None]()
    for behind in walk([node.id], by_id, hangs_on):
        match behind:
            case Read():
                reads[behind.scope, behind.field] = None
            case Param():
                slots[behind.slot] = None
            case Override():
                return None
            case Select() if behind.otherwise is None:
                return None
            case _:  # of what is there it comes to something
                pass
    return tuple(reads), tuple(slots)
