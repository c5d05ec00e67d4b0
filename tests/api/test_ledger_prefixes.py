"""A year added claim by claim is the year settled at once, at every claim."""

import pickle
from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any

import pytest

import polc
from polc.api.ledger import Change, Ledger
from polc.api.policy import Policy
from polc.runtime.errors import CaseError
from polc.runtime.tell.result import Settlement
from tests.generators.policies.cases import random_case
from tests.generators.policies.compiling import policy_of
from tests.generators.policies.write import write_policy

WHOLE_STAYS = polc.compile(
    """policy stays "按次" edition 1
use identities
layers first > second > third
pool year "年度限额" 20000 yuan per person per year
tally left_over = sum of remaining
benefit first "甲" per claim {
  when in_policy of the stay over 3万元
  rate 80%
}
benefit second "乙" per claim {
  deductible per stay 4000 yuan counting the whole once reached
  rate 60%
  counts toward year
}
benefit third "丙" per claim {
  deductible per year 50000 yuan counting the whole once reached
  rate 10%
}
entitlement no_deposit "免押金" per claim {
  when kind is inpatient
  due at admission second.deductible
}
limit share "占比" per claim {
  share of total - in_policy in total
  at most 10%
  borne by institution only when kind is inpatient
  borne by nobody otherwise
}
alert burden "负担" { when left_over over 1000 yuan }
""",
    name="stays.pol",
)


def paid_in_all(settled: Settlement) -> dict[tuple[str, str], int]:
    """What each claim was paid of each benefit in the end, in fen."""
    found = {
        (claim.id, name): fen for claim in settled.claims for name, fen in claim.paid_fen.items()
    }
    for adjustment in settled.adjustments:
        for claim, fen in adjustment.parts:
            due = claim, adjustment.benefit
            found[due] = found.get(due, 0) + fen
    return found


def differences(before: Settlement, after: Settlement) -> list[Change]:
    """What claims that both years have are paid differently, in the order of settlement; of a
    benefit over the year's claims, what is made due for them."""
    was, now = paid_in_all(before), paid_in_all(after)
    earlier = {claim.id for claim in before.claims}
    yuan = Decimal("0.01")
    return [
        Change(claim, name, was.get((claim, name), 0) * yuan, fen * yuan)
        for (claim, name), fen in now.items()
        if claim in earlier and was.get((claim, name), 0) != fen
    ]


def tell(settled: Settlement) -> dict[str, Any]:
    """All that a settlement says but how it came about; which note comes first is not compared."""
    found = settled.to_dict()
    return {**found, "notes": sorted(found["notes"]), "case": settled.case["claims"]}


def add_in_order(chance: Random, policy: Policy, case: dict[str, Any]) -> Iterator[Ledger]:
    """The ledgers of a case that settles, each checked against the claims so far settled at
    once; beside each claim another is tried on the same ledger, which leaves no trace."""
    claims = sorted(case["claims"], key=lambda claim: (claim["date"], claim.get("seq", 0)))
    claims = [{**claim, "seq": place} for place, claim in enumerate(claims)]
    opened = {name: part for name, part in case.items() if name not in ("claims", "parameters")}
    own = policy.with_parameters(case.get("parameters", {}))
    ledger = own.open_year(
        case["person"], year=case["year"], opening=case.get("opening"), region=case.get("region")
    )
    before = own.settle({**opened, "claims": []})
    for place, claim in enumerate(claims):
        aside = {**chance.choice(claims[place:]), "id": "aside"}
        expected = settle_or_refuse(own, {**opened, "claims": [*claims[:place], aside]})
        try:
            tried = ledger.add(aside)[1].close()
        except CaseError:
            assert expected is None
        else:
            assert expected is not None
            assert tell(tried) == tell(expected)
        added, ledger = ledger.add(claim)
        whole = own.settle({**opened, "claims": claims[: place + 1]})
        assert tell(ledger.close()) == tell(whole)
        assert added.claim == whole.claims[-1]
        assert list(added.changes) == differences(before, whole)
        due = [made for made in whole.adjustments if made.claim == claim["id"]]
        assert list(added.adjustments) == due
        before = whole
        yield ledger


def settle_or_refuse(policy: Policy, case: dict[str, Any]) -> Settlement | None:
    try:
        return policy.settle(case)
    except CaseError:
        return None


def random_stays(chance: Random, number: int) -> dict[str, Any]:
    """A year of bills of a few stays."""
    costs = [chance.choice((100, 3900, 9000, 20000)) for _ in range(number)]
    claims = [
        {
            "id": f"c{place}",
            "date": f"2022-{place * 12 // number + 1:02}-01",
            "kind": chance.choice(("inpatient", "outpatient")),
            "in_policy": f"{cost}.00",
            "total": f"{cost + chance.choice((0, 100, 5000))}.00",
            "visit": f"v{chance.randrange(number // 3)}",
        }
        for place, cost in enumerate(costs)
    ]
    return {"year": 2022, "person": {"identities": []}, "claims": claims}


@pytest.mark.parametrize("number", [6, pytest.param(40, marks=pytest.mark.long)])
def test_bills_of_stays_are_added_as_they_are_settled(number: int) -> None:
    """Rights, limits and what bills make due for earlier ones of the stay and of the year."""
    case = random_stays(Random(number), number)
    *_, ledger = add_in_order(Random(1), WHOLE_STAYS, case)
    settled = ledger.close()
    assert {made.benefit for made in settled.adjustments} >= {"first", "second"}
    assert settled.limits
    assert settled.alerts


@pytest.mark.parametrize("most", [8, pytest.param(120, marks=pytest.mark.long)])
def test_random_years_are_added_as_they_are_settled(most: int) -> None:
    """Random policies with random cases, from the first claim to the last."""
    settled = 0
    for seed in count():
        policy, _ = policy_of(write_policy(seed))
        if policy is None:
            continue
        chance = Random(seed)
        case = random_case(chance, policy)
        if settle_or_refuse(policy, case) is None:
            continue
        settled += sum(1 for _ in add_in_order(chance, policy, case))
        if settled >= most:
            return


def test_a_claim_that_is_added_again_has_no_refund() -> None:
    """What was taken back of a claim goes with it: 9000 × 60% = 5400 again."""
    claim = {"id": "a", "date": "2022-03-01", "kind": "inpatient", "in_policy": "9000.00"}
    _, ledger = WHOLE_STAYS.open_year({"identities": []}, year=2022).add(claim)
    _, ledger = ledger.reverse("a", {"id": "back", "date": "2022-03-02", "in_policy": "1000.00"})
    _, ledger = ledger.reverse("a")
    added, ledger = ledger.add(claim)
    assert str(added.benefits["second"]) == "5400.00"
    assert WHOLE_STAYS.settle(ledger.close().case).claims == ledger.close().claims


def test_a_long_year_travels() -> None:
    """A pickled ledger of three hundred claims takes the next one as the ledger itself does."""
    ledger = WHOLE_STAYS.open_year({"identities": []}, year=2022)
    claim = {"date": "2022-03-01", "kind": "inpatient", "in_policy": "100.00", "visit": "v"}
    for place in range(300):
        _, ledger = ledger.add({**claim, "id": f"c{place}"})
    travelled = pickle.loads(pickle.dumps(ledger))  # noqa: S301  # our own bytes
    (paid, after), (expected, _) = travelled.add(claim), ledger.add(claim)
    assert (paid.claim, paid.changes) == (expected.claim, expected.changes)
    assert len(after.close().claims) == 301
