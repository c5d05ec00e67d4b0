"""What became of a benefit in a claim."""

from typing import Any

import pytest

from polc.wording.result import result_label

_DEDUCTIBLE = {"benefit": "b", "rule": "b.deductible", "status": "applied"}


def _decided(base: str, counted: str) -> dict[str, Any]:
    return {
        "benefit": "b",
        "rule": "b.rate",
        "status": "paid",
        "inputs": {"base": base, "counted": counted},
    }


@pytest.mark.parametrize(
    ("base", "counted", "steps", "told"),
    [
        ("600.00", "0.00", [_DEDUCTIBLE], "below the deductible"),
        ("600.00", "100.00", [_DEDUCTIBLE], "paid"),
        ("0.00", "0.00", [_DEDUCTIBLE], "paid"),
        ("600.00", "0.00", [], "paid"),
    ],
)
def test_a_deductible_that_nothing_passes(
    base: str, counted: str, steps: list[dict[str, Any]], told: str
) -> None:
    """Nothing counted of a cost with a deductible is below it; JSON still says `paid`."""
    assert result_label(_decided(base, counted), steps, "en") == told


@pytest.mark.parametrize(
    ("amount", "limit", "told"),
    [("0.00", "limited", "限额已用完"), ("0.00", "within", "支付"), ("5.00", "limited", "支付")],
)
def test_a_limit_that_leaves_nothing(amount: str, limit: str, told: str) -> None:
    """What is cut down to nothing is told so; what is cut down to something is paid."""
    steps = [{"benefit": "b", "rule": "b.cap", "status": limit}]
    deciding = {**_decided("600.00", "600.00"), "amount": amount}
    assert result_label(deciding, steps, "zh") == told
