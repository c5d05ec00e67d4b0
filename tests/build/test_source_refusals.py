"""A built source refuses what it cannot settle by name, and never comes to another amount."""

from pathlib import Path
from typing import Any

import pytest

import polc
from polc.api.load_policy import compile_policy
from polc.build.calling import show_call
from polc.build.make_program import make_program
from polc.build.write_source import write_source
from polc.compiler.readers.source.program import Target
from polc.runtime.amounts import MISSING, MOST_MONEY
from tests.build.run_source import Call, available, run_source

TOWN = """policy town "试点" edition 1
in force from 2024-01-01 until 2025-12-31
use identities
param share "比例": rate at least 50% unspecified
layers basic
benefit basic "基本" per claim {
  deductible per year 500 yuan
  when kind is inpatient
  rate share
}
"""
DAY = 738_886
"""2024-01-01."""

INPATIENT = {
    ("system", "held"): 0,
    ("system", "date"): DAY,
    ("claim", "in_policy"): 100_000,
    ("claim", "kind"): 0,
}


def answer(
    policy: polc.Policy, place: Path, targets: tuple[Target, ...], **calls: Call
) -> dict[str, tuple[str, Any]]:
    """Of each call, the same in these languages, why it is refused, else the results."""
    program = make_program(policy)
    known: dict[str, tuple[str, Any]] = {}
    space: dict[str, Any] = {}
    exec(write_source(program, "python"), space)  # noqa: S102  # its table of refusals
    for target in targets:
        found = {}
        answers = run_source(program, target, list(calls.values()), place / target)
        for name, (refusal, outputs, after) in zip(calls, answers, strict=True):
            row = space["CLAIM_REFUSALS"][refusal]
            found[name] = (row[0], row[1]) if refusal else ("", (outputs, after))
        assert not known or found == known, target
        known = found
    return known


def test_what_is_beyond_its_limits_is_refused(tmp_path: Path) -> None:
    """An input, a sum, a day; each is named."""
    policy = compile_policy(TOWN).with_parameters(share="60%")

    def call(before: int = 0, **changed: int) -> Call:
        inputs = {**INPATIENT, **{("claim", name): value for name, value in changed.items()}}
        return Call(0, 2024, inputs, {"basic.accumulated": before})

    late = Call(0, 2024, {**INPATIENT, ("system", "date"): DAY + 731}, {})
    found = answer(
        policy,
        tmp_path,
        available(),
        settled=call(),
        above=call(in_policy=MOST_MONEY + 1),
        below=call(in_policy=-1),
        no_amount=call(in_policy=MISSING),
        no_kind=call(kind=MISSING),
        other_kind=call(kind=6),
        sum_before=call(before=MOST_MONEY + 1),
        sum_after=call(before=MOST_MONEY, in_policy=1),
        late=late,
    )
    # (1000.00 - 500.00) × 60%
    outputs, after = found.pop("settled")[1]
    assert 30_000 in outputs
    assert after == (100_000,)
    assert found == {
        "above": ("bad_value", "claim.in_policy"),
        "below": ("bad_value", "claim.in_policy"),
        "no_amount": ("missing_field", "claim.in_policy"),
        "no_kind": ("missing_field", "claim.kind"),
        "other_kind": ("bad_value", "claim.kind"),
        "sum_before": ("bad_value", "sums.basic.accumulated"),
        "sum_after": ("bad_value", "claims"),
        "late": ("not_in_force", "system.date"),
    }


def test_an_open_figure_is_demanded_and_may_be_put_in() -> None:
    """Within what the policy allows; another is refused."""
    space: dict[str, Any] = {}
    exec(write_source(make_program(compile_policy(TOWN)), "python"), space)  # noqa: S102  # what is tested
    inputs = space["Inputs"](system_held=0, system_date=DAY, claim_in_policy=100_000, claim_kind=0)
    figures = space["figures_of"](2024)

    def code() -> str:
        given = space["claim"](figures, inputs, space["Sums"]())
        return str(space["CLAIM_REFUSALS"][given.refusal][:2]) if given.refusal else given.basic

    assert code() == "('missing_parameter', 'parameters.share')"
    figures.share = 499_999
    assert code() == "('bad_value', 'parameters.share')"
    figures.share = 700_000
    # (1000.00 - 500.00) × 70%
    assert code() == 35_000


@pytest.mark.parametrize("flag", [True, False])
def test_a_claim_that_a_window_takes_is_refused(flag: bool, tmp_path: Path) -> None:
    """Of a day before the policy, or by the field that says so."""
    head = 'window old "旧办法" until 2024-06-30 by settlement'
    if flag:
        head = 'field claim old_rules "按旧办法" : yes or no\n' + head + " when old_rules"
    policy = compile_policy(TOWN.replace("use identities", f"{head}\nuse identities"))
    policy = policy.with_parameters(share="60%")
    inputs = dict(INPATIENT)
    if flag:
        inputs["claim", "old_rules"] = 1
    else:
        inputs["system", "date"] = DAY - 1
    found = answer(policy, tmp_path, ("python",), taken=Call(0, 2024, inputs, {}))
    about = "claim.old_rules" if flag else "system.date"
    assert found["taken"] == ("not_in_force", about)


def test_the_example_of_a_readme_settles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It gives all that the function of a claim asks for at once: 60% of 50000 − 500."""
    policy = compile_policy(
        TOWN.replace("unspecified", "= 60%").replace("  when kind is inpatient\n", ""), "town"
    )
    program = make_program(policy)
    (tmp_path / "town.py").write_text(write_source(program, "python"), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    space: dict[str, Any] = {}
    exec("\n".join(show_call(program, "python", 2024)), space)  # noqa: S102  # what it shows
    assert (space["result"].refusal, space["result"].basic) == (0, 29_700_00)
