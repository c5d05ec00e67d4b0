"""After which step an expected amount and the settled one differ, and why.

In: an example that came out otherwise, its settlement. Out: the step after which they differ,
and what would lead to the expected amount: the step left out, another figure in its place, or
another choice of a reading. Steps are tried in the order in which a benefit is computed.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from polc.compiler.typed.nodes.program import Example, Expect
from polc.inspect.expectations import find_result
from polc.inspect.settles import Settles
from polc.messages.text import Language, Text, listed, say
from polc.records.frozen import frozen
from polc.runtime.amounts import RATE_UNIT, format_money, format_rate
from polc.runtime.errors import CaseError
from polc.runtime.explanation import (
    AS_WRITTEN,
    BANDS,
    BASE,
    COUNTED,
    DEDUCTIBLE,
    FROM,
    RATE,
    WANTED,
    Entry,
    Portions,
    Rate,
    Words,
    show_facts,
)
from polc.runtime.tell.result import Settlement
from polc.wording.labels import say_fact, say_value

STOPPED: Final = ("not_for", "not_when", "nothing left", "paid before", "not specified", "given")
"""What became of a claim for which nothing is computed after that."""
_HUNDRED: Final = 10_000
"""A hundred yuan, in fen."""
_HALF: Final = Fraction(1, 2)
_MOST_BORNE: Final = Fraction(3, 4)
"""So much of the base a deductible takes that is tried; a larger one is a slip of another kind."""


@frozen
class Divergence:
    """The rule at which they part, its line (0: not known), and why."""

    rule: str
    line: int
    why: Text


def explain_difference(
    policy: Settles, example: Example, expect: Expect, settled: Settlement
) -> Divergence | None:
    """Of one expectation of a result; None where it is no amount or nothing explains it."""
    if expect.word or expect.asks != "result":
        return None
    steps = [entry for entry in settled.entries if _is_of(entry, expect, settled)]
    if not steps:
        return None
    found = next(likely_causes(steps, expect.amount, policy.plan.language), None)
    by_reading = _other_reading(policy, example, expect)
    if found is None and by_reading is None:
        found = (_last_of(steps), say("nothing before it explains the difference"))
    if found is None or (by_reading is not None and found[0].status in ("paid", "given")):
        assert by_reading is not None
        found = (_last_of(steps), by_reading)
    step, why = found
    return Divergence(step.rule, step.line, why)


def _is_of(entry: Entry, expect: Expect, settled: Settlement) -> bool:
    claims = settled.claims
    claim = expect.claim or (claims[0].id if len(claims) == 1 else "")
    return entry.benefit == expect.output and entry.claim in (claim, "")


def _last_of(steps: Sequence[Entry]) -> Entry:
    """The step that has the amount."""
    return next((entry for entry in steps if entry.amount is not None), steps[-1])


def likely_causes(
    steps: Sequence[Entry], wanted: int, keywords: Language
) -> Iterator[tuple[Entry, Text]]:
    """Each step with what would lead to the amount, the likeliest first; fields are called as a
    file with these keywords has them."""
    paying = next((entry for entry in steps if entry.amount is not None), None)
    if paying is None:
        return
    if paying.status in STOPPED:
        yield paying, _say_stop(paying, keywords)
        return
    for entry in steps:
        limited = entry.fen(WANTED)
        if limited is not None and limited == wanted and entry.status != "within":
            yield entry, say("before this limit it is {amount}", amount=format_money(limited))
    amount = paying.amount if paying.amount is not None else 0
    for entry in steps:
        limited, lifted = entry.fen(WANTED), entry.fen(FROM)
        if limited is not None and entry.status == "limited" and amount < wanted < limited:
            yield (
                entry,
                say(
                    "this limit holds it at {amount}; before it, it is {before}",
                    amount=format_money(amount),
                    before=format_money(limited),
                ),
            )
        if lifted is not None and entry.status == "raised" and lifted <= wanted < amount:
            yield entry, say("before it was raised it is {amount}", amount=format_money(lifted))
    deductible = next((entry for entry in steps if entry.step == "deductible"), None)
    if deductible is not None and _amount_without(paying) == wanted:
        yield deductible, _say_without(paying)
    yield from ((paying, words) for words in _other_rates(paying, wanted))
    if deductible is not None:
        yield from ((deductible, words) for words in _other_deductible(deductible, paying, wanted))


def _portions_of(paying: Entry) -> tuple[tuple[int, Fraction], ...]:
    """What counts, in fen, each part with its rate: one of a rate, several of bands."""
    counted, rate, bands = paying.fen(COUNTED), paying.find(RATE), paying.find(BANDS)
    if isinstance(bands, Portions):
        return tuple((fen, Fraction(millionths, RATE_UNIT)) for fen, millionths in bands.parts)
    if counted is not None and isinstance(rate, Rate):
        return ((counted, Fraction(rate.millionths, RATE_UNIT)),)
    return ()


def _amount_without(paying: Entry) -> int | None:
    """The amount had no deductible been taken, which takes from the lowest part."""
    base, counted, portions = paying.fen(BASE), paying.fen(COUNTED), _portions_of(paying)
    if base is None or counted is None or not portions:
        return None
    return _round(_exact(portions) + (base - counted) * portions[0][1])


def _say_without(paying: Entry) -> Text:
    """Where the edges of bands would have lain without it is not told: so what is counted is."""
    portions = _portions_of(paying)
    if len(portions) == 1:
        return say("without the deductible it comes to that figure")
    return say(
        "with the deductible paid at {rate} as well it comes to that figure",
        rate=format_rate(int(portions[0][1] * RATE_UNIT)),
    )


def _other_rates(paying: Entry, wanted: int) -> Iterator[Text]:
    """One whole percentage of all that counts, or of all there is."""
    base, counted, portions = paying.fen(BASE), paying.fen(COUNTED), _portions_of(paying)
    if base is None or counted is None or not portions:
        return
    for part in (counted, base):
        implied = _implied_rate(wanted, part)
        if implied is None:
            continue
        if len(portions) == 1 and implied == portions[0][1]:
            continue
        yield say(
            "{amount} is {rate} of {part}, and the rate is {own}",
            amount=format_money(wanted),
            rate=_percent(implied),
            part=format_money(part),
            own=_own_rate(paying),
        )


def _own_rate(paying: Entry) -> str:
    rate, bands = paying.find(RATE), paying.find(AS_WRITTEN)
    if isinstance(rate, Rate):
        return format_rate(rate.millionths)
    if isinstance(bands, Words):
        return bands.text
    return ", ".join(format_rate(int(share * RATE_UNIT)) for _, share in _portions_of(paying))


def _other_deductible(deductible: Entry, paying: Entry, wanted: int) -> Iterator[Text]:
    """One of whole hundreds. It takes from the lowest part, and no more than that has; one that
    leaves next to nothing, and is more than twice the policy's, is no deductible of anybody."""
    base, counted, portions = paying.fen(BASE), paying.fen(COUNTED), _portions_of(paying)
    if base is None or counted is None or not portions or not portions[0][1]:
        return
    (lowest, share), several = portions[0], len(portions) > 1
    exact = base - counted - (wanted - _exact(portions)) / share
    borne = round(exact / _HUNDRED) * _HUNDRED
    if borne == base - counted:
        return
    # What is paid was rounded: it lies less than a fen beside what such a deductible leads to.
    if abs(exact - borne) * share >= 1 or borne < 0:
        return
    if several and borne - (base - counted) > lowest:
        return
    if borne > _MOST_BORNE * base and borne > 2 * (deductible.fen(DEDUCTIBLE) or 0):
        return
    if borne == deductible.fen(DEDUCTIBLE):
        yield say("had nothing counted toward the deductible before, it would be that figure")
        return
    yield say("a deductible of {amount} would lead to that figure",
              amount=format_money(borne))  # fmt: skip


def _exact(portions: Sequence[tuple[int, Fraction]]) -> Fraction:
    return sum((fen * share for fen, share in portions), Fraction(0))


def _say_stop(step: Entry, keywords: Language) -> Text:
    facts = listed(
        say("{name} {value}", name=say_fact(name, keywords), value=say_value(name, value, keywords))
        for name, value in show_facts(step.facts).items()
    )
    return say(
        "nothing is computed after it: {status} ({facts})",
        status=Text(step.status, {}),
        facts=facts or step.written,
    )


def _other_reading(policy: Settles, example: Example, expect: Expect) -> Text | None:
    """A choice of a reading that the case consults, under which the figure is right."""
    consulted = policy.settle(dict(example.case)).consulted
    for reading in consulted:
        for choice in reading["alternatives"]:
            case = dict(example.case)
            case["readings"] = {**case.get("readings", {}), reading["reading"]: choice["choice"]}
            try:
                settled = policy.settle(case).results()
            except CaseError:
                continue
            if find_result(expect, settled) == format_money(expect.amount):
                return say(
                    "it comes to that figure where reading `{reading}` is `{choice}`",
                    reading=reading["reading"],
                    choice=choice["choice"],
                )
    return None


def _round(amount: Fraction) -> int:
    return int((amount + _HALF) // 1)


def _implied_rate(wanted: int, part: int) -> Fraction | None:
    """The whole percentage of a part, both in fen, that is paid as `wanted`: exactly, or rounded
    where a fen is so little of one percent that no other figure comes so near by chance."""
    if part <= 0 or not 0 <= wanted <= part:
        return None
    percent = round(Fraction(wanted * 100, part))
    beside = abs(wanted - Fraction(part * percent, 100))
    if beside == 0 or (beside < 1 and part >= _HUNDRED):
        return Fraction(percent, 100)
    return None


def _percent(rate: Fraction) -> str:
    return f"{int(rate * 100)}%"
