"""What each of several payers pays of a claim, traced, as an entry of an explanation.

In: the steps that lowering wrote down, a run. Out: an entry where somebody pays something.
"""

from collections.abc import Iterator

from polc.compiler.plan.steps import PayersSteps
from polc.compiler.readers.trace.entries import Telling
from polc.compiler.readers.trace.recorded_figure import write_money
from polc.messages.text import Text
from polc.runtime.explanation import PAID_FOR_EARLIER, Entry, Fact, Words


def explain_payers(steps: PayersSteps, telling: Telling) -> Iterator[Entry]:
    """The line that says who pays, with what each pays of the claim and of what it makes due for
    earlier ones."""
    facts = [
        Fact(Text(part.payer, {}), telling.money(part.own))
        for part in steps.parts
        if telling.fen(part.own)
    ]
    earlier = ((part.payer, telling.fen(part.earlier)) for part in steps.parts)
    told = ", ".join(f"{payer} {write_money(fen)}" for payer, fen in earlier if fen)
    if told:
        facts.append(Fact(PAID_FOR_EARLIER, Words(told)))
    held = (origin for flag, origin in steps.lines if flag is None or telling.holds(flag))
    origin = next(held, None)
    if facts and origin is not None:
        yield telling.entry("payer", "applied", origin, facts)
