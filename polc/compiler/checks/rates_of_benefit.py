"""The rates at which a benefit may pay people of one identity.

In: a benefit, an identity. Out: of each line that says a rate the least and the most that is
known without a case; of bands too, and of kinds of care.
"""

from collections.abc import Iterator

from polc.compiler.checks.figures import find_figures
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.typed.nodes.chosen import Chosen
from polc.compiler.typed.nodes.program import Program, TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.term_statements import BandsStatement, RateStatement
from polc.compiler.typed.nodes.values import BandsValue, Figure, MovingBands, ParameterValue, Typed


@frozen
class RateLine:
    """A line, and from what to what its rates go, in millionths."""

    least: int
    most: int
    where: Chosen | None
    origin: Origin


def find_rates(benefit: TypedBenefit, identity: str, program: Program) -> Iterator[RateLine]:
    """One for each line of which a rate is known."""
    parameters = {parameter.id: parameter for parameter in program.parameters}
    for statement in all_statements(benefit.statements):
        if not isinstance(statement, RateStatement | BandsStatement):
            continue
        figures = [
            figure
            for rate in rates_of(statement.value, program)
            for figure in find_figures(rate, identity, parameters) or ()
        ]
        if figures:
            yield RateLine(min(figures), max(figures), statement.where, statement.origin)


def rates_of(value: Typed, program: Program) -> tuple[Typed, ...]:
    """The rates of bands, from the lowest band to the highest; a rate itself."""
    match value:
        case BandsValue():
            return tuple(Figure("rate", rate) for _, rate in value.rows)
        case MovingBands():
            return tuple(rate for _, rate in value.rows)
        case ParameterValue(kind="bands"):
            parameters = {parameter.id: parameter for parameter in program.parameters}
            dated = (figures.value for figures in parameters[value.parameter].values)
            return tuple(
                Figure("rate", rate)
                for rows in dated
                if isinstance(rows, tuple)
                for _, rate in rows
            )
        case _:
            return (value,)
