"""A checked program to its plan, under given choices of its readings.

In: a `Program` and choices (reading id to choice id; defaults for the rest). Out: a
`Plan`. Each rule of the semantics is implemented here and in the modules beside it,
once.
"""

from collections.abc import Mapping

from attrs import evolve

from polc.compiler.plan.block import Block
from polc.compiler.plan.choices import complete_choices
from polc.compiler.plan.lower_benefit import lower_benefit
from polc.compiler.plan.lower_limits import AccumulatorTable
from polc.compiler.plan.lower_person_year import lower_person_year
from polc.compiler.plan.lower_values import Lowering
from polc.compiler.plan.nodes import Class, Mask, Origin
from polc.compiler.plan.plan import Benefit, Plan
from polc.compiler.plan.slots import slot_table
from polc.compiler.typecheck.typed import Program


def lower(program: Program, choices: Mapping[str, str]) -> Plan:
    """The plan. The choices must be valid; whoever takes them from a user checks that."""
    chosen, _ = complete_choices(program.readings, choices)
    bits = {one.id: place for place, one in enumerate(program.identities)}
    parameters = {one.id: one for one in program.parameters}
    accumulators = AccumulatorTable({one.id: one for one in program.pools})

    prelude = Lowering(Block(), bits, parameters, chosen)
    for benefit in program.benefits:
        if benefit.per == "person_year":
            lower_person_year(benefit, prelude)

    claim = Lowering(Block(), bits, parameters, chosen)
    claim.remaining = claim.block.read("claim", "in_policy", "money")
    layers = [one for one in program.benefits if one.per == "claim"]
    for benefit in layers:
        lower_benefit(benefit, claim, accumulators)
    _emit_standing(program, claim)

    return Plan(
        policy=program.policy,
        title=program.title,
        edition=program.edition,
        language=program.language,
        sources=program.sources,
        in_force=program.in_force,
        in_force_origin=program.in_force_origin,
        identities=program.identities,
        equivalences=tuple(
            (claim.mask(one.identities), claim.mask((one.treated_as,)))
            for one in program.equivalences
            if claim.stands(one.where)
        ),
        parameters=program.parameters,
        slots=tuple(slot for one in program.parameters for slot in slot_table(one)),
        readings=tuple(evolve(one, chosen=chosen[one.id]) for one in program.readings),
        benefits=tuple(
            Benefit(
                one.id,
                one.title,
                one.per,
                one.as_of,
                one.layer,
                (one.id, *(line.name for line in one.lines if line.term == "leaving")),
                one.origin,
            )
            for one in program.benefits
        ),
        accumulators=tuple(accumulators.found.values()),
        prelude=prelude.block.finish(),
        claim=claim.block.finish(),
    )


def _emit_standing(program: Program, claim: Lowering) -> None:
    """What is left after all layers, and the highest ranked identity held."""
    block, origin = claim.block, Origin("settlement")
    block.emit("remaining", claim.remaining, Origin("remaining"))
    if claim.outside:
        block.emit("outside", claim.outside, Origin("outside"))
    held = block.read("system", "held", "mask")
    ranked = sum(
        1 << place for place, one in enumerate(program.identities) if one.id in program.ranked
    )
    among = block.add(Mask(id="identity.held", kind="mask", origin=origin, held=held, among=ranked))
    highest = block.add(Class(id="identity", kind="mask", origin=origin, held=among))
    block.emit("identity", highest, Origin("identity"))
