"""A percentage over 100, after an adjustment or as a sum.

In: a context. Out: a `rate_passes_whole` at the adjustment: for some people the points come
on top of a rate that they lift above 100%, alone or with those of other adjustments that are
stacked on it, and nothing holds it. Whoever holds two identities has the rate of the one that
counts and the points of both.
"""

from collections.abc import Iterator

from polc.compiler.checks.amounts.figures_of_plan import AskedFigure, Nodes, figures_of_block
from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.figures import find_figures, find_people
from polc.compiler.checks.found_case import make_corner
from polc.compiler.checks.rates_of_benefit import RateLine, find_rates
from polc.compiler.plan.nodes import AnyNode, Arith
from polc.compiler.plan.visit import walk
from polc.compiler.readers.regions.corners import find_corner
from polc.compiler.readers.regions.search import Cases
from polc.compiler.readers.trace.interpret import Run
from polc.compiler.typed.nodes.changes import RateRaised
from polc.compiler.typed.nodes.chosen import are_apart
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statements import ClassStatement
from polc.messages.text import say
from polc.runtime.amounts import RATE_UNIT, format_rate


def check_rate_passes_whole(context: CheckContext) -> None:
    """Warns once for each change."""
    for benefit in context.program.benefits:
        for change in benefit.changes:
            if isinstance(change, RateRaised) and context.is_own(change.origin):
                _check(context, benefit, change)
    _check_sums(context)


def _check_sums(context: CheckContext) -> None:
    """A percentage that is written as a sum, and comes above 100 in some case."""
    told = set[str]()
    for cases in context.survey.blocks:
        nodes = cases.atoms.nodes
        for figure in figures_of_block(context, cases):
            node = nodes[figure.node]
            if (
                node.kind == "rate"
                and figure.origin.rule not in told
                and context.is_own(figure.origin)
                and _adds(figure, nodes)
                and _may_pass_whole(context, node)
                and _tell_sum(context, figure, cases)
            ):
                told.add(figure.origin.rule)


def _adds(figure: AskedFigure, nodes: Nodes) -> bool:
    """Whether percentages are added up in the figure: the bounds of a plan are found only then."""
    return any(
        isinstance(node, Arith) and node.op == "add" and node.kind == "rate"
        for node in walk((figure.node,), nodes, lambda node: node.operands)
    )


def _may_pass_whole(context: CheckContext, node: AnyNode) -> bool:
    """Whether the bounds of the claims' figures let it; of others a case has to show it."""
    bound = context.bounds.get(node.id)
    return bound is None or bound.high > RATE_UNIT * node.den


def _tell_sum(context: CheckContext, figure: AskedFigure, cases: Cases) -> bool:
    """Shows a case in which the figure is above 100%; whether there is one."""
    node = cases.atoms.nodes[figure.node]

    def find(run: Run) -> int:
        value = run.values.get(node.id)
        return value // node.den if isinstance(value, int) else 0

    corner = find_corner(cases, figure.flags, (node.id,), lambda run: find(run) > RATE_UNIT)
    if corner is None:
        return False
    findings, span = context.place(figure.origin)
    findings.warning(
        "rate_passes_whole",
        say(
            "rule `{rule}` comes above 100% in some case: {rate}",
            rule=figure.origin.rule,
            rate=format_rate(find(corner.run)),
        ),
        span,
        say("write `lower of (…, 100%)` around it, or mend the figures"),
        witness=make_corner(corner, cases.atoms, context),
        subject=figure.origin.rule,
    )
    return True


def _check(context: CheckContext, benefit: TypedBenefit, change: RateRaised) -> None:
    if change.most is not None and change.most <= RATE_UNIT:
        return
    for people in _people(context, benefit, change):
        points = _points(context, benefit, change, people)
        if points is None:
            continue
        for line in find_rates(benefit, people[0], context.program):
            if are_apart(line.where, change.where):
                continue
            if line.most <= RATE_UNIT < line.most + points:
                _report_rate(context, benefit, change, people, line, line.most + points)
                return


def _people(
    context: CheckContext, benefit: TypedBenefit, change: RateRaised
) -> Iterator[tuple[str, ...]]:
    """Who meets a change, by the identities held, the one that counts first: one identity, then
    two of which one is adjusted and the other may count."""
    ranked = [identity.id for identity in context.program.identities]
    adjusted = tuple(ranked) if change.people.everyone else change.people.identities
    for identity in adjusted:
        yield (identity,)
    meant = find_people(benefit)
    lowest = any(isinstance(line, ClassStatement) for line in benefit.statements)
    for identity in adjusted:
        for counts in ranked:
            may_count = not meant or counts in meant
            above = identity not in meant or ranked.index(counts) < ranked.index(identity)
            if counts != identity and may_count and (above or lowest):
                yield counts, identity


def _points(
    context: CheckContext, benefit: TypedBenefit, change: RateRaised, people: tuple[str, ...]
) -> int | None:
    """What comes on top of a rate: the points of the change, and of those before it that are
    added up with it for whoever holds these identities, the first of which counts."""
    parameters = {parameter.id: parameter for parameter in context.program.parameters}
    identity = people[0]
    own = find_figures(change.value, identity, parameters)
    if not own:
        return None
    whole = max(own)
    for before in benefit.changes[: benefit.changes.index(change)]:
        if not isinstance(before, RateRaised):
            continue
        if set(people).isdisjoint(before.people.identities):
            continue
        if are_apart(before.where, change.where) or before.block == change.block:
            continue
        figures = find_figures(before.value, identity, parameters)
        if before.most is None and figures and change.combining == "stacking":
            whole += max(figures)
    return whole


def _report_rate(
    context: CheckContext,
    benefit: TypedBenefit,
    change: RateRaised,
    people: tuple[str, ...],
    line: RateLine,
    whole: int,
) -> None:
    findings, span = context.place(change.origin)
    message = say(
        "for `{identity}` the rate of `{benefit}` becomes {sum}",
        identity=people[0],
        benefit=benefit.id,
        sum=format_rate(whole),
    )
    if len(people) > 1:
        message = say(
            "for `{identity}` who is `{adjusted}` too the rate of `{benefit}` becomes {sum}",
            identity=people[0],
            adjusted=people[1],
            benefit=benefit.id,
            sum=format_rate(whole),
        )
    findings.warning(
        "rate_passes_whole",
        message,
        span,
        say("write `, at most 100%` after the points, or mend the rate"),
        (context.label(line.origin, say("the rate that is raised")),),
        witness=context.witness(people),
        subject=benefit.id,
    )
