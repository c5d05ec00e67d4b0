"""A compiled policy: what a service loads, configures and settles with.

In: a checked program. Out: `Policy`, immutable, safe to share between threads and to
pickle. Choosing readings makes a plan of its own; parameters only fill it in.
"""

import pickle
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from attrs import field

from polc.api.case import case_object
from polc.api.compiled_choices import CompiledChoices
from polc.api.household_ledger import HouseholdLedger
from polc.api.ledger import Ledger
from polc.api.open_ledger import YearOpener, open_household_year, open_person_year
from polc.api.outcomes import Outcomes, settle_readings
from polc.api.required_outputs import demand_outputs
from polc.api.settle_case import read_any, settle_read
from polc.compiler.plan.plan import Plan
from polc.compiler.report.policy_error import PolicyError
from polc.link.choices import resolve_choices
from polc.link.compiled import Compiled
from polc.link.given_parameter import GivenParameter
from polc.link.parameter_course import check_courses
from polc.link.parameters import (
    forms_of,
    merge_parameters,
    read_parameters,
    resolve_slots,
    show_parameters,
    values_of_year,
)
from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.runtime.case import PersonRead
from polc.runtime.errors import Problems
from polc.runtime.executable import Executable
from polc.runtime.plain.plain_case import PlainRoad
from polc.runtime.plain.plain_roads import PlainRoads
from polc.runtime.read.unplaced import may_be_unplaced, note_unplaced
from polc.runtime.tell.header import Header
from polc.runtime.tell.read_only import read_only
from polc.runtime.tell.result import Settlement
from polc.version import __version__

if TYPE_CHECKING:
    from polc.compiler.model.declared import Conformance
    from polc.compiler.typed.nodes.program import Program
    from polc.inspect.clauses import Clause
    from polc.inspect.deadlines import Due
    from polc.inspect.working_days import Calendar


@frozen(eq=False)
class Policy:
    """A policy under chosen readings and parameters; see `load`, `compile`."""

    _shared: CompiledChoices = field(repr=False)
    readings: Mapping[str, str] = field(converter=read_only)
    _given: Mapping[str, GivenParameter] = field(repr=False)
    usual: bool = False
    """Whether facts of an ordinary person are taken where a case is silent."""
    _ready: dict[int, "tuple[Executable, Header]"] = field(factory=dict, init=False, repr=False)

    @property
    def program(self) -> "Program":
        """The checked program, before any choice."""
        return self._shared.program

    @property
    def plan(self) -> Plan:
        """The plan under the chosen readings."""
        return self._compiled.plan

    @property
    def name(self) -> str:
        """The policy's id."""
        return self._shared.name

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of the policy and of its payers, identities, benefits and outputs, by id."""
        return self._shared.titles

    @property
    def clauses(self) -> "tuple[Clause, ...]":
        """Clause by clause the rules that encode it, or why there is none."""
        from polc.inspect.clauses import list_clauses

        return list_clauses(self.program)

    @property
    def conformance(self) -> "tuple[Conformance, ...]":
        """How the policy stands to each requirement that binds it; what is paid in the end is
        held against its examples."""
        from polc.inspect.as_paid import find_conformance

        return find_conformance(self)

    def deadlines(
        self, year: int, month: int, calendar: "Calendar | None" = None
    ) -> "tuple[Due, ...]":
        """What is due in a month, under the chosen readings; without a calendar, by the public
        holidays as announced. Raises `NoCalendarError`, `ValueError` for no month."""
        from polc.inspect.deadlines import deadlines_in_month

        return deadlines_in_month(self.plan, year, month, calendar)

    @cached_property
    def _compiled(self) -> Compiled:
        return self._shared.compile(self.readings)

    @property
    def parameters(self) -> dict[str, Any]:
        """The supplied parameters in the contract's forms."""
        return show_parameters(self.plan, self._given)

    @property
    def fingerprint(self) -> str:
        """Identifies plan, readings and parameters: 32 hexadecimal digits."""
        return self._compiled.identify(self._given)

    def with_parameters(self, values: Mapping[str, Any] | None = None, /, **more: Any) -> "Policy":
        """The policy with these values, in the forms of the contract. Raises `CaseError`."""
        problems = Problems()
        given = read_parameters(self.plan, {**(values or {}), **more}, problems)
        merged = merge_parameters(self._given, given)
        check_courses(self.plan, merged, None, problems)
        problems.refuse()
        return Policy(self._shared, self.readings, merged, self.usual)

    def with_readings(self, choices: Mapping[str, str] | None = None, /, **more: str) -> "Policy":
        """The policy under these choices: a reading or an ambiguity id → a choice or its
        letter. Raises `CaseError` for one that it does not have."""
        problems = Problems()
        policy = self._under({**(choices or {}), **more}, problems)
        problems.refuse()
        return policy

    def _under(self, choices: Mapping[str, Any], problems: Problems) -> "Policy":
        """The policy under these choices and those it has."""
        chosen = resolve_choices(self.name, self._shared.readings, self.readings, choices, problems)
        return Policy(self._shared, {**self.readings, **chosen}, self._given, self.usual)

    def with_usual_facts(self) -> "Policy":
        """The policy that takes the facts of an ordinary person where a case gives none: insured
        in the city, enrolled on 1 January, premium paid in December of the year before, rural,
        first tier. Each that is taken is told in `notes`."""
        return Policy(self._shared, self.readings, self._given, usual=True)

    def settle_all_readings(self, case: Any, /) -> Outcomes:
        """The case under every reading that matters for it; see `polc.api.outcomes`."""
        return settle_readings(self, case)

    def settle(
        self, case: Any, /, *, require: Sequence[str] = (), usual: bool = False, **parameters: Any
    ) -> Settlement:
        """Settles a case: a dict as in the contract, or a `Case`. Raises `CaseError` with
        every problem. `require` names outputs that may not stay undetermined; `usual` takes the
        facts of an ordinary person where the case is silent, see `with_usual_facts`."""
        if usual and not self.usual:
            return self.with_usual_facts().settle(case, require=require, **parameters)
        data = case_object(case)
        settlement = None if self.usual else self._plain_roads.settle(data, parameters)
        if settlement is None:
            settlement = self._settle_with_care(data, parameters)
        if require:
            demand_outputs(require, settlement)
        return settlement

    @cached_property
    def _plain_roads(self) -> PlainRoads:
        """How cases are settled about which nothing is out of the ordinary."""
        return PlainRoads(self._plain_road, self._configure_road)

    @cached_property
    def _plain_road(self) -> PlainRoad:
        """The same under the policy's own parameters and readings."""
        return PlainRoad(
            layout=self._compiled.layout_under(self._given),
            inputs=self._compiled.claim.inputs,
            reports=self._compiled.asked_by_reports,
            of_year=self._compiled.asked_of_year,
            prepare=self._prepare_own,
            note_unplaced=self._note_unplaced,
        )

    def _configure_road(self, data: Mapping[str, Any], call: Mapping[str, Any]) -> PlainRoad | None:
        """The same under those that a case and a call bring, None where they are refused."""
        problems = Problems()
        policy, given = self._configured(data, call, problems)
        return None if problems.found else Policy(self._shared, policy.readings, given)._plain_road

    def _prepare_own(self, year: int) -> tuple[Executable, Header] | None:
        """What settles a year under the policy's own parameters, None where they are refused."""
        problems = Problems()
        check_courses(self.plan, self._given, year, problems)
        return None if problems.found else self._prepare(self._given, year)

    def _settle_with_care(
        self, data: Mapping[str, Any], parameters: Mapping[str, Any]
    ) -> Settlement:
        """Every case, or every problem of it."""
        problems = Problems()
        policy, given = self._configured(data, parameters, problems)
        layout = policy._compiled.layout_under(given)
        read = read_any(data, layout, problems)
        if read is not None:
            check_courses(policy.plan, given, read.year, problems)
        problems.refuse()
        assert read is not None
        executable, header = policy._prepare(given, read.year)
        return settle_read(read, executable, header, self._note_unplaced, usual=self.usual)

    def _note_unplaced(self, person: PersonRead) -> list[Text]:
        """A note for each identity that the policy has no place for."""
        if not may_be_unplaced(person, self._compiled.layout.asked_identities):
            return []
        known = [identity.id for identity in self.plan.identities]
        return note_unplaced(person, known, self._shared.placed_identities)

    def matches(self, settled: Mapping[str, Any], /) -> bool:
        """Whether this policy, under the readings and parameters of a settlement
        (`to_dict()`), has the fingerprint that the settlement has: whether settling its
        case again is settling by the same rules and figures."""
        year = settled.get("year")
        problems = Problems()
        policy, given = self._configured(settled, {}, problems)
        if problems.found or not isinstance(year, int):
            return False
        supplied = values_of_year(policy.plan, given, year)
        return bool(policy._compiled.identify(supplied) == settled.get("fingerprint"))

    def _configured(
        self, data: Mapping[str, Any], call: Mapping[str, Any], problems: Problems
    ) -> tuple["Policy", Mapping[str, GivenParameter]]:
        """The policy under the case's readings, and the parameters by precedence."""
        policy = self
        choices, parameters = (
            {} if value is None else value
            for value in (data.get("readings"), data.get("parameters"))
        )
        for path, value in (("readings", choices), ("parameters", parameters)):
            if not isinstance(value, Mapping):
                problems.add("bad_value", path, say("an object is expected"))
        if isinstance(choices, Mapping) and choices:
            policy = self._under(choices, problems)
        given = self._given
        for values in (call, parameters):
            if isinstance(values, Mapping) and values:
                read = read_parameters(policy.plan, values, problems)
                given = merge_parameters(given, read)
        return policy, given

    def _prepare(self, given: Mapping[str, GivenParameter], year: int) -> tuple[Executable, Header]:
        """The functions of a year and what its settlements say of them; kept where the
        parameters are the policy's own."""
        if given is self._given and year in self._ready:
            return self._ready[year]
        compiled = self._compiled
        plan = compiled.plan
        executable = compiled.executable_under(resolve_slots(plan, given, year))
        readings = {reading.id: reading.chosen for reading in plan.readings}
        identify = partial(compiled.identify, values_of_year(plan, given, year))
        header = Header(self.name, __version__, identify, forms_of(plan, given, year), readings)
        if given is self._given:
            self._ready[year] = (executable, header)
        return executable, header

    def open_year(
        self,
        person: Mapping[str, Any],
        *,
        year: int,
        opening: Mapping[str, Any] | None = None,
        region: Mapping[str, Any] | None = None,
        usual: bool = False,
    ) -> Ledger:
        """A person's benefit year, to which claims are added one by one. `person`,
        `opening` and `region` are as in a case, `usual` as in `settle`. Raises `CaseError`."""
        given = {"person": person, "opening": opening, "region": region}
        return open_person_year(self._opener(usual=usual), given, year)

    def open_household(
        self,
        members: Sequence[Mapping[str, Any]],
        *,
        year: int,
        opening: Mapping[str, Any] | None = None,
        region: Mapping[str, Any] | None = None,
        usual: bool = False,
    ) -> HouseholdLedger:
        """The benefit year of a household, to which claims of its members are added one by one:
        `members` as in a case, without claims; the rest is as in `open_year`. Raises
        `CaseError`."""
        given = {"household": members, "opening": opening, "region": region}
        return open_household_year(self._opener(usual=usual), given, year)

    def _opener(self, *, usual: bool) -> YearOpener:
        return YearOpener(
            layout=self._compiled.layout_under(self._given),
            check_figures=partial(check_courses, self.plan, self._given),
            prepare=partial(self._prepare, self._given),
            note_unplaced=self._note_unplaced,
            usual=usual or self.usual,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        state = (self.program, dict(self.readings), dict(self._given), self.usual)
        return (_restore, (__version__, pickle.dumps(state)))


def _restore(version: str, state: bytes) -> Policy:
    """A pickled policy, its functions made again. The state is a pickle of its own, so
    that one of another version is refused before any of it is read."""
    if version != __version__:
        raise PolicyError(
            f"this policy was pickled by polc {version}, and this is polc {__version__}; "
            "compile it again"
        )
    program, readings, given, usual = pickle.loads(state)  # noqa: S301  # part of a pickle being read
    return Policy(CompiledChoices(program), readings, given, usual)


def policy_of(program: "Program") -> Policy:
    """The policy of a checked program, with its own readings and figures."""
    return Policy(CompiledChoices(program), {}, {})
