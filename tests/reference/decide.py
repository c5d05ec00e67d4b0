"""Whether what is missing can matter, by trying figures for it.

In: what runs a block, a block, what it is run on, its plan. Out: the outcome that is the same for
every figure tried, else the refusal.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import define

from polc.compiler.model.parameters import Parameter
from polc.compiler.plan.nodes import AnyNode, Const, Need, NodeId, Read, Test
from polc.compiler.plan.plan import Plan
from polc.runtime.amounts import MISSING, MOST_COUNT, MOST_MONEY, RATE_UNIT, UNLIMITED
from polc.runtime.vocabulary import find_field

Outcome = tuple[dict[str, Any], dict[str, Any], AnyNode | None]
Run = Callable[
    [Sequence[AnyNode], Mapping[Any, Any], Mapping[str, int], Mapping[str, Any]], Outcome
]

_FIGURES: Final[Mapping[str, tuple[Any, ...]]] = {
    "flag": (0, 1),
    "money": (0, MOST_MONEY, 1, 123_456, 10_000_000),
    "rate": (0, RATE_UNIT, 1, 500_000),
    "count": (0, MOST_COUNT, 1, 2, 17, 40, 70),
    "date": (1, 3_652_059, 738_000, 738_200, 738_500),
    "bands": (
        ((UNLIMITED, 0),),
        ((UNLIMITED, RATE_UNIT),),
        ((100_000, RATE_UNIT), (UNLIMITED, 0)),
    ),
}
_NUMBERS: Final = {"hospital_level": (1, 2, 3), "tier": (1, 2)}


class TooManyTrialsError(Exception):
    """So much is missing that the figures for all of it together cannot be tried."""


@define
class Trials:
    """How often a block may still be run with figures that are tried."""

    left: int = 0


TRIALS: Final = Trials()


def run_whatever(
    run: Run,
    plan: Plan,
    block: Sequence[AnyNode],
    inputs: Mapping[Any, Any],
    sums: Mapping[str, int],
    slots: Mapping[str, Any],
    asked: frozenset[str] = frozenset(),
) -> Outcome:
    """The block run; where something is missing, with every figure that is tried for it, unless
    it is one of those `asked` in any case."""
    outcome = run(block, inputs, sums, slots)
    refused = outcome[2]
    if not isinstance(refused, Need) or not refused.code.startswith("missing"):
        return outcome
    if refused.name in asked:
        return outcome
    TRIALS.left -= 1
    if TRIALS.left < 0:
        raise TooManyTrialsError
    first: Outcome | None = None
    for more, supplied, figures in _fillings(refused, plan, inputs, slots):
        still = _figured(_not_given(block, more), figures)
        tried = run_whatever(
            run, plan, still, {**inputs, **more}, sums, {**slots, **supplied}, asked
        )
        first = first or tried
        if _told(tried) != _told(first):
            return outcome
    return first or outcome


def _not_given(block: Sequence[AnyNode], tried: Mapping[Any, Any]) -> tuple[AnyNode, ...]:
    """The block for which a case does not give what is tried: a demand alone meets the figure."""
    reads = {
        node.id for node in block if isinstance(node, Read) and (node.scope, node.field) in tried
    }
    return tuple(
        Const(id=node.id, kind="flag", value=0)
        if isinstance(node, Test) and node.op == "known" and node.args[0] in reads
        else node
        for node in block
    )


def _figured(block: Sequence[AnyNode], figures: Mapping[NodeId, int]) -> tuple[AnyNode, ...]:
    """The block whose nodes come to these figures."""
    return tuple(
        Const(id=node.id, kind=node.kind, value=figures[node.id]) if node.id in figures else node
        for node in block
    )


def _told(outcome: Outcome) -> Any:
    results, sums, refused = outcome
    if isinstance(refused, Need):
        return refused.code, refused.name
    return results, sums, refused


def _fillings(
    need: Need, plan: Plan, inputs: Mapping[Any, Any], slots: Mapping[str, Any]
) -> Iterator[tuple[dict[Any, Any], dict[str, Any], dict[NodeId, int]]]:
    """Inputs, slots and nodes that meet a demand: a parameter of a year that nobody supplies
    figures for has no slot, and its figure stands in for the node that picks the year's."""
    if need.code == "missing_parameter":
        parameter = next(parameter for parameter in plan.parameters if parameter.id == need.name)
        own = [slot.id for slot in plan.slots if slot.parameter == parameter.id]
        lacking = [slot for slot in own if slots.get(slot, MISSING) == MISSING]
        if not lacking and need.kind == "bands":
            return
        for figure in _within(parameter, need.kind):
            yield {}, dict.fromkeys(lacking, figure), {} if lacking else {need.value: figure}
        return
    scope, _, name = need.name.partition(".")
    declared = {
        (declared_field.scope, declared_field.name): declared_field
        for declared_field in plan.fields
    }
    field = declared.get((scope, name)) or find_field(name)  # type: ignore[call-overload]  # a field's scope
    figures: Sequence[Any] = _FIGURES.get(need.kind, ())
    if field is not None and field.choices:
        figures = range(len(field.choices))
    for figure in _NUMBERS.get(name, figures):
        yield {(scope, name): figure}, {}, {}


def _within(parameter: Parameter, kind: str) -> list[Any]:
    """Figures that the bounds of a parameter let through."""
    figures = list(_FIGURES[kind]) + ([UNLIMITED] if parameter.optional else [])
    if kind == "bands":
        return figures
    least, most = parameter.least or 0, parameter.most
    ends = [end for end in (parameter.least, most) if end is not None]
    return [
        figure
        for figure in (*ends, *figures)
        if figure == UNLIMITED or (least <= figure and (most is None or figure <= most))
    ]
