"""What an example expects, and what a settlement says under the same name, both in words.

In: an expectation as it was compiled, a settlement's results. Out: amounts in yuan or words.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, assert_never

from polc.compiler.typed.nodes.program import Expect
from polc.runtime.amounts import format_money


def expected_words(expect: Expect) -> str:
    """What is expected, in words."""
    suffix = " not specified" if expect.not_specified else ""
    return (expect.word or format_money(expect.amount)) + suffix


def find_result(expect: Expect, settled: Mapping[str, Any]) -> str:
    """What the settlement says under the expectation's name, or why it says nothing."""
    if expect.payer:
        return _find_part(expect, settled)
    match expect.asks:
        case "total":
            return _find_total(expect.output, settled)
        case "adjustment":
            return _find_adjustment(expect, settled)
        case "result":
            return _find_result(expect, settled)
        case _:
            assert_never(expect.asks)


def _find_total(output: str, settled: Mapping[str, Any]) -> str:
    """What is paid, left or borne of all claims of the year, adjustments included."""
    totals = {**settled["totals"]["benefits"], "remaining": settled["totals"]["remaining"]}
    if output in totals:
        return str(totals[output])
    borne = [claim[output] for claim in settled["claims"] if "window" not in claim]
    if None in borne:
        return "undetermined"
    # What is paid over the year's claims takes nothing from what the person pays of them.
    layers = settled["totals"]["benefits"]
    adjusted = [made["amount"] for made in settled["adjustments"] if made["benefit"] in layers]
    return format_money(_sum(borne) - _sum(adjusted))


def _find_adjustment(expect: Expect, settled: Mapping[str, Any]) -> str:
    """What a claim, or all of them, make due for earlier ones."""
    return format_money(
        _sum(
            adjustment["amount"]
            for adjustment in settled["adjustments"]
            if adjustment["benefit"] == expect.output and expect.claim in ("", adjustment["claim"])
        )
    )


def _find_part(expect: Expect, settled: Mapping[str, Any]) -> str:
    """What one payer pays of a benefit: of a claim, of what is due for earlier ones, of both in
    the year."""
    name, parts = expect.output, list[str]()
    if expect.asks != "adjustment":
        claims = [claim for claim in settled["claims"] if expect.claim in ("", claim["id"])]
        if expect.asks == "total":
            claims = [claim for claim in claims if "window" not in claim]
        else:
            claims = claims[:1]
        for claim in claims:
            by_payer = claim.get("paid_by", {}).get(name)
            payer = claim["payers"].get(name)
            parts.append(_of_payer(expect.payer, by_payer, payer, claim["benefits"][name]))
    if expect.asks != "result":
        parts += [
            _of_payer(
                expect.payer,
                adjustment.get("paid_by"),
                adjustment["payer"],
                adjustment["amount"],
            )
            for adjustment in settled["adjustments"]
            if adjustment["benefit"] == name and expect.claim in ("", adjustment["claim"])
        ]
    return format_money(_sum(parts))


def _of_payer(
    payer: str, by_payer: Mapping[str, str] | None, whole: str | None, amount: str
) -> str:
    """What the payer pays of an amount: as it is divided, else all or nothing of it."""
    if by_payer is not None:
        return by_payer.get(payer, "0.00")
    return amount if payer == whole else "0.00"


def _sum(amounts: Iterable[str]) -> int:
    """Amounts as a settlement writes them, in fen."""
    return sum(int(Decimal(amount).scaleb(2)) for amount in amounts)


def _find_result(expect: Expect, settled: Mapping[str, Any]) -> str:
    for gap in settled["undetermined"]:
        if _is_of(str(gap["output"]), expect, settled):
            return "undetermined"
    for claim in settled["claims"]:
        if expect.claim not in ("", claim["id"]):
            continue
        for place in (claim["benefits"], claim, claim["entitlements"]):
            if expect.output in place:
                flagged = expect.not_specified and expect.output in claim["not_specified"]
                return _shown(place[expect.output]) + (" not specified" if flagged else "")
        for excess in settled["limits"]:
            if excess["id"] == expect.output and excess["claim"] == claim["id"]:
                return str(excess["excess"])
    if expect.claim:
        return "0.00"
    for place in (settled["person_year"], settled["entitlements"]):
        if expect.output in place:
            return _shown(place[expect.output])
    days = [alert["on"] for alert in settled["alerts"] if alert["id"] == expect.output]
    return days[0] if days else "none" if expect.word else "0.00"


def _is_of(output: str, expect: Expect, settled: Mapping[str, Any]) -> bool:
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
