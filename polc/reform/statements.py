"""What a side says, statement by statement: a line of the file, or of a table in it.

In: a side. Out: `SideStatement`s in the order of the file, those that stand under its readings:
lines of benefits, rights and alerts, rows, groups, ranks, the days that count, what is declared.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from polc.compiler.model.origin import Origin
from polc.compiler.plan.visit import all_nodes
from polc.compiler.typed.nodes.chosen import stands
from polc.records.frozen import frozen
from polc.reform.side import Side
from polc.reform.step_meaning import Line, StepMeanings, line_of


@frozen(kw_only=True)
class SideStatement:
    """A statement: its rule, the title of what it is of, what is written, its clauses and where
    they stand; `steps` its meaning, each with the words of the plan (empty: it has no step)."""

    rule: str
    title: str
    written: str
    clauses: tuple[str, ...]
    cite: str
    line: int
    steps: Mapping[str, str]

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "written": self.written,
            "clauses": list(self.clauses),
            "cite": self.cite,
            "line": self.line,
        }


def list_statements(side: Side) -> tuple[SideStatement, ...]:
    """Every statement, each once."""
    meanings = StepMeanings(side)
    by_line = meanings.by_line
    titles = side.policy.titles
    found: dict[Line, SideStatement] = {}
    for origin, steps in (*_of_rules(side, by_line), *_of_declarations(side)):
        if not origin.rule or not origin.written or line_of(origin) in found:
            continue
        found[line_of(origin)] = SideStatement(
            rule=origin.rule,
            title=titles.get(origin.owner, ""),
            written=origin.written,
            clauses=origin.clauses,
            cite=origin.printed,
            line=origin.line,
            steps=steps,
        )
    return tuple(sorted(found.values(), key=lambda statement: statement.line))


def _of_rules(
    side: Side, by_line: Mapping[Line, Mapping[str, str]]
) -> Iterator[tuple[Origin, Mapping[str, str]]]:
    """The lines that steps come from."""
    plan = side.policy.plan
    for node in all_nodes(plan):
        for origin in node.origins:
            yield origin, by_line.get(line_of(origin), {})
    for benefit in plan.benefits:
        yield benefit.day_origin, {}


def _of_declarations(side: Side) -> Iterator[tuple[Origin, Mapping[str, str]]]:
    """The statements without steps of their own."""
    program = side.policy.program
    chosen = {reading.id: reading.chosen for reading in side.policy.plan.readings}
    for statement in program.cited:
        members = ", ".join(sorted(statement.members))
        yield statement.origin, {members: members} if members else {}
    lines = [(line.where, line.origin) for line in program.dates]
    lines += [(line.where, line.origin) for line in program.windows]
    lines += [(line.where, line.origin) for line in program.equivalences]
    yield from ((origin, {}) for where, origin in lines if stands(where, chosen))
    for items in (program.pools, program.tallies, program.benefits, program.reports):
        yield from _origins_in(items)
    declared = program.declared
    for part in attrs.fields(type(declared)):
        yield from _origins_in(getattr(declared, part.name))


def _origins_in(value: Any) -> Iterator[tuple[Origin, Mapping[str, str]]]:
    items: Iterable[Any] = value if isinstance(value, tuple) else ()
    for item in items:
        origin = getattr(item, "origin", None)
        if isinstance(origin, Origin):
            yield origin, {}
