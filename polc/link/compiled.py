"""A plan with its readers made ready: what a policy keeps between settlements.

In: a plan. Out: `Compiled`, and from it a runtime `Executable` for given parameters. Made
once for each choice of readings; other parameters only call the makers again.
"""

import pickle
from collections.abc import Mapping
from functools import cache, cached_property, partial
from hashlib import sha256
from itertools import chain
from typing import Any, Final

from attrs import field

from polc.compiler.plan.nodes import Store
from polc.compiler.plan.plan import Plan, PlanReport, YearBlock
from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.closures.generate import (
    FunctionBlock,
    generate_claim,
    generate_outputs,
)
from polc.compiler.report.policy_error import PolicyError
from polc.link.by_identity import ByIdentity
from polc.link.deciding import Settle
from polc.link.describe_earlier import describe_earlier
from polc.link.digest import digest_of
from polc.link.explain import Explainer
from polc.link.given_parameter import GivenParameter, SlotValue
from polc.link.joined_calls import link_reports, reports_of_claims
from polc.link.kept_blocks import KeptBlocks
from polc.link.layout import asked_identities, make_layout
from polc.link.parameters import resolve_slots
from polc.link.problems import missing_of
from polc.link.variants import Variants
from polc.link.watch import is_watched
from polc.records.evolve import evolve
from polc.records.frozen import frozen
from polc.runtime.case import CaseLayout
from polc.runtime.claim_functions import ClaimFunctions
from polc.runtime.executable import (
    Executable,
    Output,
    ReportFunctions,
    YearBenefit,
    part_result,
)
from polc.runtime.remember import remember
from polc.version import __version__

_MOST_KEPT: Final = 32
"""For so many figures the functions are kept: many cases bring the same."""


@frozen
class Compiled:
    """A plan, its functions and what a case of it looks like; `kept` is what other plans of the
    same program made of the blocks that this one has too; `known_digest` the plan's digest where it
    was kept with it."""

    plan: Plan
    kept: KeptBlocks = field(factory=KeptBlocks, eq=False, repr=False)
    known_digest: str = field(default="", eq=False, repr=False)
    claim: FunctionBlock = field(init=False, eq=False, repr=False)
    years: dict[str, dict[str, FunctionBlock]] = field(init=False, eq=False, repr=False)
    reports: dict[str, dict[str, FunctionBlock]] = field(init=False, eq=False, repr=False)
    layout: CaseLayout = field(init=False, eq=False, repr=False)
    _limits: InputLimits = field(init=False, eq=False, repr=False)
    _made: dict[frozenset[tuple[str, SlotValue]], Executable] = field(
        init=False, factory=dict, eq=False, repr=False
    )

    @_limits.default
    def _make_limits(self) -> InputLimits:
        return self.kept.limits_of(self.plan)

    @claim.default
    def _make_claim(self) -> FunctionBlock:
        plan = self.plan
        sums = tuple(accumulator.id for accumulator in plan.accumulators)
        return self.kept.find(("claim", ByIdentity(plan.claim), sums), lambda: generate_claim(plan))

    @years.default
    def _make_years(self) -> dict[str, dict[str, FunctionBlock]]:
        return {
            year.benefit: self.kept.find(
                ("year", ByIdentity(year)), partial(generate_outputs, year.nodes)
            )
            for year in self.plan.prelude
        }

    @reports.default
    def _make_reports(self) -> dict[str, dict[str, FunctionBlock]]:
        return {report.id: self._find_report(report) for report in self.plan.reports}

    def _find_report(self, report: PlanReport) -> dict[str, FunctionBlock]:
        """The functions of a report, which goes on from the claim."""

        def make() -> dict[str, FunctionBlock]:
            return generate_outputs(self.kept.nodes_of_report(self.plan, report), {*report.outputs})

        return self.kept.find(("report", ByIdentity(report), ByIdentity(self.plan.claim)), make)

    @layout.default
    def _make_layout(self) -> CaseLayout:
        blocks = (
            self.claim,
            *(
                block
                for outputs in (*self.years.values(), *self.reports.values())
                for block in outputs.values()
            ),
        )
        reads = frozenset(input_ for block in blocks for input_ in block.inputs)
        return make_layout(self.plan, reads, self._find_asked())

    def _find_asked(self) -> int:
        """The identities that some node is about."""
        plan, asked = self.plan, 0
        own = (report.nodes for report in plan.reports)
        for nodes in (plan.claim, *(year.nodes for year in plan.prelude), *own):
            asked |= self.kept.find(
                ("asked", ByIdentity(nodes)), partial(asked_identities, nodes, plan)
            )
        return asked

    @property
    def asked_by_reports(self) -> tuple[tuple[str, str], ...]:
        """What the reports of a claim ask for."""
        reports = (self.reports[report.id] for report in reports_of_claims(self.plan))
        blocks = chain.from_iterable(blocks.values() for blocks in reports)
        return tuple(dict.fromkeys(chain.from_iterable(block.inputs for block in blocks)))

    @property
    def asked_of_year(self) -> tuple[tuple[str, str], ...]:
        """What the benefits and the rights of the person's year ask for."""
        days = (benefit.as_of for benefit in self.plan.benefits if benefit.id in self.years)
        of_year = (self.reports[report.id] for report in self.plan.reports if report.per != "claim")
        blocks = (
            block for outputs in (*self.years.values(), *of_year) for block in outputs.values()
        )
        asked = (input_ for block in blocks for input_ in block.inputs)
        return tuple(dict.fromkeys((*(("person", day) for day in days), *asked)))

    def layout_under(self, given: Mapping[str, GivenParameter]) -> CaseLayout:
        """What a case must be like; the day from which the policy is in force may be a
        parameter."""
        name = self.plan.dates.parameter
        if not name:
            return self.layout
        start = resolve_slots(self.plan, given, 0).get(name)
        if not isinstance(start, int):
            return evolve(self.layout, in_force_missing=name)
        return evolve(self.layout, in_force=(start, self.plan.dates.end))

    @cached_property
    def digest(self) -> str:
        """Identifies the plan's content, wherever its file was and however it was laid out."""
        return self.known_digest or digest_of(self.plan)

    def identify(self, given: Mapping[str, GivenParameter]) -> str:
        """The fingerprint of the plan under what is supplied: 32 hexadecimal digits."""
        values = [
            (name, str(year), sorted(slots.items()))
            for name, parameter in sorted(given.items())
            for year, slots in sorted(parameter.years.items(), key=lambda item: str(item[0]))
        ]
        return sha256((self.digest + repr(values)).encode()).hexdigest()[:32]

    def executable_under(self, slots: Mapping[str, SlotValue]) -> Executable:
        """The functions under these parameters, with what explains them; threads may make them
        twice."""
        key = frozenset(slots.items())
        made = self._made.get(key)
        if made is None:
            made = self._make_executable(slots)
            remember(self._made, key, made, _MOST_KEPT)
        return made

    def _make_executable(self, slots: Mapping[str, SlotValue]) -> Executable:
        plan, claim = self.plan, self.claim
        layers = [
            benefit for benefit in plan.steps.benefits if benefit.benefit in self.layout.benefits
        ]
        explainer = Explainer(plan, slots, self.kept, self.reports)
        calls = self.kept.calls_of(claim)
        variants = Variants(claim, slots, self._limits, self.kept.runs)
        return Executable(
            layout=self.layout,
            claim=ClaimFunctions(
                general=self._make_function(claim, slots),
                few_calls=calls.make(slots),
                find_bare=partial(calls.find_made, slots),
                specialize=variants.make,
                make_guarded=variants.make_guarded,
            ),
            inputs=claim.inputs,
            outputs=claim.outputs,
            state=claim.state,
            opens=tuple(accumulator.opens for accumulator in plan.accumulators),
            own_openings=tuple(accumulator.own for accumulator in plan.accumulators),
            scopes=tuple(accumulator.scope for accumulator in plan.accumulators),
            benefits=self.layout.benefits,
            over_year=tuple(
                benefit.id for benefit in plan.benefits if benefit.per == "claims_of_year"
            ),
            identity_names=tuple(identity.id for identity in plan.identities),
            payers=tuple(payer.id for payer in plan.payers),
            person_year=tuple(self._make_year(year, slots) for year in plan.prelude),
            reports=tuple(self._make_report(report, slots) for report in plan.reports),
            find_joined=link_reports(plan, claim, self.reports, self.kept, slots),
            shares=tuple(
                (name, payer.id, part_result(name, payer.id))
                for name in self.layout.benefits
                for payer in plan.payers
                if part_result(name, payer.id) in claim.outputs
            ),
            flagged=tuple((layer.benefit, layer.flagged) for layer in layers if layer.flagged),
            earlier=tuple(
                describe_earlier(layer, layer.earlier, plan)
                for layer in plan.steps.benefits
                if layer.earlier is not None
            ),
            since=tuple(int(name) for scope, name in sorted(self.layout.reads) if scope == "since"),
            standing_readings=plan.standing_readings,
            identity_readings=plan.identity_readings,
            why_claim=explainer.why_claim,
            trace=explainer.trace,
            consulted=explainer.consulted,
            limiting_sum=explainer.limiting_sum,
            year_consulted=explainer.year_consulted,
            year_explained=explainer.year_explained,
            right_consulted=explainer.right_consulted,
            describe_readings=explainer.describe_readings,
            is_watched=is_watched,
            rebuild=_Maker(plan, slots),
        )

    def _make_year(self, year: YearBlock, slots: Mapping[str, SlotValue]) -> YearBenefit:
        benefit = next(known for known in self.plan.benefits if known.id == year.benefit)
        blocks = self.years[year.benefit]
        outputs = tuple(self._make_output(name, blocks[name], slots) for name in year.outputs)
        return YearBenefit(
            id=benefit.id,
            as_of=benefit.as_of,
            outputs=outputs,
            payer=benefit.payer,
            moves=any(isinstance(node, Store) for node in year.nodes),
            clauses=benefit.day_origin.clauses,
            day_readings=benefit.day_origin.readings,
            figures_day=benefit.figures_day,
            figures_readings=benefit.figures_readings,
        )

    @cached_property
    def _places(self) -> dict[str, int]:
        return {acc: place for place, acc in enumerate(self.claim.state)}

    def _make_output(
        self,
        name: str,
        block: FunctionBlock,
        slots: Mapping[str, SlotValue],
        told: str = "",
        clauses: tuple[str, ...] = (),
    ) -> Output:
        return Output(
            name=name,
            told=told or name,
            settle=self._make_function(block, slots),
            inputs=block.inputs,
            state=block.state,
            places=tuple(map(self._places.get, block.state)),
            refusal=cache(lambda error: missing_of(block.needs[error - 1], clauses)),
        )

    def _make_function(self, block: FunctionBlock, slots: Mapping[str, SlotValue]) -> Settle:
        return self.kept.find_function(block, slots, self._limits)

    def _make_report(self, report: PlanReport, slots: Mapping[str, SlotValue]) -> ReportFunctions:
        blocks, clauses = self.reports[report.id], report.origin.clauses
        told = {
            output: name
            for steps in self.plan.steps.reports
            if steps.report == report.id
            for output, name in steps.dues
        }
        return ReportFunctions(
            id=report.id,
            what=report.what,
            per=report.per,
            outputs=tuple(
                self._make_output(name, blocks[name], slots, told.get(name, ""), clauses)
                for name in report.outputs
            ),
            accumulators=tuple(
                (accumulator.id, accumulator.scope) for accumulator in report.accumulators
            ),
            own_openings=tuple(
                (accumulator.id, accumulator.own)
                for accumulator in report.accumulators
                if accumulator.own is not None
            ),
            bearers=report.bearers,
            clauses=clauses,
            cite=report.origin.printed,
        )


@frozen
class _Maker:
    """What an executable is made of, and how a pickle of it makes it again."""

    plan: Plan
    slots: Mapping[str, SlotValue]

    def __call__(self) -> Executable:
        return Compiled(self.plan).executable_under(self.slots)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_restore_maker, (__version__, pickle.dumps((self.plan, dict(self.slots)))))


def _restore_maker(version: str, state: bytes) -> _Maker:
    """The state is a pickle of its own, so that one of another version is refused unread."""
    if version != __version__:
        raise PolicyError(
            f"this ledger was pickled by polc {version}, and this is polc {__version__}; "
            "open the year again and add its claims"
        )
    plan, slots = pickle.loads(state)  # noqa: S301  # part of a pickle being read
    return _Maker(plan, slots)
