"""The claims of many persons, row after row, as one LLVM function over columns of 64-bit integers.

In: the function of a claim and those of what is told of it, which inputs are columns. Out: a
`RowProgram` that goes through rows sorted by person, and within a person in order of settlement.
A running sum of the year begins anew with each person; one of a stay or of a chain of referrals is
found by the number that the row has of it. A row that is refused moves no sum, and nothing is
told of it.
"""

from collections.abc import Mapping, Sequence

from attrs import field

from polc.compiler.plan.nodes import NodeId
from polc.compiler.readers.closures.generate import SlotValue
from polc.compiler.readers.kernel.calendar_functions import CALENDAR
from polc.compiler.readers.kernel.divide import DIVISION
from polc.compiler.readers.kernel.llvm_lines import LlvmLines
from polc.compiler.readers.kernel.program import (
    BEYOND_LIMITS,
    CarriedSum,
    Input,
    RowBlock,
    RowColumn,
    RowProgram,
)
from polc.compiler.readers.kernel.write_function import write_function
from polc.compiler.readers.straight.lines import ZERO, MachineValue, figure
from polc.records.mutable import define
from polc.runtime.amounts import MISSING, MOST_MONEY


def write_rows(
    claim: RowBlock,
    told: Sequence[RowBlock],
    present: frozenset[Input],
    slots: Mapping[str, SlotValue],
    *,
    windows: bool,
    sums: bool = False,
) -> RowProgram:
    """The program for claims of which the inputs `present` are columns and no other is given;
    with `windows` a row may be taken by one; with `sums` it tells those after each claim."""
    taken = dict.fromkeys(node_id for block in told for node_id in block.takes.values())
    writer = _RowsWriter(
        claim=claim,
        told=tuple(told),
        present=present,
        windows=windows,
        sums=sums,
        taken=tuple(taken),
    )
    functions = [
        write_function(
            block.name, block.block, slots, block.measure, tuple(taken) if block is claim else ()
        )
        for block in (claim, *told)
    ]
    return writer.write("\n".join((*functions, DIVISION, CALENDAR)))


@define(kw_only=True)
class _RowsWriter:
    claim: RowBlock
    told: tuple[RowBlock, ...]
    present: frozenset[Input]
    windows: bool
    sums: bool
    taken: tuple[NodeId, ...]
    lines: LlvmLines = field(factory=LlvmLines)
    _columns: dict[RowColumn, str] = field(factory=dict)
    _arrays: list[str] = field(factory=list)
    _year: list[CarriedSum] = field(init=False)
    _kept: dict[str, list[CarriedSum]] = field(init=False)

    @_year.default
    def _find_year_sums(self) -> list[CarriedSum]:
        return [
            CarriedSum(block.name, acc)
            for block in (self.claim, *self.told)
            for acc, scope in block.scopes.items()
            if scope == "year"
        ]

    @_kept.default
    def _find_kept_sums(self) -> dict[str, list[CarriedSum]]:
        kept: dict[str, list[CarriedSum]] = {}
        for block in (self.claim, *self.told):
            for acc, scope in block.scopes.items():
                if scope != "year":
                    kept.setdefault(scope, []).append(CarriedSum(block.name, acc))
        return kept

    def write(self, functions: str) -> RowProgram:
        """The whole module."""
        lines = self.lines
        self._start_person()
        taken = self._load(RowColumn("taken")) if self.windows else ZERO
        error = self._run_claim(taken)
        for place, told in enumerate(self.told):
            self._run_told(place, told, error, taken)
        head = [
            "define void @settle_rows(i64 %rows, ptr noalias %places) {",
            *self._arrays,
            *(
                line
                for place, name in enumerate(self._columns.values())
                for line in (
                    f"  {name}.at = getelementptr ptr, ptr %places, i64 {place}",
                    f"  {name} = load ptr, ptr {name}.at",
                )
            ),
            "  br label %next",
            "next:",
            "  %row = phi i64 [ 0, %0 ], [ %row.after, %done ]",
            "  %opened = phi i64 [ 0, %0 ], [ %opened.after, %done ]",
            "  %over = icmp sge i64 %row, %rows",
            "  br i1 %over, label %end, label %settle",
            "settle:",
        ]
        tail = [
            "  br label %done",
            "done:",
            "  %row.after = add i64 %row, 1",
            "  br label %next",
            "end:",
            "  ret void",
            "}",
            "",
        ]
        return RowProgram(
            text=functions + "\n".join((*head, *lines.text, *tail)),
            columns=tuple(self._columns),
            year_sums=tuple(self._year),
            kept_sums={scope: tuple(sums) for scope, sums in self._kept.items()},
        )

    def _column(self, column: RowColumn) -> str:
        return self._columns.setdefault(column, f"%c{len(self._columns)}")

    def _load(self, column: RowColumn) -> MachineValue:
        pointer = self.lines.truth(f"getelementptr i64, ptr {self._column(column)}, i64 %row")
        return self.lines.value(f"load i64, ptr {pointer}", "i64")

    def _store(self, column: RowColumn, value: MachineValue) -> None:
        pointer = self.lines.truth(f"getelementptr i64, ptr {self._column(column)}, i64 %row")
        self.lines.add(f"store i64 {value.text}, ptr {pointer}")

    def _array(self, name: str, size: int) -> str:
        self._arrays.append(f"  %{name} = alloca [{max(size, 1)} x i64]")
        return f"%{name}"

    def _in_array(self, array: str, place: int) -> str:
        return self.lines.truth(f"getelementptr i64, ptr {array}, i64 {place}")

    def _put(self, pointer: str, value: MachineValue) -> None:
        self.lines.add(f"store i64 {value.text}, ptr {pointer}")

    def _get(self, pointer: str) -> MachineValue:
        return self.lines.value(f"load i64, ptr {pointer}", "i64")

    def _branch(self, truth: str) -> tuple[str, str]:
        """Goes on where it holds; what the branch ends with is the label of the rest."""
        inside, after = self.lines.new_label("where"), self.lines.new_label("after")
        self.lines.add(f"br i1 {truth}, label %{inside}, label %{after}")
        self.lines.label(inside)
        return inside, after

    def _end(self, after: str) -> None:
        self.lines.add(f"br label %{after}")
        self.lines.label(after)

    def _start_person(self) -> None:
        """All sums of the year are 0, or those of the next row of openings."""
        lines = self.lines
        start = self._load(RowColumn("start"))
        opens = lines.compare("eq", start, figure(2))
        more = lines.flag(opens)
        lines.add(f"%opened.after = add i64 %opened, {more.text}")
        if not self._year:
            return
        self._array("year", len(self._year))
        openings = self._column(RowColumn("openings"))
        _, after = self._branch(lines.holds(start))
        for place in range(len(self._year)):
            self._put(self._in_array("%year", place), ZERO)
        _, within = self._branch(opens)
        first = lines.binary("mul", MachineValue("%opened"), figure(len(self._year)), "i64")
        row = lines.truth(f"getelementptr i64, ptr {openings}, i64 {first.text}")
        for place in range(len(self._year)):
            self._put(self._in_array("%year", place), self._get(self._in_array(row, place)))
        self._end(within)
        self._end(after)

    def _pointer_of(self, total: CarriedSum) -> str:
        """Where a sum stands for this row."""
        if total in self._year:
            return self._in_array("%year", self._year.index(total))
        scope = next(scope for scope, sums in self._kept.items() if total in sums)
        sums = self._kept[scope]
        key = self._load(RowColumn("key", (scope, "")))
        first = self.lines.binary("mul", key, figure(len(sums)), "i64")
        kept = self._column(RowColumn("kept", (scope, "")))
        row = self.lines.truth(f"getelementptr i64, ptr {kept}, i64 {first.text}")
        return self._in_array(row, sums.index(total))

    def _fill(self, block: RowBlock, array: str) -> None:
        """The inputs of a function."""
        for place, input_ in enumerate(block.block.inputs):
            value = figure(MISSING)
            if input_ in block.takes:
                at = len(self.claim.block.outputs) + self.taken.index(block.takes[input_])
                value = self._get(self._in_array(f"%outputs.{self.claim.name}", at))
            elif input_ in self.present:
                value = self._load(RowColumn("input", input_))
            self._put(self._in_array(array, place), value)

    def _call(self, block: RowBlock, before: str) -> tuple[MachineValue, str, str]:
        """The error, where the results and where the sums after it are."""
        inputs = self._array(f"inputs.{block.name}", len(block.block.inputs))
        more = len(self.taken) if block is self.claim else 0
        outputs = self._array(f"outputs.{block.name}", len(block.block.outputs) + more)
        after = self._array(f"after.{block.name}", len(block.block.state))
        self._fill(block, inputs)
        arguments = ", ".join(f"ptr {array}" for array in (inputs, before, outputs, after))
        error = self.lines.value(f"call i64 @{block.name}({arguments})", "i64")
        return error, outputs, after

    def _run_claim(self, taken: MachineValue) -> MachineValue:
        """The claim; its error, with that of a sum that leaves its limits."""
        lines, claim = self.lines, self.claim
        state = claim.block.state
        before = self._array("before", len(state))
        for place, acc in enumerate(state):
            value = self._get(self._pointer_of(CarriedSum(claim.name, acc)))
            self._put(self._in_array(before, place), value)
        self._put(self._array("error", 1), ZERO)
        error, outputs, after = self._call(claim, before)
        self._put("%error", error)
        _, rest = self._branch(lines.compare("eq", error, ZERO))
        _, told = self._branch(lines.compare("eq", taken, ZERO))
        moved = [self._get(self._in_array(after, place)) for place in range(len(state))]
        beyond = "false"
        for value in moved:
            for outside in (
                lines.compare("gt", value, figure(MOST_MONEY)),
                lines.compare("lt", value, figure(-MOST_MONEY)),
            ):
                beyond = lines.truth(f"or i1 {beyond}, {outside}")
        found = lines.choose(beyond, figure(BEYOND_LIMITS), ZERO, "i64")
        self._put("%error", found)
        for acc, value in zip(state, moved, strict=True):
            self._put(self._pointer_of(CarriedSum(claim.name, acc)), value)
            if self.sums:
                self._store(RowColumn("sum", (claim.name, acc)), value)
        self._end(told)
        self._end(rest)
        for place, output in enumerate(claim.block.outputs):
            value = self._get(self._in_array(outputs, place))
            self._store(RowColumn("output", (claim.name, output)), value)
        found = self._get("%error")
        self._store(RowColumn("error", (claim.name, "")), found)
        return found

    def _run_told(
        self, place: int, told: RowBlock, error: MachineValue, taken: MachineValue
    ) -> None:
        """A result of what is told, where the claim stands and no window takes it. One that
        carries sums and lacked something stays so."""
        lines, block = self.lines, told.block
        lost = self._lost_since(told)
        held = [lines.compare("eq", value, ZERO) for value in (error, taken)]
        truth = lines.truth(f"and i1 {held[0]}, {held[1]}")
        if told.only_with is not None:
            first = self._get(f"%value.told{told.only_with}")
            why = self._get(f"%why.told{told.only_with}")
            holds = lines.truth(f"or i1 {lines.holds(first)}, {lines.compare('ne', why, ZERO)}")
            truth = lines.truth(f"and i1 {truth}, {holds}")
        value_at = self._array(f"value.told{place}", 1)
        why_at = self._array(f"why.told{place}", 1)
        self._put(value_at, ZERO)
        self._put(why_at, ZERO if lost is None else self._get(lost))
        if lost is not None:
            known = lines.compare("eq", self._get(lost), ZERO)
            truth = lines.truth(f"and i1 {truth}, {known}")
        _, rest = self._branch(truth)
        before = self._array(f"before.{told.name}", len(block.state))
        for at, acc in enumerate(block.state):
            self._put(self._in_array(before, at), self._sum_before(told, acc))
        why, outputs, after = self._call(told, before)
        self._put(why_at, why)
        _, moved = self._branch(lines.compare("eq", why, ZERO))
        self._put(value_at, self._get(self._in_array(outputs, 0)))
        for at, acc in enumerate(block.state):
            if acc in told.scopes:
                value = self._get(self._in_array(after, at))
                self._put(self._pointer_of(CarriedSum(told.name, acc)), value)
        self._end(moved)
        if lost is not None:
            self._put(lost, why)
        self._end(rest)
        self._store(RowColumn("output", (told.name, block.outputs[0])), self._get(value_at))
        self._store(RowColumn("error", (told.name, "")), self._get(why_at))

    def _lost_since(self, told: RowBlock) -> str | None:
        """Where it stands what a result with sums of its own has lacked in the person's year."""
        if not told.scopes:
            return None
        array = self._array(f"lost.{told.name}", 1)
        start = self.lines.holds(self._load(RowColumn("start")))
        kept = self.lines.choose(start, ZERO, self._get(array), "i64")
        self._put(array, kept)
        return array

    def _sum_before(self, told: RowBlock, acc: str) -> MachineValue:
        if acc in told.scopes:
            return self._get(self._pointer_of(CarriedSum(told.name, acc)))
        if acc not in self.claim.block.state:
            return ZERO
        return self._get(self._in_array("%before", self.claim.block.state.index(acc)))
