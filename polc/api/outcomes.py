"""One case under every reading that matters: semantics 25.

In: a policy and a case. Out: the outcomes, each with the choices that lead to it. Settles
with the defaults, branches on each reading that a rule it reached consulted, and goes on
from there, from a refusal too: so it finds interactions, and never runs readings that cannot
matter.
What each answer costs by itself is in `questions.py`.
"""

from collections.abc import Mapping
from heapq import heappop, heappush
from typing import Any, Final

from attrs import field

from polc.api.case import case_object
from polc.api.pause_collection import pause_collection
from polc.api.questions import Question, ask_each
from polc.inspect.settles import Settles
from polc.messages.text import say
from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.errors import CaseError, Problem
from polc.runtime.tell.result import Settlement

MOST_RUNS: Final = 256


@frozen
class Outcome:
    """What a case comes to under `choices` (reading → choice, those that matter there);
    `refused` where it cannot be settled under them."""

    choices: Mapping[str, str]
    settlement: Settlement | None
    refused: tuple[Problem, ...] = ()


@frozen
class Outcomes:
    """All outcomes, that of the defaults first, then those with fewer choices of their own;
    not `complete` where there were more than `MOST_RUNS` settlements to make. `questions` are
    the readings that the defaults consulted, with what each other answer changes."""

    outcomes: tuple[Outcome, ...]
    runs: int
    complete: bool
    questions: tuple[Question, ...] = ()

    def to_dict(self, *, explain: bool = False) -> dict[str, Any]:
        """As JSON: per outcome the choices, and the settlement, explained or not, or the
        refusal."""
        return {
            "runs": self.runs,
            "complete": self.complete,
            "outcomes": [
                {"readings": dict(outcome.choices)}
                | (
                    {"settlement": outcome.settlement.to_dict(explain=explain)}
                    if outcome.settlement is not None
                    else {"refused": [problem.to_dict() for problem in outcome.refused]}
                )
                for outcome in self.outcomes
            ],
            "questions": [question.to_dict() for question in self.questions],
        }


Change = tuple[str, str]
"""A reading, and a choice of it that is not the one of the start."""


@define
class _Waiting:
    """What is still to be settled: first each change by itself, then those together that
    make a difference by themselves. Where there are too many, others are left out."""

    heap: list[tuple[bool, int, int, int, dict[str, str], tuple[Change, ...]]] = field(factory=list)
    start: object = None
    inert: set[Change] = field(factory=set)
    added: int = 0

    def add(self, decided: dict[str, str], changed: tuple[Change, ...]) -> None:
        """To be settled under these choices."""
        self.added += 1
        inert = sum(change in self.inert for change in changed)
        key = (len(changed) > 1, inert, len(changed), self.added)
        heappush(self.heap, (*key, decided, changed))

    def take(self) -> tuple[dict[str, str], tuple[Change, ...]]:
        """The next."""
        *_, decided, changed = heappop(self.heap)
        return decided, changed

    def told(self, changed: tuple[Change, ...], settlement: Settlement | None) -> None:
        """What it came to: whether a change by itself makes a difference. What waits is put
        in order anew when the last of these is known."""
        result = _result_of(settlement) if settlement is not None else None
        if not changed:
            self.start = result
        elif len(changed) == 1 and result == self.start:
            self.inert.add(changed[0])
        if len(changed) == 1 and self.heap and self.heap[0][0]:
            waiting, self.heap = self.heap, []
            for *_, decided, further in waiting:
                self.add(decided, further)

    def __bool__(self) -> bool:
        return bool(self.heap)


def _result_of(settlement: Settlement) -> object:
    """All that the case comes to, without how."""
    return (
        settlement.claims,
        dict(settlement.person_year),
        settlement.undetermined,
        dict(settlement.entitlements),
        settlement.alerts,
        settlement.limits,
    )


class TooManySettlementsError(Exception):
    """More settlements to make than whoever asks lets be made."""


@pause_collection()
def settle_readings(policy: Settles, case: Any, most: int | None = None) -> Outcomes:
    """Every outcome of a case. Raises `CaseError`, that of the defaults, where no reading
    settles it; `TooManySettlementsError` where it takes more settlements than `most`, those of
    the questions too."""
    data = dict(case_object(case))
    own = data.pop("readings", None)
    if own is None:
        own = {}
    if not isinstance(own, Mapping):
        raise CaseError((Problem("bad_value", "readings", say("an object is expected")),))
    start = policy.with_readings(own)
    fixed = set(start.readings)
    options = {
        reading.id: [choice.id for choice in reading.choices] for reading in policy.program.readings
    }
    found: list[Outcome] = []
    runs = asked_runs = 0
    complete = True
    questions: tuple[Question, ...] = ()
    refused_by_default: CaseError | None = None
    waiting = _Waiting()
    waiting.add({}, ())
    while waiting:
        decided, changed = waiting.take()
        if runs == MOST_RUNS:
            complete = False
            break
        runs += 1
        _check_count(runs + asked_runs, most)
        try:
            chosen = start.with_readings(decided)
        except CaseError as refusal:
            if any(error.code == "contradiction" for error in refusal.errors):
                continue
            found.append(Outcome(decided, None, refusal.errors))
            waiting.told(changed, None)
            continue
        settlement, asked, refused = _settle(chosen, data)
        if refused is not None and not decided:
            refused_by_default = refused
        current = {reading.id: reading.chosen for reading in chosen.plan.readings}
        consulted = [
            option
            for option in options
            if option in asked and option not in decided and option not in fixed
        ]
        if not decided and settlement is not None:
            asked_runs = sum(len(options[reading]) - 1 for reading in consulted)
            _check_count(runs + asked_runs, most)
            questions = ask_each(start, data, settlement, consulted)
        for place, reading in enumerate(consulted):
            kept = {earlier: current[earlier] for earlier in consulted[:place]}
            for choice in options[reading]:
                if choice != current[reading]:
                    further = (*changed, (reading, choice))
                    waiting.add({**decided, **kept, reading: choice}, further)
        waiting.told(changed, settlement)
        kept = {name: current[name] for name in consulted}
        problems = () if refused is None else refused.errors
        found.append(Outcome({**decided, **kept}, settlement, problems))
    if refused_by_default is not None and all(outcome.settlement is None for outcome in found):
        raise refused_by_default
    return Outcomes(tuple(found), runs, complete, questions)


def _check_count(settlements: int, most: int | None) -> None:
    if most is not None and settlements > most:
        raise TooManySettlementsError


def _settle(
    policy: Settles, data: Any
) -> tuple[Settlement | None, frozenset[str], CaseError | None]:
    """What the case comes to, and the readings that it hangs on: those on which it hangs whether
    and on which days the policy holds, where it is refused."""
    try:
        settlement = policy.settle(data)
    except CaseError as refusal:
        plan = policy.plan
        standing = {*plan.standing_readings, *(reading for reading, _ in plan.identity_readings)}
        return None, refusal.readings_consulted | standing, refusal
    return settlement, settlement.readings_consulted, None
