"""A plan of nothing but one claim block, for what is said of plans without running them."""

from polc.compiler.model.parameters import Parameter
from polc.compiler.model.policy import Identity
from polc.compiler.plan import nodes as n
from polc.compiler.plan.plan import Accumulator, Dates, Plan, Slot


def plan_of(
    *block: n.AnyNode,
    parameters: tuple[Parameter, ...] = (),
    accumulators: tuple[str, ...] = ("acc",),
    identities: int = 6,
) -> Plan:
    """The plan; each parameter has one slot of its name."""
    return Plan(
        policy="town",
        title="某镇",
        edition=1,
        language="en",
        sources=(),
        dates=Dates(),
        identities=tuple(Identity(f"i{bit}", "") for bit in range(identities)),
        parameters=parameters,
        slots=tuple(Slot(parameter.id, parameter.id) for parameter in parameters),
        readings=(),
        benefits=(),
        accumulators=tuple(Accumulator(id=name) for name in accumulators),
        prelude=(),
        claim=block,
    )
