"""What is written of a policy as source: its functions and the tables around them.

In: a policy under its own readings and parameters. Out: `SourceProgram`. Raises `NotBuiltError`
for a policy that settles nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from polc.api.policy import Policy
from polc.compiler.plan.node import Kind
from polc.compiler.plan.nodes import (
    AnyNode,
    Emit,
    Need,
    Override,
    Param,
    Read,
)
from polc.compiler.plan.operations.reach import Interval
from polc.compiler.plan.visit import walk
from polc.compiler.readers.bounds.find_bounds import MeasuredPlan, measure_in, measure_plan
from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.closures.generate import FunctionBlock
from polc.compiler.readers.source.program import (
    SourceFigure,
    SourceFunction,
    SourceInput,
    SourceProgram,
    SourceRefusal,
    SourceSum,
)
from polc.compiler.readers.source.required_inputs import must_be_given
from polc.compiler.readers.source.safe_text import make_name
from polc.compiler.readers.straight.write_block import BandsTable
from polc.link.compiled import Compiled
from polc.link.given_parameter import SlotValue
from polc.link.parameters import resolve_slots
from polc.messages.text import Text, say
from polc.runtime.read.read_claim import DEFAULTS
from polc.runtime.read.read_value import FIRST_YEAR, LAST_YEAR
from polc.runtime.vocabulary import FIELDS, PLACE_FIELDS, PLACES, Field
from polc.version import __version__

CLAIM: Final = "claim"
"""The name of the claim's function, and of its block."""

_DAY: Final = ("system", "date")
"""The day of a claim, on which the policy must be in force, whether a rule asks for it or not."""

_UNREAD: Final[Mapping[str, Kind]] = {"system": "date", "claim": "flag"}
"""The kind of what no rule asks for: the day, and the flag of a window."""


class NotBuiltError(ValueError):
    """A policy that cannot be written as source; `why` says so in one sentence."""

    def __init__(self, why: Text) -> None:
        super().__init__(why)
        self.why = why


def make_program(policy: Policy, name: str = "") -> SourceProgram:
    """The program, its figures those of every benefit year; `name` is what its names begin with in
    place of the policy's id."""
    plan = policy.plan
    if plan.framework:
        why = say("`{policy}` is a framework: it settles nothing", policy=plan.policy)
        raise NotBuiltError(why)
    if policy._compiled.layout_under(policy._given).in_force_missing:
        why = say(
            "parameter `{parameter}` says from when `{policy}` is in force, and has no value: "
            "`--param {parameter}=2024-01-01` gives it one",
            parameter=plan.dates.parameter,
            policy=plan.policy,
        )
        raise NotBuiltError(why)
    maker = _ProgramMaker(policy, policy._compiled, name or plan.policy)
    return maker.make()


class _ProgramMaker:
    def __init__(self, policy: Policy, compiled: Compiled, name: str) -> None:
        self.prefix = make_name(name, (), "policy")
        self.policy, self.compiled, self.plan = policy, compiled, compiled.plan
        self.bounded: MeasuredPlan = measure_plan(self.plan)
        self.limits = InputLimits(self.plan, frozenset())
        self.blocks: dict[str, FunctionBlock] = {CLAIM: compiled.claim}
        for outputs in compiled.years.values():
            self.blocks |= outputs
        self.windows = [window for window in self.plan.windows if window.flag]

    def make(self) -> SourceProgram:
        plan = self.plan
        inputs = tuple(self._inputs())
        figures, tables = self._figures()
        return SourceProgram(
            plan=plan,
            prefix=self.prefix,
            fingerprint=self.policy.fingerprint,
            version=__version__,
            inputs=inputs,
            sums=tuple(self._sums()),
            figures=figures,
            tables=tables,
            functions=tuple(self._functions(inputs)),
        )

    def _reads(self) -> dict[tuple[str, str], Read]:
        """Every input that some function asks for, those of the claim first."""
        found: dict[tuple[str, str], Read] = {}
        for block in self.blocks.values():
            nodes: dict[tuple[str, str], Read] = {
                (node.scope, node.field): node for node in block.nodes if isinstance(node, Read)
            }
            for read in block.inputs:
                found.setdefault(read, nodes[read])
        return found

    def _inputs(self) -> Iterator[SourceInput]:
        every = (*FIELDS, *self.plan.fields)
        known: dict[tuple[str, str], Field] = {(field.scope, field.name): field for field in every}
        reads: dict[tuple[str, str], Read | None] = {**self._reads()}
        reads |= {
            ("claim", window.flag): reads.get(("claim", window.flag)) for window in self.windows
        }
        reads.setdefault(_DAY, None)
        names: set[str] = set()
        for (scope, name), read in reads.items():
            field = known.get((scope, name))
            told = make_name(f"{scope}_{name}", names, f"{scope}")
            names.add(told)
            yield SourceInput(
                scope=scope,
                field=name,
                name=told,
                kind=_UNREAD[scope] if read is None else read.kind,
                parts=(
                    self.limits.of_kind(_UNREAD[scope]).parts
                    if read is None
                    else self._parts_of(read, field)
                ),
                words=() if field is None else field.choices,
                default=DEFAULTS.get((scope, name)),
            )

    def _parts_of(self, read: Read, field: Field | None) -> tuple[Interval, ...]:
        """Where an input may lie: a choice among its words; in a municipality a place in the
        province is one in the city."""
        if field is None or not field.choices:
            return self.limits.reach(read).parts
        last = len(field.choices) - 1
        if self.plan.municipality and field.name in PLACE_FIELDS:
            left_out = PLACES.index("in_province")
            return ((0, left_out - 1), (left_out + 1, last))
        return ((0, last),)

    def _sums(self) -> Iterator[SourceSum]:
        names: set[str] = set()
        for known in self.plan.accumulators:
            name = make_name(known.id, names, "sum")
            names.add(name)
            held = known.title
            title = held if isinstance(held, Text) else say("{word}", word=" ".join(held.split()))
            yield SourceSum(id=known.id, name=name, scope=known.scope, title=title)

    def _figures(self) -> tuple[tuple[SourceFigure, ...], tuple[BandsTable, ...]]:
        """The slots that some function asks for, by year."""
        asked = dict.fromkeys(slot for block in self.blocks.values() for slot in block.slots)
        params = {
            node.slot: node
            for block in self.blocks.values()
            for node in block.nodes
            if isinstance(node, Param)
        }
        years = {
            year: resolve_slots(self.plan, self.policy._given, year)
            for year in range(FIRST_YEAR, LAST_YEAR + 1)
        }
        tables: list[BandsTable] = []
        names: set[str] = set()
        found = []
        for slot in asked:
            course = tuple(_course(slot, years, tables))
            name = make_name(slot, names, "figure")
            names.add(name)
            node = params[slot]
            numbers = sorted({value for _, _, value in course}) if node.kind == "bands" else ()
            found.append(
                SourceFigure(
                    slot=slot,
                    name=name,
                    kind=node.kind,
                    parts=self.limits.reach(node).parts,
                    course=course,
                    tables=tuple(numbers),
                )
            )
        return tuple(found), tuple(tables)

    def _functions(self, inputs: tuple[SourceInput, ...]) -> Iterator[SourceFunction]:
        in_force = self.compiled.layout_under(self.policy._given).in_force
        flags = {("claim", window.flag) for window in self.windows}
        names: set[str] = {CLAIM}
        benefit_of = {
            output: benefit
            for benefit, outputs in self.compiled.years.items()
            for output in outputs
        }
        for output, block in self.blocks.items():
            is_claim = output == CLAIM
            name = CLAIM if is_claim else make_name(f"year_{output}", names, "year")
            names.add(name)
            measured = CLAIM if is_claim else benefit_of[output]
            yield SourceFunction(
                name=name,
                output=output,
                what="claim" if is_claim else "year",
                benefit="" if is_claim else benefit_of[output],
                block=block,
                measure=measure_in(self.bounded, measured),
                outputs=tuple(_outputs(block)),
                must_be_given=must_be_given(block.nodes),
                in_force=in_force if is_claim else (None, None),
                taken=tuple(
                    known for known in inputs if is_claim and (known.scope, known.field) in flags
                ),
                refusals=tuple(_refusal_of(need, block.nodes) for need in block.needs),
            )


def _course(
    slot: str, years: dict[int, dict[str, SlotValue]], tables: list[BandsTable]
) -> Iterator[tuple[int, int, int]]:
    """A figure by year, years of one value together; a table of bands as its number."""
    first, held = FIRST_YEAR, None
    for year in range(FIRST_YEAR, LAST_YEAR + 2):
        given = years.get(year, {}).get(slot)
        if isinstance(given, tuple):
            if given not in tables:
                tables.append(given)
            given = tables.index(given)
        if given == held and year <= LAST_YEAR:
            continue
        if held is not None:
            yield first, year - 1, held
        first, held = year, given


def _outputs(block: FunctionBlock) -> Iterator[tuple[str, str]]:
    kinds = {node.name: node.kind for node in block.nodes if isinstance(node, Emit)}
    names: set[str] = set()
    for output in block.outputs:
        name = make_name(output, names, "result")
        names.add(name)
        yield name, kinds[output]


def _refusal_of(node: AnyNode, nodes: Iterable[AnyNode]) -> SourceRefusal:
    """What of a case a demand is about, with its clauses."""
    by_id = {known.id: known for known in nodes}
    clauses = node.origin.clauses
    if isinstance(node, Override):
        behind = walk([node.amount], by_id, lambda step: step.operands)
        layers = (
            known.field for known in behind if isinstance(known, Read) and known.scope == "paid"
        )
        return SourceRefusal("given_more_than_base", f"paid.{next(layers, '')}", clauses)
    assert isinstance(node, Need)
    match node.code:
        case "missing_parameter":
            return SourceRefusal(node.code, f"parameters.{node.name}", clauses)
        case "missing_field":
            assert node.field is not None
            return SourceRefusal(node.code, ".".join(node.field), clauses)
        case _:
            return SourceRefusal(node.code, node.name, clauses)
