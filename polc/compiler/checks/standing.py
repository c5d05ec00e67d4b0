"""Whether lines stand together under the choices of readings.

In: the choices under which two lines stand. Out: whether the one stands wherever the other does.
"""

from polc.compiler.typed.nodes.values import Chosen


def covers(line: Chosen | None, later: Chosen | None) -> bool:
    """Whether a line stands wherever a later one does."""
    if line is None:
        return True
    return later is not None and line[0] == later[0] and set(later[1]) <= set(line[1])
