"""Where 64 bits are not enough, and what is said of it."""

from itertools import product

import pytest

from polc.compiler.lower.lower import lower
from polc.compiler.model.origin import Origin
from polc.compiler.model.parameters import Parameter
from polc.compiler.pipeline import compile_text
from polc.compiler.plan import nodes as n
from polc.compiler.readers.bounds.find_bounds import beyond_64_bits, measure_plan
from polc.compiler.report.source import SourceText
from tests.compiler.readers.bounds.block_plan import plan_of
from tests.stdlib_texts import main_road, stdlib_policy

RULE = Origin("assistance.rate")
COST = n.Read(id="cost", kind="money", scope="claim", field="in_policy")
TOTAL = n.Read(id="total", kind="money", scope="claim", field="total")
WHOLE = n.Const(id="whole", kind="rate", value=10**6)


def beyond(*block: n.AnyNode, parameters: tuple[Parameter, ...] = ()) -> list[tuple[str, str]]:
    """The nodes that may leave 64 bits, with their rules."""
    found = beyond_64_bits(measure_plan(plan_of(*block, parameters=parameters)))
    return [(node.node, node.origin.rule) for node in found]


def sum_of(count: int) -> tuple[n.AnyNode, ...]:
    """So many times the cost, times 100%, and rounded."""
    args = ("cost",) * count
    return (
        COST,
        WHOLE,
        n.Arith(id="sum", kind="money", op="add", args=args),
        n.Scale(id="exact", kind="money", den=10**6, amount="sum", rate="whole", origin=RULE),
        n.Round(id="paid", kind="money", value="exact", origin=RULE),
    )


def test_a_share_of_data_by_data_is_reported() -> None:
    """10¹² × 10¹² = 10²⁴ is the product before it is divided."""
    share = n.Share(
        id="share", kind="money", amount="cost", part="total", whole="total", origin=RULE
    )
    assert beyond(COST, TOTAL, share) == [("share", "assistance.rate")]


def test_a_share_of_small_amounts_is_not_reported() -> None:
    """2 × 10¹² × 3,000,000 + 3,000,000 is about 6 × 10¹⁸; 64 bits hold 9.2 × 10¹⁸."""
    part = n.Const(id="part", kind="money", value=3_000_000)
    share = n.Share(id="share", kind="money", amount="cost", part="part", whole="part")
    assert beyond(COST, part, share) == []


def test_four_costs_fit() -> None:
    """4 × 10¹² × 10⁶ = 4 × 10¹⁸, for rounding doubled to 8 × 10¹⁸ and half a fen."""
    assert beyond(*sum_of(4)) == []


def test_five_costs_do_not_fit_where_they_are_rounded() -> None:
    """5 × 10¹⁸ fits, 10 × 10¹⁸ does not."""
    assert beyond(*sum_of(5)) == [("paid", "assistance.rate")]


def test_ten_costs_do_not_fit_as_a_product() -> None:
    """10 × 10¹² × 10⁶ = 10¹⁹."""
    assert beyond(*sum_of(10)) == [("exact", "assistance.rate"), ("paid", "assistance.rate")]


def test_a_limit_that_does_not_exist_is_not_multiplied() -> None:
    """2⁶² × 10⁶ is beyond 64 bits."""
    cap = n.Param(id="cap", kind="money", slot="p")
    exact = n.Scale(id="exact", kind="money", den=10**6, amount="cap", rate="whole")
    parameters = (Parameter(id="p", title="", kind="money", optional=True),)
    assert beyond(cap, WHOLE, exact, parameters=parameters) == [("exact", "")]


def test_the_main_road_fits_under_all_readings() -> None:
    """Whatever is chosen, no step of it leaves 64 bits."""
    program = main_road().program
    names = [reading.id for reading in program.readings]
    choices = product(*(reading.settled for reading in program.readings))
    for chosen in choices:
        assert (
            beyond_64_bits(measure_plan(lower(program, dict(zip(names, chosen, strict=True)))))
            == ()
        )


@pytest.mark.long
def test_suizhou_fits_but_for_the_shared_deductible() -> None:
    """Only a deductible that is shared between places multiplies amounts with each other."""
    program = stdlib_policy("suizhou").program
    beyond = {
        (reading.id, choice)
        for reading in program.readings
        for choice in reading.settled
        if beyond_64_bits(measure_plan(lower(program, {reading.id: choice})))
    }
    assert {reading for reading, _ in beyond} == {"burden_split"}


TEXT = """policy town "某镇"
identity dibao "低保对象"
rank dibao
layers assistance
param costs "其他费用" : money {limit} unspecified
benefit assistance "医疗救助" per claim {{
  base in_policy + costs + costs + costs + costs  # polc: allow base_beyond_policy because meant
  rate 100%
}}
"""


@pytest.mark.parametrize(
    ("limit", "expected"), [("", [("beyond_64_bits", "warning", 8)]), ("at most 1000 yuan", [])]
)
def test_the_rule_is_warned_of(limit: str, expected: list[tuple[str, str, int]]) -> None:
    """The warning stands at the rule's line; an `at most` on the parameter lifts it."""
    found = compile_text(SourceText("town.pol", TEXT.format(limit=limit)), lambda name, by: None)
    assert [
        (diagnostic.code, diagnostic.severity, diagnostic.line) for diagnostic in found.diagnostics
    ] == expected


BANDS = """policy town "某镇" edition 1
layers basic
benefit basic per claim {{
  deductible per stay 100 yuan
  bands {{ to 1 yuan: 10%; to 2 yuan: 20%; to 3 yuan: 30%; to 4 yuan: 40%; above: 50% }}{counted}
  bands {{ to 1 yuan: 60%; to 2 yuan: 70%; to 3 yuan: 80%; to 4 yuan: 90%; above: 100% }}{other}
}}
"""


@pytest.mark.parametrize("counted", ["", " per year", " per household per year"])
def test_bands_divide_one_stretch(counted: str) -> None:
    """Five bands are together no more than what a claim counts: 4 × 10¹⁸ fits, where five
    times that would not."""
    days = (f"{counted} until 2023-06-30", f"{counted} from 2023-07-01")
    text = BANDS.format(counted=days[0], other=days[1])
    found = compile_text(SourceText("town.pol", text), lambda name, by: None)
    assert "beyond_64_bits" not in [diagnostic.code for diagnostic in found.diagnostics]
