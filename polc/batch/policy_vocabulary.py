"""What a mapping may name of a policy.

In: a policy. Out: its `Vocabulary`.
"""

from collections.abc import Iterator

from polc.api.policy import Policy
from polc.batch.mapping_reader import Vocabulary
from polc.compiler.plan.plan import Plan
from polc.inspect.input_rules import plans_by_reading
from polc.inspect.inputs import list_inputs
from polc.link.layout import of_households, words_of_identities
from polc.runtime.read.read_opening import OPENING_PARTS
from polc.runtime.vocabulary import FIELDS


def vocabulary_of(policy: Policy) -> Vocabulary:
    """Under any of its readings."""
    plan, plans = policy.plan, plans_by_reading(policy.program)
    own = {
        word: identity.id for identity in plan.identities for word in (identity.id, identity.title)
    }
    identities = own | {
        word: plan.identities[place].id for word, place in words_of_identities(plan).items()
    }
    benefits = tuple(benefit.id for benefit in plan.benefits if benefit.per == "claim")
    return Vocabulary(
        fields=(*FIELDS, *plan.fields),
        identities=identities,
        benefits=benefits,
        sums=tuple(_sums(plans)),
        households=tuple(dict.fromkeys(name for known in plans for name in of_households(known))),
        targets=tuple(target.id for target in plan.declared.targets),
        of_year=amounts_of_year(plan),
    )


def amounts_of_year(plan: Plan) -> tuple[str, ...]:
    """The amounts of the person's year, by the names that they have in a settlement."""
    return tuple(
        output
        for benefit in plan.benefits
        if benefit.per != "claim"
        for output in benefit.outputs
        if output != benefit.payer
    )


def _sums(plans: tuple[Plan, ...]) -> Iterator[str]:
    """The sums of an opening, each as the places in it: `basic.paid`, of a row `basic.paid.ROW`."""
    for input_ in list_inputs(plans):
        if input_.scope != "opening":
            continue
        if input_.kind != "sums":
            yield input_.name
            continue
        for part in OPENING_PARTS:
            yield f"{input_.name}.{part}"
    rows = {
        f"{of}.{row}"
        for plan in plans
        for accumulator in plan.running_sums
        if accumulator.unopened and accumulator.own is not None
        for of, row in (accumulator.own, *accumulator.own_also)
        if "." in row
    }
    yield from sorted(rows)
