"""Which readings a run hung on.

In: a block and a run over it. Out: the readings on the rules that the run reached.
"""

from collections.abc import Sequence

from polc.compiler.plan.nodes import AnyNode, MaxOf, Need
from polc.compiler.plan.plan import Plan
from polc.compiler.readers.trace.interpret import Run


def readings_consulted(nodes: Sequence[AnyNode], run: Run, plan: Plan) -> frozenset[str]:
    """The readings on the rules that a run reached: on its steps, on the lines of its
    tables and options, on the parameters it asked for, on what it is refused for."""
    found: set[str] = set()
    reached = run.reached.union(node.id for node in run.refused)
    by_reading = {
        parameter.id: parameter.reading for parameter in plan.parameters if parameter.reading
    }
    for node in nodes:
        if node.id in reached:
            found.update(node.origin.readings)
            if isinstance(node, Need) and node.name in by_reading:
                found.add(by_reading[node.name])
            if isinstance(node, MaxOf):
                for option in node.options:
                    if run.values.get(option.open):
                        found.update(option.origin.readings)
    return frozenset(found)
