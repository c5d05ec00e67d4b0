"""An example that shows nothing, or that is called as another is.

In: a context. Out: a `line_without_effect` at an example of which nothing is expected: it passes
whatever the rules are; a `said_twice` at the second of two of one title: what a test tells of it
could be of either.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.origin import Origin
from polc.compiler.report.findings import Findings
from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.examples import ExampleSyntax
from polc.messages.text import say


def check_idle_example(context: CheckContext) -> None:
    """Warns of the examples of the policy's own file."""
    seen: dict[str, ExampleSyntax] = {}
    for node in context.own_items(ExampleSyntax):
        title = node.title
        findings, span = _place(context, node)
        earlier = seen.setdefault(title, node)
        if earlier is not node:
            findings.warning(
                "said_twice",
                say("another example is called `{title}` too", title=title),
                span,
                say("give it a title of its own: what `polc test` tells of it could be of either"),
                (findings.place(_place(context, earlier)[1], say("this says it already")),),
                subject=title,
            )
        if not node.outcomes and node.refusal is None:
            findings.warning(
                "line_without_effect",
                say("nothing is expected of this example: it passes whatever the rules are"),
                span,
                say("write `expect` with an output and the amount that the document gives"),
                subject=title,
            )


def _place(context: CheckContext, node: ExampleSyntax) -> tuple[Findings, Span]:
    """The line on which it begins."""
    line = context.own.source.line_of(node.span.start)
    return context.place(Origin(file=context.main, line=line))
