"""What the lowering of every block begins with.

In: what is kept of the program, the choices, where to write beside the nodes. Out: a `Lowering`
with an empty block.
"""

from collections.abc import Mapping

from polc.compiler.lower.block import PlanBlock
from polc.compiler.lower.kept_lowering import KeptLowering
from polc.compiler.lower.lower_dates import find_year_begins, lower_rounding, splits_stays
from polc.compiler.lower.lower_values import ValueLowering
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.written import Written
from polc.records.evolve import evolve


def start_lowering(kept: KeptLowering, choices: Mapping[str, str], written: Written) -> Lowering:
    """Nothing is lowered yet."""
    lowering = ValueLowering(
        block=PlanBlock(),
        bits=kept.bits,
        parameters=kept.parameters,
        choices=choices,
        kept=kept.terms,
        tallies=kept.tallies,
        payers=kept.payers,
        fields=kept.fields,
        **written.shared(),
    )
    begins = find_year_begins(kept.program, lowering)
    return evolve(
        lowering,
        rounding=lower_rounding(kept.program, lowering),
        year_begins=begins,
        splits_stays=splits_stays(kept.program, lowering),
    )
