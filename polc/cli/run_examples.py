"""Runs the examples that a policy contains, as cases like any other.

In: a policy and an example as it was compiled. Out: what came of it, as data: the
amounts that differ from what the file expects, or a refusal that it did not.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from polc.runtime.amounts import format_money

if TYPE_CHECKING:
    import polc
    from polc.compiler.pipeline import Example, Expect


@frozen
class Difference:
    """One expectation that does not hold: `line` is where the file states it,
    `expected` and `got` amounts in yuan or words, `output` as `claim.name`."""

    line: int
    output: str
    expected: str
    got: str


@frozen
class Run:
    """An example and what came of it; it passed where `differences` is empty.
    `settled` is the settlement's plain object, None where the case was refused."""

    title: str
    line: int
    differences: tuple[Difference, ...]
    settled: Mapping[str, Any] | None


def run_example(policy: "polc.Policy", example: "Example") -> Run:
    """Settles the example's case and compares what it expects, in the file's order."""
    import polc

    try:
        settled = policy.settle(dict(example.case)).to_dict()
    except polc.CaseError as refused:
        return Run(example.title, example.line, _compare_refusal(example, refused), None)
    if example.error:
        found = Difference(example.line, "error", example.error, "the case was settled")
        return Run(example.title, example.line, (found,), settled)
    differences = tuple(
        Difference(expect.line, _full_name(expect), format_money(expect.amount), got)
        for expect in example.expects
        if (got := _find_amount(expect, settled)) != format_money(expect.amount)
    )
    return Run(example.title, example.line, differences, settled)


def _compare_refusal(example: "Example", refused: Any) -> tuple[Difference, ...]:
    codes = {error.code for error in refused.errors}
    if example.error in codes:
        return ()
    said = "; ".join(f"{error.code}: {error.message}" for error in refused.errors)
    if example.error:
        return (Difference(example.line, "error", example.error, f"refused, {said}"),)
    return tuple(
        Difference(expect.line, _full_name(expect), format_money(expect.amount), f"refused, {said}")
        for expect in example.expects
    ) or (Difference(example.line, "error", "a settlement", f"refused, {said}"),)


def _find_amount(expect: "Expect", settled: Mapping[str, Any]) -> str:
    """The amount under the expectation's name, or why there is none."""
    places: list[Mapping[str, Any]] = []
    for claim in settled["claims"]:
        if expect.claim in ("", claim["id"]):
            places += [claim["benefits"], claim]
    if not expect.claim:
        places.append(settled["person_year"])
    for place in places:
        if expect.output in place:
            amount = place[expect.output]
            return "undetermined" if amount is None else str(amount)
    return "no such output"


def _full_name(expect: "Expect") -> str:
    return f"{expect.claim}.{expect.output}" if expect.claim else expect.output
