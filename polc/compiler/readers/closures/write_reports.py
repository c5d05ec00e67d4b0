"""The reports of a claim as the source of one function: what they share is worked out once.

In: the nodes of a claim that reports hang on, then those of each result of a report. Out: source
text of a maker, as `write_function.py` writes one. Its function gives for each result whether a
demand fails, then for each what it comes to, then the sums that results move on; None where a
demand of the claim fails, which no claim does that was settled.
"""

from attrs import field

from polc.compiler.plan.nodes import AnyNode, NodeId
from polc.compiler.readers.closures.write_function import FunctionWriter
from polc.records.mutable import define

_OF_CLAIM = -1


@define(kw_only=True)
class ReportsWriter(FunctionWriter):
    """Writes one function. `parts` says of which result a node is, by its place among `outputs`;
    the others are the claim's. `moved` are the sums of each result. A result is a loop of one
    round, which a demand that fails breaks out of."""

    parts: dict[NodeId, int]
    moved: tuple[tuple[str, ...], ...]
    _part: int = field(default=_OF_CLAIM)

    def write(self) -> str:
        """The maker's source."""
        self._prepare()
        count = range(len(self.outputs))
        own = [name for names in self.moved for name in names]
        starts = [*(f"e{at}" for at in count), *(f"r{at}" for at in count)]
        results = [*starts, *(f"t{self.state[name]}" for name in own)]
        body = [
            f"{' = '.join(starts)} = 0",
            *(f"t{self.state[name]} = {self.state[name]}" for name in own),
            *self._starting(),
            *self.lines,
            f"return ({', '.join(results)})",
        ]
        arguments = ", ".join((*self.inputs.values(), *self.state.values()))
        return "\n".join(
            (
                f"def make({', '.join(self.slots.values())}):",
                *(f"    {line}" for line in self.hoisted),
                f"    def report({arguments}):",
                *(f"        {line}" for line in body),
                "    return report",
                "",
            )
        )

    def _write_node(self, node: AnyNode) -> None:
        part = self.parts.get(node.id, _OF_CLAIM)
        if part != self._part:
            self._end_part()
            self._part = part
            self._open.clear()
            self.lines.append("while True:")
        super()._write_node(node)

    def _prepare(self) -> None:
        super()._prepare()
        self._end_part()

    def _end_part(self) -> None:
        """What a result came to, and its sums."""
        if self._part == _OF_CLAIM:
            return
        moved = [
            f"t{self.state[name]} = {self._stored[name]}"
            for name in self.moved[self._part]
            if name in self._stored
        ]
        value = self._emitted[self.outputs[self._part]]
        ends = (f"r{self._part} = {value}", *moved, "break")
        self.lines += [f"    {line}" for line in ends]

    def _refusal(self, node: AnyNode) -> str:
        return "return None" if self._part == _OF_CLAIM else f"e{self._part} = 1; break"

    def _put(self, node: AnyNode, lines: list[str]) -> None:
        first = len(self.lines)
        super()._put(node, lines)
        if self._part != _OF_CLAIM:
            self.lines[first:] = [f"    {line}" for line in self.lines[first:]]
