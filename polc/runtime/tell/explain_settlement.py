"""The explanation of a settled case, put together from what its parts can tell.

In: the executable, the settled claims, the person's year, what the reports say. Out: entries
in the order in which they were settled: claims, the person's year, rights, alerts, shares.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from attrs import evolve

from polc.runtime.executable import ClaimTrace, Executable
from polc.runtime.explanation import (
    BORNE_BY,
    EXCESS,
    ON,
    Entry,
    Fact,
    Money,
    Status,
    StepKind,
    Words,
    as_plain_entry,
)
from polc.runtime.settle.reports import Reports
from polc.runtime.settle.settle import SettledClaim
from polc.runtime.settle.settle_year import SettledYear

ByClaim = Mapping[str, tuple[SettledClaim, ClaimTrace]]


def explain_settlement(
    executable: Executable,
    settled: Sequence[SettledClaim],
    years: Mapping[str, SettledYear],
    reports: Reports,
    traces: Sequence[ClaimTrace],
) -> tuple[Entry, ...]:
    """Every entry; the amounts of a claim's entries sum to its payments. Each claim has its
    trace."""
    by_claim = {done.claim.id: (done, trace) for done, trace in zip(settled, traces, strict=True)}
    return (
        *(entry for claim, (_, trace) in by_claim.items() for entry in trace.explain(claim)),
        *_explain_years(executable, years),
        *_explain_reports(executable, by_claim, reports),
    )


def tell_settlement(
    executable: Executable,
    settled: Sequence[SettledClaim],
    years: Mapping[str, SettledYear],
    reports: Reports,
    traces: Sequence[ClaimTrace],
) -> list[dict[str, Any]]:
    """The same as the contract's JSON has it."""
    by_claim = {done.claim.id: (done, trace) for done, trace in zip(settled, traces, strict=True)}
    told = [entry for claim, (_, trace) in by_claim.items() for entry in trace.tell(claim)]
    told += map(as_plain_entry, _explain_years(executable, years))
    told += map(as_plain_entry, _explain_reports(executable, by_claim, reports))
    return told


def _explain_years(executable: Executable, years: Mapping[str, SettledYear]) -> Iterator[Entry]:
    for benefit in executable.person_year:
        done = years[benefit.id]
        for name, value in done.outputs.items():
            if value is not None and name != benefit.payer:
                yield from executable.year_explained(name, done.inputs, done.before, done.day)


def _explain_reports(
    executable: Executable, by_claim: ByClaim, reports: Reports
) -> Iterator[Entry]:
    """What is told beside the payments; no amount of these is a payment."""
    told_of = {report.id: report for report in executable.reports}

    def entry(
        step: StepKind, status: Status, name: str, claim: str, facts: tuple[Fact, ...] = ()
    ) -> Entry:
        report = told_of[name]
        return Entry(
            step=step,
            status=status,
            benefit=name,
            rule=name,
            clauses=report.clauses,
            cite=report.cite,
            facts=facts,
            claim=claim,
        )

    for claim, rights in reports.rights.items():
        for name, holds in rights.items():
            if holds:
                why_held = _why_right(executable, by_claim, name, claim)
                yield entry("right", "entitled", name, claim, why_held)
            elif holds is not None:
                why = _why_no_right(executable, by_claim, name, claim)
                yield why or entry("right", "not entitled", name, claim)
    for name, day in reports.alerts:
        on = Fact(ON, Words(date.fromordinal(day).isoformat()))
        yield entry("alert", "reported", name, "", (on,))
    for excess in reports.excesses:
        facts = (
            Fact(EXCESS, Money(excess.fen)),
            Fact(BORNE_BY, Words(excess.bearer or "nobody named")),
        )
        told = entry("excess", "over the limit", excess.id, excess.claim, facts)
        share = _ask_report(executable, "share_explained", by_claim, excess.id, excess.claim)
        if share is not None:
            told = evolve(
                told, clauses=share.clauses, cite=share.cite, facts=(*facts, *share.facts)
            )
        yield told


def _why_right(
    executable: Executable, by_claim: ByClaim, name: str, claim: str
) -> tuple[Fact, ...]:
    """On what its conditions hung, where the right carries no sums of its own."""
    found = by_claim.get(claim)
    if found is None or _carries_sums(executable, name):
        return ()
    return found[1].report_held(name)


def _why_no_right(executable: Executable, by_claim: ByClaim, name: str, claim: str) -> Entry | None:
    """The condition that failed, where the right carries no sums of its own."""
    why = _ask_report(executable, "report_explained", by_claim, name, claim)
    if why is None:
        return None
    return evolve(why, step="right", status="not entitled", claim=claim)


def _ask_report(
    executable: Executable,
    asked: Literal["report_explained", "share_explained"],
    by_claim: ByClaim,
    name: str,
    claim: str,
) -> Entry | None:
    """What a report of a claim says of itself, where it carries no sums of its own."""
    found = by_claim.get(claim)
    if found is None or _carries_sums(executable, name):
        return None
    _, trace = found
    if asked == "share_explained":
        return trace.share_explained(name)
    return trace.report_explained(name)


def _carries_sums(executable: Executable, name: str) -> bool:
    return any(report.accumulators for report in executable.reports if report.id == name)
