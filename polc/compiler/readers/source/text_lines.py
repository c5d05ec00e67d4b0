"""A block's lines in a language that people read: expressions, each step under its own name.

In: steps, a dialect, how what a function takes and gives is written. Out: lines, the names that
begin before them. A value that is taken once stands where it is taken; one that grows long, or is
taken more than once, has a name.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from attrs import field

from polc.compiler.plan.nodes import AnyNode
from polc.compiler.readers.closures.write_function import bare
from polc.compiler.readers.source.dialect import Dialect
from polc.compiler.readers.source.safe_text import as_comment, make_name
from polc.compiler.readers.straight.lines import (
    Called,
    Given,
    Kept,
    MachineValue,
    Operator,
    Sign,
    Variable,
    Width,
    figure,
)
from polc.records.mutable import define

_NAME: Final = re.compile(r"(?:[A-Za-z_][\w.>-]*|-?[0-9]+L*)\Z")
_LONG: Final = 400
"""An expression with more letters is given a name before it becomes part of another."""

GivenBack = Literal["outputs", "after"]


@define(kw_only=True)
class TextLines:
    """The body of a function while it is written. `taken` and `given` say how what it is called
    with and what it gives is written, in their places; `rows` which row of its refusals an error
    is; `tell` what stands above a step."""

    dialect: Dialect
    taken: Mapping[Given, Sequence[str]]
    given: Mapping[GivenBack, Sequence[str]]
    rows: Callable[[int], int]
    tell: Callable[[AnyNode], str]
    text: list[str] = field(factory=list)
    variables: list[Variable] = field(factory=list)
    ends: list[int] = field(factory=list)
    """After so many lines no branch is open and no name of a part of a step is taken any more."""
    _names: set[str] = field(factory=set)
    _lasting: set[str] = field(factory=set)
    _locals: int = 0
    _opened: list[int] = field(factory=list)

    @property
    def true(self) -> str:
        """The truth that always holds."""
        return self.dialect.true

    @property
    def false(self) -> str:
        """The truth that never holds."""
        return self.dialect.false

    def add(self, line: str) -> None:
        """A line where the lines are."""
        self.text.append("    " * len(self._opened) + line)

    def _write(self, value: MachineValue, width: Width) -> str:
        """The value as part of another."""
        return self._short(self.as_wide(value, width)).text

    def _short(self, value: MachineValue) -> MachineValue:
        return self.named(value) if len(value.text) > _LONG else value

    def _short_truth(self, truth: str) -> str:
        return self.named_truth(truth) if len(truth) > _LONG else truth

    def as_wide(self, value: MachineValue, width: Width) -> MachineValue:
        """The value in so many bits; what is made narrower is known to fit."""
        if value.is_figure:
            literal = self.dialect.literal(int(value.text), width)
            return MachineValue(literal, width)
        if value.width == width:
            return value
        change = self.dialect.widen if width == "i128" else self.dialect.narrow
        return MachineValue(change(value.text), width)

    def binary(
        self, operation: Operator, left: MachineValue, right: MachineValue, width: Width
    ) -> MachineValue:
        """An operation on two values that are taken in so many bits."""
        first, second = self._write(left, width), self._write(right, width)
        return MachineValue(self.dialect.binary(operation, first, second, width), width)

    def divide_floor(
        self, upper: MachineValue, lower: MachineValue, width: Width, *, may_fall: bool
    ) -> MachineValue:
        """upper / lower, rounded down; the dialect's division takes an upper below zero too."""
        first, second = self._write(upper, width), self._write(lower, width)
        return MachineValue(self.dialect.divide_floor(first, second, width), width)

    def call(self, name: Called, operands: Sequence[MachineValue]) -> MachineValue:
        """What a function of the calendar gives."""
        written = [self._write(value, "i64") for value in operands]
        return MachineValue(self.dialect.call(name, written))

    def compare(self, sign: Sign, left: MachineValue, right: MachineValue) -> str:
        """A comparison, as a truth."""
        width: Width = "i128" if "i128" in (left.width, right.width) else "i64"
        first, second = self._write(left, width), self._write(right, width)
        return self.dialect.compare(sign, first, second, width)

    def join(self, word: Literal["and", "or"], left: str, right: str) -> str:
        """Two truths as one."""
        return self.dialect.join(word, self._short_truth(left), self._short_truth(right))

    def deny(self, truth: str) -> str:
        """That a truth does not hold."""
        return self.dialect.deny(self._short_truth(truth))

    def choose(self, truth: str, yes: MachineValue, no: MachineValue, width: Width) -> MachineValue:
        """One of two values."""
        first, second = self._write(yes, width), self._write(no, width)
        return MachineValue(self.dialect.choose(self._short_truth(truth), first, second), width)

    def least(self, left: MachineValue, right: MachineValue, width: Width) -> MachineValue:
        """The lesser of two values."""
        return self._extreme("least", left, right, width)

    def most(self, left: MachineValue, right: MachineValue, width: Width) -> MachineValue:
        """The greater of two values."""
        return self._extreme("most", left, right, width)

    def _extreme(
        self, which: Literal["least", "most"], left: MachineValue, right: MachineValue, width: Width
    ) -> MachineValue:
        first, second = self._write(left, width), self._write(right, width)
        return MachineValue(self.dialect.extreme(which, first, second, width), width)

    def flag(self, truth: str) -> MachineValue:
        """A truth as 0 or 1."""
        return self.choose(truth, figure(1), figure(0), "i64")

    def holds(self, value: MachineValue) -> str:
        """Whether a flag holds."""
        return self.compare("ne", value, figure(0))

    def named(self, value: MachineValue) -> MachineValue:
        """The value under a name, unless it is one or a figure."""
        if value.is_figure or _NAME.match(value.text):
            return value
        name = self._local()
        self.add(self.dialect.declare(self.dialect.type_of(value.width), name, bare(value.text)))
        return MachineValue(name, value.width)

    def named_truth(self, truth: str) -> str:
        """The same of a truth."""
        if _NAME.match(truth):
            return truth
        name = self._local()
        self.add(self.dialect.declare(self.dialect.truth_type, name, bare(truth)))
        return name

    def _local(self) -> str:
        self._locals += 1
        return f"t{self._locals}"

    def take(self, of: Given, place: int) -> MachineValue:
        """One of the values that the function is called with."""
        text = self.taken[of][place]
        self._lasting.add(text)
        return MachineValue(text)

    def give(self, of: GivenBack, place: int, value: MachineValue) -> None:
        """One of the values that the function gives."""
        self.add(self.dialect.assign(self.given[of][place], bare(self._write(value, "i64"))))

    def beyond(self, value: MachineValue) -> str:
        """Whether a value of 128 bits needs more than 64."""
        return self.dialect.beyond(self._short(value).text)

    def start_node(self, node: AnyNode) -> None:
        """Says what follows, where a step is more than a figure or an input."""
        if not self._opened:
            self.ends.append(len(self.text))
        said = self.tell(node)
        if said:
            self.add(f"{self.dialect.comment} {as_comment(said)}")

    def keep(
        self, node: AnyNode, value: MachineValue, width: Width, *, guarded: bool, escapes: bool
    ) -> Kept:
        """The node's value under a name that says which it is; what has one keeps it, unless it is
        taken where the guard may not hold."""
        lasts = value.is_figure or value.text in self._lasting
        if lasts and not (guarded and escapes):
            return value
        name = make_name(node.id, self._names, "v")
        self._names.add(name)
        if re.fullmatch(r"t[0-9]+", name):
            name += "_"
        self.variables.append(Variable(name, width))
        self._lasting.add(name)
        self.add(self.dialect.assign(name, bare(self.as_wide(value, width).text)))
        return MachineValue(name, width)

    def get(self, kept: Kept) -> MachineValue:
        """A value that was kept."""
        assert isinstance(kept, MachineValue)
        return kept

    def return_where(self, truth: str, error: int) -> None:
        """Ends the function with an error where a truth holds."""
        self.enter(truth)
        self.add(self.dialect.refuse(self.rows(error)))
        self.leave()

    def enter(self, truth: str) -> None:
        """What follows is done only where a truth holds."""
        self.add(self.dialect.where(bare(truth)))
        self._opened.append(len(self.text))

    def leave(self) -> None:
        """The end of what the last `enter` began, which is gone if nothing was done in it."""
        start = self._opened.pop()
        if all(line.lstrip().startswith(self.dialect.comment) for line in self.text[start:]):
            del self.text[start - 1 :]
        elif self.dialect.end():
            self.add(self.dialect.end())
