"""How many conditions may stand one inside the other."""

import polc
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import read_stdlib


def of_kinds(count: int) -> str:
    """A benefit of so many kinds of care, each asked where all before it failed."""
    kinds = "\n".join(
        f'    k{number} "情形" when in_policy up to {number} yuan {{ rate {number}% }}'
        for number in range(1, count + 1)
    )
    return (
        'policy deep "深"\nuse identities\nlayers basic\nbenefit basic "基本" per claim {\n'
        f"  first of {{\n{kinds}\n    otherwise {{ rate 90% }}\n  }}\n}}\n"
    )


def codes(text: str) -> list[str]:
    found = compile_text(SourceText("deep.pol", text), read_stdlib).diagnostics
    return [diagnostic.code for diagnostic in found]


def test_seventy_conditions_are_settled() -> None:
    """68 kinds inside the benefit's own two: 68 × 68% = 46.24, and beyond all kinds
    100 × 90% = 90."""
    policy = polc.compile(of_kinds(68), name="deep.pol")
    for in_policy, paid in (("68.00", "46.24"), ("100.00", "90.00")):
        claim = {"date": "2022-03-01", "in_policy": in_policy}
        settled = policy.settle({"person": {"identities": []}, "claims": [claim]})
        assert str(settled.claims[0].benefits["basic"]) == paid


def test_one_more_is_told() -> None:
    """Before it is more than the generated code can nest."""
    assert codes(of_kinds(69)) == ["nested_too_deep"]
