"""Limits of kinds of care that a policy loses where it replaces the `first of` they stand in.

In: the lines of an inherited benefit, the lines that take their place. Out: a `lost_limit` at the
new line that says what is paid, for each kind of care whose limit nothing takes the place of.
"""

from collections.abc import Iterable
from typing import Final

from polc.compiler.names.scope import LocatedItem
from polc.compiler.report.diagnostics import Label
from polc.compiler.report.findings import Findings
from polc.compiler.syntax.nodes.lines import (
    BandsLine,
    BenefitLine,
    CaseBlock,
    CasesLine,
    CountsLine,
    NotSpecifiedLine,
    TermLine,
)
from polc.messages.text import Text, say

_LIMITS: Final[dict[str, Text]] = {
    "cap": say("cap"),
    "at_most": say("`at most`"),
    "at_least": say("`at least`"),
}


def tell_lost_limits(
    target: LocatedItem,
    replaced: Iterable[BenefitLine],
    written: tuple[BenefitLine, ...],
    report: Findings,
) -> None:
    """Warns once for each `first of` that is replaced."""
    ways = [line for line in written if _pays(line)]
    if not ways:
        return
    around = _limits_of(written)
    new = {case.name.text: case for line in ways for case in _cases(line)}
    anywhere = {limit for case in new.values() for limit in _limits_of(case.lines)}
    for line in replaced:
        lost: dict[str, CaseBlock] = {}
        for case in _cases(line):
            kept = new.get(case.name.text)
            there = anywhere if kept is None else _limits_of(kept.lines)
            for limit in _limits_of(case.lines) - there - around:
                lost.setdefault(limit, case)
        for limit, case in sorted(lost.items()):
            report.warning(
                "lost_limit",
                say(
                    "the {limit} of `{case}` is lost: what this replaces had it, and nothing takes "
                    "its place",
                    limit=_LIMITS.get(limit) or say("pool `{pool}`", pool=limit),
                    case=case.name.text,
                ),
                ways[0].span,
                say("write it again, or `no cap` where the document takes it away"),
                (Label(target.source, case.span, say("replaced here")),),
                subject=case.name.text,
            )


def _pays(line: BenefitLine) -> bool:
    """Whether a line says what is paid, so that it takes the place of a `first of`."""
    if isinstance(line, TermLine):
        return line.term in ("rate", "pay")
    return isinstance(line, BandsLine | CasesLine | NotSpecifiedLine)


def _cases(line: BenefitLine) -> tuple[CaseBlock, ...]:
    return line.cases if isinstance(line, CasesLine) else ()


def _limits_of(lines: Iterable[BenefitLine]) -> set[str]:
    """Their terms, and the names of pools."""
    found = set[str]()
    for line in lines:
        if isinstance(line, TermLine) and line.term in _LIMITS:
            found.add(line.term)
        elif isinstance(line, CountsLine) and line.limits:
            found |= {pool.text for pool in line.pools}
    return found
