"""What each open question of a document costs in one case.

In: a policy, a case, its settlement under the defaults. Out: a `Question` for each reading
that the settlement consulted: what every other answer, chosen alone, changes in the sums.
"""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from polc.compiler.model.readings import Choice, ReadingSpec
from polc.inspect.settles import Settles
from polc.records.frozen import frozen
from polc.runtime.errors import CaseError, Problem
from polc.runtime.tell.result import Settlement


@frozen(kw_only=True)
class Answer:
    """Another choice of a reading: by how much each sum of the year changes (those that do),
    what is paid in all, and which parts of the result differ otherwise; `refused` where the
    case cannot be settled so."""

    choice: str
    letter: str
    title: str
    differences: Mapping[str, Decimal]
    payments: Decimal = Decimal("0.00")
    also: tuple[str, ...] = ()
    refused: tuple[Problem, ...] = ()

    @property
    def matters(self) -> bool:
        """Whether anything comes out differently."""
        return bool(self.differences or self.also or self.refused)


@frozen
class Question:
    """A reading that the case came to, the choice it was settled with, the other answers."""

    reading: str
    title: str
    ambiguities: tuple[str, ...]
    chosen: Choice
    answers: tuple[Answer, ...]

    @property
    def matters(self) -> bool:
        """Whether any other answer changes anything."""
        return any(answer.matters for answer in self.answers)

    def to_dict(self) -> dict[str, Any]:
        """As `polc settle --all-readings --format json` says it."""
        return {
            "reading": self.reading,
            "title": self.title,
            "ambiguity": list(self.ambiguities),
            "choice": self.chosen.id,
            "letter": self.chosen.letter,
            "choice_title": self.chosen.title,
            "matters": self.matters,
            "answers": [
                {
                    "choice": answer.choice,
                    "letter": answer.letter,
                    "title": answer.title,
                    "payments": str(answer.payments),
                    "differences": {name: str(by) for name, by in answer.differences.items()},
                    "also": list(answer.also),
                    "refused": [problem.to_dict() for problem in answer.refused],
                }
                for answer in self.answers
            ],
        }


def ask_each(
    policy: Settles, case: Any, settled: Settlement, asked: Collection[str]
) -> tuple[Question, ...]:
    """The questions about these readings, in the order of the file."""
    return tuple(
        _ask(policy, case, settled, reading)
        for reading in policy.plan.readings
        if reading.id in asked
    )


def _ask(policy: Settles, case: Any, settled: Settlement, reading: ReadingSpec) -> Question:
    chosen = next(choice for choice in reading.choices if choice.id == reading.chosen)
    others = (choice for choice in reading.choices if choice.id != reading.chosen)
    answers = tuple(_answer(policy, case, settled, reading.id, choice) for choice in others)
    return Question(reading.id, reading.title, reading.ambiguities, chosen, answers)


def _answer(
    policy: Settles, case: Any, settled: Settlement, reading: str, choice: Choice
) -> Answer:
    try:
        answered = policy.with_readings({reading: choice.id}).settle(case)
    except CaseError as refusal:
        return Answer(
            choice=choice.id,
            letter=choice.letter,
            title=choice.title,
            differences={},
            refused=refusal.errors,
        )
    before, after = _sums(settled), _sums(answered)
    differences = {name: after[name] - before[name] for name in before if name in after}
    differences = {name: by for name, by in differences.items() if by}
    paid = {benefit.id for benefit in policy.program.benefits}
    payments = sum((by for name, by in differences.items() if name in paid), Decimal("0.00"))
    also = _also(settled, answered, differences)
    return Answer(
        choice=choice.id,
        letter=choice.letter,
        title=choice.title,
        differences=differences,
        payments=payments,
        also=also,
    )


def _sums(settled: Settlement) -> dict[str, Decimal]:
    """The sums of the year by name, in the order of the settlement."""
    totals = settled.totals
    years = {
        name: amount for name, amount in settled.person_year.items() if isinstance(amount, Decimal)
    }
    return {**totals["benefits"], **years, "remaining": totals["remaining"]}


def _also(
    before: Settlement, after: Settlement, differences: Mapping[str, Decimal]
) -> tuple[str, ...]:
    """The parts that differ beside the sums: amounts that only move between claims, rights,
    alerts, shares over a limit, who pays, what stays open."""
    rights = [[claim.entitlements for claim in settled.claims] for settled in (before, after)]
    paid = [[claim.benefits for claim in settled.claims] for settled in (before, after)]
    dues = [[claim.due_fen for claim in settled.claims] for settled in (before, after)]
    payers = [
        (
            [(claim.payer, claim.payers) for claim in settled.claims],
            {name: by for name, by in settled.person_year.items() if isinstance(by, str)},
        )
        for settled in (before, after)
    ]
    differing = {
        "claims": not differences and paid[0] != paid[1],
        "entitlements": (before.entitlements, rights[0]) != (after.entitlements, rights[1]),
        "due": dues[0] != dues[1],
        "alerts": before.alerts != after.alerts,
        "limits": before.limits != after.limits,
        "payer": payers[0] != payers[1],
        "undetermined": before.undetermined != after.undetermined,
    }
    return tuple(name for name, differs in differing.items() if differs)
