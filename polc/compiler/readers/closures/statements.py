"""The nodes that are more than one expression, as Python statements.

In: a node, the name it is to have, how its operands are written (each a name or a
literal). Out: lines of text, without indentation beyond their own.
"""

from collections.abc import Callable

from polc.compiler.plan.nodes import (
    Bands,
    Cap,
    Const,
    MaxOf,
    NodeId,
    Override,
)
from polc.compiler.plan.operations.amounts import at_least_zero_lines
from polc.runtime.amounts import UNLIMITED

Write = Callable[[NodeId], str]


def write_bands(node: Bands, name: str, write: Write, table: Const | None) -> list[str]:
    """The stretch band by band; a table known now is written out, another is gone through."""
    low, high = f"{name}l", write(node.high)
    shift = write(node.shift) if node.shift is not None else ""
    lines = [f"{name} = 0", f"{low} = {write(node.low)}", f"if {low} < {high}:"]
    if table is not None:
        assert isinstance(table.value, tuple)
        for edge, rate in table.value:
            lines += _write_band(node, name, low, high, shift, str(rate), write, edge)
        return lines
    lines += [
        f"    for {name}e, {name}r in {write(node.table)}:",
        f"        if {name}e >= {UNLIMITED} or {name}e{_moved(shift)} >= {high}:",
        f"            {name} += ({high} - {low}) * {_raised(node, f'{name}r', write)}",
        "            break",
        f"        if {name}e{_moved(shift)} > {low}:",
        f"            {name} += ({name}e{_moved(shift)} - {low})"
        f" * {_raised(node, f'{name}r', write)}",
        f"            {low} = {name}e{_moved(shift)}",
    ]
    return lines


def _moved(shift: str) -> str:
    return f" + {shift}" if shift else ""


def _write_band(
    node: Bands, name: str, low: str, high: str, shift: str, rate: str, write: Write, edge: int
) -> list[str]:
    raised = _raised(node, rate, write)
    if edge >= UNLIMITED:
        return [f"    if {high} > {low}: {name} += ({high} - {low}) * {raised}; {low} = {high}"]
    upper = f"{edge}{_moved(shift)}"
    return [
        f"    {name}u = {upper}",
        f"    if {name}u > {high}: {name}u = {high}",
        f"    if {name}u > {low}: {name} += ({name}u - {low}) * {raised}; {low} = {name}u",
    ]


def _raised(node: Bands, rate: str, write: Write) -> str:
    """The band's rate with the points added, held within 0 and the top."""
    if node.points is None and node.top is None:
        return rate
    raised = f"{rate} + {write(node.points)}" if node.points is not None else rate
    if node.falls:
        raised = f"({raised} if {raised} > 0 else 0)"
    if node.top is None:
        return f"({raised})"
    top = write(node.top)
    return f"({raised} if {raised} < {top} else {top})"


def write_max_of(node: MaxOf, name: str, write: Write) -> list[str]:
    """The largest open amount; amounts may not be below 0 before one is open."""
    if not node.options:
        return [f"{name} = 0"]
    first = node.options[0]
    lines = [f"{name}o = 0", f"{name} = 0"]
    for option in node.options:
        amount = write(option.amount)
        better = f"{write(option.open)} and (not {name}o or {amount} > {name})"
        if option is first:
            better = write(option.open)
        lines.append(f"if {better}: {name} = {amount}; {name}o = 1")
    return lines


def write_cap(node: Cap, name: str, write: Write, *, may_fall: bool) -> list[str]:
    """The least of what is wanted and the limits, at least 0; asked only where one of them
    may fall below that."""
    lines = [f"{name} = {write(node.uncapped)}"]
    for limit in node.limits:
        value = write(limit.value)
        lines.append(f"if {name} > {value}: {name} = {value}")
    return [*lines, *at_least_zero_lines(name)] if may_fall else lines


def write_override(node: Override, name: str, write: Write, refuse: str) -> list[str]:
    """The amount given, refused above the base; else what was computed."""
    return [
        f"if {write(node.is_given)}:",
        f"    {name} = {write(node.amount)}",
        f"    if {name} > {write(node.base)}: {refuse}",
        "else:",
        f"    {name} = {write(node.computed)}",
    ]
