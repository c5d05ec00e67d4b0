"""A recorded explanation as a function that makes it of a later run.

In: a recording, the entries that were made of it. Out: a function of (values, results, claim, day,
the day as printed) that gives the entries as the contract's JSON has them, or at which question
another answer was found: its place, with what was found where it is a value. What comes from a
policy is a constant with a name, and no part of the source.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, assert_never

from attrs import field

from polc.compiler.readers.trace.recorded_figure import WRITERS, figure_of
from polc.compiler.readers.trace.recording import CLAIM, CLOSES, OPENS, Fork, Recording
from polc.records.mutable import define
from polc.runtime.amounts import format_money
from polc.runtime.explanation import (
    Entry,
    Fact,
    FactValue,
    Money,
    Portions,
    Rate,
    Words,
    show_value,
)

Fill = Callable[..., Any]

_NAMED: Final = re.compile(r"\bv[0-9]+\b")
_PLACED: Final = re.compile(f"{OPENS}([0-9]+){CLOSES}")


def write_trail(recording: Recording, entries: Sequence[Entry], begin: int) -> Fill:
    """The function, which asks from question `begin` on: those before were answered."""
    writer = _TrailWriter(recording)
    for place in range(begin, len(recording.forks)):
        writer.ask(place, recording.forks[place])
    told = [writer.tell(entry) for entry in entries]
    writer.lines.append(f"    return [{', '.join(told)}]")
    source = "def fill(value, output, claim, day, on):\n" + "\n".join(writer.lines)
    space: dict[str, Any] = {"__builtins__": {}, **WRITERS, **recording.constants}
    exec(compile(source, "<polc explanation>", "exec"), space)
    fill: Fill = space["fill"]
    return fill


@define(eq=False)
class _TrailWriter:
    recording: Recording
    lines: list[str] = field(init=False, factory=list)
    _defined: set[str] = field(init=False, factory=set)
    _constants: dict[str, str] = field(init=False, factory=dict)

    def ask(self, place: int, question: Fork) -> None:
        """Leaves where a question has another answer."""
        asked = self._name(question.asked)
        if not question.is_held:
            other = f"not ({asked})" if question.answer else asked
            self.lines.append(f"    if {other}: return {place}")
            return
        answer = question.answer
        held = f"{answer!r}" if isinstance(answer, int) else self._constant(answer)
        self.lines.append(f"    if {asked} != {held}: return {place}, {asked}")

    def _name(self, made_of: str) -> str:
        """What is made so, after what it is made of was given its names."""
        for name in _NAMED.findall(made_of):
            if name not in self._defined:
                self._defined.add(name)
                self.lines.append(f"    {name} = {self._name(self.recording.made_of[name])}")
        return made_of

    def _constant(self, value: object) -> str:
        if not isinstance(value, str):
            return self.recording.name_constant(value)
        name = self._constants.get(value)
        if name is None:
            name = self._constants[value] = self.recording.name_constant(value)
        return name

    def tell(self, entry: Entry) -> str:
        """What `as_plain_entry` makes of an entry."""
        said = {
            "claim": "claim" if entry.claim == CLAIM else self._constant(entry.claim or None),
            "rule": self._constant(entry.rule),
            "cite": self._constant(entry.cite),
            "clause": self._constant(entry.clause),
            "clauses": f"[{', '.join(map(self._constant, entry.clauses))}]",
            "inputs": f"{{{', '.join(self._show_facts(entry.facts))}}}",
            "amount": self._show_amount(entry.amount),
            "status": self._constant(entry.status),
            "benefit": self._constant(entry.benefit),
            "written": self._constant(entry.written),
            "on": "None" if entry.on is None else "on",
        }
        return f"{{{', '.join(f'{name!r}: {made}' for name, made in said.items())}}}"

    def _show_facts(self, facts: Sequence[Fact]) -> Iterator[str]:
        """The first value of each name, as `show_facts` has them."""
        shown: dict[str, FactValue] = {}
        for fact in facts:
            shown.setdefault(str(fact.label), fact.value)
        for label, value in shown.items():
            yield f"{self._constant(label)}: {self._name(self._show(value))}"

    def _show_amount(self, fen: int | None) -> str:
        figure = figure_of(fen)
        if figure is not None:
            return self._name(f"as_money({figure.name})")
        return self._constant(None if fen is None else format_money(fen))

    def _show(self, value: FactValue) -> str:
        match value:
            case Money(fen=fen, den=den):
                figure = figure_of(fen)
                if figure is None:
                    return self._constant(show_value(value))
                if den == 1:
                    return f"as_money({figure.name})"
                return f"as_money_over({figure.name}, {den})"
            case Rate(millionths=rate):
                figure = figure_of(rate)
                if figure is None:
                    return self._constant(show_value(value))
                return f"as_rate({figure.name})"
            case Portions(parts=parts):
                said = (
                    f"{_hole('as_money', fen)} × {_hole('as_rate', rate)}" for fen, rate in parts
                )
                return f"f{', '.join(said)!r}"
            case Words(text=text):
                return self._fill(text)
            case _:
                assert_never(value)

    def _fill(self, text: str) -> str:
        """A text with what stands in its places."""
        pieces = _PLACED.split(text)
        if len(pieces) == 1:
            return self._constant(text)
        fixed = [f"{{{self._constant(piece)}}}" if piece else "" for piece in pieces[::2]]
        holes = [f"{{{self.recording.places[int(place)]}}}" for place in pieces[1::2]]
        parts = [fixed[0], *(part for pair in zip(holes, fixed[1:], strict=True) for part in pair)]
        return f'f"{"".join(parts)}"'


def _hole(made_by: str, number: int) -> str:
    """The place of a figure in a text; what is the same for all runs as it is."""
    figure = figure_of(number)
    return WRITERS[made_by](number) if figure is None else f"{{{made_by}({figure.name})}}"
