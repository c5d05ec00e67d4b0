"""Why a step of a plan was not reached, in the runs that there were.

In: a block of a plan with its runs. Out: a sentence: the condition that failed, of the run in
which the most conditions before it held, with what it hung on and how far off it was.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import field

from polc.compiler.model.origin import Origin
from polc.compiler.plan.key_words import (
    key_ranges,
    name_identities,
    name_key,
    name_values,
    root_of,
)
from polc.compiler.plan.nodes import AnyNode, Arm, Mask, NodeId, Read, Select, Test, YearOf
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.visit import guards_above, walk
from polc.compiler.plan.walk_steps import find_changes, find_conditions
from polc.compiler.readers.trace.block_facts import BlockFacts
from polc.compiler.readers.trace.facts import Facts
from polc.compiler.readers.trace.interpret import Run
from polc.grammar.keywords import spelling
from polc.messages.text import NOTHING, Text, in_language, listed, say
from polc.records.mutable import define
from polc.runtime.amounts import format_money
from polc.runtime.explanation import show_facts
from polc.wording.labels import say_fact, say_value

Key = tuple[str, int]
"""The name of a rule, the line on which it stands."""

_COMPARED: Final = frozenset({"lt", "le", "gt", "ge"})
_FACTS: Final = 4
"""So many facts, at most, say why a condition failed."""


@define
class CoveredBlock:
    """The nodes of a block; `final` the last step of each of its rules, `changes` the rules
    that are adjustments, `tables` its tables by identity, place and the like; `runs` what it
    came to, with the examples' titles."""

    plan: Plan
    nodes: tuple[AnyNode, ...]
    runs: list[tuple[str, Run]] = field(factory=list)
    by_id: dict[NodeId, AnyNode] = field(init=False)
    final: tuple[tuple[Key, AnyNode], ...] = field(init=False)
    changes: frozenset[Key] = field(init=False)
    tables: tuple[tuple[Key, Select], ...] = field(init=False)

    @by_id.default
    def _index(self) -> dict[NodeId, AnyNode]:
        return {node.id: node for node in self.nodes}

    @final.default
    def _find_final(self) -> tuple[tuple[Key, AnyNode], ...]:
        by_key: dict[Key, list[AnyNode]] = {}
        for node in self.nodes:
            if node.origin.line and node.origin.is_line:
                by_key.setdefault(_key_of(node.origin), []).append(node)
        asked = {_key_of(stop.origin) for stop in find_conditions(self.plan.steps)}
        return tuple(
            (key, node) for key, own in by_key.items() for node in _last_of(own, asked=key in asked)
        )

    @changes.default
    def _find_changes(self) -> frozenset[Key]:
        return frozenset(_key_of(change.origin) for change in find_changes(self.plan.steps))

    @tables.default
    def _find_tables(self) -> tuple[tuple[Key, Select], ...]:
        figures = dict(self.plan.steps.figures)
        return tuple(
            (_key_of(node.origin), node)
            for node in self.nodes
            if isinstance(node, Select)
            and node.origin.line
            and (len(node.arms) > 1 or (has_rest(node) and self._can_name(node)))
            and node.id not in figures
            and _key_of(node.origin) not in self.changes
        )

    def _can_name(self, table: Select) -> bool:
        """Whether its rows have names: where a report runs a part of a claim again, what the claim
        says is not there, and the claim's own rows are counted."""
        key = self.by_id.get(table.key)
        return bool(table.arms[0].bits) or _read_behind(key, self) is not None


def has_rest(table: Select) -> bool:
    """Whether it is a written table with a row for all others; a choice that a step makes has no
    rows that anybody wrote."""
    return table.otherwise is not None and any(arm.origin.line for arm in table.arms)


def _key_of(origin: Origin) -> Key:
    return origin.rule, origin.line


def _last_of(own: list[AnyNode], *, asked: bool) -> list[AnyNode]:
    """The steps of a rule that no other of its steps takes up; of a condition (`asked`) the
    first, which is reached whatever comes of it."""
    guarded: list[AnyNode] = [node for node in own if node.guard is not None]
    guarded = guarded or own
    if asked:
        return guarded[:1]
    taken = {operand for node in guarded for operand in node.operands}
    last: list[AnyNode] = [node for node in guarded if node.id not in taken]
    return last or guarded[-1:]


def why_not(node: AnyNode, block: CoveredBlock) -> Text:
    """Why no run reached the node."""
    if any(node.id in run.reached for _, run in block.runs):
        people = _people_of(node, block)
        if not people:
            return say("no example has such a claim")
        return say("no example comes here with a claim of {people}", people=people)
    best: tuple[int, float, str, AnyNode, Run] | None = None
    for title, run in block.runs:
        failed = _where_it_failed(node, block, run)
        if failed is None:
            continue
        depth, guard = failed
        distance = _distance(guard, block, run)
        if best is None or (depth, -distance) > (best[0], -best[1]):
            best = (depth, distance, title, guard, run)
    if best is None:
        return say("no example has such a claim")
    _, _, title, guard, run = best
    return _say_why(guard, title, block, run)


def _people_of(node: AnyNode, block: CoveredBlock) -> str:
    """Those for whom an adjustment is."""
    masks = (mask for mask in block.nodes if isinstance(mask, Mask) and mask.origin == node.origin)
    among = next((mask.among for mask in masks), 0)
    if isinstance(node, Select) and not among:
        among = node.arms[0].bits
    return _chain(name_identities(among, block.plan), block)


def _where_it_failed(node: AnyNode, block: CoveredBlock, run: Run) -> tuple[int, AnyNode] | None:
    """The first condition on the way to the node that did not hold, and how many held."""
    for held, guard in enumerate(guards_above(node.guard, block.by_id)):
        if guard.id in run.reached and not run.values.get(guard.id):
            return held, guard
    return None


def _say_why(guard: AnyNode, title: str, block: CoveredBlock, run: Run) -> Text:
    for steps in block.plan.steps.benefits:
        if guard.id == steps.asked:
            return say("every example gives what `{benefit}` paid", benefit=steps.benefit)
        if guard.id in (steps.open, steps.needed):
            return say("nothing is left for `{benefit}` in any example", benefit=steps.benefit)
    facts = Facts(BlockFacts(block.plan, block.by_id), run).behind(guard.id)
    words = block.plan.language
    shown = [
        say("{name} is {value}", name=say_fact(name, words), value=say_value(name, value, words))
        for name, value in list(show_facts(facts).items())[:_FACTS]
    ]
    off = _short_of(guard, block, run)
    far = say(", {amount} yuan off", amount=format_money(off)) if off else NOTHING
    if _is_earlier_kind(guard, block):
        return say(
            "`{condition}` holds; closest is `{title}`: {facts}",
            condition=guard.origin.written or guard.origin.rule,
            title=title,
            facts=listed(shown) or say("nothing of it is given"),
        )
    return say(
        "`{condition}` fails; closest is `{title}`: {facts}{far}",
        condition=guard.origin.written or guard.origin.rule,
        title=title,
        facts=listed(shown) or say("nothing of it is given"),
        far=far,
    )


def _is_earlier_kind(guard: AnyNode, block: CoveredBlock) -> bool:
    """Whether what fails is that an earlier kind of care is not met: its condition holds."""
    if not isinstance(guard, Test) or guard.op != "not":
        return False
    met = block.by_id.get(guard.args[0])
    same = met is not None and met.origin == guard.origin
    return same and any(node.guard == guard.args[0] for node in block.nodes)


def _comparisons(node: AnyNode, block: CoveredBlock, run: Run) -> Iterator[Test]:
    """The comparisons that failed inside a condition."""

    def below(part: AnyNode) -> tuple[NodeId, ...]:
        if not isinstance(part, Test) or run.values.get(part.id):
            return ()
        joins = part.op in ("and", "or", "any")
        parts = tuple(operand for operand in part.args if joins and operand in block.by_id)
        guard = block.by_id.get(part.guard or "")
        if isinstance(guard, Test) and guard.origin == part.origin:
            return (*parts, guard.id)
        return parts

    for part in walk([node.id], block.by_id, below):
        if isinstance(part, Test) and not run.values.get(part.id) and part.op in _COMPARED:
            yield part


def _short_of(node: AnyNode, block: CoveredBlock, run: Run) -> int:
    """How many fen the nearest comparison of money is off; 0 where there is none."""
    found = []
    for comparison in _comparisons(node, block, run):
        left, right = (run.values.get(part) for part in comparison.args)
        kind = block.by_id[comparison.args[0]].kind
        if kind == "money" and isinstance(left, int) and isinstance(right, int):
            found.append(abs(left - right) // block.by_id[comparison.args[0]].den)
    return min(found, default=0)


def _distance(node: AnyNode, block: CoveredBlock, run: Run) -> float:
    """How far off, for comparing runs; a condition without amounts is far from all."""
    off = _short_of(node, block, run)
    return off or float("inf")


def name_row(arm: Arm | None, pick: Select, block: CoveredBlock) -> str:
    """The keys of a row in the words of the policy; without an arm it is that of all others."""
    language = block.plan.language
    if arm is None:
        return spelling("OTHERWISE", language)
    if arm.bits:
        return _chain(name_identities(arm.bits, block.plan), block)
    key = _key_behind(pick, block)
    if key is None:
        return _chain((_show_range(low, high) for low, high in arm.ranges), block)
    named = name_values(key, key_ranges(key, arm.ranges, block.plan), block.plan)
    return _chain((in_language(name, language, language) for name in named), block)


def _chain(names: Iterable[str], block: CoveredBlock) -> str:
    """Names one after the other, as the policy's own file has them."""
    return ("、" if block.plan.language == "zh" else ", ").join(names)


def _show_range(low: int | None, high: int | None) -> str:
    """A range of figures of which it is not known what they are: `0..17`, `18..`, `2`."""
    ends = ("" if end is None else str(end) for end in (low, high))
    return str(low) if low is not None and low == high else "..".join(ends)


def _key_behind(table: Select, block: CoveredBlock) -> AnyNode | None:
    """What a table is looked up by; None where no example runs what a report takes of a claim."""
    if table.key not in block.by_id:
        return None
    return root_of(table.key, block.by_id, block.plan)


def _read_behind(key: AnyNode | None, block: CoveredBlock) -> Read | None:
    """The input that a key is, or was checked to be."""
    if key is None:
        return None

    def below(node: AnyNode) -> tuple[NodeId, ...]:
        # What a report takes of a claim is not there where no example runs it.
        return tuple(operand for operand in node.operands[:1] if operand in block.by_id)

    return next(
        (node for node in walk([key.id], block.by_id, below) if isinstance(node, Read)), None
    )


def why_no_row(
    row: str, arm: Arm | None, pick: Select, block: CoveredBlock, met: list[str]
) -> Text:
    """Why a row of a table that is asked is never met; `met` are the rows that are."""
    others = say("; others are met: {rows}", rows=listed(dict.fromkeys(met))) if met else NOTHING
    name = _name_key(pick, block)
    if arm is None:
        return (
            say("no example comes here with another {name}{others}", name=name, others=others)
            if name
            else say("no example comes here that is of no other row{others}", others=others)
        )
    if arm.bits:
        return say("no example comes here as {row}{others}", row=row, others=others)
    return say("no example comes here with {name} {row}{others}", name=name, row=row, others=others)


def _name_key(table: Select, block: CoveredBlock) -> str:
    """The figure with a name, or the field, by which a table is looked up; empty of a table by
    identity."""
    key = _key_behind(table, block)
    if key is None or (isinstance(key, YearOf) and key.day not in block.by_id):
        return ""
    found = name_key(key, block.plan, block.by_id)
    read = _read_behind(key, block)
    return found or ("" if read is None or read.scope == "system" else read.field)
