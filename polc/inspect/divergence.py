"""After which step an expected amount and the settled one differ, and why.

In: an example that came out otherwise, its settlement. Out: the step after which they differ,
and what would lead to the expected amount: the step left out, another figure in its place, or
another choice of a reading. Steps are tried in the order in which a benefit is computed.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from polc.compiler.model.origin import Origin
from polc.compiler.plan.visit import all_nodes
from polc.compiler.typed.program import Example, Expect
from polc.inspect.expectations import find_result
from polc.inspect.settles import Settles
from polc.messages.text import Text, say
from polc.runtime.amounts import format_money
from polc.runtime.errors import CaseError

Json = Mapping[str, Any]
_STOPPED: Final = ("not_for", "not_when", "nothing left", "paid before", "not specified", "given")
_HALF: Final = Fraction(1, 2)


@frozen
class Divergence:
    """The rule at which they part, its line (0: not known), and why."""

    rule: str
    line: int
    why: Text


def explain_difference(
    policy: Settles, example: Example, expect: Expect, settled: Json
) -> Divergence | None:
    """Of one expectation; None where it is no amount or nothing explains it."""
    if expect.word:
        return None
    steps = [one for one in settled["explanation"] if _is_of(one, expect, settled)]
    if not steps:
        return None
    found = next(_guesses(steps, expect.amount), None)
    by_reading = _other_reading(policy, example, expect)
    if found is None and by_reading is None:
        last = next((one for one in steps if one["amount"] is not None), steps[-1])
        found = (last, say("nothing before it explains the difference"))
    if found is None or (by_reading is not None and found[0]["status"] in ("paid", "given")):
        assert by_reading is not None
        last = next((one for one in steps if one["amount"] is not None), steps[-1])
        found = (last, by_reading)
    step, why = found
    return Divergence(step["rule"], _line_of(policy, step), why)


def _is_of(step: Json, expect: Expect, settled: Json) -> bool:
    claims = settled["claims"]
    claim = expect.claim or (claims[0]["id"] if len(claims) == 1 else None)
    return step["benefit"] == expect.output and step["claim"] in (claim, None)


def _guesses(steps: Sequence[Json], wanted: int) -> Iterator[tuple[Json, Text]]:
    """Each step with what would lead to the amount, the likeliest first."""
    paying = next((one for one in steps if one["amount"] is not None), None)
    if paying is None:
        return
    if paying["status"] in _STOPPED:
        yield paying, _say_stop(paying)
        return
    for one in steps:
        limit = _fen(one["inputs"].get("wanted"))
        if limit is not None and limit == wanted and one["status"] != "within":
            yield one, say("before this limit it is {amount}", amount=format_money(limit))
    base, counted = (_fen(paying["inputs"].get(name)) for name in ("base", "counted"))
    rate = _rate(paying["inputs"].get("rate"))
    deductible = next((one for one in steps if "deductible" in one["inputs"]), None)
    if base is None or counted is None or rate is None:
        return
    if deductible is not None and _round(base * rate) == wanted:
        yield deductible, say("without the deductible it would be as expected")
    for part in (counted, base):
        implied = Fraction(wanted, part) if part else None
        if implied is not None and implied <= 1 and _is_plain(implied):
            words = say(
                "{amount} is {rate} of {part}, and the rate is {own}",
                amount=format_money(wanted),
                rate=_percent(implied),
                part=format_money(part),
                own=paying["inputs"]["rate"],
            )
            yield paying, words
    if deductible is not None and rate:
        borne = base - Fraction(wanted) / rate
        if borne.denominator == 1 and borne >= 0 and int(borne) % 10_000 == 0:
            words = say(
                "a deductible of {amount} would lead to what is expected",
                amount=format_money(int(borne)),
            )
            yield deductible, words


def _say_stop(step: Json) -> Text:
    facts = ", ".join(f"{name} {value}" for name, value in step["inputs"].items())
    return say("nothing is computed after it: {status} ({facts})",
               status=step["status"], facts=facts or step["written"])  # fmt: skip


def _other_reading(policy: Settles, example: Example, expect: Expect) -> Text | None:
    """A choice of a reading that the case consults, under which it is as expected."""
    consulted = policy.settle(dict(example.case)).consulted
    for one in consulted:
        for other in one["alternatives"]:
            case = dict(example.case)
            case["readings"] = {**case.get("readings", {}), one["reading"]: other["choice"]}
            try:
                settled = policy.settle(case).results()
            except CaseError:
                continue
            if find_result(expect, settled) == format_money(expect.amount):
                return say(
                    "it is as expected where reading `{reading}` is `{choice}`",
                    reading=one["reading"],
                    choice=other["choice"],
                )
    return None


def _line_of(policy: Settles, step: Json) -> int:
    """The line of the file that a step comes from."""
    origins: list[Origin] = []
    for node in all_nodes(policy.plan):
        origins += node.origins
    written = (one.line for one in origins if one.written and one.written == step["written"])
    named = (one.line for one in origins if one.rule == step["rule"])
    return next((line for line in (*written, *named) if line), 0)


def _fen(written: Any) -> int | None:
    """An amount of an explanation in fen."""
    try:
        return int(Decimal(written) * 100)
    except (ArithmeticError, TypeError, ValueError):
        return None


def _rate(written: Any) -> Fraction | None:
    if not isinstance(written, str) or not written.endswith("%"):
        return None
    return Fraction(Decimal(written.removesuffix("%"))) / 100


def _round(amount: Fraction) -> int:
    return int((amount + _HALF) // 1)


def _is_plain(rate: Fraction) -> bool:
    """Whether a rate is one that a document would have: whole percents."""
    return (rate * 100).denominator == 1


def _percent(rate: Fraction) -> str:
    return f"{int(rate * 100)}%"
