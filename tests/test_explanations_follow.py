"""Every amount of a settlement follows from its explanation, by a checker that knows no plan."""

import ast
import os
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

import polc
from tests.explanation_checker.check import find_faults
from tests.explanation_checker.every_step import CASE, POLICY
from tests.generators.policies.cases import random_case, random_readings
from tests.generators.policies.compiling import policy_of
from tests.generators.policies.write import write_policy

HERE: Final = Path(__file__).parent
WRITTEN: Final = (
    *sorted((HERE / "semantics").glob("*.pol")),
    *sorted((HERE / "compiler/plan/shapes").glob("*.pol")),
)
FIRST: Final = int(os.environ.get("POLC_FIRST_SEED", "0"))
LONG: Final = int(os.environ.get("POLC_LONG_EXPLAINED", "120"))


def settled(text: str = POLICY) -> dict[str, Any]:
    return explained(polc.compile(text).settle(CASE))


def explained(found: polc.Settlement) -> dict[str, Any]:
    """A settlement's JSON with how it came about, without the open questions."""
    return {**found.results(), "explanation": found.explanation}


@pytest.mark.parametrize("path", WRITTEN, ids=[path.stem for path in WRITTEN])
def test_the_cases_of_the_semantics(path: Path) -> None:
    """Of every case of `docs/semantics.md` and `docs/plan.md` that is settled."""
    policy = polc.load(path)
    faults = {}
    for example in policy.program.examples:
        if not example.error:
            faults[example.title] = find_faults(explained(policy.settle(example.case)))
    assert {title: found for title, found in faults.items() if found} == {}


def faults_of_seed(seed: int, cases: int) -> Iterator[tuple[int, int, list[str]]]:
    """Cases of a generated policy that are settled, under any readings, and what is wrong."""
    policy, _ = policy_of(write_policy(seed))
    chance = Random(seed)
    for place in range(cases if policy is not None else 0):
        assert policy is not None
        try:
            under = policy.with_readings(random_readings(chance, policy))
        except polc.CaseError:
            under = policy
        try:
            found = under.settle(random_case(chance, under))
        except polc.CaseError:
            continue
        yield seed, place, find_faults(explained(found))


def explain_generated(first: int, count: int, cases: int) -> int:
    """How many cases of these policies were settled; none has a fault."""
    made = 0
    for seed in range(first, first + count):
        for at, place, faults in faults_of_seed(seed, cases):
            assert faults == [], f"seed {at}, case {place}"
            made += 1
    return made


def test_generated_policies() -> None:
    """Four generated policies with three cases each."""
    assert explain_generated(FIRST + 24, 4, 3) >= 2


@pytest.mark.long
def test_very_many_generated_policies() -> None:
    """More than a hundred, with six cases each."""
    assert explain_generated(FIRST + 3000, LONG, 6) >= LONG


def test_a_deductible_that_is_held_to_nothing_leaves_the_parts_known() -> None:
    """Of the deductible a figure is missing, and at most nothing is taken: 9000 × 50% of each bill
    follow from the parts that are told."""
    text = """policy held "封顶为零" edition 1
use identities
layers basic
field person age "年龄" : count
benefit basic "基本" per claim {
  deductible per year { 1: 10%; otherwise: 60% } by tier of 50 yuan, at most 0 yuan, in proportion
  rate { in_city: 50%; otherwise: 40% } by place
}
"""
    found = settled(text)
    assert [claim["benefits"]["basic"] for claim in found["claims"]] == ["4500.00", "4500.00"]
    assert find_faults(found) == []


def test_the_most_that_counts_beside_a_deductible_that_is_not_known() -> None:
    """Above any row of 80 or 160 yuan the whole of a bill of 9000 counts, and of the second bill
    15000 − 9000: 50% of each; the checker refuses another figure."""
    text = """policy whole "线上全额计入" edition 1
use identities
layers basic
field person age "年龄" : count
benefit basic "基本" per claim {
  deductible per claim { 1: 80 yuan; 2: 160 yuan } by tier counting the whole once reached
  counted at most 15000 yuan per year
  rate 50%
}
"""
    found = settled(text)
    assert [claim["benefits"]["basic"] for claim in found["claims"]] == ["4500.00", "3000.00"]
    assert find_faults(found) == []
    most = [entry["inputs"] for entry in found["explanation"] if entry["rule"] == "basic.counted"]
    most[-1]["from"] = "8000.00"
    assert len(find_faults(found)) == 1


def test_an_edge_that_is_not_known_leaves_the_parts_told() -> None:
    """Whether the second band ends at 30000 or 40000 yuan divides nothing of 9000 yuan: 50% of all
    of it is paid, and told, of either bill; the checker refuses another part."""
    text = """policy edges "分段上限未知" edition 1
use identities
layers basic
field person age "年龄" : count
benefit basic "基本" per claim {
  bands { to 20000 yuan: 50%; to { rural: 30000 yuan; urban: 40000 yuan } by residence: 60%
    above: 70% }
}
"""
    found = settled(text)
    told = [entry["inputs"] for entry in found["explanation"] if entry["amount"] is not None]
    assert [inputs["bands"] for inputs in told] == ["9000.00 × 50%"] * 2
    assert told[0]["as_written"] == "to 20000.00: 50%, to not needed: 60%, above: 70%"
    assert find_faults(found) == []
    told[0]["bands"] = "9000.00 × 60%"
    assert len(find_faults(found)) == 1


def test_what_came_before_is_taken_from_the_most_that_counts() -> None:
    """Of 720 yuan a year that count, the first bill of 9000 counts all; of the second 0 still
    does: 720 rounded to whole yuan, less the 9000 that came before."""
    text = """policy most "计入上限" edition 1
use identities
layers basic
field person age "年龄" : count
benefit basic "基本" per claim { counted at most 720 yuan, rounded to 1 yuan per year  rate 50% }
"""
    found = settled(text)
    assert find_faults(found) == []
    most = [entry for entry in found["explanation"] if entry["rule"] == "basic.counted"]
    assert [entry["inputs"]["to"] for entry in most] == ["720.00", "0.00"]
    told = "max(0.00, round(720.00, 1.00) − 9000.00)"
    assert most[1]["inputs"]["arithmetic"] == told


def test_a_part_that_is_not_known_leaves_the_others_told() -> None:
    """0% of a figure that nobody gave is nothing: what decides the amount stands all the same.
    What is left of an amount that is not known is nothing where the payment is as high as it
    can be."""
    text = """policy parts "未知部分" edition 1
use identities
layers basic
field person age "年龄" : count
param gift "补助额" : money unspecified
param own_part "个人部分" : money at most 15 yuan unspecified
benefit basic "基本" per claim { rate 50% }
benefit grant "补助" per person per year {
  as of first day of year
  pay higher of (0.50 yuan for each of age, 0% of gift)
  leaving own "自缴" of own_part
}
"""
    found = settled(text)
    assert {name: found["person_year"][name] for name in ("grant", "own")} == {
        "grant": "15.00",
        "own": "0.00",
    }
    made = {
        entry["benefit"]: entry["inputs"].get("arithmetic")
        for entry in found["explanation"]
        if entry["amount"] is not None
    }
    assert made["grant"] == "max(0.50 × 30, 0.00)"
    assert made["own"] == "not needed"
    assert find_faults(found) == []


def test_a_whole_settlement_has_no_fault() -> None:
    """The policy above: each kind of step stands in its explanation, with its clause."""
    assert find_faults(settled(), cited=frozenset()) == []


def _on_the_way(entry: dict[str, Any]) -> bool:
    """Whether an amount hangs on the entry: not one that is beside it, as a limit within which
    it lies or an alternative that lost, nor one that says again who is meant."""
    beside = ("within", "not the highest", "not_for", "not_when", "given", "paid before")
    people = set(entry["inputs"]) == {"class"}
    return entry["status"] not in beside and not people


def _takes_nothing(entry: dict[str, Any], entries: list[dict[str, Any]]) -> bool:
    """A deductible that was reached, or borne before: all of the base is counted with it and
    without it."""
    own = [step for step in entries if _of(step) == _of(entry) and "counted" in step["inputs"]]
    counts = any(step["inputs"]["counted"] == step["inputs"].get("base") for step in own)
    return counts and entry["rule"].endswith(".deductible") and entry["status"] == "applied"


def _of(entry: dict[str, Any]) -> tuple[str | None, str]:
    return entry["claim"], entry["benefit"]


def test_a_missing_entry_is_a_fault() -> None:
    """Whichever entry on the way to an amount is taken out, the checker notices."""
    whole = settled()
    entries = whole["explanation"]
    unnoticed = []
    for place, entry in enumerate(entries):
        if _on_the_way(entry) and not _takes_nothing(entry, entries):
            rest = [*entries[:place], *entries[place + 1 :]]
            if not find_faults({**whole, "explanation": rest}):
                unnoticed.append((entry["claim"], entry["rule"]))
    assert unnoticed == []


def test_a_missing_clause_is_a_fault() -> None:
    """So is an entry without its clause."""
    whole = settled()
    unnoticed = Counter[str]()
    for place, entry in enumerate(whole["explanation"]):
        without = deepcopy(whole)
        without["explanation"][place]["clause"] = None
        if entry["clause"] and not find_faults(without, cited=frozenset()):
            unnoticed[entry["rule"]] += 1
    assert not unnoticed


def test_another_figure_is_a_fault() -> None:
    """Whichever amount or rate of an entry on the way is another, something no longer follows;
    what the case gives, and what stands beside its arithmetic, is not worked out."""
    whole = settled()
    unnoticed = []
    for place, entry in enumerate(whole["explanation"]):
        counts = _on_the_way(entry) and not _takes_nothing(entry, whole["explanation"])
        own = entry["inputs"] if counts else {}
        for name, value in own.items():
            if name in ("in_policy", "amount") or not value[0].isdigit() or "×" in value:
                continue
            changed = deepcopy(whole)
            more = "7" + value
            changed["explanation"][place]["inputs"][name] = more
            if not find_faults(changed):
                unnoticed.append((entry["claim"], entry["rule"], name))
    assert unnoticed == []


def test_the_checker_knows_nothing_of_polc() -> None:
    """Its modules import the standard library, attrs and each other."""
    imported = set[str]()
    for path in (HERE / "explanation_checker").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(node.module or "")
    assert not {name for name in imported if name.split(".")[0] == "polc"}
    own = {name for name in imported if name.startswith("tests.")}
    assert all(name.startswith("tests.explanation_checker.") for name in own)


def test_what_is_left_beside_a_payment_that_is_not_known() -> None:
    """At least 1 yuan is paid, whatever the income is: of 50 fen nothing is left, and no figure is
    told for what is paid."""
    policy = polc.compile(
        'policy town "某镇" use identities '
        'benefit grant "补助" per person per year as of first day of year { '
        "pay 1% of rural_income_last_year at least 1 yuan "
        'leaving own "个人缴费" of 50 fen }'
    )
    told = policy.settle({"year": 2022, "person": {}}).to_dict(explain=True)
    assert told["person_year"] == {"grant": None, "own": "0.00"}
    (left,) = [entry for entry in told["explanation"] if entry["rule"] == "own"]
    assert left["inputs"]["arithmetic"] == "not needed"


def test_bands_of_the_year_behind_a_deductible_of_nothing() -> None:
    """They begin where the year stands: 500 behind 1000 lie above 658; 500 × 30% = 150."""
    text = """policy bands "分段" edition 1
use identities
layers basic
benefit basic "基本" per claim {
  deductible per stay 0% of in_policy
  bands { to 658 yuan: 60%; above: 30% } per year
}
"""
    bills = [
        {"id": "a", "date": "2022-03-01", "in_policy": "1000.00"},
        {"id": "b", "date": "2022-04-01", "in_policy": "500.00"},
    ]
    case = {"year": 2022, "person": {"identities": []}, "claims": bills}
    found = explained(polc.compile(text, name="bands.pol").settle(case))
    assert find_faults(found) == []
    paid = [entry for entry in found["explanation"] if entry["status"] == "paid"][-1]
    assert (paid["amount"], paid["inputs"]["counted_before"]) == ("150.00", "1000.00")


def test_a_limit_that_is_a_figure_of_a_layer_which_pays_nothing() -> None:
    """The layer is not for anybody here, so its deductible is nothing, and it is told to hold."""
    text = """policy limit "限于" edition 1
use identities
layers basic > rest
benefit basic "基本" per claim { for tekun  deductible per claim 100 yuan  rate 60% }
benefit rest "其余" per claim { rate 50%  at most basic.deductible }
"""
    bill = {"id": "a", "date": "2022-03-01", "in_policy": "1000.00"}
    case = {"year": 2022, "person": {"identities": []}, "claims": [bill]}
    found = explained(polc.compile(text, name="limit.pol").settle(case))
    assert find_faults(found) == []
    told = [entry["rule"] for entry in found["explanation"] if entry["status"] == "limited"]
    assert told == ["rest.at_most"]
