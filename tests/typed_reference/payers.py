"""Who pays an amount, and several who pay it one after the other: rules 8 and 17.

In: the lines that name payers, an amount in fen. Out: what each pays, in fen, by id.
"""

from collections.abc import Iterable, Mapping

from tests.typed_reference.ask import Ask
from tests.typed_reference.limits import stands
from tests.typed_reference.lines import PaidBy, Terms
from tests.typed_reference.values import value


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


def sharing(lines: Iterable[PaidBy | None]) -> list[str]:
    """The payers of whom several may pay a part."""
    found: dict[str, None] = {}
    for line in lines:
        if line is not None and line.shares:
            found |= dict.fromkeys((*(payer for payer, _ in line.shares), line.payer))
    return list(found)
