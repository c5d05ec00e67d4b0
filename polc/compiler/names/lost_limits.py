"""Limits that a policy loses with what it replaces: of kinds of care with the `first of` they stand
in, of one period with the caps of several.

In: the lines of an inherited benefit, the lines that take their place. Out: a `lost_limit` at the
new line that says what is paid, for each kind of care whose limit nothing takes the place of; one
at the new cap, for each period whose cap nothing takes the place of.
"""

from collections.abc import Iterable
from typing import Final

from polc.compiler.names.scope import LocatedItem
from polc.compiler.report.diagnostics import Label
from polc.compiler.report.findings import Findings
from polc.compiler.syntax.nodes.statements import (
    BandsSyntax,
    BenefitStatementSyntax,
    BenefitSyntax,
    CountsTowardSyntax,
    FirstOfSyntax,
    KindOfCareSyntax,
    NotSpecifiedSyntax,
    Period,
    TermSyntax,
)
from polc.messages.text import Text, say

_LIMITS: Final[dict[str, Text]] = {
    "cap": say("cap"),
    "at_most": say("`at most`"),
    "at_least": say("`at least`"),
}

_CAPS: Final[dict[Period | None, Text]] = {
    "year": say("`cap per year`"),
    "stay": say("`cap per stay`"),
    "claim": say("`cap per claim`"),
    "chain": say("`cap per referral chain`"),
    "household": say("`cap per household per year`"),
}


def report_lost_limits(
    target: LocatedItem,
    replaced: Iterable[BenefitStatementSyntax],
    written: tuple[BenefitStatementSyntax, ...],
    report: Findings,
) -> None:
    """Warns once for each `first of` that is replaced, and for the caps of several periods."""
    replaced = tuple(replaced)
    _report_lost_caps(target, replaced, written, report)
    ways = [line for line in written if _pays(line)]
    if not ways:
        return
    around = _limits_of(written)
    new = {kind.name.text: kind for line in ways for kind in _kinds(line)}
    anywhere = {limit for kind in new.values() for limit in _limits_of(kind.statements)}
    for line in replaced:
        lost: dict[str, KindOfCareSyntax] = {}
        for kind in _kinds(line):
            kept = new.get(kind.name.text)
            there = anywhere if kept is None else _limits_of(kept.statements)
            for limit in _limits_of(kind.statements) - there - around:
                lost.setdefault(limit, kind)
        for limit, kind in sorted(lost.items()):
            report.warning(
                "lost_limit",
                say(
                    "the {limit} of `{kind}` is lost: what this replaces had it, and nothing takes "
                    "its place",
                    limit=_LIMITS.get(limit) or say("pool `{pool}`", pool=limit),
                    kind=kind.name.text,
                ),
                ways[0].span,
                say("write it again, or `no cap` where the document takes it away"),
                (Label(target.source, kind.span, say("replaced here")),),
                subject=kind.name.text,
            )


def _report_lost_caps(
    target: LocatedItem,
    replaced: tuple[BenefitStatementSyntax, ...],
    written: tuple[BenefitStatementSyntax, ...],
    report: Findings,
) -> None:
    """A new cap takes the place of all that the benefit had."""
    old, new = _caps_of(replaced), _caps_of(written)
    if len(old) < 2 or not new or None in new:
        return
    for period, line in old.items():
        if period not in new:
            report.warning(
                "lost_limit",
                say(
                    "the {limit} of `{kind}` is lost: what this replaces had it, and nothing takes "
                    "its place",
                    limit=_CAPS.get(period) or _LIMITS["cap"],
                    kind=target.item.name.text if isinstance(target.item, BenefitSyntax) else "",
                ),
                next(iter(new.values())).span,
                say("write it again, or `no cap` where the document takes it away"),
                (Label(target.source, line.span, say("replaced here")),),
                subject=line.term,
            )


def _caps_of(lines: Iterable[BenefitStatementSyntax]) -> dict[Period | None, TermSyntax]:
    """The caps, by what they are counted over."""
    caps = (line for line in lines if isinstance(line, TermSyntax) and line.term == "cap")
    return {cap.period: cap for cap in caps}


def _pays(line: BenefitStatementSyntax) -> bool:
    """Whether a line says what is paid, so that it takes the place of a `first of`."""
    if isinstance(line, TermSyntax):
        return line.term in ("rate", "pay")
    return isinstance(line, BandsSyntax | FirstOfSyntax | NotSpecifiedSyntax)


def _kinds(line: BenefitStatementSyntax) -> tuple[KindOfCareSyntax, ...]:
    return line.kinds if isinstance(line, FirstOfSyntax) else ()


def _limits_of(lines: Iterable[BenefitStatementSyntax]) -> set[str]:
    """Their terms, and the names of pools."""
    found = set[str]()
    for line in lines:
        if isinstance(line, TermSyntax) and line.term in _LIMITS:
            found.add(line.term)
        elif isinstance(line, CountsTowardSyntax) and line.limits:
            found |= {pool.text for pool in line.pools}
    return found
