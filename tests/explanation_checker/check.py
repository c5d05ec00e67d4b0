"""A settlement worked out again from its explanation.

In: the JSON of a settlement with its explanation. Out: a sentence for each amount that does not
follow, with the claim and the benefit.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from tests.explanation_checker.figures import FaultError, amount_of
from tests.explanation_checker.payment import payment_of
from tests.explanation_checker.person_year import year_amount
from tests.explanation_checker.steps import Steps

Json = dict[str, Any]


def find_faults(settlement: Json, *, cited: frozenset[str] | None = None) -> list[str]:
    """What does not follow. With `cited` every entry that made an amount must have a clause, but
    for rules whose last word is one of these."""
    faults = []
    over_year: dict[str, Fraction] = {}
    for claim in settlement["claims"]:
        faults += list(_of_claim(settlement, claim, over_year))
    faults += list(_of_year(settlement, over_year))
    faults += list(_of_adjustments(settlement))
    faults += list(_of_totals(settlement))
    if cited is not None:
        faults += list(_without_clause(settlement, cited))
    return faults


def _of_claim(settlement: Json, claim: Json, over_year: dict[str, Fraction]) -> Iterator[str]:
    entries = [entry for entry in settlement["explanation"] if entry["claim"] == claim["id"]]
    reported = {*settlement["entitlements"], *claim["entitlements"]}
    reported |= {limit["id"] for limit in settlement["limits"]}
    told = dict.fromkeys(entry["benefit"] for entry in entries if entry["benefit"] not in reported)
    yield from (
        f"{claim['id']}: nothing is told of {benefit}"
        for benefit in claim["benefits"]
        if benefit not in told
    )
    left = _in_policy(settlement, claim, tuple(told))
    for benefit in told:
        own = tuple(entry for entry in entries if entry["benefit"] == benefit)
        in_policy = benefit in claim["benefits"]
        try:
            paid = payment_of(Steps(claim["id"], benefit, own), left)
            if in_policy and paid != amount_of(claim["benefits"][benefit]):
                raise FaultError(f"{paid} is told, {claim['benefits'][benefit]} is paid")
        except FaultError as fault:
            yield f"{claim['id']}, {benefit}: {fault}"
            left = None
            continue
        if not in_policy and "window" in claim:
            # It is told of the claim, and adds nothing to what the year comes to.
            over_year.setdefault(benefit, Fraction(0))
            continue
        if not in_policy:
            over_year[benefit] = over_year.get(benefit, Fraction(0)) + paid
        elif left is not None:
            left -= paid


def _in_policy(settlement: Json, claim: Json, told: tuple[str, ...]) -> Fraction | None:
    """What the first benefit finds: what is left in the end and all that was paid; not known
    where something was paid on the whole bill."""
    for entry in settlement["explanation"]:
        outside = {"base", "total"} <= set(entry["inputs"]) or "paid_from" in entry["inputs"]
        if entry["benefit"] in told and outside:
            return None
    paid = sum(map(amount_of, claim["benefits"].values()), Fraction(0))
    return amount_of(claim["remaining"]) + paid


def _of_year(settlement: Json, over_year: dict[str, Fraction]) -> Iterator[str]:
    for output, said in settlement["person_year"].items():
        if said is None or not said.replace(".", "").isdecimal():
            continue
        own = tuple(
            entry
            for entry in settlement["explanation"]
            if entry["claim"] is None and entry["benefit"] == output
        )
        try:
            nothing = None if settlement["claims"] else Fraction(0)
            over_claims = over_year.get(output, nothing)
            if over_claims is not None:
                over_claims += _adjusted(settlement, output)
            found = year_amount(Steps(None, output, own)) if own else over_claims
            if found is None:
                raise FaultError("nothing is told of it")
            if found != amount_of(said):
                raise FaultError(f"{found} is told, {said} is paid")
        except FaultError as fault:
            yield f"{output}: {fault}"


def _of_adjustments(settlement: Json) -> Iterator[str]:
    """What is told to be for earlier claims stands among the adjustments, and nothing else."""
    said = {(made["claim"], made["benefit"]): made for made in settlement["adjustments"]}
    told = dict[tuple[str, str], Fraction]()
    for entry in settlement["explanation"]:
        if "for_earlier" in entry["inputs"]:
            told[entry["claim"], entry["benefit"]] = amount_of(entry["inputs"]["for_earlier"])
    for claim, benefit in {*said, *(key for key, amount in told.items() if amount)}:
        found, made = told.get((claim, benefit)), said.get((claim, benefit))
        if made is None or found != amount_of(made["amount"]) or not made["for"]:
            yield f"{claim}, {benefit}: {found} is told for earlier claims, not so adjusted"


def _adjusted(settlement: Json, benefit: str) -> Fraction:
    """What claims make due under a benefit for earlier ones."""
    amounts = (
        amount_of(made["amount"])
        for made in settlement["adjustments"]
        if made["benefit"] == benefit
    )
    return sum(amounts, Fraction(0))


def _of_totals(settlement: Json) -> Iterator[str]:
    for benefit, said in settlement["totals"]["benefits"].items():
        paid = sum(
            amount_of(claim["benefits"][benefit])
            for claim in settlement["claims"]
            if "window" not in claim
        )
        paid += _adjusted(settlement, benefit)
        if paid != amount_of(said):
            yield f"the total of {benefit} is said to be {said}, and {paid} was paid"


def _without_clause(settlement: Json, cited: frozenset[str]) -> Iterator[str]:
    for entry in settlement["explanation"]:
        made = entry["status"] not in ("given", "nothing left")
        if made and not entry["clause"] and entry["rule"].rpartition(".")[2] not in cited:
            yield f"{entry['claim']}, {entry['rule']}: no clause"
