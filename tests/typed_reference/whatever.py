"""Rule 21: only what can matter is asked, found by trying figures for what is missing.

In: what computes a result under a policy. Out: the result where it is the same whatever the
missing figures are, else the refusal.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Final, TypeVar

from polc.compiler.model.parameters import Parameter
from tests.typed_reference.figures import MOST, NO_LIMIT, RefusedError
from tests.typed_reference.policy import Chosen, plain

Result = TypeVar("Result")

_WHOLE: Final = (Fraction(0), Fraction(1))
_FIGURES: Final[dict[str, tuple[Any, ...]]] = {
    "flag": (0, 1),
    "money": (0, MOST, 1, 123_456, 10_000_000),
    "rate": (*_WHOLE, Fraction(1, 2)),
    "count": (0, 1, 2, 17, 40, 70, 10**9 - 1),
    "days": (0, 1, 40, 400),
    "months": (0, 1, 40, 400),
    "date": (1, 3_652_059, 738_000, 738_200, 738_500),
    "bands": (
        ((NO_LIMIT, Fraction(0)),),
        ((NO_LIMIT, Fraction(1)),),
        ((100_000, Fraction(1)), (NO_LIMIT, Fraction(0))),
    ),
}
_NUMBERS: Final = {"hospital_level": (1, 2, 3), "tier": (1, 2)}


def whatever(
    compute: Callable[[], Result], policy: Chosen, told: Callable[[Result], Any]
) -> Result:
    """What is computed, where need be with every figure that is tried; `told` gives what of a
    result is compared."""
    try:
        return compute()
    except RefusedError as refused:
        if not refused.code.startswith("missing") or refused.name in policy.asked:
            raise
        if refused.name in policy.assumed:
            raise
        found: list[tuple[Any, Callable[[], Result]]] = []
        for figure in _figures_for(refused, policy):
            policy.assumed[refused.name] = figure
            try:
                outcome = _outcome(compute, policy, told)
            finally:
                del policy.assumed[refused.name]
            found.append(outcome)
            if outcome[0] != found[0][0]:
                raise
        if not found:
            raise
        return found[0][1]()


def _outcome(
    compute: Callable[[], Result], policy: Chosen, told: Callable[[Result], Any]
) -> tuple[Any, Callable[[], Result]]:
    """What came out, to be compared, and what hands it on."""
    try:
        result = whatever(compute, policy, told)
    except RefusedError as refused:
        return ("refused", refused.code, refused.name), _raising(refused)
    return ("settled", told(result)), lambda: result


def _raising(refused: RefusedError) -> Callable[[], Any]:
    def again() -> Any:
        raise refused

    return again


def _most_of(parameter: Parameter) -> int | None:
    """What no year's figure exceeds: one that falls strictly from a figure is less than that."""
    falling = None if parameter.falling is None else parameter.falling - 1
    bounds = (parameter.most, falling, parameter.not_rising)
    return min((bound for bound in bounds if bound is not None), default=None)


def _figures_for(refused: RefusedError, policy: Chosen) -> Sequence[Any]:
    if refused.code == "missing_parameter":
        if refused.name not in policy.parameters:
            # What a pool has used is no figure of a case.
            return ()
        parameter = policy.parameters[refused.name]
        least, most = (
            None if bound is None else plain(parameter.kind, bound)
            for bound in (parameter.least, _most_of(parameter))
        )
        figures = [*_FIGURES[parameter.kind], *([NO_LIMIT] if parameter.optional else [])]
        if parameter.kind == "bands":
            return figures
        ends = [end for end in (least, most) if end is not None]
        return [
            figure
            for figure in (*ends, *figures)
            if figure == NO_LIMIT
            or ((least is None or least <= figure) and (most is None or figure <= most))
        ]
    scope, _, name = refused.name.partition(".")
    if not name or scope == "identity":
        return ()
    field = policy.field_of(name)
    if field.choices:
        return range(len(field.choices))
    return _NUMBERS.get(name, _FIGURES.get(field.kind, ()))
