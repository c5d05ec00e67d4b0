"""All that can be said of which cases reach which steps of a plan.

In: a plan. Out: its tables, kinds of care, benefits and alternatives with what is missing and
what is never reached, each once however often it is lowered.
"""

from collections.abc import Iterable, Iterator

from polc.compiler.model.origin import NO_ORIGIN, Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.payment_steps import Stop
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.steps import BenefitSteps
from polc.compiler.plan.visit import WholeBlock, whole_blocks
from polc.compiler.readers.regions.atoms import Atoms
from polc.compiler.readers.regions.find_kinds import (
    FoundKinds,
    dead_alternatives,
    find_kinds,
    has_kinds,
    never_open,
    never_passes,
)
from polc.compiler.readers.regions.find_tables import FoundTable, TableKeys, find_tables
from polc.compiler.readers.regions.search import Cases
from polc.records.evolve import evolve


@frozen
class SurveyedTable:
    """A table, with the cases of the block that says most of it."""

    found: FoundTable
    cases: Cases

    @property
    def atoms(self) -> Atoms:
        """What those cases are made of."""
        return self.cases.atoms


@frozen
class SurveyedKinds:
    """The kinds of care of a benefit, with the cases of their block."""

    found: FoundKinds
    steps: BenefitSteps
    cases: Cases


@frozen
class Never:
    """A benefit or report that no case passes, or an alternative that is for nobody: the
    conditions on the way to it."""

    rule: str
    origin: Origin
    stops: tuple[Stop, ...]
    cases: Cases


@frozen(kw_only=True)
class Survey:
    """`closed` are the benefits that no case is paid by and the reports that are of nobody,
    `nobodys` the alternatives that are for nobody."""

    tables: tuple[SurveyedTable, ...]
    kinds: tuple[SurveyedKinds, ...]
    closed: tuple[Never, ...]
    nobodys: tuple[Never, ...]
    claim: Cases
    """Those of the claim's block, for whoever has more to ask of it."""
    blocks: tuple[Cases, ...]
    """Those of every block."""


def survey_plan(plan: Plan) -> Survey:
    """Everything about every block."""
    blocks = list[tuple[WholeBlock, Cases]]()
    claim: Cases | None = None
    for block in whole_blocks(plan):
        cases = _cases_of(plan, block, claim if block.goes_on else None)
        blocks.append((block, cases))
        if block.nodes is plan.claim:
            claim = cases
    assert claim is not None
    tables: dict[TableKeys, SurveyedTable] = {}
    done = set[TableKeys]()
    for block, cases in blocks:
        for found in find_tables(cases, block.own, done):
            known = tables.get(found.keys)
            joined = found if known is None else _join(known.found, found)
            # The nodes that it names are those of the block whose finding it goes on from.
            later = known is None or (known.found.case is None and found.case is not None)
            of = cases if known is None or later else known.cases
            tables[found.keys] = SurveyedTable(joined, of)
    kinds, closed, nobodys = list[SurveyedKinds](), list[Never](), list[Never]()
    for block, cases in blocks:
        own = {node.id for node in block.own}
        for steps in plan.steps.benefits:
            if steps.open not in own:
                continue
            if never_open(steps, cases):
                closed.append(Never(steps.benefit, steps.origin, steps.stops, cases))
                continue
            found_kinds = find_kinds(steps, cases)
            kinds += (SurveyedKinds(found, steps, cases) for found in _join_kinds(found_kinds))
        for year in plan.steps.years:
            if year.benefit == block.name:
                if never_passes(year.stops, cases):
                    closed.append(Never(year.benefit, NO_ORIGIN, year.stops, cases))
                else:
                    dead = dead_alternatives(year, cases)
                    nobodys += (
                        Never(year.benefit, steps.origin, steps.stops, cases) for steps in dead
                    )
        for report in plan.steps.reports:
            if report.report == block.name and never_passes(report.stops, cases):
                closed.append(Never(report.report, NO_ORIGIN, report.stops, cases))
    return Survey(
        tables=tuple(tables.values()),
        kinds=tuple(kinds),
        closed=tuple(closed),
        nobodys=tuple(nobodys),
        claim=claim,
        blocks=tuple(cases for _, cases in blocks),
    )


@frozen
class BenefitSurvey:
    """The tables and kinds of care of some benefits."""

    tables: tuple[SurveyedTable, ...]
    kinds: tuple[SurveyedKinds, ...]


def survey_benefits(
    plan: Plan, names: frozenset[str], whole: frozenset[TableKeys]
) -> BenefitSurvey:
    """What some benefits lack, and nothing of what is never reached; `whole` are the tables that
    are known to have a line for every key."""
    tables, kinds = list[SurveyedTable](), list[SurveyedKinds]()
    for block in whole_blocks(plan):
        own = [node for node in block.own if node.origin.owner in names]
        if not own:
            continue
        cases = _cases_of(plan, block)
        tables += (
            SurveyedTable(found, cases)
            for found in find_tables(cases, own, set(whole), gaps_only=True)
        )
        ids = {node.id for node in block.own}
        for steps in plan.steps.benefits:
            if steps.benefit in names and steps.open in ids and has_kinds(steps):
                found_kinds = _join_kinds(find_kinds(steps, cases))
                kinds += (SurveyedKinds(found, steps, cases) for found in found_kinds)
    return BenefitSurvey(tuple(tables), tuple(kinds))


def _cases_of(plan: Plan, block: WholeBlock, before: Cases | None = None) -> Cases:
    """Those of a block; `before` of the one that it goes on from, where they are known."""
    nodes = {node.id: node for node in block.nodes}
    figures = {node: name for node, name in plan.steps.figures if node in nodes}
    free_day = any(
        benefit.id == block.name and benefit.as_of not in ("", "first_day", "last_day")
        for benefit in plan.benefits
    )
    known = None if before is None else before.atoms
    return Cases(
        Atoms(
            plan=plan,
            nodes=nodes,
            figures=figures,
            free_day=free_day,
            before=known,
            own=block.own,
        )
    )


def _join(first: FoundTable, second: FoundTable) -> FoundTable:
    """Two lowerings of one table: a key is missing where it is in either, a line is dead where
    it is in both."""
    return evolve(
        first if first.case is not None or second.case is None else second,
        missing=tuple(dict.fromkeys((*first.missing, *second.missing))),
        case=first.case if first.case is not None else second.case,
        dead=first.dead & second.dead,
        rest_dead=first.rest_dead and second.rest_dead,
    )


def _join_kinds(found: Iterable[FoundKinds]) -> Iterator[FoundKinds]:
    """The kinds of care of one benefit, which are lowered once for each class that is tried."""
    tried = list(found)
    if not tried:
        return
    never = [{kind.origin for kind in kinds.dead} for kinds in tried]
    dead = set.intersection(*never)
    shown = next((kinds for kinds in tried if kinds.case is not None), tried[0])
    yield evolve(shown, dead=tuple(kind for kind in shown.kinds if kind.origin in dead))
