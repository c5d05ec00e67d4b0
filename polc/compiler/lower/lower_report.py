"""Rights, alerts and limits of shares onto nodes, after those of the claim or on their own.

In: a typed report, the lowering of the claim (or of the person's year) as it stands when
everything is paid. Out: a `PlanReport`. What it lacks makes it undetermined; it never refuses
a claim: semantics 21.
"""

from polc.compiler.lower.benefit.lower_people import lower_people
from polc.compiler.lower.benefit.lower_terms import hold_rate
from polc.compiler.lower.block import PlanBlock
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.lower.values.reach_of_value import reach_of
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import AnyNode, NodeId
from polc.compiler.plan.payment_steps import Stop
from polc.compiler.plan.plan import PlanReport
from polc.compiler.plan.steps import CeilingStep, ReportSteps
from polc.compiler.typed.nodes.program import TypedReport
from polc.compiler.typed.nodes.statements import ShareStatement
from polc.records.evolve import evolve


def lower_report(report: TypedReport, lowering: Lowering) -> PlanReport:
    """The report's nodes; `lowering` is a branch of its own."""
    terms = lowering.kept.choose(report, lowering.choices)
    block, name = lowering.block, report.id
    before = len(block.nodes)
    known = set(lowering.accumulators.found)
    held_before = dict(block.held)
    people = lower_people(terms, lowering, None, name)
    lowering = evolve(lowering, person_class=people.person_class)
    flag, stops = people.flag, [*people.stops]
    for place, when in enumerate(terms.when, start=1):
        flag = lowering.flag(when.condition, f"{name}.when.{place}", flag, when.origin)
        stops.append(Stop("when", flag, when.origin))
    start = terms.start
    if start is not None:
        first = lowering.value(start.day, f"{name}.from.1", flag, start.origin)
        day = block.read("system", "date", "date")
        flag = block.test(f"{name}.started.1", "ge", (day, first), flag, start.origin)
        stops.append(Stop("from", flag, start.origin))
    holds = _standing(name, flag, terms, block)
    outputs = [name]
    bearers: tuple[str, ...] = ()
    dues: tuple[tuple[str, str], ...] = ()
    ceilings: list[CeilingStep] = []
    if report.what == "limit":
        bearers = _lower_limit(terms, lowering, flag, ceilings)
        outputs = [f"{name}.excess", f"{name}.bearer"]
    else:
        block.emit(name, holds, report.origin)
        dues = _lower_due(terms, lowering, holds)
        outputs += [output for output, _ in dues]
    lowering.steps.reports.append(ReportSteps(name, tuple(stops), dues, tuple(ceilings)))
    nodes = _own_nodes(block, before, held_before)
    own = tuple(
        accumulator for key, accumulator in lowering.accumulators.found.items() if key not in known
    )
    return PlanReport(
        id=name,
        title=report.title,
        what=report.what,
        per=report.per,
        outputs=tuple(outputs),
        nodes=nodes,
        accumulators=own,
        bearers=bearers,
        origin=_cited(report, lowering),
    )


def _cited(report: TypedReport, lowering: Lowering) -> Origin:
    """Where the report comes from: its own clause, else that of the first statement with one."""
    standing = (
        statement.origin for statement in report.statements if lowering.stands(statement.where)
    )
    found = next((origin for origin in (report.origin, *standing) if origin.clauses), report.origin)
    return report.origin.cited_as(found)


def _own_nodes(
    block: PlanBlock, before: int, held_before: dict[str, NodeId]
) -> tuple[AnyNode, ...]:
    """The report's nodes, its own accumulators stored last."""
    for acc in held_before:
        block.held.pop(acc, None)
    return block.finish()[before:]


def _standing(name: str, flag: NodeId | None, terms: Terms, block: PlanBlock) -> NodeId:
    """The flag as a value of its own: 0 where a condition above it fails."""
    if flag is None:
        flag = block.constant(1, "flag")
    return block.test(f"{name}.holds", "and", (flag,), None, terms.origin)


def _lower_due(terms: Terms, lowering: Lowering, holds: NodeId) -> tuple[tuple[str, str], ...]:
    """What is due where the right holds; each result, and what it is called."""
    found = []
    for due in terms.due:
        told = due.output
        output = f"{terms.name}.{told}"
        asked = evolve(lowering, to_bear=True)
        amount = asked.value(due.amount, f"{terms.name}.{due.moment}", holds, due.origin)
        standing = lowering.arith(f"{output}.amount", "max", (amount,), holds, due.origin)
        lowering.block.emit(output, standing, due.origin)
        found.append((output, told))
    return tuple(found)


def _lower_limit(
    terms: Terms, lowering: Lowering, flag: NodeId | None, ceilings: list[CeilingStep]
) -> tuple[str, ...]:
    """What lies over the share that is allowed, and who bears it. The first `at most` whose
    condition holds is the limit; where none holds there is none."""
    block, name, origin = lowering.block, terms.name, terms.origin_of(terms.share)
    zero = block.constant(0, "money")
    pieces = []
    if terms.share is not None:
        pieces = _lower_pieces(terms, terms.share, lowering, flag, ceilings)
    excess = lowering.arith(f"{name}.over", "add", (zero, *pieces), None, origin)
    block.emit(f"{name}.excess", excess, origin)
    return _lower_bearer(terms, lowering, flag)


def _lower_pieces(
    terms: Terms,
    share: ShareStatement,
    lowering: Lowering,
    flag: NodeId | None,
    ceilings: list[CeilingStep],
) -> list[NodeId]:
    """What lies over each share that is allowed, up to the first that always stands; each is
    noted in `ceilings`."""
    block, name = lowering.block, terms.name
    part = lowering.value(share.part, f"{name}.part", flag, share.origin)
    whole = lowering.value(share.whole, f"{name}.whole", flag, share.origin)
    open_so_far, pieces = flag, []
    for place, ceiling in enumerate(terms.at_most, start=1):
        step, origin = f"{name}.at_most.{place}", ceiling.origin
        stands = open_so_far
        if ceiling.condition is not None:
            stands = lowering.flag(ceiling.condition, f"{step}.only_when", open_so_far, origin)
            lowering.steps.note_conditions(stands, (stands,))
            open_so_far = block.test(f"{step}.passes", "not", (stands,), open_so_far, origin)
        rate = lowering.value(ceiling.value, f"{step}.rate", stands, origin)
        reach = reach_of(ceiling.value, lowering)
        rate = hold_rate(rate, reach, f"{step}.rate", lowering, stands, origin)
        ceilings.append(CeilingStep(stands, rate, origin))
        exact = lowering.scale(f"{step}.exact", whole, rate, stands, origin)
        allowed = lowering.round(step, exact, stands, origin)
        pieces.append(lowering.arith(f"{step}.excess", "left", (part, allowed), stands, origin))
        if ceiling.condition is None:
            break
    return pieces


def _lower_bearer(terms: Terms, lowering: Lowering, flag: NodeId | None) -> tuple[str, ...]:
    block, name = lowering.block, terms.name
    bearers = tuple(dict.fromkeys(statement.bearer for statement in terms.borne_by))
    found = block.constant(0, "choice")
    for place, borne_by in reversed(list(enumerate(terms.borne_by, start=1))):
        own = block.constant(bearers.index(borne_by.bearer) + 1, "choice")
        if borne_by.condition is None:
            found = own
            continue
        step = f"{name}.borne_by.{place}"
        origin = borne_by.origin
        stands = lowering.flag(borne_by.condition, f"{step}.only_when", flag, origin)
        found = lowering.choose(step, stands, own, found, flag, origin)
    origin = terms.origin_of(next(iter(terms.borne_by), None))
    standing = lowering.as_kind(f"{name}.bearer", found, "choice", origin)
    block.emit(f"{name}.bearer", standing, origin)
    return bearers
