"""Whether the policy's own values of a parameter that goes down year by year do.

In: a parameter with its bounds and values. Out: a diagnostic at the values where one does not.
"""

from datetime import date

from polc.compiler.model.parameters import DatedValue, Parameter, ParameterKind
from polc.compiler.report.source import Span
from polc.compiler.typed.context import Context
from polc.messages.text import say
from polc.runtime.amounts import format_money, format_rate


def check_own_course(spec: Parameter, span: Span, context: Context) -> None:
    """Each value from the figure with which the policy begins, held against the year before."""
    most = spec.falling if spec.falling is not None else spec.not_rising
    if most is None:
        return
    strictly = spec.falling is not None
    for dated in sorted(spec.values, key=_first_year):
        value = dated.value
        assert isinstance(value, int)
        if value > most or (strictly and value == most):
            shown, limit = show_figure(spec.kind, value), show_figure(spec.kind, most)
            message = (
                say(
                    "`{shown}` is not below `{most}`: this value goes down year by year",
                    shown=shown,
                    most=limit,
                )
                if strictly
                else say(
                    "`{shown}` is not at most `{most}`: this value goes down year by year",
                    shown=shown,
                    most=limit,
                )
            )
            hint = say("write the figures of the document, or take out what holds them down")
            context.findings.error("value_not_falling", message, span, hint, subject=spec.id)
            return
        most = value


def _first_year(dated: DatedValue) -> int:
    return dated.first or dated.last or 0


def show_figure(kind: ParameterKind, value: int) -> str:
    """A figure of a parameter as messages show it."""
    match kind:
        case "money":
            return f"{format_money(value)} yuan"
        case "rate":
            return format_rate(value)
        case "date":
            return date.fromordinal(value).isoformat()
        case _:
            return str(value)
