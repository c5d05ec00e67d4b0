"""Of each table the keys that have no line, and the lines that no case reaches.

In: a block of a plan. Out: for each table by a value, and by the identity that counts where
nothing covers all of them, what is missing and what is never met where the table is asked.
A table that is lowered in several places is one table, by its place and its keys.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import AnyNode, Need, NodeId, Param, Select
from polc.compiler.plan.plan import Plan
from polc.compiler.readers.regions.atoms import Atoms, Cell, ValueAtom, bits_of
from polc.compiler.readers.regions.evaluate import Partial, lies_in
from polc.compiler.readers.regions.search import Cases, Found, Goal, TooManyError

Ranges = tuple[tuple[int | None, int | None], ...]


@frozen
class TableKeys:
    """What makes a table the same wherever it is lowered: its place and its lines' keys."""

    file: str
    line: int
    lines: tuple[tuple[int, Ranges], ...]


@frozen(kw_only=True)
class FoundTable:
    """One lowering of a table. `key` is the root of what it is by; `case` shows the first key
    without a line, `missing` has all of them (of a table by identity their bits, -1 nobody);
    `dead` the places of the lines that no case reaches, `rest_dead` that its `otherwise` is
    none. `is_whole`: there is a line for every key."""

    keys: TableKeys
    origin: Origin
    table: Select
    key: NodeId
    missing: tuple[Cell, ...]
    case: Found | None
    dead: frozenset[int]
    rest_dead: bool
    is_whole: bool


def find_tables(
    cases: Cases, own: Iterable[AnyNode], done: set[TableKeys], *, gaps_only: bool = False
) -> Iterator[FoundTable]:
    """Every table that some case asks; of the nodes of the block those that are its `own`.
    `done` are those of which everything is known: nothing is missing and nothing is dead.
    `gaps_only`: what is missing alone, and of the lines all as if no case reached them."""
    atoms = cases.atoms
    selected = [node for node in own if isinstance(node, Select)]
    if not selected:
        return
    demanded = {
        node.value
        for node in atoms.nodes.values()
        if isinstance(node, Need) and node.code == "not_covered"
    }
    by_key = figures_by_key(atoms.plan)
    for node in selected:
        # Beside those of the file, steps of a plan are chosen by a flag; none of them lacks a line.
        by_flag = node.id in demanded and atoms.nodes[node.key].kind == "flag"
        if not (by_flag or is_table(node, atoms.nodes, by_key)):
            continue
        if keys_of(node) not in done:
            with suppress(TooManyError):
                found = _find(node, cases, demanded=node.id in demanded, gaps_only=gaps_only)
                if found is not None:
                    yield found
                    if found.is_whole and not found.dead and not found.rest_dead:
                        done.add(found.keys)


def keys_of(table: Select) -> TableKeys:
    """What makes it the same table as another lowering of it."""
    origin = table.origin
    return TableKeys(origin.file, origin.line, tuple((arm.bits, arm.ranges) for arm in table.arms))


def figures_by_key(plan: Plan) -> frozenset[str]:
    """The slots of parameters that have a figure for each key."""
    return frozenset(slot.id for slot in plan.slots if slot.keys)


def is_table(node: Select, nodes: Mapping[NodeId, AnyNode], by_key: frozenset[str]) -> bool:
    """Whether the file has it as a table: neither a choice between two steps, nor the figures
    of a parameter, whose slots are among those `by_key`."""
    kind = nodes[node.key].kind
    if kind == "flag" or not node.arms or not node.origin.line or node.kind == "mask":
        return False
    figures = (nodes[arm.value] for arm in node.arms)
    return not all(isinstance(figure, Param) and figure.slot in by_key for figure in figures)


def _find(table: Select, cases: Cases, *, demanded: bool, gaps_only: bool) -> FoundTable | None:
    atoms = cases.atoms
    key = atoms.root(table.key)
    if atoms.nodes[table.key].kind == "mask":
        return _find_by_identity(table, key, cases) if demanded else None
    if not gaps_only and table.guard is not None and not cases.may_hold(table.guard):
        return None
    free = not gaps_only and _is_free(key, table, atoms)
    missing, case, is_whole = list[Cell](), None, True
    met = set[int]()
    for cell in atoms.cells(key):
        place = line_for(table, cell)
        known: Found = {ValueAtom(key): cell}
        if place < len(table.arms) or table.otherwise is not None:
            if (
                not gaps_only
                and place not in met
                and (free or cases.exist(_asks(table, key, cell), known))
            ):
                met.add(place)
        elif demanded:
            is_whole = False
            found = cases.find(_asks(table, key, cell), known)
            if found is not None:
                missing.append(cell)
                case = case or found
    dead = frozenset(range(len(table.arms))) - met
    # Of a field that stands for few things a case may have another all the same.
    rest_dead = table.otherwise is not None and len(table.arms) not in met
    rest_dead = rest_dead and not atoms.is_listed(key)
    return FoundTable(
        keys=keys_of(table),
        origin=table.origin,
        table=table,
        key=key,
        missing=tuple(missing),
        case=case,
        dead=dead,
        rest_dead=rest_dead,
        is_whole=is_whole,
    )


def _asks(table: Select, key: NodeId, cell: Cell) -> Goal:
    """That a table is asked with a key of this cell."""
    return lambda partial: _is_asked(table, partial) and lies_in(partial.value(key), (cell,))


def _find_by_identity(table: Select, key: NodeId, cases: Cases) -> FoundTable:
    """Of a table that is asked outside of what is checked with its benefit's people."""
    listed = 0
    for arm in table.arms:
        listed |= arm.bits
    everybody = (1 << len(cases.atoms.plan.identities)) - 1
    missing, case = list[Cell](), None
    for bit in (-1, *bits_of(everybody & ~listed)):
        found = cases.find(
            lambda partial, bit=bit: (
                _is_asked(table, partial)  # type: ignore[misc]  # its default
                and _counts(key, bit, partial)
            )
        )
        if found is not None:
            missing.append((bit, bit))
            case = case or found
    return FoundTable(
        keys=keys_of(table),
        origin=table.origin,
        table=table,
        key=key,
        missing=tuple(missing),
        case=case,
        dead=frozenset(),
        rest_dead=False,
        is_whole=False,
    )


def _counts(key: NodeId, bit: int, partial: Partial) -> bool:
    """Whether the identity is the one that counts; -1 that none does."""
    if bit >= 0:
        return partial.has(key, bit)
    everybody = range(len(partial.atoms.plan.identities))
    return not any(partial.has(key, place) for place in everybody)


def _is_asked(table: AnyNode, partial: Partial) -> bool:
    return table.guard is None or partial.flag(table.guard)


def line_for(table: Select, cell: Cell) -> int:
    """The place of the first line for a cell; after the last where there is none."""
    return next(
        (place for place, arm in enumerate(table.arms) if lies_in(cell, arm.ranges)),
        len(table.arms),
    )


def _is_free(key: NodeId, table: Select, atoms: Atoms) -> bool:
    """Whether nothing on the way to the table asks its key, nor what is held against it."""
    if table.guard is None:
        return not atoms.figures.get(key)
    asked = atoms.asked_by(table.guard)
    related = any(
        above == key or atoms.is_above(above, key) or atoms.is_above(key, above) for above in asked
    )
    system = {"date", "year"} if getattr(atoms.nodes[key], "scope", "") == "system" else set()
    return (
        not related
        and not atoms.figures.get(key)
        and not any(getattr(atoms.nodes[node_id], "field", "") in system for node_id in asked)
    )
