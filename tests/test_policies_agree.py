"""Random policies and cases: closures, those for what a claim gives, trace, reference and ledger
come to the same."""

import os
import pickle
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from attrs import evolve

from polc.api.load_policy import compile_policy
from polc.api.policy import Policy
from polc.link.parameters import resolve_slots
from polc.runtime.errors import CaseError, Problems
from polc.runtime.read.read_case import read_case
from polc.runtime.settle.settle import open_state, settle_claims
from polc.runtime.tell.make_settlement import make_settlement
from polc.runtime.tell.result import Settlement
from tests.generators.policies.cases import random_case, random_readings, reversed_pairs
from tests.generators.policies.compiling import policy_of
from tests.generators.policies.write import write_policy
from tests.reference.decide import TRIALS, TooManyTrialsError
from tests.reference.settle import (
    executable_by,
    executable_of_variants,
    interpret,
    run_trace,
)
from tests.typed_reference.compare import RESULTS, find_differences

pytestmark = pytest.mark.usefixtures("functions_at_once")

FIRST = int(os.environ.get("POLC_FIRST_SEED", "0"))
LONG = int(os.environ.get("POLC_LONG_POLICIES", "480"))
CASES = 16
CAUTIOUS = 2
"""Of a hundred pairs as many may be refused for what is the same whatever figure is tried."""

MOST_TRIALS = 2000
"""Blocks that are run with figures for what is missing, in one case by one reader."""

NOT_TRIED = 3
"""Of a hundred pairs as many may lack too much for that."""

VARIANTS = 3
"""Of as many cases one is settled by functions that are made for its claims as well."""

HALVES = 2
"""The long run is two tests, for two processors."""


def refusal(mistake: CaseError) -> list[tuple[str, str]]:
    return [(error.code, error.path) for error in mistake.errors]


def settle_by(
    run: Any, policy: Policy, case: dict[str, Any], asked: frozenset[str]
) -> dict[str, Any]:
    """The case settled as `Policy.settle` does, its functions those of another reader, which
    asks for nothing that cannot matter beyond what is `asked`; without one, those for what
    each claim gives."""
    TRIALS.left = MOST_TRIALS
    problems = Problems()
    own, given = policy._configured(case, {}, problems)
    read = read_case(case, own._compiled.layout_under(given), problems)
    problems.refuse()
    assert read is not None
    executable, header = own._prepare(given, read.year)
    slots = resolve_slots(own.plan, given, read.year)
    if run is None:
        executable = executable_of_variants(executable)
    else:
        executable = executable_by(run, own._compiled, executable, slots, asked)
    read = evolve(read, notes=(*read.notes, *own._note_unplaced(read.person)))
    opening = open_state(executable, read.opening)
    settled, state = settle_claims(
        executable, read.person, read.year, read.claims, opening, problems
    )
    problems.refuse()
    return make_settlement(executable, header, read, settled, state).to_dict(explain=True)


def settle_in_ledger(chance: Random, policy: Policy, case: dict[str, Any]) -> Settlement:
    """The claims added in any order, one of them twice and taken back again."""
    own = policy.with_parameters(case.get("parameters", {}))
    ledger = own.open_year(
        case["person"], year=case["year"], opening=case.get("opening"), region=case.get("region")
    )
    claims = [
        {**claim, "seq": claim.get("seq", 0) * 100 + place}
        for place, claim in enumerate(case["claims"])
    ]
    chance.shuffle(claims)
    back = chance.random() < 0.5
    for place, claim in enumerate(claims):
        if back and place == 0:
            _, ledger = ledger.add({**claim, "id": "again", "continues": None})
            _, ledger = ledger.reverse("again")
        _, ledger = ledger.add(claim)
    return ledger.close()


def amounts_of(result: dict[str, Any]) -> Counter[str]:
    """What the explanation says was paid."""
    found: Counter[str] = Counter()
    for step in result["explanation"]:
        if step["amount"] is not None:
            found[step["claim"] or ""] += int(Decimal(step["amount"]) * 100)
    return found


def payments_of(result: dict[str, Any], beside: tuple[str, ...]) -> Counter[str]:
    """What was paid, by claim; what is paid over the year's claims stands in its sum."""
    found: Counter[str] = Counter()
    for claim in result["claims"]:
        found[claim["id"]] += sum(
            int(Decimal(amount) * 100) for amount in claim["benefits"].values()
        )
    for name, amount in result["person_year"].items():
        if name not in beside and amount is not None and amount.replace(".", "").isdecimal():
            found[""] += int(Decimal(amount) * 100)
    return found


def asked_by(why: list[tuple[str, str]]) -> frozenset[str]:
    """What a refusal asks for, as the plan names it."""
    found = set()
    for _, path in why:
        scope, _, name = path.rpartition(".")
        scope = "claim" if scope.startswith("claims[") else scope
        found.add(name if scope == "parameters" else f"{scope}.{name}")
    return frozenset(found)


def why_refused(
    run: Any, policy: Policy, case: dict[str, Any], asked: frozenset[str]
) -> list[tuple[str, str]] | None:
    """Why another reader refuses a case; None where it settles it."""
    try:
        settle_by(run, policy, case, asked)
    except CaseError as refused:
        return refusal(refused)
    return None


def agree_to_refuse(policy: Policy, case: dict[str, Any], why: list[tuple[str, str]]) -> str:
    """A refused case is refused by every reader, with the same codes at the same places;
    `cautious` where it settles for every figure tried of what is missing."""
    for run in (run_trace, interpret):
        found = why_refused(run, policy, case, frozenset())
        if found is None or set(found) != set(why):
            # What a reader that tries figures knows not to matter, it is made to ask.
            found = why_refused(run, policy, case, asked_by(why))
        if found is None:
            return "cautious"
        assert set(found) == set(why)
    return why[0][0]


def agree_on_variants(policy: Policy, case: dict[str, Any]) -> None:
    """The case by functions for what each of its claims gives, refused or settled the same."""
    try:
        expected = policy.settle(case).to_dict(explain=True)
    except CaseError as mistake:
        why = refusal(mistake)
    else:
        assert settle_by(None, policy, case, frozenset()) == expected
        return
    assert why_refused(None, policy, case, frozenset()) == why


def agree(chance: Random, policy: Policy, case: dict[str, Any]) -> str:
    """One case by every reader; how it came out."""
    try:
        settlement = policy.settle(case)
    except CaseError as mistake:
        return agree_to_refuse(policy, case, refusal(mistake))
    expected = settlement.to_dict(explain=True)
    asked = asked_for(expected["undetermined"])
    for run in (run_trace, interpret):
        # A reader that tries figures may know what intervals leave open, and nothing else.
        found = tell_by(run, policy, case, frozenset())
        if found is None:
            # What only trial knows of the person's year, the trace cannot explain: it is asked.
            assert asked
            of_year = asked_for(expected["undetermined"], "person_year.")
            found = tell_by(run, policy, case, of_year) if of_year < asked else None
        if found == told(expected):
            continue
        other = told(settle_by(run, policy, case, asked))
        if found is not None and asked:
            assert not places_apart(expected, found) & places_apart(expected, other)
        else:
            assert other == told(expected)
    assert plain(policy.settle(reversed_pairs(chance, case))) == plain(settlement)
    try:
        year = settle_in_ledger(chance, policy, case)
    except CaseError:
        # A claim before another of the year may lack what that one supplies.
        return "settled, not in every order"
    assert plain(year) == plain(settlement)
    beside = tuple(
        benefit.id for benefit in policy.plan.benefits if benefit.per == "claims_of_year"
    )
    paid, said = payments_of(expected, beside), amounts_of(expected)
    over = sum(int(Decimal(expected["person_year"][name]) * 100) for name in beside)
    adjusted = (made["amount"] for made in expected["adjustments"] if made["benefit"] in beside)
    over -= sum(int(Decimal(amount) * 100) for amount in adjusted)
    assert sum(said.values()) == sum(paid.values()) + over
    if not beside:
        assert +said == +paid
    return "settled"


def tell_by(
    run: Any, policy: Policy, case: dict[str, Any], asked: frozenset[str]
) -> dict[str, Any] | None:
    """What another reader tells; None where it knows what the trace cannot explain."""
    try:
        return told(settle_by(run, policy, case, asked))
    except KeyError:
        return None


def asked_for(gaps: Iterable[dict[str, Any]], start: str = "") -> frozenset[str]:
    """What undetermined results lack, as the plan names it; of those that start so. A reader that
    asks in a claim for what cannot matter there would not settle the claim."""
    found = (gap["missing"] for gap in gaps if gap["output"].startswith(start))
    return frozenset(missing.rpartition(" ")[2] for missing in found)


def told(result: dict[str, Any]) -> dict[str, Any]:
    """What a settlement says, without which of the missing things is named first."""
    return {**result, "undetermined": [gap["output"] for gap in result["undetermined"]]}


def places_apart(expected: dict[str, Any], found: dict[str, Any]) -> set[str]:
    """The results that differ, but for those that the product says are undetermined."""
    results = [{name: settled[name] for name in RESULTS} for settled in (expected, found)]
    places = {path.lstrip(".") for path, _ in find_differences(*results)}
    return places - {gap["output"] for gap in expected["undetermined"]}


def plain(settlement: Settlement) -> dict[str, Any]:
    """What a settlement says, without notes and places of what is unknown."""
    found = settlement.to_dict(explain=True)
    del found["notes"]
    return found


def run_policies(first: int, count: int, cases: int) -> Counter[str]:
    """How the cases of these policies come out."""
    outcomes: Counter[str] = Counter()
    for seed in range(first, first + count):
        policy, codes = policy_of(write_policy(seed))
        if policy is None:
            outcomes["policy refused"] += 1
            outcomes.update(f"policy: {code}" for code in codes)
            continue
        chance = Random(seed)
        under = policy
        for place in range(cases):
            if place % 8 == 0:
                try:
                    under = policy.with_readings(random_readings(chance, policy))
                except CaseError:
                    under = policy
                if place == 8:
                    under = pickle.loads(pickle.dumps(under))  # noqa: S301  # our own, a line above
            case = random_case(chance, under)
            try:
                if place % VARIANTS == 0:
                    agree_on_variants(under, case)
                outcomes[agree(chance, under, case)] += 1
            except TooManyTrialsError:
                outcomes["not tried"] += 1
            except Exception as mistake:
                raise AssertionError(f"seed {seed}, case {place}") from mistake
    return outcomes


def test_policies_agree() -> None:
    """Twelve random policies with six cases each."""
    outcomes = run_policies(FIRST, 12, 6)
    assert outcomes["settled"] >= 24


@pytest.mark.long
@pytest.mark.parametrize("half", range(HALVES))
def test_policies_agree_on_very_many(half: int, capsys: pytest.CaptureFixture[str]) -> None:
    """More than twenty thousand pairs of a policy and a case, by seed."""
    count = LONG // HALVES
    outcomes = run_policies(FIRST + 1000 + half * count, count, CASES)
    pairs = sum(often for name, often in outcomes.items() if not name.startswith("policy"))
    with capsys.disabled():
        print(f"\n{pairs} pairs: {dict(outcomes.most_common())}")  # noqa: T201  # what a long run is asked for
    assert outcomes["policy refused"] <= count // 10
    assert outcomes["cautious"] * 100 <= CAUTIOUS * pairs
    assert outcomes["not tried"] * 100 <= NOT_TRIED * pairs
    assert pairs >= count * CASES * 9 // 10


BILL_WITHOUT_TOTAL = """policy without_total "未写总费用" edition 1
use identities
layers first > second
benefit first "甲" per claim { for tekun  deductible per stay 100 yuan  rate 50% }
benefit second "乙" per claim { base first.before_cap  when total > 1000 yuan  rate 50% }
"""


def test_a_bill_that_does_not_give_its_total_adds_nothing_to_the_stay() -> None:
    """Of what comes to nothing no total is asked, and no reader takes one that it tried for it."""
    policy = compile_policy(BILL_WITHOUT_TOTAL)
    claim = {"id": "a", "date": "2022-03-01", "in_policy": "5000.00"}
    case = {"year": 2022, "person": {"identities": ["dibao"]}, "claims": [claim]}
    assert agree(Random(0), policy, case) == "settled"
    assert policy.settle(case).claims[0].remaining == Decimal("5000.00")


TOTAL_BESIDE = """policy beside "总费用" edition 1
use identities
param months_held : months at most 40 months unspecified
layers first
benefit first "甲" per claim { deductible per year 0 yuan counting the whole  rate 50% }
adjust first as change_1 for tekun when total <= 4000 yuan { deductible lowered to 100 yuan }
benefit grant "补助" per person per year as of first day of year {
  for tekun
  pay the highest of {
    soon for tekun until 2022-01-31 + months_held: 100 yuan
    none for tekun: 0 yuan
  }
}
"""


def test_what_a_claim_lacks_beside_its_payment_is_not_asked_for_what_the_year_lacks() -> None:
    """The total cannot lower a deductible of nothing, and the half of 5000 is 2500; what the
    patient pays hangs on it, and the grant on the months."""
    policy = compile_policy(TOTAL_BESIDE)
    claim = {"id": "a", "date": "2022-03-01", "in_policy": "5000.00"}
    case = {"year": 2022, "person": {"identities": ["tekun"]}, "claims": [claim]}
    settled = policy.settle(case)
    assert settled.claims[0].remaining == Decimal("2500.00")
    lacking = [gap["output"] for gap in settled.results()["undetermined"]]
    assert lacking == ["person_year.grant", "claims[0].patient_pays"]
    assert agree(Random(0), policy, case) == "settled"
