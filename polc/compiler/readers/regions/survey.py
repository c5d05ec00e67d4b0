"""All that can be said of which cases reach which steps of a plan.

In: a plan. Out: its tables, kinds of care, benefits and alternatives with what is missing and
what is never reached, each once however often it is lowered.
"""

from collections.abc import Iterable, Iterator

from attrs import evolve

from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.visit import WholeBlock, whole_blocks
from polc.compiler.readers.regions.atoms import Atoms
from polc.compiler.readers.regions.find_kinds import (
    FoundKinds,
    dead_alternatives,
    find_kinds,
    never_open,
    never_passes,
)
from polc.compiler.readers.regions.find_tables import FoundTable, TableKeys, find_tables
from polc.compiler.readers.regions.search import Cases


@frozen
class SurveyedTable:
    """A table, with the atoms of the block that says most of it."""

    found: FoundTable
    atoms: Atoms


@frozen
class SurveyedKinds:
    """The kinds of care of a benefit, with the atoms of their block."""

    found: FoundKinds
    atoms: Atoms


@frozen
class Survey:
    """`closed` are the benefits that no case is paid by and the reports that are of nobody,
    `nobodys` the alternatives that are for nobody."""

    tables: tuple[SurveyedTable, ...]
    kinds: tuple[SurveyedKinds, ...]
    closed: tuple[str, ...]
    nobodys: tuple[Origin, ...]
    claim: Cases
    """Those of the claim's block, for whoever has more to ask of it."""


def survey_plan(plan: Plan) -> Survey:
    """Everything about every block."""
    blocks = [(block, _cases_of(plan, block)) for block in whole_blocks(plan)]
    tables: dict[TableKeys, SurveyedTable] = {}
    done = set[TableKeys]()
    for block, cases in blocks:
        for found in find_tables(cases, block.own, done):
            known = tables.get(found.keys)
            joined = found if known is None else _join(known.found, found)
            better = known is not None and known.found.case is not None
            atoms = known.atoms if better and known is not None else cases.atoms
            tables[found.keys] = SurveyedTable(joined, atoms)
    kinds, closed, nobodys = list[SurveyedKinds](), list[str](), list[Origin]()
    for block, cases in blocks:
        own = {node.id for node in block.own}
        for steps in plan.steps.benefits:
            if steps.open not in own:
                continue
            if never_open(steps, cases):
                closed.append(steps.benefit)
                continue
            found_kinds = find_kinds(steps, cases)
            kinds += (SurveyedKinds(found, cases.atoms) for found in _join_kinds(found_kinds))
        for year in plan.steps.years:
            if year.benefit == block.name:
                if never_passes(year.stops, cases):
                    closed.append(year.benefit)
                else:
                    nobodys += dead_alternatives(year, cases)
        for report in plan.steps.reports:
            if report.report == block.name and never_passes(report.stops, cases):
                closed.append(report.report)
    claim = next(cases for block, cases in blocks if block.name == "claim")
    return Survey(tuple(tables.values()), tuple(kinds), tuple(closed), tuple(nobodys), claim)


def _cases_of(plan: Plan, block: WholeBlock) -> Cases:
    nodes = {node.id: node for node in block.nodes}
    figures = {node: name for node, name in plan.steps.figures if node in nodes}
    free_day = any(
        benefit.id == block.name and benefit.as_of not in ("", "first_day", "last_day")
        for benefit in plan.benefits
    )
    return Cases(Atoms(plan, nodes, figures, free_day))


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
