"""Rights, alerts and limits of shares onto nodes, after those of the claim or on their own.

In: a typed report, the lowering of the claim (or of the person's year) as it stands when
everything is paid. Out: a `PlanReport`. What it lacks makes it undetermined; it never refuses
a claim: semantics 21.
"""

from attrs import evolve

from polc.compiler.lower.block import PlanBlock
from polc.compiler.lower.lower_people import lower_class, lower_for
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms, choose_lines
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import AnyNode, NodeId
from polc.compiler.plan.plan import PlanReport
from polc.compiler.plan.steps import ReportSteps, Stop
from polc.compiler.typed.program import TypedReport


def lower_report(report: TypedReport, lowering: Lowering) -> PlanReport:
    """The report's nodes; `lowering` is a branch of its own."""
    terms = choose_lines(report, lowering.stands)
    block, name = lowering.block, report.id
    before = len(block.nodes)
    known = set(lowering.accumulators.found)
    held_before = dict(block.held)
    people = lower_for(terms, lowering, None, name)
    flag, stops = people.flag, [*people.stops]
    lowering.class_ = lower_class(terms, lowering, flag, people.held, name)
    for place, line in enumerate(terms.lines("when"), start=1):
        assert line.value is not None
        flag = lowering.flag(line.value, f"{name}.when.{place}", flag, line.origin)
        stops.append(Stop("when", flag, line.origin))
    for place, line in enumerate(terms.lines("start"), start=1):
        assert line.value is not None
        first = lowering.value(line.value, f"{name}.from.{place}", flag, line.origin)
        day = block.read("system", "date", "date")
        flag = block.test(f"{name}.started.{place}", "ge", (day, first), flag, line.origin)
        stops.append(Stop("from", flag, line.origin))
    holds = _standing(name, flag, terms, block)
    outputs = [name]
    bearers: tuple[str, ...] = ()
    if report.what == "limit":
        bearers = _lower_limit(terms, lowering, flag)
        outputs = [f"{name}.excess", f"{name}.bearer"]
    else:
        block.emit(name, holds, report.origin)
        outputs += _lower_due(terms, lowering, holds)
    lowering.steps.reports.append(ReportSteps(name, tuple(stops)))
    nodes = _own_nodes(block, before, held_before)
    own = tuple(one for key, one in lowering.accumulators.found.items() if key not in known)
    return PlanReport(
        name,
        report.title,
        report.what,
        report.per,
        tuple(outputs),
        nodes,
        own,
        bearers,
        _cited(terms),
    )


def _cited(terms: Terms) -> Origin:
    """Where the report comes from: its own clause, else that of the first line with one."""
    lines = (line for each in terms.by_term.values() for line in each)
    cited = (one for one in (terms.origin, *(line.origin for line in lines)) if one.clauses)
    found = next(cited, terms.origin)
    return evolve(terms.origin, clauses=found.clauses, cite=found.cite)


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


def _lower_due(terms: Terms, lowering: Lowering, holds: NodeId) -> list[str]:
    """What is due where the right holds; the name of each result."""
    found = []
    for line in terms.lines("due"):
        assert line.value is not None
        output = f"{terms.benefit.id}.due_at_{line.how}"
        amount = lowering.value(line.value, f"{terms.benefit.id}.{line.how}", holds, line.origin)
        standing = lowering.arith(f"{output}.amount", "max", (amount,), holds, line.origin)
        lowering.block.emit(output, standing, line.origin)
        found.append(output)
    return found


def _lower_limit(terms: Terms, lowering: Lowering, flag: NodeId | None) -> tuple[str, ...]:
    """What lies over the share that is allowed, and who bears it. The first `at most` whose
    condition holds is the limit; where none holds there is none."""
    block, name = lowering.block, terms.benefit.id
    share = terms.line("share")
    assert share is not None
    assert share.value is not None
    assert share.whole is not None
    part = lowering.value(share.value, f"{name}.part", flag, share.origin)
    whole = lowering.value(share.whole, f"{name}.whole", flag, share.origin)
    zero = block.constant(0, "money")
    excess, open_so_far = zero, flag
    pieces = []
    for place, line in enumerate(terms.lines("at_most"), start=1):
        assert line.value is not None
        step = f"{name}.at_most.{place}"
        stands = open_so_far
        if line.condition is not None:
            stands = lowering.flag(line.condition, f"{step}.only_when", open_so_far, line.origin)
            open_so_far = block.test(f"{step}.passes", "not", (stands,), open_so_far, line.origin)
        rate = lowering.value(line.value, f"{step}.rate", stands, line.origin)
        exact = lowering.scale(f"{step}.exact", whole, rate, stands, line.origin)
        allowed = lowering.round(step, exact, stands, line.origin)
        pieces.append(
            lowering.arith(f"{step}.excess", "left", (part, allowed), stands, line.origin)
        )
        if line.condition is None:
            break
    excess = lowering.arith(f"{name}.over", "add", (zero, *pieces), None, share.origin)
    block.emit(f"{name}.excess", excess, share.origin)
    return _lower_bearer(terms, lowering, flag)


def _lower_bearer(terms: Terms, lowering: Lowering, flag: NodeId | None) -> tuple[str, ...]:
    block, name = lowering.block, terms.benefit.id
    lines = terms.lines("borne_by")
    bearers = tuple(dict.fromkeys(line.name for line in lines))
    found = block.constant(0, "choice")
    for place, line in reversed(list(enumerate(lines, start=1))):
        own = block.constant(bearers.index(line.name) + 1, "choice")
        if line.condition is None:
            found = own
            continue
        step = f"{name}.borne_by.{place}"
        stands = lowering.flag(line.condition, f"{step}.only_when", flag, line.origin)
        found = lowering.choose(step, stands, own, found, flag, line.origin)
    standing = lowering.as_kind(f"{name}.bearer", found, "choice", terms.origin_of("borne_by"))
    block.emit(f"{name}.bearer", standing, terms.origin_of("borne_by"))
    return bearers
