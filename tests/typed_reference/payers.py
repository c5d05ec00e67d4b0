"""Who pays an amount, and several who pay it one after the other: rules 8 and 17.

In: the lines that name payers, an amount in fen. Out: what each pays, in fen, by id.
"""

from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from tests.typed_reference.ask import Ask
from tests.typed_reference.limits import stands
from tests.typed_reference.lines import PaidBy, Terms
from tests.typed_reference.stays import of_stay
from tests.typed_reference.values import value


@frozen
class Payers:
    """Who pays all of an amount, and of several payers what each pays, in fen."""

    whole: str | None = None
    parts: Mapping[str, int] = field(factory=dict)


def find_line(terms: Terms, ask: Ask) -> PaidBy | None:
    """The first line whose condition holds."""
    return next((line for line in terms.paid_by if stands(line, ask)), None)


def divide(line: PaidBy | None, amount: int, ask: Ask) -> dict[str, int]:
    """Each pays what those before it leave, as far as is said, the last the rest."""
    found: dict[str, int] = {}
    if line is None or amount <= 0:
        return found
    for payer, most in line.shares:
        own = min(amount, max(0, value(most, ask)))
        found[payer] = found.get(payer, 0) + own
        amount -= own
    found[line.payer] = found.get(line.payer, 0) + amount
    return found


def whole_payer(parts: Mapping[str, int]) -> str | None:
    """Who pays all of it."""
    paying = [payer for payer, amount in parts.items() if amount]
    return paying[0] if len(paying) == 1 else None


def find_payer(terms: Terms, ask: Ask, amounts: tuple[int, int]) -> str | None:
    """Who pays what the claim is paid and what it makes due for earlier ones, where there is any
    and nobody shares it."""
    line = find_line(terms, ask) if any(amounts) else None
    return None if line is None else line.payer


def sharing(lines: Iterable[PaidBy | None]) -> list[str]:
    """The payers of whom several may pay a part."""
    found: dict[str, None] = {}
    for line in lines:
        if line is not None and line.shares:
            found |= dict.fromkeys((*(payer for payer, _ in line.shares), line.payer))
    return list(found)


def sharing_over_stay(lines: Sequence[PaidBy]) -> list[str]:
    """Where several may pay a part of what a claim is paid, all that some line names."""
    named = [payer for line in lines for payer in (*dict(line.shares), line.payer)]
    return list(dict.fromkeys(named)) if sharing(lines) else []


def pay_over_stay(
    name: str, terms: Terms, ask: Ask, asked: Ask, amounts: tuple[int, int]
) -> dict[str, int]:
    """Rule 8: a stay is one thing. What its bills so far come to is divided as one bill's would
    be, `asked` by the stay's amounts where the benefit is settled for it; of that each payer has
    paid what he paid of the bills before. The `amounts` are the bill's and what is for earlier
    claims; out come the parts of the latter."""
    own, for_earlier = amounts
    payers, sums = sharing_over_stay(terms.paid_by), ask.sums
    keys = {payer: (f"paid by {payer} of {name}", ask.scope("stay")) for payer in payers}
    before = {payer: sums.of(key) for payer, key in keys.items()}
    whole = sum(before.values()) + own + for_earlier
    if name in ask.policy.for_stay:
        whole = sums.of((f"paid for {name}", ask.scope("stay"))) + own + for_earlier
    asked = asked if asked.whole else of_stay(asked)
    due = divide(find_line(terms, asked), whole, asked)
    rest, of_bill, of_earlier = own, dict[str, int](), dict[str, int]()
    for payer in payers:
        change = due.get(payer, 0) - before[payer]
        of_bill[payer] = min(max(0, change), rest)
        rest -= of_bill[payer]
    if name in ask.policy.for_stay:
        # What goes over from the earlier bills to this one is of those who paid them.
        for payer in payers:
            over = min(max(0, due.get(payer, 0) - of_bill[payer]), rest)
            of_bill[payer] += over
            rest -= over
    rest = for_earlier
    for payer in payers:
        of_earlier[payer] = due.get(payer, 0) - before[payer] - of_bill[payer]
        if name not in ask.policy.for_stay:
            # Without a term of the stay nothing is charged back.
            of_earlier[payer] = min(max(0, of_earlier[payer]), rest)
            rest -= of_earlier[payer]
        sums.kept[keys[payer]] = before[payer] + of_bill[payer] + of_earlier[payer]
    if own > 0:
        ask.progress.parts[name] = of_bill
        ask.progress.payers[name] = whole_payer(of_bill)
    return of_earlier if name in ask.policy.for_stay or for_earlier else {}


def pay_layer(
    name: str,
    terms: Terms,
    ask: Ask,
    asked: Ask,
    amounts: tuple[int, int],
    *,
    on_bill: bool,
    of_stay: bool = False,
) -> Payers:
    """Rule 8: a payment on the whole bill leaves `remaining` as it is; whoever is named
    pays the layer. Out: who pays what is for earlier claims. The `amounts` are the
    bill's and that for earlier ones; `of_stay`: the stay has some, be it of earlier bills."""
    progress, (paid, _) = ask.progress, amounts
    if sharing(terms.paid_by) and (any(amounts) or of_stay):
        parts = pay_over_stay(name, terms, ask, asked, amounts)
        of_earlier = Payers(whole_payer(parts), parts)
    else:
        of_earlier = Payers(find_payer(terms, asked, amounts))
        if paid > 0:
            progress.payers[name] = of_earlier.whole
    if on_bill:
        progress.outside += paid
    else:
        progress.remaining -= paid
    return of_earlier
