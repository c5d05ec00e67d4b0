"""The classes that a kept plan may be made of, and no others.

In: nothing. Out: the records of the modules that say what a plan is.
"""

from functools import cache

from polc.compiler.model import declared, origin, parameters, policy, readings, running_figures
from polc.compiler.plan import leaf_nodes, node, nodes, payment_steps, plan, pure_nodes, steps
from polc.records.frozen import is_record
from polc.runtime import vocabulary

_OF_THE_MODEL = (declared, origin, parameters, policy, readings, running_figures)
_OF_THE_PLAN = (leaf_nodes, node, nodes, payment_steps, plan, pure_nodes, steps)


@cache
def kept_kinds() -> tuple[type, ...]:
    """The classes that these modules define."""
    return tuple(
        kind
        for module in (*_OF_THE_MODEL, *_OF_THE_PLAN, vocabulary)
        for kind in vars(module).values()
        if is_record(kind) and kind.__module__ == module.__name__
    )
