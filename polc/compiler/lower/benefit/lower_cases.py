"""`first of { … }`: kinds of care inside one benefit, each with its rate, limits and pools.

In: the terms that stand, the base. Out: the sums over the cases (at most one of them pays).
The cases are asked in order, also for an amount given in the case, because it must be
charged to its own case's pools.
"""

from collections.abc import Iterator

from attrs import evolve

from polc.compiler.lower.benefit.lower_accumulated import Advance, lower_stretch
from polc.compiler.lower.benefit.lower_bands import lower_exact
from polc.compiler.lower.benefit.lower_limits import charge, lower_limits
from polc.compiler.lower.benefit.lower_payment import Asked, Computed, lower_capped
from polc.compiler.lower.benefit.lower_terms import lower_deductible
from polc.compiler.lower.choose_terms import terms_of_case
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.payment_steps import Computation, KindOfCare, NotSpecified
from polc.compiler.typed.nodes.statements import CasesStatement


@frozen
class CaseTerms:
    """A case's name and terms, and the flag that it is the one; what that hangs on, None of
    the rest."""

    name: str
    terms: Terms
    flag: NodeId
    condition: NodeId | None


@frozen
class _Opened:
    """A case, the flag that it pays (or that of it nothing is specified), and what says that
    nothing is specified of some claims."""

    case: CaseTerms
    pays: NodeId | NotSpecified
    partly: NotSpecified | None = None

    @property
    def not_specified(self) -> NotSpecified | None:
        """What says that nothing is specified, of all claims or of some."""
        return self.pays if isinstance(self.pays, NotSpecified) else self.partly


def lower_cases(
    terms: Terms,
    cases: CasesStatement,
    lowering: Lowering,
    asked: Asked,
    base: NodeId,
    most: NodeId,
) -> tuple[Computed[Computation], tuple[CaseTerms, ...]]:
    """Amount and payment over all cases, and the cases to charge."""
    block, name, pays = lowering.block, terms.name, asked.pays
    deductible = lower_deductible(terms, lowering, asked.bears)
    stretch = lower_stretch(terms, lowering, asked.bears, base, deductible.effective)
    opened = [
        _open(case, lowering, pays) for case in ask_cases(terms, cases, lowering, asked.base_needed)
    ]
    paying = tuple(kind.pays for kind in opened if not isinstance(kind.pays, NotSpecified))
    any_pays = (
        block.test(f"{name}.pays_a_case", "or", paying, pays, terms.origin) if paying else pays
    )
    outer = lower_limits(terms, lowering, any_pays, None)
    zero = block.constant(0, "money")
    uncapped, capped = [zero], [zero]
    told = list[KindOfCare]()
    advances: list[Advance] = list(stretch.advances)
    for kind in opened:
        case, opens = kind.case, kind.pays
        own, flag = case.terms, case.flag
        if isinstance(opens, NotSpecified):
            told.append(
                KindOfCare(
                    name=case.name,
                    flag=flag,
                    condition=case.condition,
                    paid=opens,
                    origin=own.origin,
                )
            )
            continue
        priced = lower_exact(own, lowering, opens, stretch, deductible)
        given = lowering.given
        if given is not None and own.mode == "cumulated":
            both = (given.is_given, flag)
            of_case = block.test(f"{own.name}.given", "and", both, None, own.origin)
            given = evolve(given, is_given=of_case)
        found = lower_capped(own, evolve(lowering, given=given), opens, most, priced, outer)
        advances += found.advances
        uncapped.append(found.uncapped)
        capped.append(found.capped)
        told.append(
            KindOfCare(
                name=case.name,
                flag=flag,
                condition=case.condition,
                paid=found.steps,
                origin=own.origin,
                not_specified=kind.partly,
            )
        )
    total = lowering.arith(f"{name}.rounded", "add", tuple(uncapped), None, terms.origin)
    paid = lowering.arith(f"{name}.computed", "add", tuple(capped), None, terms.origin)
    steps = Computation(deductible.steps, stretch.steps, tuple(told))
    computed = Computed(
        uncapped=total,
        capped=paid,
        deductible=deductible,
        counted=stretch.counted,
        advances=tuple(advances),
        steps=steps,
        not_specified=tuple(
            kind.not_specified.flag for kind in opened if kind.not_specified is not None
        ),
    )
    return computed, tuple(kind.case for kind in opened)


def _open(case: CaseTerms, lowering: Lowering, pays: NodeId) -> _Opened:
    """Whether the case holds for a claim for which it is due, and of which the document says
    what is paid."""
    block, own, flag = lowering.block, case.terms, case.flag
    part, unspecified = own.name, own.not_specified
    opens = block.test(f"{part}.open", "and", (pays, flag), flag, own.origin)
    if unspecified is None:
        return _Opened(case, opens)
    cited, step = unspecified.origin, f"{part}.not_specified"
    if unspecified.condition is None or not own.says_amount:
        said = block.test(step, "and", (opens,), flag, cited)
        return _Opened(case, NotSpecified(said, cited))
    said = lowering.flag(unspecified.condition, step, opens, cited)
    specified = block.test(f"{part}.specified", "not", (said,), opens, cited)
    return _Opened(case, specified, NotSpecified(said, cited))


def ask_cases(
    terms: Terms, cases: CasesStatement, lowering: Lowering, base_needed: NodeId | None
) -> Iterator[CaseTerms]:
    """Each case with its flag, in order; whoever pays for one does so before the next is asked."""
    block, open_so_far = lowering.block, base_needed
    for case in cases.cases:
        own = terms_of_case(case, terms, lowering.stands)
        part, origin = own.name, case.origin
        if case.condition is None:
            held = open_so_far or block.constant(1, "flag")
            flag = block.test(f"{part}.is", "and", (held,), open_so_far, origin)
            condition = None
        else:
            condition = flag = lowering.flag(case.condition, f"{part}.when", open_so_far, origin)
            open_so_far = block.test(f"{part}.passes", "not", (flag,), open_so_far, origin)
        yield CaseTerms(case.name, own, flag, condition)


def charge_cases(cases: tuple[CaseTerms, ...], lowering: Lowering, paid: NodeId) -> None:
    """What was paid is charged to the pools and the cap of the case that held."""
    zero = lowering.block.constant(0, "money")
    for case in cases:
        part = case.terms.name
        own = lowering.choose(f"{part}.charged", case.flag, paid, zero, None, case.terms.origin)
        charge(case.terms, lowering, own)
