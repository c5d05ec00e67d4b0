"""A case that shows what a figure can come to, found by trying the corners of its inputs.

In: the cases of a block, the flags that must hold, the figures that are asked. Out: inputs under
which what is wanted is so, as the block itself works it out: no bound, but a case.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, product
from typing import Final, TypeGuard

from polc.compiler.model.record import frozen
from polc.compiler.plan.key_words import field_of
from polc.compiler.plan.nodes import AnyNode, Kind, NodeId, Param, Read
from polc.compiler.plan.visit import find_needed, hangs_on
from polc.compiler.readers.regions.atoms import Cell, HeldAtom, ValueAtom
from polc.compiler.readers.regions.search import Cases, Found, TooManyError
from polc.compiler.readers.trace.interpret import Run, Step, prepare_steps, run_steps
from polc.runtime.benefit_year import year_of_day

Inputs = Mapping[tuple[str, str], int]

MOST_LEAVES: Final = 4
MOST_RUNS: Final = 200
_CORNERS: Final[Mapping[Kind, tuple[int, ...]]] = {
    "money": (1_000_000, 2_000_000, 0, 10_000_000, 100),
    "rate": (500_000, 0, 1_000_000),
    "count": (1, 0, 100),
}
"""Ten thousand yuan, twice that, nothing, a hundred thousand, one; a half, nothing, the whole."""


@frozen
class Corner:
    """A case: the cells that a search found, the inputs and slots that were tried."""

    case: Found
    inputs: Inputs
    slots: Mapping[str, int]
    run: Run


def find_corner(
    cases: Cases,
    flags: Sequence[NodeId],
    figures: Sequence[NodeId],
    wanted: Callable[[Run], bool],
) -> Corner | None:
    """The first corner in which the flags hold and the run is as wanted; None where none of
    those tried is."""
    atoms = cases.atoms
    try:
        case = cases.find(lambda partial: partial.every(flags))
    except TooManyError:
        return None
    if case is None:
        return None
    roots = [atoms.nodes[node_id] for node_id in (*flags, *figures)]
    needed = find_needed(atoms.nodes, roots)
    block = [node for node in atoms.nodes.values() if node.id in needed]
    fixed, moving = _part_steps(block, cases)
    before = None
    for inputs, slots in islice(_corners(case, block, cases), MOST_RUNS):
        before = before or run_steps(fixed, inputs, {}, slots)
        if before.refused:
            return None
        run = run_steps(moving, inputs, {}, slots, before)
        if not run.refused and all(run.values.get(flag) for flag in flags) and wanted(run):
            return Corner(case, inputs, slots, run)
    return None


def _part_steps(block: Sequence[AnyNode], cases: Cases) -> tuple[Sequence[Step], Sequence[Step]]:
    """The steps that come to the same in every corner, and those that hang on what is tried."""
    slots = _own_values(cases)
    tried = set[NodeId]()
    fixed, moving = list[Step](), list[Step]()
    for step in prepare_steps(block):
        node = step[0]
        if _is_tried(node, slots) or not tried.isdisjoint(hangs_on(node)):
            tried.add(node.id)
            moving.append(step)
        else:
            fixed.append(step)
    return fixed, moving


def _is_tried(node: AnyNode, slots: Mapping[str, int]) -> TypeGuard[Read | Param]:
    """Whether it is an input or a parameter for which several figures are tried."""
    if isinstance(node, Param):
        return node.slot not in slots and node.kind in _CORNERS
    return isinstance(node, Read) and node.scope not in ("paid", "system") and node.kind in _CORNERS


def _corners(
    case: Found, block: Sequence[AnyNode], cases: Cases
) -> Iterator[tuple[dict[tuple[str, str], int], dict[str, int]]]:
    known = {atom.node: cell for atom, cell in case.items() if isinstance(atom, ValueAtom)}
    inputs: dict[tuple[str, str], int] = {}
    slots = _own_values(cases)
    free: list[tuple[Read | Param, list[int]]] = []
    for node in block:
        cell = known.get(node.id)
        if _is_tried(node, slots):
            values = [_within(value, cell) for value in _CORNERS[node.kind]]
            free.append((node, list(dict.fromkeys(values))))
        elif isinstance(node, Read) and node.scope != "paid":
            inputs[node.scope, node.field] = _usual(node, cell, cases)
    for atom, cell in case.items():
        if isinstance(atom, HeldAtom) and cell == (1, 1):
            for when in ("held", "held_in_month", "held_in_year"):
                inputs["system", when] = inputs.get(("system", when), 0) | 1 << atom.bit
    in_policy = next((node for node, _ in free if _is_field(node, "in_policy")), None)
    total = next((node for node, _ in free if _is_field(node, "total")), None)
    for corner in product(*(values for _, values in free[:MOST_LEAVES])):
        chosen = dict(zip((node.id for node, _ in free), corner, strict=False))
        chosen |= {node.id: rest[0] for node, rest in free[MOST_LEAVES:]}
        if in_policy and total and chosen[in_policy.id] > chosen[total.id]:
            continue
        tried, given = dict(inputs), dict(slots)
        for node, _ in free:
            if isinstance(node, Read):
                tried[node.scope, node.field] = chosen[node.id]
            else:
                given[node.slot] = chosen[node.id]
        yield tried, given


def _own_values(cases: Cases) -> dict[str, int]:
    """The figures that the policy itself has for the slots of its parameters, whatever the
    year."""
    parameters = {parameter.id: parameter for parameter in cases.atoms.plan.parameters}
    found = {}
    for slot in cases.atoms.plan.slots:
        values = parameters[slot.parameter].values
        if values and not slot.keys and isinstance(values[0].value, int):
            found[slot.id] = values[0].value
    return found


def _is_field(node: Read | Param, name: str) -> bool:
    return isinstance(node, Read) and (node.scope, node.field) == ("claim", name)


def _within(value: int, cell: Cell | None) -> int:
    return value if cell is None else min(max(value, cell[0]), cell[1])


def _usual(node: Read, cell: Cell | None, cases: Cases) -> int:
    """A value of an input that no corner varies: a flag holds, a day lies in the policy."""
    plan = cases.atoms.plan
    if node.kind == "mask":
        return 0
    if node.kind == "date":
        start = date.fromordinal(plan.dates.start or date(2022, 1, 1).toordinal())
        return _within(start.replace(month=6, day=1).toordinal(), cell)
    if node.scope == "system" and node.field == "year":
        begin = plan.dates.start or date(2022, 1, 1).toordinal()
        return _within(year_of_day(begin, plan.dates.year_begins), cell)
    field = field_of(node, plan)
    default = field.default if field is not None and field.default is not None else 0
    return _within(default, cell)
