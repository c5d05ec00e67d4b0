"""The warning that two constructs say one thing.

In: a context, what is said, the places of both. Out: a `said_twice` at the second, where it
stands in the policy's own file.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.origin import Origin
from polc.compiler.report.diagnostics import Label
from polc.messages.text import Text, say


def report_repetition(
    context: CheckContext, message: Text, second: Origin, earlier: Origin
) -> None:
    """Warns at the second, and shows the first where it stands on another line."""
    if not context.is_own(second):
        return
    findings, span = context.place(second)
    labels: tuple[Label, ...] = ()
    if (earlier.file, earlier.line) != (second.file, second.line):
        labels = (context.label(earlier, say("this says it already")),)
    findings.warning(
        "said_twice",
        message,
        span,
        say("take one of them out"),
        labels,
        subject=second.rule,
    )
