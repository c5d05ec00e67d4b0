"""The ledger: adding in order is settling the year; what comes late settles it again."""

from pathlib import Path
from typing import Any

import pytest

import polc
from polc.api.ledger import Ledger

POLICY = polc.compile(
    """policy ledger "台账" edition 1
use identities
rank tekun > dibao
layers basic > share
pool year "年度限额" 3000 yuan per person per year
reading burden "分摊" { in_order default; proportional }
benefit basic "基本" per claim {
  for tekun, dibao
  when kind is inpatient
  deductible per year 1000 yuan
  rate { tekun: 100%; dibao: 50% }
  counts toward year
}
benefit share "倾斜" per claim {
  when kind is outpatient
  deductible per year 5000 yuan                 where burden is in_order
  deductible per year 5000 yuan, in proportion  where burden is proportional
  rate { in_city: 80%; elsewhere: 70% } by place
}
""",
    name="ledger.pol",
)
PERSON = {"id": "p1", "identities": ["dibao"]}


def stay(number: str, date: str, in_policy: str, **more: Any) -> dict[str, Any]:
    return {"id": number, "date": date, "kind": "inpatient", "in_policy": in_policy, **more}


def opened(policy: polc.Policy = POLICY, **more: Any) -> Ledger:
    return policy.open_year({**PERSON, **more}, year=2022)


def paid(settlement: Any) -> dict[str, str]:
    return {claim.id: str(claim.benefits["basic"]) for claim in settlement.claims}


def test_adding_in_order_is_settling_the_year() -> None:
    """Rule 20: adding in order gives what settling the year gives: (2000 − 1000) × 50% = 500,
    then 2000 × 50% = 1000."""
    claims = [stay("a", "2022-03-01", "2000.00"), stay("b", "2022-04-01", "2000.00")]
    ledger = opened()
    for claim in claims:
        added, ledger = ledger.add(claim)
        assert added.changes == ()
    whole = POLICY.settle({"person": PERSON, "year": 2022, "claims": claims})
    assert paid(ledger.close()) == paid(whole) == {"a": "500.00", "b": "1000.00"}


def test_an_earlier_date_settles_the_year_again() -> None:
    """Rule 20: a claim of an earlier date bears the deductible, (2000 − 1000) × 50% = 500, and
    the later one is told as changed from 500 to 2000 × 50% = 1000."""
    _, ledger = opened().add(stay("late", "2022-05-01", "2000.00"))
    added, _ = ledger.add(stay("early", "2022-04-30", "2000.00"))
    assert str(added.benefits["basic"]) == "500.00"
    (change,) = added.changes
    assert (change.claim, change.benefit) == ("late", "basic")
    assert (str(change.before), str(change.after)) == ("500.00", "1000.00")


def test_one_day_by_seq() -> None:
    """Rule 20: on one day the lower `seq` is the earlier claim, which bears the 1000."""
    _, ledger = opened().add(stay("second", "2022-05-01", "2000.00", seq=2))
    added, _ = ledger.add(stay("first", "2022-05-01", "2000.00", seq=1))
    assert str(added.benefits["basic"]) == "500.00"  # (2000 − 1000) × 50%
    assert [change.claim for change in added.changes] == ["second"]


def test_a_reversal_gives_back_the_pool() -> None:
    """Rule 20: a reversal gives back the pool and the accumulated amount: 6000 leaves
    (6000 − 1000) × 50% = 2500 and 3000 − 2500 = 500; without it (6000 − 1000) × 50% = 2500."""
    _, ledger = opened().add(stay("a", "2022-03-01", "6000.00"))
    added, ledger = ledger.add(stay("b", "2022-04-01", "6000.00"))
    assert str(added.benefits["basic"]) == "500.00"
    (change,), ledger = ledger.reverse("a")
    assert (change.claim, str(change.before), str(change.after)) == ("b", "500.00", "2500.00")
    assert paid(ledger.close()) == {"b": "2500.00"}


def test_a_reversed_pair_in_a_case() -> None:
    """Rule 20: in a case `reverses` leaves out both claims: (6000 − 1000) × 50% = 2500."""
    claims = [
        stay("a", "2022-03-01", "6000.00"),
        stay("back", "2022-03-02", "6000.00", reverses="a"),
        stay("b", "2022-04-01", "6000.00"),
    ]
    assert paid(POLICY.settle({"person": PERSON, "claims": claims})) == {"b": "2500.00"}


def test_a_changed_person_is_a_year_of_their_own() -> None:
    """Rule 20: a ledger keeps its person; for a changed one a year is opened anew with the
    same claims: (2000 − 1000) × 100% = 1000 instead of 500."""
    claim = stay("a", "2022-03-01", "2000.00")
    _, before = opened().add(claim)
    _, after = opened(identities=["tekun"]).add(claim)
    assert paid(before.close()) == {"a": "500.00"}
    assert paid(after.close()) == {"a": "1000.00"}


def test_a_proportional_share_stands_settled_after_each_claim() -> None:
    """Rule 20: of 6000 in the city (6000 − 5000) × 80% = 800; with 4000 elsewhere the year is
    (6000 − 3000) × 80% + (4000 − 2000) × 70% = 3800, so the second claim gets 3000."""
    ledger = opened(POLICY.with_readings(burden="proportional"))
    first, ledger = ledger.add(
        {**stay("a", "2022-03-01", "6000.00"), "kind": "outpatient", "place": "in_city"}
    )
    second, ledger = ledger.add(
        {**stay("b", "2022-04-01", "4000.00"), "kind": "outpatient", "place": "elsewhere"}
    )
    assert str(first.benefits["share"]) == "800.00"
    assert str(second.benefits["share"]) == "3000.00"
    assert ledger.close().to_dict()["adjustments"] == []


def test_in_order_what_falls_over_the_year_is_told() -> None:
    """Rules 19 and 20: with a the help is 5000 − 10000 × 10% = 4000; b leaves 500 of 10000 more,
    and 5000 + 500 − 20000 × 10% = 3500 is due, which a claim added in order tells of the earlier
    one as it is told out of order."""
    policy = polc.compile(
        """policy falling "补助" edition 1
layers basic
tally year_scope "当年范围内费用" = sum of in_policy
benefit basic "基本" per claim { rate 50% }
benefit top "补助" over the year's claims {
  base basic.left
  deductible per year 10% of year_scope
  rate 100%
}
""",
        name="falling.pol",
    )
    ledger = opened(policy, identities=[])
    for number, date, paid_before in (("a", "2022-05-01", "5000"), ("b", "2022-06-01", "9500")):
        claim = {**stay(number, date, "10000"), "paid": {"basic": paid_before}}
        added, ledger = ledger.add(claim)
    told = [
        (change.claim, change.benefit, str(change.before), str(change.after))
        for change in added.changes
    ]
    assert told == [("a", "top", "4000.00", "3500.00")]


def test_a_refused_claim_leaves_the_ledger() -> None:
    """Rule 20: a claim that cannot be settled is refused, and the year stands as it was."""
    _, ledger = opened().add(stay("a", "2022-03-01", "2000.00"))
    with pytest.raises(polc.CaseError):
        ledger.add(stay("b", "2023-03-01", "2000.00"))
    assert paid(ledger.close()) == {"a": "500.00"}  # (2000 − 1000) × 50%


def test_an_id_is_added_once() -> None:
    """Rule 20: a claim of an id that the ledger has is refused at its id, and the year stands:
    (2000 − 1000) × 50% = 500."""
    _, ledger = opened().add(stay("a", "2022-03-01", "2000.00"))
    with pytest.raises(polc.CaseError) as refused:
        ledger.add(stay("a", "2022-04-01", "2000.00"))
    assert [(error.code, error.path) for error in refused.value.errors] == [
        ("bad_value", "claim.id")
    ]
    assert paid(ledger.close()) == {"a": "500.00"}


STAYS = {"mar": ("2022-03-01", "1200.00"), "apr": ("2022-04-01", "3000.00")}
STAYS |= {"may": ("2022-05-01", "4000.00")}
STEPS: list[tuple[str, tuple[str, ...], dict[str, tuple[str, str]], dict[str, str]]] = [
    # The line takes 1000 of the earliest, 50% of the rest are paid, at most 3000 a year.
    ("in order", ("mar", "apr", "may"), {}, {"mar": "100.00", "apr": "1500.00", "may": "1400.00"}),
    (
        "one before the others",  # until then apr had (3000 − 1000) × 50% and may 4000 × 50%
        ("apr", "may", "mar"),
        {"apr": ("1000.00", "1500.00"), "may": ("2000.00", "1400.00")},
        {"mar": "100.00", "apr": "1500.00", "may": "1400.00"},
    ),
    (
        "one between",  # until then may had 4000 × 50%
        ("mar", "may", "apr"),
        {"may": ("2000.00", "1400.00")},
        {"mar": "100.00", "apr": "1500.00", "may": "1400.00"},
    ),
    (
        "the first taken back",  # apr bears the 1000: 2000 × 50%; may has 4000 × 50%
        ("mar", "apr", "may", "-mar"),
        {"apr": ("1500.00", "1000.00"), "may": ("1400.00", "2000.00")},
        {"apr": "1000.00", "may": "2000.00"},
    ),
    (
        "one in the middle taken back",  # 3000 − 100 of the pool is left for may
        ("mar", "apr", "may", "-apr"),
        {"may": ("1400.00", "2000.00")},
        {"mar": "100.00", "may": "2000.00"},
    ),
    ("the last taken back", ("mar", "apr", "-apr"), {}, {"mar": "100.00"}),
]


@pytest.mark.parametrize(
    ("steps", "told", "left"), [step[1:] for step in STEPS], ids=[step[0] for step in STEPS]
)
def test_what_the_last_step_changes(
    steps: tuple[str, ...], told: dict[str, tuple[str, str]], left: dict[str, str]
) -> None:
    """Rule 20: the last step tells each earlier payment that it changed, from what to what; the
    year then is that of the claims left, settled at once."""
    ledger, kept = opened(), dict[str, dict[str, Any]]()
    for step in steps:
        name = step.removeprefix("-")
        if step != name:
            changes, ledger = ledger.reverse(name)
            del kept[name]
        else:
            kept[name] = stay(name, *STAYS[name])
            added, ledger = ledger.add(kept[name])
            changes = added.changes
    assert {change.claim: (str(change.before), str(change.after)) for change in changes} == told
    whole = POLICY.settle({"person": PERSON, "year": 2022, "claims": list(kept.values())})
    assert paid(ledger.close()) == paid(whole) == left


def test_a_visit_is_in_one_chain_of_a_ledger_too() -> None:
    """Rule 9: a bill by which its visit would be in a second chain is not added, and the chain
    is what it was."""
    policy = polc.load(Path(__file__).with_name("s10_one_chain.pol"))
    ledger = policy.open_year({"identities": ["dibao"]}, year=2022)
    bill = {"date": "2022-03-01", "kind": "inpatient", "in_policy": "1000.00"}
    _, ledger = ledger.add({**bill, "id": "a"})
    _, ledger = ledger.add({**bill, "id": "b", "visit": "v", "continues": "a"})
    with pytest.raises(polc.CaseError) as refused:
        ledger.add({**bill, "id": "c", "visit": "v", "continues": "other"})
    assert [error.path for error in refused.value.errors] == ["claim.continues"]
    paid, _ = ledger.add({**bill, "id": "c", "visit": "v"})
    assert str(paid.claim.benefits["basic"]) == "0.00"  # 650 − 400 − 250 are left
