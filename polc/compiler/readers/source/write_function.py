"""The body of a function in some language: what it holds its inputs against, then its block.

In: a function of a program, a dialect, how the language writes what it takes and gives. Out:
`WrittenFunction`. Nothing is worked out before every input is known to lie where the steps need it
to lie, so that none can leave its width.
"""

import re
from collections import Counter
from collections.abc import Sequence

from attrs import field

from polc.compiler.model.record import frozen
from polc.compiler.plan.node import Node
from polc.compiler.plan.nodes import AnyNode, Const, Emit, Load, Need, Param, Read, Store
from polc.compiler.plan.operations.reach import Interval
from polc.compiler.plan.show_node import show_node, show_value
from polc.compiler.readers.bounds.inputs import SUM
from polc.compiler.readers.source.dialect import Dialect
from polc.compiler.readers.source.program import (
    SourceFigure,
    SourceFunction,
    SourceInput,
    SourceProgram,
    SourceRefusal,
)
from polc.compiler.readers.source.text_lines import TextLines
from polc.compiler.readers.straight.lines import MachineValue, Variable, figure
from polc.compiler.readers.straight.write_block import BEYOND, OpenFigure, write_block
from polc.records.mutable import define
from polc.runtime.amounts import MISSING, MOST_MONEY


@frozen(kw_only=True)
class Structures:
    """How a language writes the structures of a function: a name of theirs is put behind."""

    inputs: str
    before: str
    figures: str
    given: str
    after: str


@frozen(kw_only=True)
class WrittenFunction:
    """`variables` begin with 0 before the `lines`, which may be cut after so many of them as `ends`
    says; it ends with the number of a row of `refusals`, from 1."""

    variables: tuple[Variable, ...]
    lines: tuple[str, ...]
    ends: tuple[int, ...]
    refusals: tuple[SourceRefusal, ...]

    @property
    def unread(self) -> list[str]:
        """The variables that nothing takes: what only a table of bands would that has no value."""
        words = re.findall(r"\w+", "\n".join(line.split("// ")[0] for line in self.lines))
        often = Counter(words)
        return [variable.name for variable in self.variables if often[variable.name] < 2]


def write_function(
    program: SourceProgram, function: SourceFunction, dialect: Dialect, places: Structures
) -> WrittenFunction:
    """The function's body."""
    return _FunctionWriter(program, function, dialect, places).write()


@define
class _FunctionWriter:
    program: SourceProgram
    function: SourceFunction
    dialect: Dialect
    places: Structures
    rows: list[SourceRefusal] = field(init=False)
    lines: TextLines = field(init=False)

    @rows.default
    def _start_rows(self) -> list[SourceRefusal]:
        return [*self.function.refusals]

    @lines.default
    def _start_lines(self) -> TextLines:
        block, places = self.function.block, self.places
        inputs = {(known.scope, known.field): known.name for known in self.program.inputs}
        sums = {known.id: known.name for known in self.program.sums}
        figures = {known.slot: known.name for known in self.program.figures}
        outputs = [name for name, _ in self.function.outputs]
        single = self.function.what == "year"
        return TextLines(
            dialect=self.dialect,
            taken={
                "inputs": [places.inputs + inputs[read] for read in block.inputs],
                "before": [places.before + sums[acc] for acc in block.state],
                "figures": [places.figures + figures[slot] for slot in block.slots],
            },
            given={
                "outputs": [places.given] if single else [places.given + name for name in outputs],
                "after": [places.after + sums[acc] for acc in block.state],
            },
            rows=self._row_of,
            tell=self._teller(),
        )

    def write(self) -> WrittenFunction:
        function, program = self.function, self.program
        self._check_inputs()
        self._check_figures()
        slots = {known.slot: OpenFigure(known.tables) for known in program.figures}
        block = function.block
        write_block(self.lines, block, slots, function.measure, tables=program.tables)
        self._check_sums([self.lines.given["after"][place] for place in range(len(block.state))])
        return WrittenFunction(
            variables=tuple(self.lines.variables),
            lines=tuple(self.lines.text),
            ends=tuple(self.lines.ends),
            refusals=tuple(self.rows),
        )

    def _row_of(self, error: int) -> int:
        if error == BEYOND:
            return self._add_row(SourceRefusal("bad_value", "result"))
        return error

    def _add_row(self, refusal: SourceRefusal) -> int:
        if refusal in self.rows[len(self.function.refusals) :]:
            return self.rows.index(refusal, len(self.function.refusals)) + 1
        self.rows.append(refusal)
        return len(self.rows)

    def _check_inputs(self) -> None:
        """Every input that is asked lies within its limits, or is missing where a demand asks for
        it; so do the sums before."""
        block, lines = self.function.block, self.lines
        known = {(given.scope, given.field): given for given in self.program.inputs}
        for place, read in enumerate(block.inputs):
            value = lines.take("inputs", place)
            self._check(value, known[read])
        self._check_days()
        for taken in self.function.taken:
            value = MachineValue(self.places.inputs + taken.name)
            own = SourceRefusal("missing_field", taken.told)
            self._refuse(lines.compare("eq", value, figure(MISSING)), own)
            self._refuse(lines.holds(value), SourceRefusal("not_in_force", taken.told))
        for place, acc in enumerate(block.state):
            value = lines.take("before", place)
            self._refuse(self._outside(value, (SUM,)), SourceRefusal("bad_value", f"sums.{acc}"))

    def _check(self, value: MachineValue, known: SourceInput) -> None:
        lines = self.lines
        outside = self._outside(value, known.parts)
        missing = lines.compare("eq", value, figure(MISSING))
        if (known.scope, known.field) in self.function.must_be_given or known.scope == "system":
            self._refuse(missing, SourceRefusal("missing_field", known.told))
        else:
            outside = lines.join("and", lines.deny(missing), outside)
        self._refuse(outside, SourceRefusal("bad_value", known.told))

    def _check_days(self) -> None:
        """The day of a claim is one on which the policy is in force."""
        if self.function.what != "claim":
            return
        (day,) = (known for known in self.program.inputs if known.told == "system.date")
        value = MachineValue(self.places.inputs + day.name)
        if (day.scope, day.field) not in self.function.block.inputs:
            self._check(value, day)
        first, last = self.function.in_force
        refusal = SourceRefusal("not_in_force", day.told)
        if first is not None:
            self._refuse(self.lines.compare("lt", value, figure(first)), refusal)
        if last is not None:
            self._refuse(self.lines.compare("gt", value, figure(last)), refusal)

    def _check_figures(self) -> None:
        known = {figure_.slot: figure_ for figure_ in self.program.figures}
        for place, slot in enumerate(self.function.block.slots):
            value = self.lines.take("figures", place)
            missing = self.lines.compare("eq", value, figure(MISSING))
            outside = self._outside(value, parts_of(known[slot]))
            inside = self.lines.join("and", self.lines.deny(missing), outside)
            self._refuse(inside, SourceRefusal("bad_value", f"parameters.{slot}"))

    def _check_sums(self, after: Sequence[str]) -> None:
        """No sum leaves what a year may come to."""
        for text in after:
            outside = self._outside(MachineValue(text), ((-MOST_MONEY, MOST_MONEY),))
            self._refuse(outside, SourceRefusal("bad_value", "claims"))

    def _outside(self, value: MachineValue, parts: Sequence[Interval]) -> str:
        lines = self.lines
        found = lines.true
        for place, (low, high) in enumerate(parts):
            below = lines.compare("lt", value, figure(low))
            above = lines.compare("gt", value, figure(high))
            outside = lines.join("or", below, above)
            if low == high:
                outside = lines.compare("ne", value, figure(low))
            found = lines.join("and", found, outside) if place else outside
        return found

    def _refuse(self, truth: str, refusal: SourceRefusal) -> None:
        self.lines.enter(truth)
        self.lines.add(self.dialect.refuse(self._add_row(refusal)))
        self.lines.leave()

    def _teller(self) -> "_Teller":
        return _Teller(self.program, {node.id: node for node in self.function.block.nodes})


@frozen
class _Teller:
    """What stands above a step: its line in the listing of the plan, with its clauses."""

    program: SourceProgram
    nodes: dict[str, AnyNode]

    def __call__(self, node: AnyNode) -> str:
        if isinstance(node, Const | Read | Param | Load | Emit | Store):
            return ""
        plan = self.program.plan
        said = show_node(node, self.nodes, plan)
        if isinstance(node, Need):
            said = f"demand {node.name}: {show_value(node.value, self.nodes, plan)}"
        return f"{said} {_clauses_of(node)}".rstrip()


def _clauses_of(node: Node) -> str:
    return f"[{', '.join(node.origin.clauses)}]" if node.origin.clauses else ""


def parts_of(known: SourceFigure) -> tuple[Interval, ...]:
    """Where a figure may lie: of bands the number of a table."""
    if known.kind != "bands":
        return known.parts
    return tuple((table, table) for table in known.tables)
