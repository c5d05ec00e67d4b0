"""Runs the examples that a policy contains, as cases like any other.

In: a policy and an example as it was compiled. Out: what came of it, as data: the
amounts that differ from what the file expects, or a refusal that it did not.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from polc.cli.language import tell
from polc.messages.text import Language, say
from polc.runtime.amounts import format_money

if TYPE_CHECKING:
    import polc
    from polc.cli.find_parting import Parting
    from polc.compiler.pipeline import Example, Expect


@frozen
class Difference:
    """One expectation that does not hold: `line` is where the file states it,
    `expected` and `got` amounts in yuan or words, `output` as `claim.name`."""

    line: int
    output: str
    expected: str
    got: str
    parting: "Parting | None" = None
    """Where the two part, if that is known."""


@frozen
class Run:
    """An example and what came of it; it passed where `differences` is empty.
    `settled` is the settlement's plain object, without how it came about where nothing
    differs; None where the case was refused."""

    title: str
    line: int
    differences: tuple[Difference, ...]
    settled: Mapping[str, Any] | None


def run_example(policy: "polc.Policy", example: "Example", language: Language = "en") -> Run:
    """Settles the example's case and compares what it expects, in the file's order."""
    import polc

    try:
        settlement = policy.settle(dict(example.case))
    except polc.CaseError as refused:
        return Run(
            example.title,
            example.line,
            _compare_refusal(
                example, refused.in_language(language, policy.program.language), language
            ),
            None,
        )
    if example.error:
        found = Difference(
            example.line, "error", example.error, tell(say("the case was settled"), language)
        )
        return Run(example.title, example.line, (found,), settlement.to_dict())
    settled = settlement.results()
    differences = []
    for expect in example.expects:
        wanted, got = _wanted(expect), find_result(expect, settled)
        if got != wanted:
            differences.append(Difference(expect.line, _full_name(expect), wanted, got))
    if differences:
        settled = settlement.to_dict()
        differences = _add_partings(policy, example, differences, settled)
    return Run(example.title, example.line, tuple(differences), settled)


def _add_partings(
    policy: "polc.Policy",
    example: "Example",
    differences: list[Difference],
    settled: Mapping[str, Any],
) -> list[Difference]:
    """The first difference with the step at which it arises: those after it may follow."""
    from polc.cli.find_parting import find_parting

    first, *others = differences
    expect = next(one for one in example.expects if one.line == first.line)
    return [evolve(first, parting=find_parting(policy, example, expect, settled)), *others]


def _compare_refusal(
    example: "Example", refused: Any, language: Language
) -> tuple[Difference, ...]:
    codes = {error.code for error in refused.errors}
    if example.error in codes:
        return ()
    told = "; ".join(f"{error.code}: {error.message}" for error in refused.errors)
    said = tell(say("refused, {said}", said=told), language)
    if example.error:
        return (Difference(example.line, "error", example.error, said),)
    return tuple(
        Difference(expect.line, _full_name(expect), _wanted(expect), said)
        for expect in example.expects
    ) or (Difference(example.line, "error", tell(say("a settlement"), language), said),)


def _wanted(expect: "Expect") -> str:
    """What is expected, in words."""
    silent = " not specified" if expect.silent else ""
    return (expect.word or format_money(expect.amount)) + silent


def find_result(expect: "Expect", settled: Mapping[str, Any]) -> str:
    """What the settlement says under the expectation's name, or why it says nothing."""
    for one in settled["undetermined"]:
        if _is_of(str(one["output"]), expect, settled):
            return "undetermined"
    for claim in settled["claims"]:
        if expect.claim not in ("", claim["id"]):
            continue
        for place in (claim["benefits"], claim, claim["entitlements"]):
            if expect.output in place:
                flagged = expect.silent and expect.output in claim["not_specified"]
                return _shown(place[expect.output]) + (" not specified" if flagged else "")
        for one in settled["limits"]:
            if one["id"] == expect.output and one["claim"] == claim["id"]:
                return str(one["excess"])
    if expect.claim:
        return "0.00"
    for place in (settled["person_year"], settled["entitlements"]):
        if expect.output in place:
            return _shown(place[expect.output])
    days = [one["on"] for one in settled["alerts"] if one["id"] == expect.output]
    return days[0] if days else "none" if expect.word else "0.00"


def _is_of(output: str, expect: "Expect", settled: Mapping[str, Any]) -> bool:
    """Whether an undetermined output (`claims[0].due_at_admission`) is the one expected."""
    place, _, name = output.rpartition(".")
    if name != expect.output and f".{expect.output}." not in f".{place}.":
        return False
    if not place.startswith("claims["):
        return True
    at = int(place.removeprefix("claims[").partition("]")[0])
    return expect.claim in ("", settled["claims"][at]["id"])


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


def _full_name(expect: "Expect") -> str:
    return f"{expect.claim}.{expect.output}" if expect.claim else expect.output
