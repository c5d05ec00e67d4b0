"""An explanation, entry by entry: how an amount came about, typed, and its JSON form.

In: what the trace and the reports tell. Out: `Entry`, and `as_plain_entry`, the one place where
entries become the objects of `docs/json.md`. Whoever computes with an explanation reads the
entries and never what they are rendered to.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal, assert_never

from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.runtime.amounts import format_money, format_rate

StepKind = Literal[
    "stop",
    "condition",
    "class",
    "base",
    "kind",
    "deductible",
    "line",
    "adjustment",
    "bound",
    "portion",
    "rounding",
    "due",
    "earlier",
    "limit",
    "alternative",
    "payment",
    "payer",
    "left",
    "right",
    "alert",
    "excess",
]
"""What an entry tells of: what it ended at; a condition that was asked; the class and the kind of
care that count; the base; the deductible, a bound of the year's; an adjustment; an `at least`
or `at most`; a part with a rate of its own; rounding; what was due before; what is due for
earlier claims; a limit; a rule that competes; what was
paid, what each of several payers pays of it, what is left; rights, alerts and shares."""

Status = Literal[
    "paid",
    "left",
    "given",
    "applied",
    "adjusted",
    "limited",
    "within",
    "raised",
    "not the highest",
    "part",
    "not_for",
    "not_when",
    "expired",
    "paid before",
    "nothing left",
    "not specified",
    "entitled",
    "not entitled",
    "reported",
    "over the limit",
]
"""What became of it, in the words of `docs/json.md`."""


@frozen
class Money:
    """An amount in fen over `den`, which is more than 1 before it is rounded."""

    fen: int
    den: int = 1


_PLACES: Final = 4
"""So many places of a fen are told where they do not end."""


@frozen
class Rate:
    """A share in millionths."""

    millionths: int


@frozen
class Portions:
    """Amounts in fen, each with its rate in millionths."""

    parts: tuple[tuple[int, int], ...]


@frozen
class Words:
    """A value as a case would write it: a place, a day, a count, identities."""

    text: str


FactValue = Money | Rate | Portions | Words


@frozen
class Fact:
    """What a step took or came to, by its name."""

    label: Text
    value: FactValue


BASE: Final = say("base")
PAID_FROM: Final = say("paid_from")
COUNTED: Final = say("counted")
RATE: Final = say("rate")
BANDS: Final = say("bands")
CLASS: Final = say("class")
DEDUCTIBLE: Final = say("deductible")
LOWERED_TO: Final = say("lowered_to")
COUNTED_BEFORE: Final = say("counted_before")
COUNTED_BETWEEN: Final = say("counted_between")
BORNE_BEFORE: Final = say("borne_before")
STILL_BORNE: Final = say("still_borne")
PART_OF_BASE: Final = say("part_of_base")
PART_OF_DEDUCTIBLE: Final = say("part_of_deductible")
RATE_RAISED_BY: Final = say("rate_raised_by")
RATE_LOWERED_BY: Final = say("rate_lowered_by")
RAISED_TO: Final = say("raised_to")
RATE_AT_MOST: Final = say("rate_at_most")
CAP: Final = say("cap")
EXACT: Final = say("exact")
ROUNDED: Final = say("rounded")
FROM: Final = say("from")
TO: Final = say("to")
DUE: Final = say("due")
DUE_BEFORE: Final = say("due_before")
EARLIER_BILLS: Final = say("earlier_bills")
EARLIER_CLAIMS: Final = say("earlier_claims")
TOGETHER: Final = say("together")
PAID_BEFORE: Final = say("paid_before")
FOR_EARLIER: Final = say("for_earlier")
PAID_FOR_EARLIER: Final = say("paid_for_earlier")
WANTED: Final = say("wanted")
LIMIT: Final = say("limit")
LEFT: Final = say("left")
AMOUNT: Final = say("amount")
PARAMETER: Final = say("parameter")
ARITHMETIC: Final = say("arithmetic")
RATE_ARITHMETIC: Final = say("rate_arithmetic")
AS_WRITTEN: Final = say("as_written")
COUNTS: Final = say("counts")
LOWERED_BY: Final = say("lowered_by")
IS_BEST: Final = say("best_of")
ROUNDED_TO: Final = say("rounded_to")
ROUNDED_HOW: Final = say("rounded_how")
ON: Final = say("on")
EXCESS: Final = say("excess")
BORNE_BY: Final = say("borne_by")


@frozen(kw_only=True)
class Entry:
    """One step. `rule` is its stable name; `claim` is empty for the person's year; `clauses` are
    all that its line cites, `cite` the places where these stand as printed; `amount`
    is in fen, None for a step without one of its own; `line` is that of the file (0: none),
    `on` the day, an ordinal, on which rules and values were looked up."""

    step: StepKind
    status: Status
    benefit: str
    rule: str
    clauses: tuple[str, ...] = ()
    cite: str = ""
    written: str = ""
    facts: tuple[Fact, ...] = ()
    amount: int | None = None
    claim: str = ""
    line: int = 0
    on: int | None = None
    person: str = ""
    """Of a household whose year it is of, where it is of no claim."""

    @property
    def clause(self) -> str | None:
        """The first of its clauses."""
        return self.clauses[0] if self.clauses else None

    def find(self, label: Text) -> FactValue | None:
        """The value of a fact; None where the step has none of that name."""
        return next((fact.value for fact in self.facts if fact.label == label), None)

    def fen(self, label: Text) -> int | None:
        """The same where it is a whole amount, in fen."""
        found = self.find(label)
        return found.fen if isinstance(found, Money) and found.den == 1 else None


@frozen(kw_only=True)
class BenefitPayment:
    """Of a benefit of a claim what its explanation ends with: what became of it, what it pays in
    fen, the clauses of the line that decided and where these stand as printed."""

    claim: str
    benefit: str
    fen: int
    status: Status
    clauses: tuple[str, ...]
    cite: str


def as_plain_entry(entry: Entry) -> dict[str, Any]:
    """As the contract's JSON says it."""
    return {
        "claim": entry.claim or None,
        "rule": entry.rule,
        "cite": entry.cite,
        "clause": entry.clause,
        "clauses": list(entry.clauses),
        "inputs": show_facts(entry.facts),
        "amount": None if entry.amount is None else format_money(entry.amount),
        "status": entry.status,
        "benefit": entry.benefit,
        "written": entry.written,
        "on": None if entry.on is None else date.fromordinal(entry.on).isoformat(),
        **({"person": entry.person} if entry.person else {}),
    }


def show_facts(facts: tuple[Fact, ...]) -> Mapping[str, str]:
    """The values by name, as text; the first where a name stands twice."""
    found: dict[str, str] = {}
    for fact in facts:
        found.setdefault(str(fact.label), show_value(fact.value))
    return found


def show_value(value: FactValue) -> str:
    """`320.00`, `70%`, `24000.00 × 65%, 11000.00 × 70%`, `in_city`."""
    match value:
        case Money():
            return format_money(value.fen) if value.den == 1 else _show_money(value)
        case Rate():
            return format_rate(value.millionths)
        case Portions():
            return ", ".join(
                f"{format_money(fen)} × {format_rate(rate)}" for fen, rate in value.parts
            )
        case Words():
            return value.text
        case _:
            assert_never(value)


def _show_money(value: Money) -> str:
    """Two places, more where it is no whole number of fen: `50.005`; `0.003333…` where they do not
    end. Of those that end there are no more than the denominator has bits."""
    whole, rest = divmod(abs(value.fen), value.den)
    sign = "-" if value.fen < 0 else ""
    places = ""
    while rest and len(places) < value.den.bit_length():
        digit, rest = divmod(rest * 10, value.den)
        places += str(digit)
    if rest:
        places = f"{abs(value.fen) * 10**_PLACES // value.den % 10**_PLACES:0{_PLACES}}…"
    return sign + format_money(whole) + places
