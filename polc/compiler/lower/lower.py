"""A checked program to its plan, under given choices of its readings.

In: a `Program` and choices (reading id to choice id; defaults for the rest). Out: a
`Plan`. Each rule of the semantics is implemented here and in the modules beside it,
once.
"""

from collections.abc import Mapping
from functools import partial

from polc.compiler.lower.benefit.lower_person_year import lower_person_year
from polc.compiler.lower.choices import complete_choices
from polc.compiler.lower.choose_terms import choose_as_of, find_figures_day
from polc.compiler.lower.kept_lowering import KeptLowering
from polc.compiler.lower.lower_claim import LoweredClaim, lower_claim
from polc.compiler.lower.lower_dates import lower_dates, lower_windows
from polc.compiler.lower.lower_report import lower_report
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.start_lowering import start_lowering
from polc.compiler.lower.written import Written
from polc.compiler.model.readings import ReadingSpec
from polc.compiler.plan.nodes import AnyNode, Load, Store
from polc.compiler.plan.plan import Accumulator, Benefit, Plan, PlanReport, YearBlock
from polc.compiler.typed.nodes.program import Program, TypedBenefit, TypedReport
from polc.compiler.typed.nodes.statements import PayerStatement
from polc.records.evolve import evolve
from polc.records.frozen import frozen


def lower(program: Program, choices: Mapping[str, str], kept: KeptLowering | None = None) -> Plan:
    """The plan. The choices must be valid; whoever takes them from a user checks that. Who lowers
    a program under many choices hands on what is `kept` of the others."""
    chosen, _ = complete_choices(program.readings, choices)
    kept = kept or KeptLowering(program, many=False)
    claim = lower_claim(kept, chosen)
    written = claim.reached.written.branch()
    years = tuple(
        kept.find(benefit.id, chosen, partial(_lower_year, kept, benefit))
        for benefit in program.benefits
        if benefit.per == "person_year"
    )
    for year in years:
        written.add(year.written)
    reports = _lower_reports(program.reports, kept, claim, written, chosen)
    for report in reports:
        written.add(report.written)
    prelude = tuple(year.block for year in years)
    standing = start_lowering(kept, chosen, written)
    parameters = kept.parameters.find_all(chosen)
    return Plan(
        policy=program.policy,
        title=program.title,
        edition=program.edition,
        language=program.language,
        sources=program.sources,
        dates=lower_dates(program, standing),
        identities=program.identities,
        equivalences=_equivalences(program, standing),
        parameters=tuple(parameter for parameter, _ in parameters),
        slots=(
            *(slot for _, slots in parameters for slot in slots),
            *written.slots_asked.values(),
        ),
        readings=tuple(_choose(kept, reading, chosen[reading.id]) for reading in program.readings),
        benefits=tuple(_describe(benefit, prelude, standing) for benefit in program.benefits),
        accumulators=_used(
            written.accumulators.finish(), (claim.nodes, *(block.nodes for block in prelude))
        ),
        prelude=prelude,
        claim=claim.nodes,
        reports=tuple(report.report for report in reports),
        payers=program.payers,
        windows=lower_windows(program, standing),
        fields=program.fields,
        follows=program.follows,
        municipality=program.municipality,
        framework=program.framework,
        standing_readings=_standing_readings(program),
        identity_readings=tuple(sorted(written.identity_readings.items())),
        declared=program.declared,
        steps=written.steps.finish(),
    )


@frozen(eq=False)
class _LoweredYear:
    """A benefit of the person's year."""

    block: YearBlock
    written: Written


@frozen(eq=False)
class _LoweredReport:
    """A right, an alert, a limit of shares."""

    report: PlanReport
    written: Written


def _lower_year(
    kept: KeptLowering, benefit: TypedBenefit, choices: Mapping[str, str]
) -> _LoweredYear:
    written = Written.nothing(kept.pools)
    block = lower_person_year(benefit, start_lowering(kept, choices, written))
    return _LoweredYear(block, written)


def _lower_reports(
    reports: tuple[TypedReport, ...],
    kept: KeptLowering,
    claim: LoweredClaim,
    written: Written,
    choices: Mapping[str, str],
) -> tuple[_LoweredReport, ...]:
    """Each goes on from the claim as it stands, or stands on its own; what it sums up itself are
    the accumulators that nothing before it has."""
    known = tuple(written.accumulators.found)
    return tuple(
        kept.find(
            (claim if report.per == "claim" else None, report.id, known),
            choices,
            partial(_lower_report, kept, claim, written, report),
        )
        for report in reports
    )


def _lower_report(
    kept: KeptLowering,
    claim: LoweredClaim,
    before: Written,
    report: TypedReport,
    choices: Mapping[str, str],
) -> _LoweredReport:
    """What it declares is its own, and told with it alone."""
    written = Written.nothing(kept.pools)
    lowering = (
        claim.reached.go_on(kept, choices, written, claim.reached.block.branch())
        if report.per == "claim"
        else start_lowering(kept, choices, written)
    )
    lowering = evolve(lowering, accumulators=before.accumulators.branch())
    return _LoweredReport(lower_report(report, lowering), written)


def _choose(kept: KeptLowering, reading: ReadingSpec, choice: str) -> ReadingSpec:
    """The reading with what is chosen."""
    key = (reading.id, choice)
    if key not in kept.readings:
        kept.readings[key] = evolve(reading, chosen=choice)
    return kept.readings[key]


def _used(
    accumulators: tuple[Accumulator, ...], blocks: tuple[tuple[AnyNode, ...], ...]
) -> tuple[Accumulator, ...]:
    """Those that some node reads or moves: what a stay sums up is nothing to it as one bill."""
    moving = (Load, Store)
    used = {node.acc for nodes in blocks for node in nodes if isinstance(node, moving)}
    return tuple(known for known in accumulators if known.id in used)


def _standing_readings(program: Program) -> tuple[str, ...]:
    """The readings on which lines of the whole policy hang."""
    wheres = (
        *(date.where for date in program.dates),
        *(window.where for window in program.windows),
    )
    return tuple(dict.fromkeys(where[0] for where in wheres if where is not None))


def _equivalences(program: Program, claim: Lowering) -> tuple[tuple[int, int], ...]:
    for equivalence in program.equivalences:
        if equivalence.where is not None:
            bits = claim.mask(equivalence.people.members)
            claim.note_identities(equivalence.where[0], bits)
    return tuple(
        (claim.mask(equivalence.people.members), claim.mask(((equivalence.treated_as, ()),)))
        for equivalence in program.equivalences
        if claim.stands(equivalence.where)
    )


def _describe(benefit: TypedBenefit, prelude: tuple[YearBlock, ...], claim: Lowering) -> Benefit:
    as_of, day_origin = choose_as_of(benefit, claim.stands)
    figures_day, figures_readings = find_figures_day(benefit)
    payers = [
        statement.name for statement in benefit.statements if isinstance(statement, PayerStatement)
    ]
    outputs = next(
        (block.outputs for block in prelude if block.benefit == benefit.id), (benefit.id,)
    )
    return Benefit(
        id=benefit.id,
        title=benefit.title,
        per=benefit.per,
        as_of=as_of,
        layer=benefit.layer,
        outputs=outputs,
        origin=benefit.origin,
        payer=payers[0] if payers else "",
        day_origin=day_origin,
        figures_day=figures_day,
        figures_readings=figures_readings,
    )
