"""A checked program to its plan, under given choices of its readings.

In: a `Program` and choices (reading id to choice id; defaults for the rest). Out: a
`Plan`. Each rule of the semantics is implemented here and in the modules beside it,
once.
"""

from collections.abc import Mapping, Sequence

from attrs import evolve

from polc.compiler.lower.accumulators import AccumulatorTable
from polc.compiler.lower.benefit.lower_base import pays_from_own_cost
from polc.compiler.lower.benefit.lower_benefit import lower_benefit
from polc.compiler.lower.benefit.lower_limits import charged_pools
from polc.compiler.lower.benefit.lower_person_year import lower_person_year
from polc.compiler.lower.benefit.lower_stay import start_stays
from polc.compiler.lower.benefit.lower_whole_year import keep_left
from polc.compiler.lower.block import PlanBlock
from polc.compiler.lower.choices import complete_choices
from polc.compiler.lower.choose_terms import choose_as_of
from polc.compiler.lower.kept_terms import KeptTerms
from polc.compiler.lower.lower_dates import lower_dates, lower_rounding, lower_windows
from polc.compiler.lower.lower_report import lower_report
from polc.compiler.lower.lower_values import ValueLowering
from polc.compiler.lower.lowering import LoweredSoFar, Lowering, StepsWritten
from polc.compiler.lower.settled_for_stay import find_settled_for_stay
from polc.compiler.lower.terms import Terms
from polc.compiler.model.origin import Origin
from polc.compiler.model.parameters import Parameter
from polc.compiler.plan.nodes import AnyNode, Class, Load, Mask, Store
from polc.compiler.plan.plan import Accumulator, Benefit, Plan, PlanReport, YearBlock
from polc.compiler.plan.slots import slot_table
from polc.compiler.typed.nodes.program import Program, TypedBenefit
from polc.compiler.typed.nodes.statements import PayerStatement


def lower(program: Program, choices: Mapping[str, str], kept: KeptTerms | None = None) -> Plan:
    """The plan. The choices must be valid; whoever takes them from a user checks that. Who lowers
    a program under many choices hands on what is `kept` of the others."""
    chosen, _ = complete_choices(program.readings, choices)
    parameters = _parameters(program, chosen)
    start = _start(program, chosen, parameters, kept or KeptTerms(program))
    claim = _lower_claim(program, start)
    prelude = tuple(
        lower_person_year(benefit, evolve(start, block=PlanBlock()))
        for benefit in program.benefits
        if benefit.per == "person_year"
    )
    reports = _lower_reports(program, start, claim)
    equivalences = _equivalences(program, claim)
    nodes = claim.block.finish()
    return Plan(
        policy=program.policy,
        title=program.title,
        edition=program.edition,
        language=program.language,
        sources=program.sources,
        dates=lower_dates(program, claim),
        identities=program.identities,
        equivalences=equivalences,
        parameters=parameters,
        slots=(
            *(slot for parameter in parameters for slot in slot_table(parameter, program.fields)),
            *start.slots_asked.values(),
        ),
        readings=tuple(evolve(reading, chosen=chosen[reading.id]) for reading in program.readings),
        benefits=tuple(_describe(benefit, prelude, claim) for benefit in program.benefits),
        accumulators=_used(
            start.accumulators.finish(), (nodes, *(block.nodes for block in prelude))
        ),
        prelude=prelude,
        claim=nodes,
        reports=reports,
        payers=program.payers,
        windows=lower_windows(program, claim),
        fields=program.fields,
        follows=program.follows,
        municipality=program.municipality,
        framework=program.framework,
        standing_readings=_standing_readings(program),
        identity_readings=tuple(sorted(start.identity_readings.items())),
        declared=program.declared,
        steps=start.steps.finish(),
    )


def _used(
    accumulators: tuple[Accumulator, ...], blocks: tuple[tuple[AnyNode, ...], ...]
) -> tuple[Accumulator, ...]:
    """Those that some node reads or moves: what a stay sums up is nothing to it as one bill."""
    used = {node.acc for nodes in blocks for node in nodes if isinstance(node, Load | Store)}
    return tuple(known for known in accumulators if known.id in used)


def _start(
    program: Program,
    chosen: Mapping[str, str],
    parameters: tuple[Parameter, ...],
    kept: KeptTerms,
) -> Lowering:
    """What every block knows; each has a block of its own."""
    lowering = ValueLowering(
        block=PlanBlock(),
        bits={identity.id: place for place, identity in enumerate(program.identities)},
        parameters={parameter.id: parameter for parameter in parameters},
        choices=chosen,
        kept=kept,
        accumulators=AccumulatorTable({pool.id: pool for pool in program.pools}),
        identity_readings={},
        steps=StepsWritten(),
        tallies={tally.id: tally for tally in program.tallies},
        payers={payer.id: place for place, payer in enumerate(program.payers, start=1)},
        fields={field_.name: field_ for field_ in program.fields},
    )
    return evolve(lowering, rounding=lower_rounding(program, lowering))


def _lower_claim(program: Program, start: Lowering) -> Lowering:
    """The benefits of claims in paying order; the lowering as it stands after them."""
    layers = [benefit for benefit in program.benefits if benefit.per == "claim"]
    terms = [start.kept.choose(benefit, start.choices) for benefit in layers]
    settled = find_settled_for_stay(terms, start)
    asked = start.kept.reports_ask_of_stay
    so_far = LoweredSoFar(remaining=start.block.read("claim", "in_policy", "money"))
    claim = evolve(start, so_far=so_far, settled_for_stay=_charged_behind(terms, settled, start))
    claim = evolve(claim, so_far=start_stays(claim, asked or bool(settled)))
    by_bill = {
        own.owner for own in terms if own.owner not in settled and not pays_from_own_cost(own)
    }
    for benefit in program.benefits:
        if benefit.per != "person_year":
            at = next((at for at, own in enumerate(terms) if own.owner == benefit.id), len(terms))
            behind = [later.owner for later in terms[at + 1 :] if later.owner in by_bill]
            claim = evolve(claim, so_far=lower_benefit(benefit, claim, behind))
    for whole in claim.so_far.whole_years:
        keep_left(whole, claim)
    _emit_standing(program, claim)
    return claim


def _charged_behind(
    terms: Sequence[Terms], settled: frozenset[str], start: Lowering
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Each benefit that is settled for the stay, with the pools that such ones behind it charge
    too: as one bill the stay has not charged them yet."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    behind: dict[str, tuple[str, ...]] = {}
    for own in reversed(terms):
        if own.owner in settled:
            found[own.owner] = dict(behind)
            for pool in sorted(charged_pools(own, start)):
                behind[pool] = (*behind.get(pool, ()), own.owner)
    return found


def _parameters(program: Program, chosen: Mapping[str, str]) -> tuple[Parameter, ...]:
    """The parameters with the values that the readings choose."""
    by_reading = {
        by_choice.parameter: dict(by_choice.values)[chosen[by_choice.reading]]
        for by_choice in program.by_reading
    }
    readings = {by_choice.parameter: by_choice.reading for by_choice in program.by_reading}
    return tuple(
        evolve(by_reading.get(parameter.id, parameter), reading=readings.get(parameter.id, ""))
        for parameter in program.parameters
    )


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
    )


def _lower_reports(program: Program, start: Lowering, claim: Lowering) -> tuple[PlanReport, ...]:
    """Each report goes on from the claim as it stands, or stands on its own."""
    found = []
    for report in program.reports:
        if report.per == "person_year":
            before, block = start, PlanBlock()
        else:
            before, block = claim, claim.block.branch()
        accumulators = claim.accumulators.branch()
        lowering = evolve(before, block=block, accumulators=accumulators)
        found.append(lower_report(report, lowering))
    return tuple(found)


def _emit_standing(program: Program, claim: Lowering) -> None:
    """What is left after all layers, the highest ranked identity held."""
    block, origin = claim.block, Origin("settlement")
    block.emit("remaining", claim.so_far.remaining, Origin("remaining"))
    if claim.so_far.outside:
        block.emit("outside", claim.so_far.outside, Origin("outside"))
    held = block.read("system", "held", "mask")
    ranked = sum(
        1 << place
        for place, identity in enumerate(program.identities)
        if identity.id in program.ranked
    )
    among = block.add(Mask(id="identity.held", kind="mask", origin=origin, held=held, among=ranked))
    highest = block.add(Class(id="identity", kind="mask", origin=origin, held=among))
    block.emit("identity", highest, Origin("identity"))
