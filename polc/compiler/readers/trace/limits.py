"""The limits of a payment, traced, as the entries of an explanation.

In: the step that takes the least, a run. Out: an entry for each limit but the base: what it
had left, and whether it held the payment.
"""

from typing import Final

from polc.compiler.plan.nodes import Cap
from polc.compiler.readers.trace.entries import Entry, int_of, make_entry
from polc.compiler.readers.trace.interpret import Run
from polc.runtime.amounts import MOST_MONEY, UNLIMITED, format_money

_NONE: Final = UNLIMITED - MOST_MONEY
"""What is left of no limit is none, whatever was used of it."""


def explain_limits(taken: Cap, name: str, run: Run, claim: str, benefit: str) -> list[Entry]:
    """`limited` where the payment stands at the limit and more was wanted, else `within`.
    The base is told only where it holds the payment; a limit of nothing at all is none."""
    found = []
    want, computed = int_of(run, taken.want), int_of(run, taken.id)
    for limit in taken.limits:
        left = run.values.get(limit.value)
        if not isinstance(left, int) or left >= _NONE or taken.id not in run.reached:
            continue
        binding = want > computed == max(0, left)
        if binding or limit.name != "base":
            inputs = {
                "wanted": format_money(want),
                "limit": limit.name,
                "left": format_money(left),
            }
            rule = limit.origin.rule or f"{name}.{limit.name}"
            status = "limited" if binding else "within"
            found.append(make_entry(claim, benefit, limit.origin, inputs, None, status, rule))
    return found
