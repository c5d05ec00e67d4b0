"""What a report lacks of one stay it does not lack of another."""

import polc

POLICY = """policy share "目录外占比" edition 1
use identities
layers basic
benefit basic "基本" per claim { rate 50% }
limit beyond "目录外费用" per claim {
  share of total - in_policy in 1000 yuan
  at most 0% only when total of the stay over 100 yuan
  at most 100%
  borne by institution
}
"""


def test_a_total_that_is_missing_is_missing_in_its_own_stay_alone() -> None:
    """Of the first stay's total nobody knows; that of the other is 150 − 100 = 50 over."""

    def bill(name: str, visit: str, total: str | None) -> dict[str, object]:
        known = {"total": total} if total else {}
        return {"id": name, "date": "2022-03-01", "visit": visit, "in_policy": "100.00", **known}

    bills = [bill("a", "v", None), bill("b", "w", "150.00"), bill("c", "v", "150.00")]
    case = {"year": 2022, "person": {"identities": []}, "claims": bills}
    told = polc.compile(POLICY, name="share.pol").settle(case).results()
    assert [(over["claim"], over["excess"]) for over in told["limits"]] == [("b", "50.00")]
    lacking = {gap["output"] for gap in told["undetermined"]}
    assert {"limits.beyond.claims[0]", "limits.beyond.claims[2]"} <= lacking
    assert "limits.beyond.claims[1]" not in lacking
