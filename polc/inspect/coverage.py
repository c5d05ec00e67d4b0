"""Which rules of a policy its examples reach, and why others are not.

In: a policy, its examples or other cases. Out: a `Coverage`, how often each was reached. A rule is
a line of a benefit, an adjustment, a right, an alert or a limit, or a row of a table, that of all
others too. It is reached where a case of an example comes to it: its conditions hold, somebody is
of its row. For one that is not reached the condition that failed is told, of the example that came
closest.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from attrs import field

from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import AnyNode, Arm, Select
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.visit import whole_blocks
from polc.compiler.readers.trace.interpret import Run, matches
from polc.inspect.coverage_reasons import (
    CoveredBlock,
    Key,
    has_rest,
    name_row,
    why_no_row,
    why_not,
)
from polc.inspect.settles import Settles
from polc.link.watch import Traced, watch
from polc.messages.text import Text
from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.errors import CaseError
from polc.runtime.tell.result import Settlement

MOST_RUNS: Final = 1_000
"""So many runs of a block are kept to say why something was not reached."""


@frozen(kw_only=True)
class Uncovered:
    """A rule that no example reaches: its name, place and clause, what is written there, and
    why it is not reached; `row` the keys of a table's row, where it is one."""

    rule: str
    file: str
    line: int
    clause: str
    written: str
    why: Text
    row: str = ""


@frozen
class Coverage:
    """How many rules there are, how many of them no example reaches."""

    rules: int
    uncovered: tuple[Uncovered, ...]


@frozen
class _Row:
    """A row of a table: its rule, its keys in words, its line."""

    key: Key
    name: str
    line: int


@define
class _Seen:
    """What the runs have shown so far: the rules and rows there are, with a step of each and
    its block, and those that were reached."""

    final: dict[Key, tuple[AnyNode, CoveredBlock]] = field(factory=dict)
    rows: dict[_Row, tuple[Select, Arm | None, CoveredBlock]] = field(factory=dict)
    reached: Counter[Key] = field(factory=Counter)
    met: Counter[_Row] = field(factory=Counter)
    blocks: dict[int, CoveredBlock] = field(factory=dict)


def cover(policy: Settles) -> Coverage:
    """Settles every example and looks at what the trace came to."""
    watch = CoverageWatch(policy)
    for example in policy.program.examples:
        watch.settle(example.title, dict(example.case))
    return watch.coverage()


@frozen(kw_only=True)
class Reached:
    """A rule, or a row of a table, and by how many cases it was reached."""

    rule: str
    line: int
    clause: str
    row: str
    times: int


@define
class CoverageWatch:
    """Settles cases one after the other and looks at what the trace comes to."""

    policy: Settles
    settled: int = 0
    refused: int = 0
    why_refused: Counter[Text] = field(factory=Counter)
    _seen: _Seen = field(factory=_Seen)

    def settle(self, title: str, case: Mapping[str, Any]) -> tuple[Settlement | None, bool]:
        """Settles a case: its settlement (None: it is refused), and whether it came to something
        to which none before it came."""
        with watch() as traced:
            try:
                # Asking for the readings runs every block of the case.
                settlement = self.policy.settle(dict(case))
                _ = settlement.consulted
            except CaseError as mistake:
                self.refused += 1
                self.why_refused.update({error.message for error in mistake.errors})
                return None, False
        self.settled += 1
        seen = self._seen
        before = len(seen.reached), len(seen.met)
        keys, rows = set[Key](), set[_Row]()
        for traced_block in traced:
            _look(traced_block, seen, title, keys, rows)
        seen.reached.update(keys)
        seen.met.update(rows)
        return settlement, before != (len(seen.reached), len(seen.met))

    def coverage(self) -> Coverage:
        """What was not reached, and why."""
        seen = self._seen
        _add_untouched(self.policy.plan, seen)
        found = [
            _uncovered(node.origin, why_not(node, block))
            for key, (node, block) in seen.final.items()
            if key not in seen.reached
        ]
        for row, (pick, arm, block) in seen.rows.items():
            if row.key in seen.reached and row not in seen.met:
                origin = _origin_of(arm, pick)
                others = [met.name for met in seen.met if met.key == row.key]
                why = why_no_row(row.name, arm, pick, block, sorted(others))
                found.append(_uncovered(origin, why, row.name))
        found.sort(key=lambda rule: (rule.file, rule.line, rule.rule))
        return Coverage(len(seen.final) + len(seen.rows), tuple(found))

    def reached(self) -> tuple[Reached, ...]:
        """Every rule and row, those that were not reached with 0, in the order of the file."""
        seen = self._seen
        _add_untouched(self.policy.plan, seen)
        found = [
            _reached(node.origin, "", seen.reached[key]) for key, (node, _) in seen.final.items()
        ]
        for row, (pick, arm, _) in seen.rows.items():
            origin = _origin_of(arm, pick)
            found.append(_reached(origin, row.name, seen.met[row]))
        return tuple(sorted(found, key=lambda rule: (rule.line, rule.rule, rule.row)))


def _reached(origin: Origin, row: str, times: int) -> Reached:
    clause = origin.clauses[0] if origin.clauses else ""
    return Reached(rule=origin.rule, line=origin.line, clause=clause, row=row, times=times)


def _look(traced: Traced, seen: _Seen, title: str, keys: set[Key], rows: set[_Row]) -> None:
    """Notes which rules and rows a block's run has reached."""
    block = seen.blocks.get(id(traced.block))
    if block is None:
        block = seen.blocks[id(traced.block)] = CoveredBlock(traced.plan, traced.block)
        _add(block, seen)
    if len(block.runs) < MOST_RUNS:
        block.runs.append((title, traced.run))
    keys.update(
        key
        for key, node in block.final
        if node.id in traced.run.reached
        and (key not in block.changes or _applies(node, traced.run))
    )
    for key, pick in block.tables:
        asked = traced.run.values.get(pick.key)
        if pick.id in traced.run.reached and isinstance(asked, int):
            arm = next((arm for arm in pick.arms if matches(arm, asked)), None)
            if arm is not None or has_rest(pick):
                rows.add(_row_of(key, arm, pick, block))


def _applies(node: AnyNode, run: Run) -> bool:
    """An adjustment is reached where somebody is of its people, not where it is looked up."""
    if not isinstance(node, Select):
        return True
    asked = run.values.get(node.key)
    return isinstance(asked, int) and any(matches(arm, asked) for arm in node.arms)


def _add_untouched(plan: Plan, seen: _Seen) -> None:
    """The rules of blocks that no example runs at all."""
    for block in whole_blocks(plan):
        _add(CoveredBlock(plan, block.own), seen)


def _add(block: CoveredBlock, seen: _Seen) -> None:
    """The rules and rows of a block, where they are not known yet."""
    for key, node in block.final:
        seen.final.setdefault(key, (node, block))
    for key, pick in block.tables:
        for arm in (*pick.arms, None) if has_rest(pick) else pick.arms:
            seen.rows.setdefault(_row_of(key, arm, pick, block), (pick, arm, block))


def _row_of(key: Key, arm: Arm | None, pick: Select, block: CoveredBlock) -> _Row:
    """The row of an arm; None: the one of all others."""
    line = pick.otherwise_origin.line if arm is None else arm.origin.line
    return _Row(key, name_row(arm, pick, block), line)


def _origin_of(arm: Arm | None, pick: Select) -> Origin:
    origin = pick.otherwise_origin if arm is None else arm.origin
    return origin if origin.line else pick.origin


def _uncovered(origin: Origin, why: Text, row: str = "") -> Uncovered:
    clause = origin.clauses[0] if origin.clauses else ""
    return Uncovered(
        rule=origin.rule,
        file=origin.file,
        line=origin.line,
        clause=clause,
        written=origin.written,
        why=why,
        row=row,
    )
