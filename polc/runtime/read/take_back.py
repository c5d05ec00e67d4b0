"""Refunds: what a claim that reverses another leaves of it.

In: the claims of a case as they were read. Out: those that are settled. A refund of all that a
claim cost leaves out both; one of a part leaves the rest of every amount, and is refused where it
does not say how much of each it takes.
"""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any

from attrs import evolve

from polc.messages.text import Text, say
from polc.runtime.amounts import format_money
from polc.runtime.case import CaseLayout, ClaimRead, Inputs
from polc.runtime.days import year_of
from polc.runtime.errors import Problems
from polc.runtime.vocabulary import FIELDS

_OF_CLAIM = tuple(field for field in FIELDS if field.scope == "claim")
DAYS_AND_DEFAULTS = frozenset(
    ("claim", field.name)
    for field in _OF_CLAIM
    if field.kind == "date" or field.default is not None
)
"""What a refund may say otherwise than its claim, beside amounts."""


def take_back(
    found: Mapping[str, ClaimRead], layout: CaseLayout, problems: Problems, notes: list[str]
) -> tuple[ClaimRead, ...]:
    """The claims without the refunds, and without those that were taken back whole."""
    left = {name: claim for name, claim in found.items() if not claim.reverses}
    for refund in found.values():
        if not refund.reverses:
            continue
        path = f"claims[{refund.position}]"
        claim = found.get(refund.reverses)
        if claim is None or claim is refund:
            message = say(
                "the case has no claim `{reverses}` to take back", reverses=refund.reverses
            )
            problems.add("unknown_claim", f"{path}.reverses", message)
        elif claim.reverses:
            message = say(
                "`{refund}` is itself a refund, of `{claim}`; leave it out, or give what is billed "
                "after all as a claim of its own",
                refund=claim.id,
                claim=claim.reverses,
            )
            problems.add("bad_value", f"{path}.reverses", message)
        elif claim.id not in left:
            message = say("`{reverses}` is taken back twice", reverses=refund.reverses)
            problems.add("bad_value", f"{path}.reverses", message)
        else:
            rest = rest_after(left[claim.id], refund, layout, problems)
            notes += note_year(claim, refund)
            if rest is None:
                del left[claim.id]
                notes.append(note_whole(claim, refund))
            elif rest is not left[claim.id]:
                left[claim.id] = rest
                notes.append(note_rest(rest, refund))
    return tuple(left.values())


def note_year(claim: ClaimRead, refund: ClaimRead) -> Iterator[Text]:
    """That a refund changes what a year before its own came to."""
    year = year_of(claim.date)
    if year_of(refund.date) != year:
        yield say(
            "`{refund}` is of another year than `{claim}`, which it takes back: it counts in "
            "{year}",
            refund=refund.id,
            claim=claim.id,
            year=year,
        )


def note_whole(claim: ClaimRead, refund: ClaimRead) -> Text:
    """That nothing of a claim is settled after a refund."""
    return say(
        "`{refund}` takes back `{claim}`: both are left out", refund=refund.id, claim=claim.id
    )


def note_rest(rest: ClaimRead, refund: ClaimRead) -> Text:
    """What of a claim is settled after a refund."""
    return say(
        "`{refund}` takes back {part} yuan in policy of `{claim}`: {left} yuan are settled",
        refund=refund.id,
        part=format_money(refund.inputs["claim", "in_policy"]),
        claim=rest.id,
        left=format_money(rest.inputs["claim", "in_policy"]),
    )


def rest_after(
    claim: ClaimRead, refund: ClaimRead, layout: CaseLayout, problems: Problems
) -> ClaimRead | None:
    """What a refund leaves of a claim; None where it takes the whole, and the claim itself after
    noting why it cannot be taken from it."""
    known = len(problems.found)
    path = f"claims[{refund.position}]"
    amounts = amount_names(layout)
    own = {name: fen for name, fen in claim.inputs.items() if _is_amount(name, amounts)}
    taken = {name: fen for name, fen in refund.inputs.items() if _is_amount(name, amounts)}
    _check_facts(claim, refund, amounts, path, problems)
    if refund.date < claim.date:
        message = say(
            "the refund is of a day before `{claim}`, which it takes back", claim=claim.id
        )
        problems.add("bad_value", f"{path}.date", message)
    if not taken.items() <= own.items():
        for name in own | taken:
            _check_part(name, own.get(name), taken.get(name), claim.id, path, problems)
    if len(problems.found) > known:
        return claim
    if taken.items() <= own.items():
        return None
    rest: Inputs = {name: fen - taken[name] for name, fen in own.items()}
    if not any(rest.values()):
        return None
    total = rest.get(("claim", "total"))
    if total is not None and total < rest["claim", "in_policy"]:
        message = say(
            "it leaves less of the total cost of `{claim}` than in policy", claim=claim.id
        )
        problems.add("bad_value", f"{path}.total", message)
        return claim
    return evolve(claim, inputs={**claim.inputs, **rest})


def amount_names(layout: CaseLayout) -> frozenset[str]:
    """The fields of a claim of which a refund takes a part."""
    every = (*_OF_CLAIM, *(field_ for field_ in layout.fields if field_.scope == "claim"))
    return frozenset(field.name for field in every if field.kind == "money")


def _is_amount(name: tuple[str, str], amounts: Collection[str]) -> bool:
    return name[0] == "paid" or (name[0] == "claim" and name[1] in amounts)


def _check_facts(
    claim: ClaimRead, refund: ClaimRead, amounts: Collection[str], path: str, problems: Problems
) -> None:
    """What a refund says of the stay beside days and amounts is what the claim says."""
    for name, value in refund.inputs.items():
        if name in DAYS_AND_DEFAULTS or _is_amount(name, amounts):
            continue
        if claim.inputs.get(name, value) != value:
            message = say(
                "`{field}` is another one than that of `{claim}`, which this takes back",
                field=name[1],
                claim=claim.id,
            )
            problems.add("contradiction", f"{path}.{name[1]}", message)


def _check_part(
    name: tuple[str, str],
    own: int | None,
    taken: int | None,
    claim: str,
    path: str,
    problems: Problems,
) -> None:
    """One amount of a refund of a part."""
    where = f"{path}.paid.{name[1]}" if name[0] == "paid" else f"{path}.{name[1]}"
    if taken is None:
        message = say(
            "this takes back a part of `{claim}` and does not say how much of `{field}`",
            claim=claim,
            field=name[1],
        )
        problems.add("missing_field", where, message)
    elif own is None:
        message = say(
            "`{claim}` has no `{field}` of which a part could be taken back",
            claim=claim,
            field=name[1],
        )
        problems.add("bad_value", where, message)
    elif taken > own:
        message = say(
            "this takes back {taken} yuan of `{field}`, and of `{claim}` there are {left} left",
            taken=format_money(taken),
            field=name[1],
            claim=claim,
            left=format_money(own),
        )
        problems.add("bad_value", where, message)


def without_signs(
    refund: Mapping[str, Any], amounts: Collection[str], path: str, problems: Problems
) -> Mapping[str, Any]:
    """A refund with the minus taken off its amounts, whose keys are `amounts`: it may say what
    it takes back with a sign or without, of all alike."""
    paid = refund.get("paid")
    groups = {f"{path}.paid": paid} if isinstance(paid, Mapping) else {}
    given = {key: value for key, value in refund.items() if key in amounts}
    signs = {_sign(value) for group in (given, *groups.values()) for value in group.values()}
    if signs >= {-1, 1}:
        message = say("the amounts of a refund are all above zero, or all below")
        problems.add("bad_value", path, message)
    if -1 not in signs:
        return refund
    plain = {key: _unsigned(value) if key in amounts else value for key, value in refund.items()}
    if isinstance(paid, Mapping):
        plain["paid"] = {key: _unsigned(value) for key, value in paid.items()}
    return plain


def _sign(value: Any) -> int:
    match value:
        case str() if not value.strip("-0."):
            return 0
        case str():
            return -1 if value.startswith("-") else 1
        case Decimal() if value.is_nan() or not value:
            return 0
        case Decimal():
            return -1 if value.is_signed() else 1
        case int():
            return (value > 0) - (value < 0)
        case _:
            return 0


def _unsigned(value: Any) -> Any:
    match value:
        case str():
            return value.removeprefix("-")
        case Decimal():
            return value.copy_abs()
        case bool():
            return value
        case int():
            return abs(value)
        case _:
            return value
