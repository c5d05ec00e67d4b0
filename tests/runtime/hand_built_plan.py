"""A plan written by hand, without a policy text: what the runtime is tested against.

Two layers. `first` pays 50% of the in-policy cost above a deductible of 1,000 yuan a year.
`second` is for identity `poor`; it pays 80% of what is left, and both count toward a pool
of 2,000 yuan a year. Parameter `share` is a rate that nobody fixes; person-year output
`grant` is that share of 100 yuan for whoever holds `poor` on the first day of the year.
"""

from typing import Any

from polc.compiler.model.origin import Origin
from polc.compiler.model.parameters import Parameter
from polc.compiler.model.policy import Identity
from polc.compiler.plan import nodes as n
from polc.compiler.plan.plan import Accumulator, Benefit, Dates, Plan, Slot, YearBlock
from polc.link.compiled import Compiled
from polc.runtime.amounts import RATE_UNIT
from polc.runtime.errors import CaseError, Problems
from polc.runtime.read.read_case import read_case
from polc.runtime.settle.settle import open_state, settle_claims
from polc.runtime.tell.header import Header
from polc.runtime.tell.make_settlement import make_settlement
from polc.runtime.tell.result import Settlement

RULE = Origin("first.rate", ("X-1",), "一")
POOL = Origin("pool", ("X-3",), "三")
GRANT = Origin("grant.rate", ("X-4",), "四")
IN_FORCE = Origin("in_force", ("X-9",), "九")


def money(node_id: str, value: int) -> n.Const:
    return n.Const(id=node_id, kind="money", value=value)


def arith(node_id: str, op: Any, *args: str, guard: str | None = None) -> n.Arith:
    return n.Arith(id=node_id, kind="money", op=op, args=args, guard=guard)


def layer(name: str, base: str, counted: tuple[n.AnyNode, ...], rate: int, want_of: str,
          guard: str | None) -> tuple[n.AnyNode, ...]:  # fmt: skip
    """A layer: its rate of `want_of`, within its base and the pool, or the amount given."""
    limits = (n.Limit("base", base, RULE), n.Limit("pool", f"{name}.pool.left", POOL))
    return (
        n.Read(id=f"{name}.amount", kind="money", scope="paid", field=name),
        n.Test(id=f"{name}.is_given", kind="flag", op="known", args=(f"{name}.amount",)),
        *counted,
        n.Const(id=f"{name}.rate", kind="rate", value=rate),
        n.Scale(id=f"{name}.exact", kind="money", den=RATE_UNIT, amount=want_of,
                rate=f"{name}.rate", guard=guard),
        n.Round(id=f"{name}.want", kind="money", value=f"{name}.exact", guard=guard),
        n.Cap(id=f"{name}.computed", kind="money", uncapped=f"{name}.want", limits=limits,
               guard=guard, origin=RULE),
        n.Override(id=f"{name}.paid", kind="money", is_given=f"{name}.is_given",
                amount=f"{name}.amount", base=base, computed=f"{name}.computed", origin=RULE),
        n.Emit(id=f"emit.{name}", kind="money", name=name, value=f"{name}.paid"),
    )  # fmt: skip


CLAIM: tuple[n.AnyNode, ...] = (
    n.Read(id="in_policy", kind="money", scope="claim", field="in_policy"),
    n.Read(id="held", kind="mask", scope="system", field="held"),
    n.Load(id="line", kind="money", acc="line"),
    n.Load(id="pool.used", kind="money", acc="pool"),
    money("pool.size", 200_000),
    arith("first.pool.left", "left", "pool.size", "pool.used"),
    money("first.edge", 100_000),
    *layer(
        "first",
        "in_policy",
        (n.Excess(id="first.counted", kind="money", start="line", length="in_policy",
                 edge="first.edge"),),
        500_000,
        "first.counted",
        None,
    ),
    arith("left", "sub", "in_policy", "first.paid"),
    arith("pool.used.2", "add", "pool.used", "first.paid"),
    arith("second.pool.left", "left", "pool.size", "pool.used.2"),
    n.Mask(id="second.held", kind="mask", held="held", among=1),
    n.Test(id="second.for", kind="flag", op="any", args=("second.held",)),
    *layer("second", "left", (), 800_000, "left", "second.for"),
    arith("remaining", "sub", "left", "second.paid"),
    arith("pool.used.3", "add", "pool.used.2", "second.paid"),
    arith("line.after", "add", "line", "in_policy"),
    n.Emit(id="emit.remaining", kind="money", name="remaining", value="remaining"),
    n.Class(id="identity", kind="mask", held="held"),
    n.Emit(id="emit.identity", kind="mask", name="identity", value="identity"),
    n.Store(id="store.line", kind="money", acc="line", value="line.after"),
    n.Store(id="store.pool", kind="money", acc="pool", value="pool.used.3"),
)  # fmt: skip

PRELUDE: tuple[n.AnyNode, ...] = (
    n.Read(id="held", kind="mask", scope="system", field="held"),
    n.Mask(id="grant.held", kind="mask", held="held", among=1),
    n.Test(id="grant.for", kind="flag", op="any", args=("grant.held",)),
    n.Param(id="param.share", kind="rate", slot="share"),
    n.Need(id="needs.share", kind="rate", value="param.share", code="missing_parameter",
           name="share", guard="grant.for", origin=GRANT),
    money("hundred", 10_000),
    n.Scale(id="grant.exact", kind="money", den=RATE_UNIT, amount="hundred", rate="needs.share",
            guard="grant.for"),
    n.Round(id="grant", kind="money", value="grant.exact", guard="grant.for"),
    n.Emit(id="emit.grant", kind="money", name="grant", value="grant"),
)  # fmt: skip

PLAN = Plan(
    policy="town",
    title="某镇",
    edition=1,
    language="en",
    sources=(),
    dates=Dates(start=738156, end=None, origin=IN_FORCE),  # 2022-01-01
    identities=(Identity("poor", "困难户"), Identity("plain", "其他")),
    parameters=(Parameter(id="share", title="比例", kind="rate"),),
    slots=(Slot("share", "share"),),
    readings=(),
    benefits=(
        Benefit(id="first", title="第一层", per="claim", outputs=("first",)),
        Benefit(id="second", title="第二层", per="claim", outputs=("second",)),
        Benefit(id="grant", title="补助", per="person_year", as_of="first_day", outputs=("grant",)),
    ),
    accumulators=(
        Accumulator(id="line", opens=(("first", "line"),)),
        Accumulator(id="pool", opens=(("first", "paid"), ("second", "paid"))),
    ),
    prelude=(YearBlock("grant", ("grant",), PRELUDE),),
    claim=CLAIM,
)
COMPILED = Compiled(PLAN)


def settle(case: dict[str, Any], compiled: Compiled = COMPILED, **slots: int) -> Settlement:
    """The case settled under these slots. Raises `CaseError`."""
    problems = Problems()
    read = read_case(case, compiled.layout, problems)
    problems.refuse()
    assert read is not None
    executable = compiled.executable_under(slots)
    state = open_state(executable, read.opening)
    settled, state = settle_claims(executable, read.person, read.year, read.claims, state, problems)
    problems.refuse()
    return make_settlement(executable, Header("town", "0", str, {}, {}), read, settled, state)


def refusals(case: dict[str, Any]) -> list[tuple[str, str]]:
    """Codes and paths of a case that is refused; empty where it is settled."""
    try:
        settle(case)
    except CaseError as refused:
        return [(error.code, error.path) for error in refused.errors]
    return []
