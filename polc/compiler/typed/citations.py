"""Rules that cite no clause.

In: the items of a policy that encodes a document. Out: a warning for every line of a
benefit, adjustment, parameter and pool that neither it, nor what it stands in, nor a row
of its table gives a clause id. A policy without a `source` encodes nothing and is let be.
"""

import re
from collections.abc import Iterator
from typing import Final

from polc.compiler.names.scope import LocatedItem
from polc.compiler.report.findings import Findings
from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.adjustments import Adjust
from polc.compiler.syntax.nodes.items import ParameterSyntax, Pool
from polc.compiler.syntax.nodes.statements import (
    BenefitStatementSyntax,
    BenefitSyntax,
    FirstOfSyntax,
    HighestSyntax,
    LeavingSyntax,
    Reading,
    TermSyntax,
)
from polc.compiler.syntax.nodes.values import Table
from polc.messages.text import Text, say

_CLAUSE: Final = re.compile(r"(?<![A-Za-z0-9-])[A-Z]{2,}-[0-9A-Z][0-9A-Za-z]*(?:\.[0-9A-Za-z]+)*")
"""A clause's id as the policy's own lines have it."""


def warn_without_clause(located: LocatedItem, findings: Findings) -> None:
    """Warns for the rules of one item."""
    item = located.item
    match item:
        case BenefitSyntax():
            cited = _cited_lines(item.statements)
            for span in _uncited(item.statements):
                if any(_share_a_line(span, line, findings) for line in cited):
                    _warn_of_two(item.name.text, span, findings)
                else:
                    _warn(item.name.text, say("this line"), span, findings)
        case Adjust():
            for change in item.changes:
                if not (change.cites.clauses or item.cites.clauses):
                    _warn(item.benefit.text, say("this change"), change.span, findings)
        case ParameterSyntax() | Pool():
            if not item.cites.clauses:
                name = item.name
                _warn(name.text, say("`{word}`", word=name.text), name.span, findings)
        case _:
            pass


def _uncited(lines: tuple[BenefitStatementSyntax, ...]) -> Iterator[Span]:
    for line in lines:
        match line:
            case Reading() | LeavingSyntax():
                continue
            case HighestSyntax():
                for alternative in line.alternatives:
                    limits = any(limit.cites.clauses for limit in alternative.limits)
                    if not (alternative.cites.clauses or limits):
                        yield alternative.span
            case FirstOfSyntax():
                for kind in line.kinds:
                    yield from _uncited(kind.statements)
            case _:
                rows = isinstance(line, TermSyntax) and _has_cited_rows(line)
                if not (line.cites.clauses or rows):
                    yield line.span


def _cited_lines(lines: tuple[BenefitStatementSyntax, ...]) -> list[Span]:
    """Where the statements that cite a clause stand, those of kinds of care too."""
    found = []
    for line in lines:
        if isinstance(line, FirstOfSyntax):
            for kind in line.kinds:
                found += _cited_lines(kind.statements)
        elif not isinstance(line, Reading | HighestSyntax | LeavingSyntax) and line.cites.clauses:
            found.append(line.span)
    return found


def _share_a_line(span: Span, cited: Span, findings: Findings) -> bool:
    """Whether the clause that the one cites stands at the end of the other's line."""
    return span.end <= cited.start and "\n" not in findings.source.text[span.end : cited.start]


def _has_cited_rows(line: TermSyntax) -> bool:
    return isinstance(line.value, Table) and all(
        entry.cites.clauses for entry in line.value.entries
    )


def _warn_of_two(subject: str, span: Span, findings: Findings) -> None:
    message = say("the clause at the end of this line is that of its last statement alone")
    hint = say("write each statement on a line of its own, with its clause")
    findings.warning("no_clause", message, span, hint, subject=subject)


def _warn(subject: str, what: Text, span: Span, findings: Findings) -> None:
    cited = _CLAUSE.search(findings.source.text)
    hint = say(
        "write the clause's id at the end of the line, as in `{clause}`",
        clause=cited.group() if cited is not None else "XX-2.1",
    )
    message = say("{what} cites no clause", what=what)
    findings.warning("no_clause", message, span, hint, subject=subject)
