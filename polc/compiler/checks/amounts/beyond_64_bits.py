"""Warnings of the rules that may need more than 64 bits.

In: a context. Out: one `beyond_64_bits` for each rule, at its
line, but none for steps that are too large because one before them is, or only because there is
no limit there (a cap of a class that has none, raised). Nothing else hangs on it: Python's integers
hold every figure.
"""

from typing import Final

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.readers.bounds.find_bounds import beyond_64_bits
from polc.compiler.report.source import SourceText, Span
from polc.messages.text import say
from polc.runtime.amounts import MOST_MONEY, format_money

_HINT: Final = say(
    "claims are settled exactly all the same, and nobody is paid wrongly; where other programs "
    "compute the policy too, declare the most that a parameter may be: amounts are taken to be "
    "up to {most} yuan",
    most=format_money(MOST_MONEY),
)


def report_beyond_64_bits(context: CheckContext) -> None:
    """Appends the warnings; what names no file of the policy stands in its own one."""
    reported: set[str] = set()
    for node in beyond_64_bits(context.measured):
        rule = node.origin.rule
        if rule in reported or node.follows or node.of_no_limit:
            continue
        reported.add(rule)
        own = context.findings.get(node.origin.file, context.own)
        message = say(
            "rule `{rule}` may come to a figure of more than 18 digits at its step `{node}`",
            rule=rule,
            node=node.node,
        )
        own.warning(
            "beyond_64_bits", message, _span_of(own.source, node.origin.line), _HINT, subject=rule
        )


def _span_of(source: SourceText, line: int) -> Span:
    """The text of a line, its indentation left out."""
    if not 1 <= line <= source.line_count:
        return Span(0, 1)
    text = source.line_text(line)
    start = source.start_of(line) + len(text) - len(text.lstrip())
    return Span(start, start + max(1, len(text.strip())))
