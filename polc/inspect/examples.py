"""Runs the examples that a policy contains, as cases like any other.

In: a policy and an example as it was compiled. Out: what came of it, as data: the
amounts that differ from what the file expects, or a refusal that it did not.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from attrs import evolve

from polc.compiler.typed.nodes.program import Example, Expect
from polc.inspect.divergence import Divergence, explain_difference
from polc.inspect.expectations import expected_words, find_result
from polc.inspect.settles import Settles
from polc.messages.text import Language, in_language, say
from polc.records.frozen import frozen
from polc.runtime.errors import CaseError
from polc.runtime.tell.result import Settlement


@frozen
class Difference:
    """One expectation that does not hold: `line` is where the file states it,
    `expected` and `got` amounts in yuan or words, `output` as `claim.name`."""

    line: int
    output: str
    expected: str
    got: str
    divergence: Divergence | None = None
    """Where the two part, if that is known."""


@frozen
class ExampleRun:
    """An example and what came of it; it passed where `differences` is empty.
    `settled` is the settlement's plain object with how it came about; None where nothing differs,
    and where the case was refused."""

    title: str
    line: int
    differences: tuple[Difference, ...]
    settled: Mapping[str, Any] | None


def run_example(policy: Settles, example: Example, language: Language = "en") -> ExampleRun:
    """Settles the example's case and compares what it expects, in the file's order."""
    try:
        settlement = policy.settle(dict(example.case))
    except CaseError as refused:
        return ExampleRun(
            example.title,
            example.line,
            _compare_refusal(
                example, refused.in_language(language, policy.program.language), language
            ),
            None,
        )
    if example.error:
        found = Difference(
            example.line,
            "error",
            example.error,
            in_language(say("the case was settled"), language, language),
        )
        return ExampleRun(example.title, example.line, (found,), settlement.to_dict(explain=True))
    whole = cache(settlement.outcome)
    differences, missed = [], list[Expect]()
    for expect in example.expects:
        wanted = expected_words(expect)
        got = _find_alone(expect, settlement) or find_result(expect, whole())
        if got != wanted:
            differences.append(Difference(expect.line, expect.full_name, wanted, got))
            missed.append(expect)
    if differences:
        at = _first_to_part(policy, missed, settlement)
        divergence = explain_difference(policy, example, missed[at], settlement)
        differences[at] = evolve(differences[at], divergence=divergence)
        told = settlement.to_dict(explain=True)
        return ExampleRun(example.title, example.line, tuple(differences), told)
    return ExampleRun(example.title, example.line, (), None)


def _find_alone(expect: Expect, settled: Settlement) -> str | None:
    """What the settlement says of an amount without telling all the rest, where it can."""
    if expect.asks != "result" or expect.payer or expect.not_specified:
        return None
    return settled.tell_alone(expect.output, expect.claim)


def _first_to_part(policy: Settles, missed: Sequence[Expect], settled: Settlement) -> int:
    """Which of the expectations that were missed is settled first, by claim and by layer: those
    behind it may follow from it, in whatever order the file has them."""
    claims = {claim.id: place for place, claim in enumerate(settled.claims)}
    layers = {benefit.id: benefit.layer for benefit in policy.program.benefits}
    order = [
        (claims.get(expect.claim, 0), layers.get(expect.output, len(layers)))
        if expect.asks == "result"
        else (len(claims), 0)
        for expect in missed
    ]
    return order.index(min(order))


def _compare_refusal(example: Example, refused: Any, language: Language) -> tuple[Difference, ...]:
    codes = {error.code for error in refused.errors}
    if example.error in codes:
        return ()
    told = "; ".join(f"{error.code}: {error.message}" for error in refused.errors)
    said = in_language(say("refused, {said}", said=told), language, language)
    if example.error:
        return (Difference(example.line, "error", example.error, said),)
    settlement = in_language(say("a settlement"), language, language)
    return tuple(
        Difference(expect.line, expect.full_name, expected_words(expect), said)
        for expect in example.expects
    ) or (Difference(example.line, "error", settlement, said),)
