"""What is written as source for other systems: functions, and the tables of names around them.

In: nothing; the room `build` makes these from a policy. Out: `SourceProgram`.
"""

from typing import Literal

from attrs import field

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import Kind
from polc.compiler.plan.operations.reach import Interval
from polc.compiler.plan.plan import Plan
from polc.compiler.readers.closures.generate import FunctionBlock
from polc.compiler.readers.straight.write_block import BandsTable, Measure
from polc.messages.text import Text

Target = Literal["python", "java", "c"]


@frozen(kw_only=True)
class SourceInput:
    """An input: `name` what the source calls it, `parts` where its value may lie, `words` what the
    numbers of a choice stand for, from 0; `default` what polc takes where a case does not say
    it."""

    scope: str
    field: str
    name: str
    kind: Kind
    parts: tuple[Interval, ...]
    words: tuple[str, ...] = ()
    default: int | None = None

    @property
    def told(self) -> str:
        """As a case writes it: `claim.in_policy`."""
        return f"{self.scope}.{self.field}"


@frozen(kw_only=True)
class SourceSum:
    """A running sum: its `id` in the plan, with what it begins anew (`scope`), what it holds."""

    id: str
    name: str
    scope: str
    title: Text


@frozen(kw_only=True)
class SourceFigure:
    """A slot of a parameter, and its value by benefit year (`course`: the first and the last year
    and the value; no year is in two): of `bands` it is the number of a table."""

    slot: str
    name: str
    kind: Kind
    parts: tuple[Interval, ...]
    course: tuple[tuple[int, int, int], ...]
    tables: tuple[int, ...] = ()


@frozen
class SourceRefusal:
    """Why a function refuses: a code of polc's, what it is about, the clauses that ask for it."""

    code: str
    about: str
    clauses: tuple[str, ...] = ()


@frozen(kw_only=True)
class SourceFunction:
    """A function: that of the claim, or of one result (`output`) of a benefit of the person's
    year. `must_be_given` are the inputs that no demand of its own asks for; `in_force` the first
    and the last day of claims, `taken` the inputs that say that a claim is not settled here."""

    name: str
    output: str
    what: Literal["claim", "year"]
    benefit: str
    block: FunctionBlock = field(repr=False)
    measure: Measure = field(repr=False, eq=False)
    outputs: tuple[tuple[str, str], ...]
    """The name of each result in the source, and its kind."""
    must_be_given: frozenset[tuple[str, str]] = frozenset()
    in_force: tuple[int | None, int | None] = (None, None)
    taken: tuple[SourceInput, ...] = ()
    refusals: tuple[SourceRefusal, ...] = ()
    """Those of the block's demands, in their order."""


@frozen(kw_only=True)
class SourceProgram:
    """A policy under chosen readings, for one source file. `prefix` is what all its names begin
    with, or are inside of."""

    plan: Plan = field(repr=False)
    prefix: str
    fingerprint: str
    version: str
    inputs: tuple[SourceInput, ...]
    sums: tuple[SourceSum, ...]
    figures: tuple[SourceFigure, ...]
    tables: tuple[BandsTable, ...]
    functions: tuple[SourceFunction, ...]


def in_camel(name: str) -> str:
    """The name of a class: `year_grant` is `YearGrant`."""
    return "".join(word.capitalize() for word in name.split("_"))


def result_class(function: SourceFunction) -> str:
    """What holds the results of a function, where a language has classes."""
    return f"{in_camel(function.name)}Result" if function.what == "claim" else "YearResult"
