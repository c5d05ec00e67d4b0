"""A plain case comes to the same, straight from its object or read with care; and what is refused
is never plain."""

import json
import os
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

import attrs
import pytest

import polc
from polc.api.loader import stdlib_names
from polc.runtime.tell.make_settlement import SettledCase
from tests.generators.policies.cases import random_case
from tests.generators.policies.compiling import policy_of
from tests.generators.policies.write import write_policy
from tests.runtime.plain.amounts import amounts_alone, amounts_of
from tests.stdlib_texts import main_road, main_road_text, stdlib_policy

pytestmark = pytest.mark.usefixtures("functions_at_once")

FIRST = int(os.environ.get("POLC_FIRST_SEED", "0"))
Case = dict[str, Any]

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 3, 10**13, 1.5, [], {}, "", " ", "1.00", "-1.00", "1.005"),
    *("1,000.00", "١.00", "1_0.00", "99999999999.00", Decimal("3.00"), Decimal("NaN")),
    *("2022-02-30", "2022-03-01", "1899-01-01", "2023-06-01 10:30", "inpatient", "县内"),
    *("elsewhere", "nowhere", "x" * 201, "\ud800", "dibao", ["dibao"], ["dibao", "tekun"]),
    *([{"id": "dibao", "from": "2022-02-01"}], [{"id": "dibao", "to": "2022-02-01"}], [["x"]]),
    *({"basic": "1.00"}, {"basic": None}, {"basics": "1.00"}, {"basic": -1}),
)
KEYS = (
    *("dscg_time", "begntime", "setl_time", "hosp_lv", "inscp_scp_amt", "medfee_sumamt"),
    *("hifp_pay", "maf_pay", "setl_id", "seq", "visit", "continues", "reverses", "hospital"),
    *("disease", "admitted", "settled", "total", "paid", "kind", "place", "referred", "emergency"),
    *(
        "policy",
        "year",
        "opening",
        "region",
        "parameters",
        "readings",
        "id",
        "psn_no",
        "recognised",
    ),
    *("enrolled", "residence", "insured_at", "tier", "identities", "hospital_level", "nonsense"),
)


def configured(policy: polc.Policy, case: Case) -> tuple[polc.Policy, Case]:
    """The policy under the case's own parameters and readings, and the case without them."""
    rest = {key: value for key, value in case.items() if key not in ("parameters", "readings")}
    parameters = json.dumps(case.get("parameters") or {}, sort_keys=True, default=str)
    readings = json.dumps(case.get("readings") or {}, sort_keys=True)
    return _configured(policy, parameters, readings), rest


@cache
def _configured(policy: polc.Policy, parameters: str, readings: str) -> polc.Policy:
    return policy.with_readings(json.loads(readings)).with_parameters(json.loads(parameters))


def settle_both(policy: polc.Policy, case: Case) -> bool:
    """Whether the case is plain; that it comes to the same both ways, or is not plain."""
    plain = policy._plain_roads.settle(case, {})
    try:
        careful = policy._settle_with_care(case, {})
    except polc.CaseError:
        assert plain is None
        return False
    if plain is None:
        return False
    alone = amounts_alone(plain)
    told = plain.results()
    assert {name: fen for name, fen in alone.items() if fen is not None}.items() <= (
        amounts_of(told).items()
    )
    assert json.dumps(told) == json.dumps(careful.results())
    assert json.dumps(plain.to_dict(explain=True)) == json.dumps(careful.to_dict(explain=True))
    assert plain == careful
    assert plain.case == careful.case
    one_way, other_way = work_of(plain), work_of(careful)
    assert one_way == other_way
    return True


def work_of(settlement: polc.Settlement) -> Any:
    """What a settlement was worked out from, in values that can be compared."""
    work = settlement._results
    assert isinstance(work, SettledCase)
    return (
        attrs.asdict(work.case.person),
        [attrs.asdict(claim) for claim in work.case.claims],
        [attrs.asdict(settled) for settled in work.settled],
        work.state.sums,
    )


def examples(policy: polc.Policy, start: int, step: int) -> Iterator[tuple[polc.Policy, Case]]:
    for example in policy.program.examples[start::step]:
        # Where the parameters are refused there is no policy to settle by.
        try:
            own = configured(policy, dict(example.case))
        except polc.CaseError:
            continue
        yield own


@pytest.mark.parametrize("name", ["suizhou", "zhangye", "chongqing", "pengshui"])
def test_examples_come_to_the_same(name: str) -> None:
    """Some of the examples of a policy; four of five are plain."""
    found = [settle_both(*own) for own in examples(stdlib_policy(name), 0, 30)]
    assert sum(found) >= len(found) * 4 // 5


def test_examples_with_what_they_bring_come_to_the_same() -> None:
    """Some of the examples of a policy under the figures and readings that they have; nine of ten
    are plain."""
    policy = stdlib_policy("pengshui")
    found = [settle_both(policy, dict(example.case)) for example in policy.program.examples[::20]]
    assert sum(found) >= len(found) * 9 // 10


@pytest.mark.long
@pytest.mark.parametrize("name", stdlib_names())
def test_all_examples_come_to_the_same(name: str) -> None:
    """Every example of the library."""
    policy = stdlib_policy(name)
    for own in examples(policy, 0, 1):
        settle_both(*own)


def mutate(chance: Random, case: Case) -> Case:
    """The case with one, two or three things in it changed, added, left out or put in another
    order."""
    found = deepcopy(case)
    for _ in range(chance.randint(1, 3)):
        claims = found.get("claims")
        parts = [found, found.get("person"), *(claims if isinstance(claims, list) else ())]
        part = chance.choice([part for part in parts if isinstance(part, dict)])
        match chance.choice(("value", "value", "key", "drop", "order", "again")):
            case "value" if part:
                part[chance.choice(list(part))] = chance.choice(ODD)
            case "key":
                part[chance.choice(KEYS)] = chance.choice((*ODD, *part.values()))
            case "drop" if part:
                del part[chance.choice(list(part))]
            case "order":
                kept = list(part.items())
                chance.shuffle(kept)
                part.clear()
                part.update(kept)
            case "again" if isinstance(found.get("claims"), list) and found["claims"]:
                claim = chance.choice(found["claims"])
                if isinstance(claim, dict):
                    found["claims"].append({**claim, "id": chance.choice(("d", "e", "c1"))})
            case _:
                pass
    return found


def settle_mutated(seed: int, step: int, times: int) -> tuple[int, int]:
    """How many mutated examples there were, and how many of them plain."""
    chance = Random(seed)
    count = plain = 0
    for name in ("suizhou", "zhangye", "chongqing", "pengshui"):
        for policy, case in examples(stdlib_policy(name), seed % step, step):
            for _ in range(times):
                count += 1
                plain += settle_both(policy, mutate(chance, case))
    return count, plain


def test_mutated_examples_come_to_the_same() -> None:
    """What is odd is refused or settled as it is with care; some of it is plain."""
    count, plain = settle_mutated(FIRST, 60, 12)
    assert 0 < plain < count


@pytest.mark.long
def test_many_mutated_examples_come_to_the_same() -> None:
    """The same with many more."""
    settle_mutated(FIRST + 1, 6, 20)


@pytest.mark.long
def test_random_policies_come_to_the_same() -> None:
    """Policies of every construct, their cases without and with oddities."""
    plain = 0
    for seed in range(FIRST, FIRST + 60):
        chance = Random(seed)
        policy, _ = policy_of(write_policy(seed))
        if policy is None:
            continue
        for _ in range(8):
            case = random_case(chance, policy)
            case.pop("opening", None)
            case.pop("region", None)
            try:
                own, rest = configured(policy, case)
            except polc.CaseError:
                continue
            plain += settle_both(own, rest)
            plain += settle_both(own, mutate(chance, rest))
    assert plain


PLAIN: Case = {
    "person": {"id": "p", "identities": ["dibao"]},
    "claims": [
        {
            "id": "c1",
            "date": "2022-03-01",
            "kind": "inpatient",
            "place": "in_county",
            "referred": True,
            "in_policy": "1000.00",
            "paid": {"basic": "600.00", "critical_illness": "0.00"},
        }
    ],
}


@pytest.mark.parametrize(
    ("place", "key", "value"),
    [
        ("claim", "seq", 2),
        ("claim", "visit", "v"),
        ("claim", "hospital", "h"),
        ("claim", "in_policy", Decimal("1000.00")),
        ("claim", "in_policy", 1000),
        ("claim", "place", "县内"),
        ("claim", "total", "1000.00"),
        ("claim", "disease", None),
        ("claim", "reverses", None),
        ("person", "insured_at", "in_city"),
        ("person", "identities", []),
        ("person", "identities", [{"id": "dibao", "from": "2022-02-01"}]),
        ("person", "identities", [{"id": "dibao"}]),
        ("person", "identities", None),
        ("top", "year", 2022),
        ("top", "policy", "suizhou"),
        ("top", "opening", None),
        ("top", "parameters", {}),
    ],
)
def test_what_is_ordinary_is_plain(place: str, key: str, value: Any) -> None:
    """Each of these beside a plain claim takes no detour."""
    case = deepcopy(PLAIN)
    part = {"claim": case["claims"][0], "person": case["person"], "top": case}[place]
    assert settle_both(main_road(), case)
    part[key] = value
    assert settle_both(main_road(), case)


def test_a_policy_settles_a_plain_case_without_a_detour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read twice where nothing is odd."""
    monkeypatch.setattr("polc.api.settle_case.read_case", None)
    assert str(main_road().settle(PLAIN).claims[0].remaining) == "120.00"  # 400 × (100% − 70%)


def with_figures(deductible: str) -> Case:
    """A stay of 1,000 yuan in policy under figures of its own."""
    claim = {key: value for key, value in PLAIN["claims"][0].items() if key != "paid"}
    figures = {
        "basic_deductible": {"1": "0.00", "2": deductible, "3": "0.00"},
        "basic_rate": {"1": "0%", "2": "75%", "3": "0%"},
        "critical_illness_deductible": "12000.00",
        "critical_illness_bands": [{"up_to": None, "rate": "60%"}],
        "critical_illness_cap": "300000.00",
    }
    return {**PLAIN, "parameters": figures, "claims": [{**claim, "hospital_level": 2}]}


def test_a_case_that_brings_figures_takes_no_detour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is settled by its own."""
    monkeypatch.setattr("polc.api.settle_case.read_case", None)
    cases = [with_figures(deductible) for deductible in ("500.00", "200.00", "500.00")]
    paid = [str(main_road().settle(case).claims[0].benefits["basic"]) for case in cases]
    # (1000 − 500) × 75%, (1000 − 200) × 75%
    assert paid == ["375.00", "600.00", "375.00"]


def test_a_call_that_brings_figures_takes_no_detour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Told with its explanation it is what the policy under these figures settles; of two figures
    that of the case counts."""
    brought = with_figures("500.00")
    figures = brought.pop("parameters")
    under = main_road().with_parameters(figures).settle(brought).to_dict(explain=True)
    higher = {**figures, "basic_deductible": {"1": "0.00", "2": "600.00", "3": "0.00"}}
    monkeypatch.setattr("polc.api.settle_case.read_case", None)
    assert main_road().settle(brought, **figures).to_dict(explain=True) == under
    both = main_road().settle(with_figures("200.00"), **higher).claims[0].benefits["basic"]
    # (1000 − 200) × 75%
    assert str(both) == "600.00"


def test_what_a_call_brings_wrongly_is_refused() -> None:
    """As when the policy is given it, each time anew."""
    for _ in range(2):
        with pytest.raises(polc.CaseError, match="basic_rates"):
            main_road().settle(PLAIN, basic_rates="70%")


@pytest.mark.parametrize("figures", [{"basic_rates": "70%"}, ["70%"], {"basic_rate": Decimal(1)}])
def test_what_a_case_brings_wrongly_is_refused(figures: Any) -> None:
    """The same with care, and never plainly."""
    assert not settle_both(main_road(), {**with_figures("500.00"), "parameters": figures})


def test_figures_of_cases_are_not_kept_for_ever() -> None:
    """Whoever makes up figures fills no memory."""
    roads = polc.compile(main_road_text())._plain_roads
    for fen in range(40):
        roads.settle(with_figures(f"{fen}.00"), {})
    assert len(roads._kept) == 32


def test_orders_of_keys_are_not_remembered_for_ever() -> None:
    """Whoever makes up orders of keys fills no memory."""
    roads = polc.compile(main_road_text())._plain_roads
    keys = [f"k{place}" for place in range(3000)]
    for key in keys:
        roads.settle({**PLAIN, "claims": [{**PLAIN["claims"][0], key: 1}]}, {})
    assert len(roads.own._claims) <= 1000


def test_whoever_changes_a_case_afterwards_changes_no_settlement() -> None:
    """The case is kept as it was."""
    case = deepcopy(PLAIN)
    settled = main_road().settle(case)
    case["claims"][0]["paid"]["basic"] = "0.00"
    case["person"]["identities"].append("tekun")
    assert settled.case["claims"][0]["paid"]["basic"] == "600.00"
    assert settled.claims[0].identity == "dibao"
