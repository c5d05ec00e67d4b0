"""What is left of a block for claims of which it is known what they give."""

from collections.abc import Iterable

import pytest

from polc.compiler.model.parameters import Parameter
from polc.compiler.plan import nodes as n
from polc.compiler.plan.visit import roots_of, slice_for
from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.specialize.specialize import specialize
from tests.compiler.readers.bounds.block_plan import plan_of

MONEY = n.Read(id="cost", kind="money", scope="claim", field="in_policy")
PAID = n.Read(id="paid", kind="money", scope="paid", field="basic")
IS_PAID = n.Test(id="is_paid", kind="flag", op="known", args=("paid",))
NOT_PAID = n.Test(id="not_paid", kind="flag", op="not", args=("is_paid",))
ZERO = n.Const(id="zero", kind="money", value=0)
RATE = n.Param(id="rate", kind="rate", slot="rate")


def needed(
    block: Iterable[n.AnyNode],
    given: Iterable[str] = ("in_policy",),
    missing: Iterable[str] = ("basic",),
    slots: Iterable[str] = (),
    unmoved: Iterable[str] = (),
) -> dict[str, n.AnyNode]:
    """The nodes on which results, sums and demands of the simpler block hang."""
    block = tuple(block)
    scopes = {node.field: node.scope for node in block if isinstance(node, n.Read)}
    rate = Parameter(id="rate", title="", kind="rate")
    simpler = specialize(
        block,
        [(scopes.get(name, "claim"), name) for name in given],
        [(scopes.get(name, "claim"), name) for name in missing],
        tuple(slots),
        InputLimits(plan_of(*block, parameters=(rate,)), frozenset()),
        tuple(unmoved),
    ).nodes
    return {node.id: node for node in slice_for(simpler, *roots_of(simpler))}


def emit(value: str, kind: n.Kind = "money") -> n.Emit:
    return n.Emit(id="out", kind=kind, name="out", value=value)


def test_what_is_given_is_not_demanded() -> None:
    """A demand of an input that is there is the input."""
    demand = n.Need(id="need", kind="money", value="cost", code="missing_field", name="in_policy")
    found = needed((MONEY, demand, emit("need")))
    assert found == {"cost": MONEY, "out": emit("cost")}


def test_what_may_be_missing_is_demanded() -> None:
    """A parameter without a figure is refused as before."""
    demand = n.Need(id="need", kind="rate", value="rate", code="missing_parameter", name="rate")
    assert "need" in needed((RATE, demand, emit("need", "rate")))
    assert "need" not in needed((RATE, demand, emit("need", "rate")), slots=("rate",))


def test_an_amount_that_is_not_given_is_worked_out() -> None:
    """Nothing is asked of an amount that no claim of these gives."""
    given = n.Override(
        id="either", kind="money", is_given="is_paid", amount="paid", base="cost", computed="cost"
    )
    found = needed((MONEY, PAID, IS_PAID, given, emit("either")))
    assert found == {"cost": MONEY, "out": emit("cost")}


def test_nothing_is_taken_from_a_sum_that_nothing_has_moved() -> None:
    """What is left of an amount after a sum that is 0 is the amount."""
    used = n.Load(id="used", kind="money", acc="year")
    left = n.Arith(id="left", kind="money", op="sub", args=("cost", "used"))
    assert "used" in needed((MONEY, used, left, emit("left")))
    assert "used" not in needed((MONEY, used, left, emit("left")), unmoved=("year",))


def test_a_guard_that_holds_is_none() -> None:
    """What stands under `not given` stands under nothing where it is not."""
    more = n.Arith(id="more", kind="money", guard="not_paid", op="add", args=("cost", "cost"))
    found = needed((MONEY, PAID, IS_PAID, NOT_PAID, more, emit("more")))
    assert found["more"].guard is None
    assert set(found) == {"cost", "more", "out"}


def test_what_no_claim_reaches_is_nothing() -> None:
    """What stands under `given` is 0 where it is not, and refuses nothing."""
    demand = n.Need(
        id="need", kind="rate", guard="is_paid", value="rate", code="missing_parameter", name="rate"
    )
    found = needed((PAID, IS_PAID, RATE, demand, emit("need", "rate")))
    assert isinstance(found["need"], n.Const)
    assert found["need"].value == 0
    assert set(found) == {"need", "out"}


def test_one_value_is_worked_out_once() -> None:
    """Two equal sums under one guard are one."""
    flag = n.Test(id="flag", kind="flag", op="gt", args=("cost", "zero"))
    sums = (
        n.Arith(id=name, kind="money", guard="flag", op="add", args=("cost", "cost"))
        for name in ("first", "second")
    )
    total = n.Arith(id="total", kind="money", guard="flag", op="sub", args=("first", "second"))
    found = needed((MONEY, ZERO, flag, *sums, total, emit("total")))
    assert found["total"].operands == ("first", "first")


def test_a_value_that_is_asked_under_less_is_its_own() -> None:
    """A sum under a guard is not the equal sum outside it: elsewhere it is 0."""
    flag = n.Test(id="flag", kind="flag", op="gt", args=("cost", "zero"))
    outside = n.Arith(id="outside", kind="money", op="add", args=("cost", "cost"))
    inside = n.Arith(id="inside", kind="money", guard="flag", op="add", args=("cost", "cost"))
    total = n.Arith(id="total", kind="money", op="sub", args=("outside", "inside"))
    found = needed((MONEY, ZERO, outside, flag, inside, total, emit("total")))
    assert found["total"].operands == ("outside", "inside")


def test_a_condition_that_a_guard_implies_holds() -> None:
    """Under `a and b` it is not asked again whether `a`."""
    ask = n.Read(id="ask", kind="flag", scope="claim", field="referred")
    other = n.Read(id="other", kind="flag", scope="claim", field="emergency")
    both = n.Test(id="both", kind="flag", op="and", args=("ask", "other"))
    again = n.Test(id="again", kind="flag", guard="both", op="and", args=("ask", "both"))
    more = n.Arith(id="more", kind="money", guard="again", op="add", args=("cost", "cost"))
    found = needed(
        (MONEY, ask, other, both, again, more, emit("more")), ("in_policy", "referred", "emergency")
    )
    assert found["more"].guard == "both"


@pytest.mark.parametrize(("mode", "unit", "bound"), [
    ("half_up", 1, True), ("down", 100, True), ("half_up", 100, False),
])  # fmt: skip
def test_a_limit_that_cannot_bind_is_left_out(mode: str, unit: int, bound: bool) -> None:
    """A share of at most all of a base never passes it, unless it is rounded up to a whole yuan."""
    scaled = n.Scale(id="scaled", kind="money", den=10**6, amount="cost", rate="rate")
    rounded = n.Round(id="rounded", kind="money", value="scaled", unit=unit, mode=mode)  # type: ignore[arg-type]  # a mode
    cap = n.Cap(id="cap", kind="money", uncapped="rounded", limits=(n.Limit("base", "cost"),))
    found = needed((MONEY, RATE, scaled, rounded, cap, emit("cap")), slots=("rate",))
    assert ("cap" not in found) is bound
