"""A figure of a traced block as the arithmetic that it comes from, in figures.

In: a node that holds an amount, a run. Out: `350.00 × 90%`, `20000.00 − 14625.00`,
`min(3000.00, 18259.00 × 10%)`, which whoever checks an explanation can work out. What has a
name of its own (an input, a parameter, a running sum, what a benefit paid) stands as a figure.
"""

from collections.abc import Sequence
from typing import Final

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Const,
    Kind,
    Need,
    NodeId,
    Round,
    Scale,
    Select,
    Share,
    Times,
)
from polc.compiler.readers.trace.entries import NOT_NEEDED, Telling
from polc.compiler.readers.trace.recorded_figure import write_money, write_value
from polc.runtime.amounts import RATE_UNIT, UNLIMITED
from polc.runtime.explanation import ARITHMETIC, RATE_ARITHMETIC, Fact, Words

_SUM, _PRODUCT, _SINGLE = 1, 2, 3
"""How tightly a text holds together: a part that holds less tightly stands in brackets."""

_NAMED: Final = {"min": "min", "max": "max"}


@frozen
class _Written:
    """`made`: it is no figure as it stands; `passed_over`: it is 0 and adds nothing to a sum,
    because nobody asked for it or the policy writes 0."""

    text: str
    holds: int = _SINGLE
    made: bool = False
    passed_over: bool = False


_NOT_ASKED: Final = _Written("0.00", passed_over=True)


def explain_arithmetic(
    node_id: NodeId, telling: Telling, *, always: bool = False
) -> tuple[Fact, ...]:
    """Of what an amount was made, as a fact; nothing where it is a figure as it stands, unless
    it is asked for `always`, where no other fact has that figure."""
    found = _write(node_id, telling)
    if _is_unknown(found):
        return (Fact(ARITHMETIC, NOT_NEEDED),)
    return (Fact(ARITHMETIC, Words(found.text)),) if found.made or always else ()


def write_sum(amounts: Sequence[NodeId], telling: Telling) -> tuple[Fact, ...]:
    """The arithmetic of what several amounts come to together."""
    found = [_write(amount, telling) for amount in amounts]
    if any(map(_is_unknown, found)):
        return (Fact(ARITHMETIC, NOT_NEEDED),)
    return (Fact(ARITHMETIC, Words(" + ".join(part.text for part in found))),)


def explain_counted_rate(node_id: NodeId, telling: Telling) -> tuple[Fact, ...]:
    """Of what a rate was made that is so much for each of a count, or a rate of a rate; nothing
    of any other."""
    if not telling.reached(node_id) or node_id in telling.run.open:
        return ()
    if not _is_counted(node_id, telling):
        return ()
    made = Words(_write(node_id, telling, "rate").text)
    return (Fact(RATE_ARITHMETIC, made), *telling.facts.behind(node_id))


def _is_counted(node_id: NodeId, telling: Telling) -> bool:
    """Whether sums and extremes alone stand between a rate and a product."""
    node = telling.facts.node(node_id)
    match node:
        case Times():
            return True
        case Scale():
            return telling.run.values.get(node.rate) != RATE_UNIT or _is_counted(
                node.amount, telling
            )
        case Need() | Round():
            return _is_counted(node.value, telling)
        case Arith():
            return any(_is_counted(operand, telling) for operand in node.args)
        case _:
            return False


def write_difference(whole: NodeId, taken: int, telling: Telling) -> str:
    """What is left of an amount, less `taken` (fen): `max(0.00, 350.00 − 320.00)`; nothing is,
    whatever an amount is that is not known."""
    found = _write(whole, telling)
    if _is_unknown(found):
        return NOT_NEEDED.text
    return f"max(0.00, {_in(found, _SUM)} − {write_money(taken)})"


def _is_unknown(part: _Written) -> bool:
    return NOT_NEEDED.text in part.text


def _write(node_id: NodeId, telling: Telling, kind: Kind = "money") -> _Written:
    """An amount that is known though a part of it is not, as 0% of it, stands as a figure."""
    written = telling.facts.written
    known: _Written | None = written.get((node_id, kind))
    if known is None:
        known = written[node_id, kind] = _write_anew(node_id, telling, kind)
    return known


def _write_anew(node_id: NodeId, telling: Telling, kind: Kind) -> _Written:
    if node_id in telling.run.open:
        return _Written(NOT_NEEDED.text)
    node = telling.facts.node(node_id)
    found = _write_known(node, telling, kind)
    return _figure(node, telling) if _is_unknown(found) else found


def _write_known(node: AnyNode, telling: Telling, kind: Kind) -> _Written:
    node_id = node.id
    if not telling.reached(node_id):
        return _NOT_ASKED
    if node.kind != kind or telling.facts.is_named(node_id):
        return _figure(node, telling)
    match node:
        case Const():
            figure = _figure(node, telling)
            return _Written(figure.text, figure.holds, passed_over=node.value == 0)
        case Need():
            return _write(node.value, telling, kind)
        case Select():
            row = telling.facts.met(node)
            return _write(row, telling, kind) if row else _figure(node, telling)
        case Arith():
            return _write_arith(node, telling)
        case Scale():
            return _write_product(node, telling, kind)
        case Times():
            unit, count = _write(node.unit, telling, kind), telling.facts.node(node.count)
            counted = _figure(count, telling).text
            return _Written(f"{_in(unit, _PRODUCT)} × {counted}", _PRODUCT, made=True)
        case Share():
            parts = [_write(part, telling).text for part in node.operands]
            if telling.facts.node(node.whole).kind == "rate":
                # What at the rate comes to the part is as much more as the whole is than the rate.
                parts = [parts[1], "100%", parts[2]]
            return _Written(f"portion({', '.join(parts)})", made=True)
        case Round():
            return _write_rounded(node, telling, kind)
        case _:  # what is no function of amounts stands as a figure
            return _figure(node, telling)


def _figure(node: AnyNode, telling: Telling) -> _Written:
    value = telling.run.values.get(node.id, 0)
    if node.kind == "money" and node.den == 1 and isinstance(value, int) and 0 <= value < UNLIMITED:
        return _Written(write_money(value))
    if isinstance(value, int) and value < 0:
        return _Written(write_value(telling.facts.value_of(node, value)), _SUM)
    return _Written(write_value(telling.facts.value_of(node, value)))


def _write_arith(node: Arith, telling: Telling) -> _Written:
    parts = [_write(part, telling, node.kind) for part in node.args]
    if telling.run.values.get(node.id, 0) == UNLIMITED or len(parts) == 1:
        return parts[0] if len(parts) == 1 else _figure(node, telling)
    if node.op in _NAMED:
        parts = _deciding(node, parts, telling)
        limited = [part for part in parts if part.text != "none"]
        if node.op == "max" and len(limited) < len(parts):
            return _Written("none")
        if len(limited) == 1:
            return limited[0]
        return _Written(f"{_NAMED[node.op]}({', '.join(part.text for part in limited)})", made=True)
    if node.op == "left":
        whole, taken = parts
        if whole.text == "none" or (taken.text == "0.00" and not whole.made):
            return whole
        return _Written(f"max(0.00, {_in(whole, _SUM)} − {_in(taken, _PRODUCT)})", made=True)
    return _write_sum(node.op, parts)


def _deciding(node: Arith, parts: list[_Written], telling: Telling) -> list[_Written]:
    """The parts of an extreme without those that are not known, where the others decide it."""
    values = telling.run.values
    placed = list(zip(node.args, parts, strict=True))
    known = [(arg, part) for arg, part in placed if not _is_unknown(part)]
    if not any(values.get(arg) == values.get(node.id) for arg, _ in known):
        return parts
    return [part for _, part in known]


def _write_sum(op: str, parts: list[_Written]) -> _Written:
    """A sum or a difference, without what adds nothing."""
    first, *further = parts
    counting = [part for part in further if not part.passed_over]
    if not counting:
        return first
    if op == "add":
        summed = counting if first.passed_over else [first, *counting]
        if len(summed) == 1:
            return summed[0]
        return _Written(" + ".join(_in(part, _SUM) for part in summed), _SUM, made=True)
    written = [_in(first, _SUM), *(_in(part, _PRODUCT) for part in counting)]
    return _Written(" − ".join(written), _SUM, made=True)


def _write_product(node: Scale, telling: Telling, kind: Kind) -> _Written:
    """An amount or a rate by a rate; by the whole of it where denominators are made equal."""
    amount = _write(node.amount, telling, kind)
    if telling.run.values.get(node.rate) == RATE_UNIT:
        return amount
    rate = _figure(telling.facts.node(node.rate), telling)
    return _Written(f"{_in(amount, _PRODUCT)} × {rate.text}", _PRODUCT, made=True)


def _write_rounded(node: Round, telling: Telling, kind: Kind) -> _Written:
    inner = _write(node.value, telling, kind)
    if kind == "rate":
        exact = telling.run.values.get(node.value)
        whole = isinstance(exact, int) and exact % telling.facts.node(node.value).den == 0
        return inner if whole else _Written(f"round({inner.text}, 0.0001%)", made=True)
    if inner.text == "none":
        return inner
    plain = node.unit == 1 and node.mode == "half_up"
    if plain and telling.facts.node(node.value).den == 1:
        return inner
    if plain and not inner.made:
        return _figure(node, telling)
    unit = "" if plain else f", {write_money(node.unit)}"
    name = "round" if node.mode == "half_up" else "round_down"
    return _Written(f"{name}({inner.text}{unit})", made=True)


def _in(part: _Written, holds: int) -> str:
    return f"({part.text})" if part.holds < holds else part.text
