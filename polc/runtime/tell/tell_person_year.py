"""The results of the person's year as a settlement tells them.

In: the benefits of the year as they were settled, the claims. Out: amounts in yuan, payers by name.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from polc.runtime.amounts import as_decimal
from polc.runtime.executable import Executable, YearBenefit
from polc.runtime.settle.adjustments import Adjustment
from polc.runtime.settle.settle import SettledClaim
from polc.runtime.settle.settle_year import SettledYear


def tell_person_year(
    executable: Executable,
    years: Mapping[str, SettledYear],
    settled: Sequence[SettledClaim],
    adjustments: Sequence[Adjustment],
) -> dict[str, Decimal | str | None]:
    """The results of the person's year: money, payers by name, what was paid over the
    year's claims."""
    found: dict[str, Decimal | str | None] = {}
    for benefit in executable.person_year:
        for name, value in years[benefit.id].outputs.items():
            found[name] = _figure(executable, benefit, name, value)
    for name in executable.over_year:
        own = sum(done.outputs[name] for done in settled if done.claim.window is None)
        due = sum(adjusted.fen for adjusted in adjustments if adjusted.benefit == name)
        found[name] = as_decimal(own + due)
    return found


def _figure(
    executable: Executable, benefit: YearBenefit, name: str, value: int | None
) -> Decimal | str | None:
    if value is None:
        return None
    if name == benefit.payer:
        return executable.payers[value - 1] if value else None
    return as_decimal(value)
