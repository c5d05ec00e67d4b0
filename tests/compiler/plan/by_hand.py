"""Shapes that the nodes hold and the language does not say yet, lowered by hand.

Each is a plan of one layer, `basic`, on the in-policy cost. `ORDINAL`: the deductible and
the year's line end with the first payment, later claims are paid by themselves. `LINEAR`: a
rate that rises by one point for each year of age over 60. `BONUS`: a yearly cap of 10,000
yuan, raised by 1,000 for each year of enrolment beyond four, by a fifth at most.
"""

from typing import Any, Final

from polc.compiler.model.origin import Origin
from polc.compiler.model.policy import Identity
from polc.compiler.plan import nodes as n
from polc.compiler.plan.plan import Accumulator, Benefit, Dates, Plan
from polc.link.compiled import Compiled
from polc.runtime.amounts import RATE_UNIT, UNLIMITED
from polc.runtime.vocabulary import Field

RULE: Final = Origin("basic.rate")
HEAD: Final[tuple[n.AnyNode, ...]] = (
    n.Read(id="in_policy", kind="money", scope="claim", field="in_policy"),
    n.Read(id="given", kind="money", scope="paid", field="basic"),
    n.Const(id="nothing", kind="money", value=0),
    n.Const(id="once", kind="count", value=1),
    n.Const(id="never", kind="count", value=0),
    n.Test(id="basic.is_given", kind="flag", op="known", args=("given",), origin=RULE),
)


def money(node_id: str, op: Any, *args: str) -> n.Arith:
    return n.Arith(id=node_id, kind="money", op=op, args=args, origin=RULE)


def chosen(node_id: str, kind: Any, flag: str, yes: str, no: str) -> n.Select:
    arms = (n.Arm(yes, ranges=((1, 1),)),)
    return n.Select(id=node_id, kind=kind, key=flag, arms=arms, otherwise=no, origin=RULE)


def payment(*limits: n.Limit) -> tuple[n.AnyNode, ...]:
    """What is paid of `basic.exact`, within the base and these limits."""
    return (
        n.Round(id="basic.rounded", kind="money", value="basic.exact", origin=RULE),
        n.Cap(id="basic.computed", kind="money", uncapped="basic.rounded", origin=RULE,
               limits=(n.Limit("base", "in_policy"), *limits)),
        n.Override(id="basic.paid", kind="money", is_given="basic.is_given", amount="given",
                base="in_policy", computed="basic.computed", origin=RULE),
        money("basic.remaining", "sub", "in_policy", "basic.paid"),
        n.Emit(id="emit.basic", kind="money", name="basic", value="basic.paid", origin=RULE),
        n.Emit(id="emit.remaining", kind="money", name="remaining", value="basic.remaining",
               origin=RULE),
    )  # fmt: skip


def plan(*nodes: n.AnyNode, sums: tuple[str, ...] = (), fields: tuple[Field, ...] = ()) -> Plan:
    held = n.Read(id="held", kind="mask", scope="system", field="held")
    identity = n.Class(id="identity", kind="mask", held="held")
    told = n.Emit(id="emit.identity", kind="mask", name="identity", value="identity")
    return Plan(
        policy="by_hand",
        title="手工",
        edition=1,
        language="en",
        sources=(),
        dates=Dates(),
        identities=(Identity("poor", "困难户"),),
        parameters=(),
        slots=(),
        readings=(),
        benefits=(Benefit(id="basic", title="基本", per="claim", outputs=("basic",)),),
        accumulators=tuple(Accumulator(id=name) for name in sums),
        prelude=(),
        claim=(*HEAD, *nodes, held, identity, told),
        fields=fields,
    )


ORDINAL: Final = plan(
    n.Load(id="basic.payments.before", kind="count", acc="basic.payments", origin=RULE),
    n.Load(id="basic.accumulated.before", kind="money", acc="basic.accumulated", origin=RULE),
    n.Const(id="edge", kind="money", value=800_000),
    n.Const(id="table", kind="bands", value=((5_000_000, 600_000), (UNLIMITED, 650_000))),
    n.Test(id="basic.first", kind="flag", op="eq", args=("basic.payments.before", "never"),
           origin=RULE),
    chosen("basic.start", "money", "basic.first", "basic.accumulated.before", "nothing"),
    chosen("basic.deductible", "money", "basic.first", "edge", "nothing"),
    money("basic.high", "add", "basic.start", "in_policy"),
    n.Excess(id="basic.counted", kind="money", start="basic.start", length="in_policy",
            edge="basic.deductible", origin=RULE),
    money("basic.low", "sub", "basic.high", "basic.counted"),
    n.Bands(id="basic.exact", kind="money", den=RATE_UNIT, low="basic.low", high="basic.high",
            table="table", origin=RULE),
    *payment(),
    n.Test(id="basic.pays", kind="flag", op="gt", args=("basic.paid", "nothing"), origin=RULE),
    n.Arith(id="basic.payments.more", kind="count", op="add",
            args=("basic.payments.before", "once"), origin=RULE),
    chosen("basic.payments.now", "count", "basic.pays", "basic.payments.more",
           "basic.payments.before"),
    n.Store(id="store.payments", kind="count", acc="basic.payments", value="basic.payments.now",
            origin=RULE),
    n.Store(id="store.accumulated", kind="money", acc="basic.accumulated", value="basic.high",
            origin=RULE),
    sums=("basic.payments", "basic.accumulated"),
)  # fmt: skip

LINEAR: Final = plan(
    n.Read(id="age", kind="count", scope="person", field="age"),
    n.Need(id="needs.age", kind="count", value="age", code="missing_field", name="person.age",
           field=("person", "age"), origin=RULE),
    n.Const(id="sixty", kind="count", value=60),
    n.Const(id="half", kind="rate", value=500_000),
    n.Const(id="point", kind="rate", value=10_000),
    n.Arith(id="basic.years", kind="count", op="left", args=("needs.age", "sixty"), origin=RULE),
    n.Share(id="basic.rate.more", kind="rate", amount="point", part="basic.years", whole="once",
            origin=RULE),
    n.Arith(id="basic.rate", kind="rate", op="add", args=("half", "basic.rate.more"),
            origin=RULE),
    n.Scale(id="basic.exact", kind="money", den=RATE_UNIT, amount="in_policy",
            rate="basic.rate", origin=RULE),
    *payment(),
    fields=(Field("person", "age", (), "count"),),
)  # fmt: skip

BONUS: Final = plan(
    n.Read(id="years", kind="count", scope="person", field="years"),
    n.Need(id="needs.years", kind="count", value="years", code="missing_field",
           name="person.years", field=("person", "years"), origin=RULE),
    n.Const(id="four", kind="count", value=4),
    n.Const(id="each", kind="money", value=100_000),
    n.Const(id="size", kind="money", value=1_000_000),
    n.Const(id="fifth", kind="money", value=200_000),
    n.Const(id="whole", kind="rate", value=RATE_UNIT),
    n.Load(id="basic.paid_so_far.before", kind="money", acc="basic.paid_so_far", origin=RULE),
    n.Arith(id="basic.years", kind="count", op="left", args=("needs.years", "four"), origin=RULE),
    n.Share(id="basic.bonus.all", kind="money", amount="each", part="basic.years", whole="once",
            origin=RULE),
    money("basic.bonus", "min", "basic.bonus.all", "fifth"),
    money("basic.cap", "add", "size", "basic.bonus"),
    money("basic.cap.left", "left", "basic.cap", "basic.paid_so_far.before"),
    n.Scale(id="basic.exact", kind="money", den=RATE_UNIT, amount="in_policy", rate="whole",
            origin=RULE),
    *payment(n.Limit("cap", "basic.cap.left")),
    money("basic.paid_after", "add", "basic.paid_so_far.before", "basic.paid"),
    n.Store(id="store.paid", kind="money", acc="basic.paid_so_far", value="basic.paid_after",
            origin=RULE),
    sums=("basic.paid_so_far",),
    fields=(Field("person", "years", (), "count"),),
)  # fmt: skip

PLANS: Final = {"ordinal": ORDINAL, "linear": LINEAR, "bonus": BONUS}
COMPILED: Final = {name: Compiled(made) for name, made in PLANS.items()}
