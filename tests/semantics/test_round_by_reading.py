"""Two lines of rounding: the one that a reading chooses counts where it is chosen."""

from decimal import Decimal

import pytest

import polc

PLAIN, CHOSEN = "round to 1 fen", "round to 1 yuan where steps is whole"


@pytest.mark.parametrize("lines", [(PLAIN, CHOSEN), (CHOSEN, PLAIN)])
@pytest.mark.parametrize(("choice", "paid"), [("exact", "7.11"), ("whole", "7.00")])
def test_in_either_order(lines: tuple[str, str], choice: str, paid: str) -> None:
    """10.15 × 70% = 7.105: to the fen 7.11, to the yuan 7.00."""
    text = "\n".join(
        (
            'policy town "某镇" edition 1',
            "layers basic",
            'reading steps "取整" { exact default; whole }',
            *lines,
            'benefit basic "基本" per claim { rate 70% }',
        )
    )
    claim = {"date": "2022-01-01", "in_policy": "10.15"}
    settled = (
        polc.compile(text).with_readings(steps=choice).settle({"person": {}, "claims": [claim]})
    )
    assert settled.claims[0].benefits["basic"] == Decimal(paid)
