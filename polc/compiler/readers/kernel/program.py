"""What a program over rows is made of, and what it is called with.

In: nothing. Out: the blocks that go in, `RowProgram` that comes out.
"""

from collections.abc import Mapping
from typing import Final, Literal

from attrs import field

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import NodeId
from polc.compiler.readers.closures.generate import FunctionBlock
from polc.compiler.readers.straight.write_block import Measure

BEYOND_LIMITS: Final = -2
"""The error of a row after which a running sum has left its limits."""

Input = tuple[str, str]
"""What a function asks for: the scope and the name of a field."""


@frozen(kw_only=True)
class RowBlock:
    """A function that is run for every row: that of the claim, or one result of what is told of
    it. `scopes` says of each sum that is its own with what it begins anew; `takes` which of its
    inputs are values of the claim's nodes; `only_with` is the place among those told of the one
    without which it is nothing."""

    name: str
    block: FunctionBlock
    scopes: Mapping[str, str]
    measure: Measure = field(eq=False, repr=False)
    takes: Mapping[Input, NodeId] = field(factory=dict)
    only_with: int | None = None


@frozen
class CarriedSum:
    """A running sum, and the function whose own it is."""

    owner: str
    acc: str


@frozen
class RowColumn:
    """One of the columns that a program is called with: an `input`; for each row 1 where a person
    begins and 2 where one whose sums are the next row of `openings` (`start`), 1 where a window
    takes it (`taken`), a number for the stay or whatever has sums of its own (`key`, by scope)
    and these sums (`kept`); what comes out: a result (`output`, with the function and its name), or
    why there is none (`error`, by function), and where they are asked for the sums of the claim's
    function after it (`sum`, by function and sum)."""

    what: Literal["input", "start", "taken", "openings", "key", "kept", "output", "error", "sum"]
    name: tuple[str, str] = ("", "")


@frozen(kw_only=True)
class RowProgram:
    """A module with `void @settle_rows(i64 rows, ptr places)`, `places` being one pointer for each
    of `columns`. A row of openings has a figure for each of `year_sums`; a key has one for each of
    the sums of its scope in `kept_sums`."""

    text: str
    columns: tuple[RowColumn, ...]
    year_sums: tuple[CarriedSum, ...]
    kept_sums: Mapping[str, tuple[CarriedSum, ...]]
