"""`first of { … }`: kinds of care inside one benefit, each with its rate, limits and pools, perhaps
a deductible of its own.

In: the terms that stand, the base. Out: the sums over the kinds (at most one of them pays).
The kinds are asked in order, also for an amount given in the case, because it must be
charged to the pools of its own kind.
"""

from collections.abc import Iterator

from polc.compiler.lower.benefit.lower_above_cap import lower_above_cap
from polc.compiler.lower.benefit.lower_accumulated import Advance, advance_accumulated
from polc.compiler.lower.benefit.lower_bands import lower_exact
from polc.compiler.lower.benefit.lower_counted import lower_counted
from polc.compiler.lower.benefit.lower_limits import lower_limits
from polc.compiler.lower.benefit.lower_payment import (
    Computed,
    TermFlags,
    above_deductible,
    lower_capped,
)
from polc.compiler.lower.benefit.lower_terms import lower_deductible
from polc.compiler.lower.choose_terms import terms_of_kind
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.payment_steps import Computation, KindOfCare, NotSpecified
from polc.compiler.typed.nodes.statements import FirstOfStatement
from polc.records.evolve import evolve


@frozen
class KindOfCareTerms:
    """The name and the terms of a kind of care, and the flag that it is the one; what that
    hangs on, None of the rest."""

    name: str
    terms: Terms
    flag: NodeId
    condition: NodeId | None


@frozen
class _Opened:
    """A kind of care, the flag that it pays (or that of it nothing is specified), and what says
    that nothing is specified of some claims."""

    kind: KindOfCareTerms
    pays: NodeId | NotSpecified
    partly: NotSpecified | None = None

    @property
    def not_specified(self) -> NotSpecified | None:
        """What says that nothing is specified, of all claims or of some."""
        return self.pays if isinstance(self.pays, NotSpecified) else self.partly


def lower_kinds_of_care(
    terms: Terms,
    first_of: FirstOfStatement,
    lowering: Lowering,
    asked: TermFlags,
    base: NodeId,
    most: NodeId,
) -> tuple[Computed[Computation], tuple[KindOfCareTerms, ...]]:
    """Amount and payment over all kinds, and the kinds to charge."""
    block, name, pays = lowering.block, terms.name, asked.pays
    shares, own_lines = asked.bears, has_own_lines(terms, first_of, lowering)
    if own_lines:
        opened = _open_all(terms, first_of, lowering, asked)
        shares, sharing = _lower_sharing(terms, opened, lowering, asked)
    else:
        sharing = lowering
    deductible = lower_deductible(terms, sharing, shares)
    stretch = lower_counted(terms, sharing, shares, base, deductible.effective)
    if not own_lines:
        opened = _open_all(terms, first_of, lowering, asked)
    counts = [above_deductible(terms, lowering, asked.bears, stretch)]
    paying = tuple(found.pays for found in opened if not isinstance(found.pays, NotSpecified))
    any_pays = (
        block.test(f"{name}.pays_a_case", "or", paying, pays, terms.origin) if paying else pays
    )
    outer = lower_limits(terms, lowering, any_pays, None)
    zero = block.constant(0, "money")
    uncapped, capped, above = [zero], [zero], list[NodeId]()
    told = list[KindOfCare]()
    advances: list[Advance] = list(stretch.advances)
    for found in opened:
        kind, opens = found.kind, found.pays
        own, flag = kind.terms, kind.flag
        if isinstance(opens, NotSpecified):
            told.append(
                KindOfCare(
                    name=kind.name,
                    flag=flag,
                    condition=kind.condition,
                    paid=opens,
                    origin=own.origin,
                )
            )
            continue
        of_kind = lowering
        given = lowering.given
        if given is not None and (own.mode == "cumulated" or own.deductible is not None):
            both = (given.is_given, flag)
            is_given = block.test(f"{own.name}.given", "and", both, None, own.origin)
            of_kind = evolve(lowering, given=evolve(given, is_given=is_given))
        line, counted = deductible, stretch
        if own.deductible is not None:
            line = lower_deductible(own, of_kind, opens)
            counted = lower_counted(own, of_kind, opens, base, line.effective)
            counts.append(above_deductible(own, lowering, opens, counted))
            advances += counted.advances
        priced = lower_exact(own, lowering, opens, counted, line)
        held = lower_capped(own, of_kind, opens, most, priced, outer)
        advances += held.advances
        uncapped.append(held.uncapped)
        capped.append(held.capped)
        if lowering.kept.is_asked_above_cap(terms.owner):
            above.append(lower_above_cap(own, lowering, opens, counted, priced, held))
        told.append(
            KindOfCare(
                name=kind.name,
                flag=flag,
                condition=kind.condition,
                paid=held.steps,
                origin=own.origin,
                not_specified=found.partly,
                deductible=line.steps if own.deductible is not None else None,
                stretch=counted.steps if own.deductible is not None else None,
            )
        )
    total = lowering.arith(f"{name}.rounded", "add", tuple(uncapped), None, terms.origin)
    paid = lowering.arith(f"{name}.computed", "add", tuple(capped), None, terms.origin)
    steps = Computation(deductible.steps, stretch.steps, tuple(told))
    computed = Computed(
        uncapped=total,
        capped=paid,
        deductible=deductible,
        counted=_sum(f"{name}.counted_of_kinds", counts, lowering, terms.origin),
        advances=tuple(advances),
        steps=steps,
        not_specified=tuple(
            found.not_specified.flag for found in opened if found.not_specified is not None
        ),
        above_cap=_sum(f"{name}.above_cap", above, lowering, terms.origin) if above else None,
    )
    return computed, tuple(found.kind for found in opened)


def _sum(name: str, parts: list[NodeId], lowering: Lowering, origin: Origin) -> NodeId:
    return lowering.arith(name, "add", tuple(parts), None, origin) if len(parts) > 1 else parts[0]


def has_own_lines(terms: Terms, first_of: FirstOfStatement, lowering: Lowering) -> bool:
    """Whether some kind of care has a deductible, and with it an accumulated amount, of its own."""
    kinds = (terms_of_kind(kind, terms, lowering.stands) for kind in first_of.kinds)
    return any(kind.deductible is not None for kind in kinds)


def _open_all(
    terms: Terms, first_of: FirstOfStatement, lowering: Lowering, asked: TermFlags
) -> list[_Opened]:
    """The kinds in order, each asked before the next."""
    return [
        _open(kind, lowering, asked.pays)
        for kind in ask_kinds_of_care(terms, first_of, lowering, asked.base_needed)
    ]


def _lower_sharing(
    terms: Terms, opened: list[_Opened], lowering: Lowering, asked: TermFlags
) -> tuple[NodeId, Lowering]:
    """The flag that the claim is of no kind with a deductible of its own, and the lowering of what
    the others share."""
    block, name, origin = lowering.block, terms.name, terms.origin_of(terms.deductible)
    flags = tuple(found.kind.flag for found in opened if found.kind.terms.deductible is not None)
    some = block.test(f"{name}.own_line", "or", flags, None, origin)
    shares = block.test(f"{name}.shares", "not", (some,), asked.bears, origin)
    given = lowering.given
    if given is None:
        return shares, lowering
    rest = block.test(f"{name}.no_own_line", "not", (some,), None, origin)
    both = (given.is_given, rest)
    is_given = block.test(f"{name}.given_of_shared", "and", both, None, origin)
    return shares, evolve(lowering, given=evolve(given, is_given=is_given))


def advance_own_lines(
    terms: Terms,
    kinds: tuple[KindOfCareTerms, ...],
    lowering: Lowering,
    counted: NodeId,
    paid: NodeId,
) -> tuple[NodeId, NodeId]:
    """What is accumulated of the kind that held grows, where it is its own; by how much the amount
    grows that the others share, and what was paid beside it."""
    own = [kind for kind in kinds if kind.terms.deductible is not None]
    if not own:
        return counted, paid
    block, zero = lowering.block, lowering.block.constant(0, "money")
    for kind in own:
        part, origin = kind.terms.name, kind.terms.origin
        of_kind = lowering.choose(f"{part}.own_base", kind.flag, counted, zero, None, origin)
        paid_of_kind = lowering.choose(f"{part}.own_paid", kind.flag, paid, zero, None, origin)
        advance_accumulated(kind.terms, lowering, of_kind, paid_of_kind)
    name, origin = terms.name, terms.origin_of(terms.deductible)
    flags = tuple(kind.flag for kind in own)
    some = block.test(f"{name}.moves_own", "or", flags, None, origin)
    shared = lowering.choose(f"{name}.shared_base", some, zero, counted, None, origin)
    return shared, lowering.choose(f"{name}.shared_paid", some, zero, paid, None, origin)


def _open(kind: KindOfCareTerms, lowering: Lowering, pays: NodeId) -> _Opened:
    """Whether the kind holds for a claim for which it is due, and of which the document says
    what is paid."""
    block, own, flag = lowering.block, kind.terms, kind.flag
    part, unspecified = own.name, own.not_specified
    opens = block.test(f"{part}.open", "and", (pays, flag), flag, own.origin)
    if unspecified is None:
        return _Opened(kind, opens)
    cited, step = unspecified.origin, f"{part}.not_specified"
    if unspecified.condition is None or not own.says_amount:
        said = block.test(step, "and", (opens,), flag, cited)
        return _Opened(kind, NotSpecified(said, cited))
    said = lowering.flag(unspecified.condition, step, opens, cited)
    lowering.steps.note_conditions(said, (said,))
    specified = block.test(f"{part}.specified", "not", (said,), opens, cited)
    return _Opened(kind, specified, NotSpecified(said, cited))


def ask_kinds_of_care(
    terms: Terms, first_of: FirstOfStatement, lowering: Lowering, base_needed: NodeId | None
) -> Iterator[KindOfCareTerms]:
    """Each kind with its flag, in order; whoever pays for one does so before the next is asked."""
    block, open_so_far = lowering.block, base_needed
    for kind in first_of.kinds:
        own = terms_of_kind(kind, terms, lowering.stands)
        part, origin = own.name, kind.origin
        if kind.condition is None:
            held = open_so_far or block.constant(1, "flag")
            flag = block.test(f"{part}.is", "and", (held,), open_so_far, origin)
            condition = None
        else:
            condition = flag = lowering.flag(kind.condition, f"{part}.when", open_so_far, origin)
            open_so_far = block.test(f"{part}.passes", "not", (flag,), open_so_far, origin)
        yield KindOfCareTerms(kind.name, own, flag, condition)
