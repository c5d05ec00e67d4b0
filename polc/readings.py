"""One case under every reading that matters: semantics 25.

In: a policy and a case. Out: the outcomes, each with the choices that lead to it. Settles
with the defaults, branches on each reading that a rule it reached consulted, and goes on
from there: so it finds interactions, and never runs readings that cannot matter.
What each answer costs by itself is in `questions.py`.
"""

from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from polc.case import case_object
from polc.questions import Question, ask_each
from polc.runtime.errors import CaseError, Problem
from polc.runtime.result import Settlement

if TYPE_CHECKING:
    from polc.policy import Policy

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

    def to_dict(self) -> dict[str, Any]:
        """As JSON: per outcome the choices, and the settlement or the refusal."""
        return {
            "runs": self.runs,
            "complete": self.complete,
            "outcomes": [
                {"readings": dict(one.choices)}
                | (
                    {"settlement": one.settlement.to_dict()}
                    if one.settlement is not None
                    else {"refused": [problem.to_dict() for problem in one.refused]}
                )
                for one in self.outcomes
            ],
            "questions": [one.to_dict() for one in self.questions],
        }


def settle_readings(policy: "Policy", case: Any) -> Outcomes:
    """Every outcome of a case. Raises `CaseError` where the defaults refuse it."""
    data = dict(case_object(case))
    own = data.pop("readings", None) or {}
    if not isinstance(own, Mapping):
        raise CaseError((Problem("bad_value", "readings", "an object is expected"),))
    start = policy.with_readings(own)
    fixed = set(start.readings)
    options = {one.id: [choice.id for choice in one.choices] for one in policy.program.readings}
    found: list[Outcome] = []
    runs = 0
    complete = True
    waiting: deque[dict[str, str]] = deque([{}])
    questions: tuple[Question, ...] = ()
    while waiting:
        decided = waiting.popleft()
        if runs == MOST_RUNS:
            complete = False
            break
        runs += 1
        try:
            chosen = start.with_readings(decided)
            settlement = chosen.settle(data)
        except CaseError as refusal:
            if not decided:
                raise
            if any(one.code == "contradiction" for one in refusal.errors):
                continue
            found.append(Outcome(decided, None, refusal.errors))
            continue
        current = {one.id: one.chosen for one in chosen.plan.readings}
        consulted = [
            one
            for one in options
            if one in settlement.readings_consulted and one not in decided and one not in fixed
        ]
        if not decided:
            questions = ask_each(start, data, settlement, consulted)
        for place, reading in enumerate(consulted):
            kept = {one: current[one] for one in consulted[:place]}
            waiting += [
                {**decided, **kept, reading: choice}
                for choice in options[reading]
                if choice != current[reading]
            ]
        kept = {one: current[one] for one in consulted}
        found.append(Outcome({**decided, **kept}, settlement))
    return Outcomes(tuple(found), runs, complete, questions)
