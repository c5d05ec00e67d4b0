"""What an explanation says of a benefit of the person's year."""

from typing import Any

import pytest

from polc.api.load_policy import compile_policy

GRANT = """policy days "登记日" edition 1
use identities
layers basic
benefit basic "基本" per claim { rate 50% }
benefit grant "补助" per person per year as of enrolled { for tekun  pay 100 yuan }
"""


@pytest.mark.parametrize(
    ("person", "day"), [({}, None), ({"enrolled": "2022-05-04"}, "2022-05-04")]
)
def test_a_day_that_is_not_known_is_not_shown(person: dict[str, Any], day: str | None) -> None:
    """The grant is of 0 yuan on every day for whoever was never in the group: no day is told
    for it, unless the case gives it."""
    case = {"year": 2022, "person": {"identities": ["dibao"], **person}, "claims": []}
    told = compile_policy(GRANT).settle(case).to_dict(explain=True)
    assert told["person_year"] == {"grant": "0.00"}
    assert {entry["on"] for entry in told["explanation"]} == {day}
