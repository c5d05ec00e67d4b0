"""A stretch of the line at the rates of the bands it passes, in whichever language.

In: a table that is known, the ends of the stretch, what moves its edges and raises its rates. Out:
the exact amount (`den` 10**6); lines on the way, without a branch.
"""

from polc.compiler.readers.straight.lines import ZERO, Lines, MachineValue, Width, figure
from polc.runtime.amounts import UNLIMITED

Extras = tuple[MachineValue | None, MachineValue | None, MachineValue | None]
"""By how much the edges are moved and the rates are raised, and the most that a rate may be."""


def write_bands(
    lines: Lines,
    table: tuple[tuple[int, int], ...],
    stretch: tuple[MachineValue, MachineValue],
    extras: Extras,
    width: Width,
    *,
    falls: bool,
) -> MachineValue:
    """The sum of all bands; where their rates may fall, each is at least 0."""
    shift, points, top = extras
    low, high = (lines.named(lines.as_wide(end, width)) for end in stretch)
    total = ZERO
    for place, (edge, rate) in enumerate(table, start=1):
        upper = high
        if edge < UNLIMITED:
            moved = figure(edge)
            if shift is not None:
                moved = lines.binary("add", moved, shift, width)
            upper = lines.named(lines.least(moved, high, width))
        part = lines.most(lines.binary("sub", upper, low, width), ZERO, width)
        raised = figure(rate)
        if points is not None:
            raised = lines.binary("add", raised, points, width)
        if falls:
            raised = lines.most(raised, ZERO, width)
        if top is not None:
            raised = lines.least(raised, top, width)
        amount = lines.binary("mul", part, raised, width)
        total = amount if total is ZERO else lines.named(lines.binary("add", total, amount, width))
        if place < len(table):
            low = lines.named(lines.most(upper, low, width))
    return lines.as_wide(total, width)
