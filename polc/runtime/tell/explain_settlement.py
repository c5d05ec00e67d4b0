"""The explanation of a settled case, put together from what its parts can tell.

In: the executable, the claims by id with all their values, the person's year, what the reports say.
Out: entries in the order in which they were settled: claims, the person's year, rights, alerts,
shares; as objects, and as the contract's JSON has them.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import evolve

from polc.runtime.executable import ClaimTrace, Executable, ReportFunctions
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
from polc.runtime.settle.reports import Reports, ShareExcess
from polc.runtime.settle.settle_year import SettledYear

ByClaim = Mapping[str, ClaimTrace]


def explain_settlement(
    executable: Executable, claims: ByClaim, years: Mapping[str, SettledYear], reports: Reports
) -> tuple[Entry, ...]:
    """Every entry; the amounts of a claim's entries sum to its payments."""
    return (
        *(entry for claim, trace in claims.items() for entry in trace.explain(claim)),
        *_explain_years(executable, years),
        *(
            _explain_right(executable, claims, name, claim, holds=holds)
            for name, claim, holds in _known_rights(reports)
        ),
        *_explain_more(executable, claims, reports),
    )


def tell_claims(claims: ByClaim) -> list[dict[str, Any]]:
    """The entries of the claims as the contract's JSON has them."""
    return [entry for claim, trace in claims.items() for entry in trace.tell(claim)]


def tell_years(executable: Executable, years: Mapping[str, SettledYear]) -> list[dict[str, Any]]:
    """Those of the person's year."""
    return [*map(as_plain_entry, _explain_years(executable, years))]


def tell_reports(executable: Executable, claims: ByClaim, reports: Reports) -> list[dict[str, Any]]:
    """Those of what is told beside the payments."""
    told = []
    for name, claim, holds in _known_rights(reports):
        trace = claims.get(claim)
        if trace is None or _carries_sums(executable, name):
            right = _explain_right(executable, claims, name, claim, holds=holds)
            told.append(as_plain_entry(right))
        else:
            told += trace.tell_right(name, claim, holds=holds)
    told += map(as_plain_entry, _explain_more(executable, claims, reports))
    return told


def _explain_years(executable: Executable, years: Mapping[str, SettledYear]) -> Iterator[Entry]:
    for benefit in executable.person_year:
        done = years[benefit.id]
        for name, value in done.outputs.items():
            if value is not None and name != benefit.payer:
                yield from executable.year_explained(name, done.inputs, done.before, done.day)


def _known_rights(reports: Reports) -> Iterator[tuple[str, str, bool]]:
    """Each right of a claim, or of the year, of which it is known whether it holds."""
    for claim, rights in reports.rights.items():
        for name, holds in rights.items():
            if holds is not None:
                yield name, claim, holds


def _explain_right(
    executable: Executable, claims: ByClaim, name: str, claim: str, *, holds: bool
) -> Entry:
    """Whether a right holds; of a claim also why, where the right carries no sums of its own."""
    trace = claims.get(claim)
    if trace is None or _carries_sums(executable, name):
        status: Status = "entitled" if holds else "not entitled"
        return _entry(executable, "right", status, name, claim)
    return trace.explain_right(name, claim, holds=holds)


def _explain_more(executable: Executable, claims: ByClaim, reports: Reports) -> Iterator[Entry]:
    """Alerts and shares; no amount of these is a payment."""
    for name, day in reports.alerts:
        on = Fact(ON, Words(date.fromordinal(day).isoformat()))
        yield _entry(executable, "alert", "reported", name, "", (on,))
    for excess in reports.excesses:
        yield _explain_excess(executable, claims, excess)


def _explain_excess(executable: Executable, claims: ByClaim, excess: ShareExcess) -> Entry:
    """What lies over a share, with the share that is allowed, where the report carries no sums of
    its own."""
    facts = (
        Fact(EXCESS, Money(excess.fen)),
        Fact(BORNE_BY, Words(excess.bearer or "nobody named")),
    )
    told = _entry(executable, "excess", "over the limit", excess.id, excess.claim, facts)
    trace = claims.get(excess.claim)
    if trace is None or _carries_sums(executable, excess.id):
        return told
    share = trace.share_explained(excess.id)
    if share is None:
        return told
    return evolve(told, clauses=share.clauses, cite=share.cite, facts=(*facts, *share.facts))


def _entry(
    executable: Executable,
    step: StepKind,
    status: Status,
    name: str,
    claim: str,
    facts: tuple[Fact, ...] = (),
) -> Entry:
    report = _report_of(executable, name)
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


def _report_of(executable: Executable, name: str) -> ReportFunctions:
    return next(report for report in executable.reports if report.id == name)


def _carries_sums(executable: Executable, name: str) -> bool:
    return bool(_report_of(executable, name).accumulators)
