"""What a plan does, apart from how it is written.

In: a plan. Out: plain data that two plans have in common where no case tells them apart by
what they compute from it: every result and every running sum that is read again, as a function
of inputs. Names of steps, places, titles and what no result hangs on are not in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs
from attrs import field, frozen

from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import AnyNode, Arith, Emit, Load, NodeId, Store
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.visit import find_needed, nodes_of_report

_SAID: Final = ("kind", "scope", "field", "op", "slot", "acc", "code", "mode", "den")
"""Fields of a node that are words and figures, where the others are nodes."""

_UNSAID: Final = ("id", "origin", "otherwise_origin", "name")
"""Fields of a node of which what is computed does not hang."""


@frozen
class Effects:
    """Plans as data; equal steps of any of the plans are one number."""

    _numbers: dict[Any, int] = field(factory=dict, eq=False)

    def of(self, plan: Plan) -> Any:
        """What the plan does."""
        blocks = tuple(_blocks(plan))
        read = _sums_read(blocks)
        return (
            _told(plan),
            *(self._number(block, _results(block, read)) for block in blocks),
        )

    def _number(self, block: tuple[AnyNode, ...], results: list[AnyNode]) -> Any:
        """Each result by its name, as the number of what it comes to."""
        nodes = {node.id: node for node in block}
        needed = find_needed(nodes, results)
        numbers: dict[NodeId, int] = {}
        for node in block:
            if node.id in needed:
                numbers[node.id] = self._number_of(node, numbers)
        return tuple(
            sorted(
                (
                    type(node).__name__,
                    node.name if isinstance(node, Emit) else node.acc,
                    numbers[node.value],
                )
                for node in results
                if isinstance(node, Emit | Store)
            )
        )

    def _number_of(self, node: AnyNode, numbers: Mapping[NodeId, int]) -> int:
        if isinstance(node, Arith) and len(node.operands) == 1 and node.guard is None:
            return numbers[node.operands[0]]
        return self._numbers.setdefault(_as_data(node, numbers), len(self._numbers))


def _as_data(value: Any, numbers: Mapping[NodeId, int], name: str = "") -> Any:
    """A node or a part of one, each node in it by its number."""
    if attrs.has(type(value)):
        parts = (part.name for part in attrs.fields(type(value)) if part.name not in _UNSAID)
        return (
            type(value).__name__,
            *(_as_data(getattr(value, part), numbers, part) for part in parts),
        )
    if isinstance(value, tuple):
        return tuple(_as_data(part, numbers, name) for part in value)
    if name == "unit":  # A word of time, or of `Times` a node.
        return numbers.get(value, value)
    return numbers[value] if isinstance(value, str) and name not in _SAID else value


def _blocks(plan: Plan) -> Iterator[tuple[AnyNode, ...]]:
    """The blocks in which results stand; a report's with what it has of the claim's."""
    for year in plan.prelude:
        yield year.nodes
    yield plan.claim
    for report in plan.reports:
        yield nodes_of_report(plan, report)


def _results(block: Iterable[AnyNode], read: set[str]) -> list[AnyNode]:
    """The results of a block, and the last store of every sum that is read."""
    found = [node for node in block if isinstance(node, Emit)]
    stores = {node.acc: node for node in block if isinstance(node, Store) and node.acc in read}
    return [*found, *stores.values()]


def _sums_read(blocks: tuple[tuple[AnyNode, ...], ...]) -> set[str]:
    """The running sums on which a result hangs, of this claim or of a later one."""
    read: set[str] = set()
    while True:
        found = set(read)
        for block in blocks:
            nodes = {node.id: node for node in block}
            needed = find_needed(nodes, _results(block, read))
            found |= {node.acc for node in block if node.id in needed and isinstance(node, Load)}
        if found == read:
            return read
        read = found


def _told(plan: Plan) -> Any:
    """What a plan has beside its nodes that a case or a result knows of."""
    return without_origins(
        (
            plan.dates,
            plan.identities,
            plan.equivalences,
            plan.parameters,
            plan.slots,
            plan.benefits,
            plan.windows,
            plan.fields,
            plan.framework,
            plan.municipality,
            tuple((report.id, report.what, report.per, report.bearers) for report in plan.reports),
        )
    )


def without_origins(value: Any) -> Any:
    """Plain data, without where its parts come from."""
    if isinstance(value, Origin):
        return None
    if isinstance(value, tuple | list):
        return tuple(without_origins(part) for part in value)
    if attrs.has(type(value)):
        parts = (part for part in attrs.fields(type(value)) if part.eq)
        return (
            type(value).__name__,
            *(without_origins(getattr(value, part.name)) for part in parts),
        )
    return value
