"""Which readings a run hung on.

In: a block and a run over it. Out: the readings on the rules that the run reached.
"""

from collections.abc import Sequence

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import AnyNode, MaxOf, Need, NodeId
from polc.compiler.plan.plan import Plan
from polc.compiler.readers.trace.interpret import Run


@frozen
class ReadingsOfBlock:
    """Where readings stand in a block: on the steps and the parameters asked for, by node; on the
    options among which one is the best, by the condition that opens them."""

    of_steps: tuple[tuple[NodeId, tuple[str, ...]], ...]
    of_options: tuple[tuple[NodeId, NodeId, tuple[str, ...]], ...]

    def find_consulted(self, run: Run) -> frozenset[str]:
        """The readings on the rules that a run reached: on its steps, on the lines of its
        tables and options, on the parameters it asked for, on what it is refused for."""
        found: set[str] = set()
        refused = {node.id for node in run.refused}
        for node_id, readings in self.of_steps:
            if node_id in run.reached or node_id in refused:
                found.update(readings)
        for node_id, flag, readings in self.of_options:
            if (node_id in run.reached or node_id in refused) and run.values.get(flag):
                found.update(readings)
        return frozenset(found)


def readings_of(nodes: Sequence[AnyNode], plan: Plan) -> ReadingsOfBlock:
    """Where readings stand in these nodes."""
    by_parameter = {
        parameter.id: parameter.reading for parameter in plan.parameters if parameter.reading
    }
    steps, options = [], []
    for node in nodes:
        own = [*node.origin.readings]
        if isinstance(node, Need) and node.name in by_parameter:
            own.append(by_parameter[node.name])
        if own:
            steps.append((node.id, tuple(own)))
        if isinstance(node, MaxOf):
            options += [
                (node.id, option.open, tuple(option.origin.readings))
                for option in node.options
                if option.origin.readings
            ]
    return ReadingsOfBlock(tuple(steps), tuple(options))
