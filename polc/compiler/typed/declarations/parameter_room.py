"""Whether the bounds of a parameter leave a figure, and the policy's own values lie in them.

In: a parameter with its bounds, and its values. Out: a `value_out_of_bounds` where no figure may be
supplied, and at a value that might not be.
"""

from polc.compiler.model.parameters import Parameter
from polc.compiler.report.source import Span
from polc.compiler.typed.context import Context
from polc.compiler.typed.declarations.parameter_course import show_figure
from polc.messages.text import say
from polc.runtime.amounts import UNLIMITED


def check_room(spec: Parameter, span: Span, context: Context) -> None:
    """Whether some figure lies in the bounds."""
    if spec.most is None:
        return
    low = [spec.least] if spec.least is not None else []
    low += [spec.over + 1] if spec.over is not None else []
    if low and max(low) > spec.most:
        message = say("no figure may be supplied for `{name}`: its bounds exclude it", name=spec.id)
        hint = say("hold both bounds against the document")
        context.findings.error("value_out_of_bounds", message, span, hint, subject=spec.id)


def check_own_values(spec: Parameter, span: Span, context: Context) -> None:
    """Each value of the file against the bounds."""
    for dated in spec.values:
        value = dated.value
        if isinstance(value, int) and value != UNLIMITED and not _lies_within(spec, value):
            message = say(
                "`{shown}` is out of the bounds of `{name}`",
                shown=show_figure(spec.kind, value),
                name=spec.id,
            )
            hint = say("hold the figure and its bounds against the document")
            context.findings.error("value_out_of_bounds", message, span, hint, subject=spec.id)
            return


def _lies_within(spec: Parameter, value: int) -> bool:
    return (
        (spec.least is None or value >= spec.least)
        and (spec.over is None or value > spec.over)
        and (spec.most is None or value <= spec.most)
    )
