"""The calls that settlements make of a policy's functions, and what they came to.

In: a policy, cases. Out: `Recorded` calls: of the claim's function, and of each result of the
person's year.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from attrs import define, evolve, frozen

from polc.api.policy import Policy
from polc.api.settle_case import read_any, settle_read
from polc.build.make_program import CLAIM
from polc.link.parameters import resolve_slots
from polc.runtime.amounts import MISSING
from polc.runtime.claim_functions import ClaimFunctions
from polc.runtime.errors import CaseError, Problems
from polc.runtime.executable import Executable, Output
from tests.build.run_source import Call


@frozen
class Recorded:
    """A call; `told` what polc's function gave (error, results, sums), `plain` the error of the
    same without asking whether what is missing can matter; `output` the function's result."""

    output: str
    call: Call
    told: tuple[int, ...]
    plain: int


@define
class Recorder:
    """Settles cases, and keeps every call once; `unread` are the inputs that no rule asks for, but
    whoever calls a source gives."""

    policy: Policy
    places: Mapping[str, int]
    unread: Mapping[tuple[str, str], int]
    calls: dict[Any, Recorded]

    def settle(self, case: Mapping[str, Any]) -> None:
        """A case by functions that are listened to; one that is refused has made calls too."""
        problems = Problems()
        layout = self.policy._compiled.layout_under(self.policy._given)
        read = read_any(case, layout, problems)
        if problems.found or read is None:
            return
        executable, header = self.policy._prepare(self.policy._given, read.year)
        heard = self._listening(executable, read.year)
        with suppress(CaseError):
            # The person's year is settled when it is read.
            settle_read(read, heard, header, lambda _: [], usual=False).to_dict()

    def _listening(self, executable: Executable, year: int) -> Executable:
        compiled = self.policy._compiled
        slots = resolve_slots(compiled.plan, self.policy._given, year)

        def listen(name: str, settle: Callable[..., tuple[int, ...]]) -> Any:
            blocks = {CLAIM: compiled.claim}
            for outputs in compiled.years.values():
                blocks |= outputs
            block = blocks[name]
            plain = block.make(tuple(slots.get(slot, MISSING) for slot in block.slots))

            def call(*values: int) -> tuple[int, ...]:
                told = settle(*values)
                key = (name, year, values)
                if key not in self.calls:
                    count = len(block.inputs)
                    made = Call(
                        self.places[name],
                        year,
                        {**self.unread, **dict(zip(block.inputs, values[:count], strict=True))},
                        dict(zip(block.state, values[count:], strict=True)),
                    )
                    self.calls[key] = Recorded(name, made, told, plain(*values)[0])
                return told

            return call

        def listen_to(output: Output) -> Output:
            return evolve(output, settle=listen(output.name, output.settle))

        return evolve(
            executable,
            claim=ClaimFunctions(
                general=listen(CLAIM, executable.claim.general),
                few_calls=listen(CLAIM, executable.claim.general),
            ),
            person_year=tuple(
                evolve(year_benefit, outputs=tuple(map(listen_to, year_benefit.outputs)))
                for year_benefit in executable.person_year
            ),
        )


def record_calls(
    policy: Policy, places: Mapping[str, int], cases: Iterable[Mapping[str, Any]]
) -> list[Recorded]:
    """Every call that these cases make."""
    first, last = policy._compiled.layout_under(policy._given).in_force
    unread = {("system", "date"): first or last or date(2024, 1, 1).toordinal()}
    unread |= {("claim", window.flag): 0 for window in policy.plan.windows if window.flag}
    recorder = Recorder(policy, places, unread, {})
    for case in cases:
        recorder.settle(case)
    return [*recorder.calls.values()]
