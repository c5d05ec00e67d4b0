"""A parameter onto nodes: its figure, or that of a table which the case's fields name."""

from polc.compiler.lower.lowering import Lowering
from polc.compiler.model.origin import Origin
from polc.compiler.model.parameters import IDENTITY, Parameter
from polc.compiler.plan.kinds import NODE_KINDS
from polc.compiler.plan.nodes import Arm, Kind, NodeId, Select
from polc.compiler.plan.plan import Slot
from polc.compiler.plan.slots import YEARS_BEFORE, key_fields, of_year
from polc.compiler.typed.nodes.values import FieldValue, ParameterValue, Typed


def lower_parameter(
    lowering: Lowering, typed: ParameterValue, guard: NodeId | None, origin: Origin
) -> NodeId:
    """The parameter's figure for this claim, one demand for the whole of it; of one by identity
    that of the identity in whose row it stands."""
    parameter, table = lowering.parameters.find(typed.parameter, lowering.choices)
    kind = NODE_KINDS[parameter.kind]
    if typed.identity:
        place = parameter.keys.index(IDENTITY)
        table = tuple(slot for slot in table if slot.keys[place] == typed.identity)
    figures_by = lowering.figures_by
    if figures_by is None or parameter.id in figures_by.own:
        value = _lower_slots(lowering, table, parameter, 0, kind, guard, origin)
    else:
        value = _of_another_year(lowering, figures_by.day, table, parameter, kind, guard, origin)
    return lowering.block.demand(value, "missing_parameter", parameter.id, guard, origin)


def _of_another_year(
    lowering: Lowering,
    day: Typed,
    table: tuple[Slot, ...],
    parameter: Parameter,
    kind: Kind,
    guard: NodeId | None,
    origin: Origin,
) -> NodeId:
    """The figure of the year of the day by which the benefit's figures go: the benefit year, the
    one before it or the one after it; `MISSING` of any other."""
    block, name = lowering.block, f"{origin.rule}.{parameter.id}"
    year = lowering.year(day, name, guard, origin)
    benefit_year = block.read("system", "year", "count")
    after = lowering.arith(f"{name}.years_after", "sub", (year, benefit_year), guard, origin)
    arms = []
    for before in YEARS_BEFORE:
        slots = tuple(of_year(slot, before) for slot in table)
        lowering.slots_asked.update({slot.id: slot for slot in slots if slot.years_before})
        value = _lower_slots(lowering, slots, parameter, 0, kind, guard, origin)
        arms.append(Arm(value, ranges=((-before, -before),)))
    found = block.add(
        Select(
            id=block.fresh(name), kind=kind, guard=guard, origin=origin, key=after, arms=tuple(arms)
        )
    )
    lowering.steps.figures[found] = parameter.id
    return found


def _lower_slots(
    lowering: Lowering,
    slots: tuple[Slot, ...],
    parameter: Parameter,
    depth: int,
    kind: Kind,
    guard: NodeId | None,
    origin: Origin,
) -> NodeId:
    """A parameter's figure; of a table the one that its keys name, `MISSING` where none is."""
    block = lowering.block
    if depth == len(parameter.keys):
        return block.parameter(slots[0].id, kind)
    if parameter.keys[depth] == IDENTITY:
        return _lower_slots(lowering, slots, parameter, depth + 1, kind, guard, origin)
    field = key_fields(parameter, tuple(lowering.fields.values()))[depth]
    key = lowering.field(FieldValue(field.kind, field), guard, origin)  # type: ignore[arg-type]  # kinds of key fields
    arms = []
    name = ".".join((origin.rule, parameter.id, field.name))
    groups: dict[str, list[Slot]] = {}
    for slot in slots:
        groups.setdefault(slot.keys[depth], []).append(slot)
    for word, inside in groups.items():
        place = field.choices.index(word) if field.choices else int(word)
        value = _lower_slots(lowering, tuple(inside), parameter, depth + 1, kind, guard, origin)
        arms.append(Arm(value, ranges=((place, place),)))
    return block.add(
        Select(
            id=name,
            kind=kind,
            guard=guard,
            origin=origin,
            key=key,
            arms=tuple(arms),
        )
    )
