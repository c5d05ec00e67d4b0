"""Who is asked, on which day, with which sums: what a value hangs on beside its own words.

In: a person and a claim, or a person and a day. Out: `Ask`.
"""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

from attrs import define, field, frozen

from polc.compiler.typed.nodes.values import Typed
from tests.typed_reference.case import Claim, Fields, Person
from tests.typed_reference.figures import RefusedError
from tests.typed_reference.policy import Chosen

Key = tuple[str, str]
"""What a running sum is of, and the stay or chain it belongs to (empty: the year)."""

HOUSEHOLD: Final = "household"
"""What the sums that all members of a household have together are kept by."""

OF_YEAR: Final = ("year", "household")
"""The periods of which a year has one, which an opening may have begun."""

_PARTS: Final = {
    "paid": "paid",
    "due": "paid",
    "line": "line",
    "borne": "borne",
    "deductibles": "borne",
}


@define
class Sums:
    """The running sums of a year. Rule 13: an opening counts as used; `opened` with how much
    each sum was found to open."""

    opening: Mapping[str, Mapping[str, int]] = field(factory=dict)
    kept: dict[Key, int] = field(factory=dict)
    opened: dict[Key, int] = field(factory=dict)
    together: Mapping[str, Mapping[str, int]] = field(factory=dict)
    """The opening of what the members of a household have together."""

    def of(self, key: Key, *opens: tuple[str, str]) -> int:
        """What a sum stands at; before anything moves it, what the opening says of it alone,
        else what these opened with."""
        if key in self.kept:
            return self.kept[key]
        group, name = _own_opening(key[0])
        opening = self.together if key[1] == HOUSEHOLD else self.opening
        if (opens or group == "tallies") and name in opening.get(group, {}):
            found = opening[group][name]
        else:
            found = sum(opening.get(benefit, {}).get(part, 0) for benefit, part in opens)
        self.opened[key] = found
        return found

    def copy(self) -> "Sums":
        """Sums that move apart from these."""
        return Sums(self.opening, dict(self.kept), dict(self.opened), self.together)


def _own_opening(name: str) -> tuple[str, str]:
    """What of an opening is of this sum alone: of a pool, of a tally, of a kind of care."""
    for start, group in (("pool ", "pools"), ("tally ", "tallies")):
        if name.startswith(start):
            return group, name.removeprefix(start)
    what, _, of = name.partition(" / ")[0].partition(" of ")
    return of.replace(" ", "."), _PARTS.get(what, "") if " " in of else ""


@define
class Figures:
    """Rule 15: what a later layer may ask of an earlier one."""

    base: int = 0
    deducted: int = 0
    before_cap: int = 0
    cut_off: int = 0
    above_cap: int = 0
    paid: int = 0
    left: int = 0


@define
class Progress:
    """What moves while the layers of a claim pay: what is left in policy, what was paid on
    the whole bill, who pays each layer, whether something below was not specified, the figures of
    the layers, the tallies asked so far. Of a layer that is settled for the stay the figures of
    the stay (`stay_layers`), and those that a sum over the claims counts (`total_layers`); what
    the earlier bills have left in policy, what was paid of them on the whole bill, what this
    claim made due for earlier ones (`adjusted`), for those of its visit (`change`), what claims of
    other visits took of these for the layers to come (`taken`); what the lines of the year
    counted."""

    remaining: int = 0
    outside: int = 0
    payers: dict[str, str | None] = field(factory=dict)
    parts: dict[str, dict[str, int]] = field(factory=dict)
    silent: bool = False
    layers: dict[str, Figures] = field(factory=dict)
    stay_layers: dict[str, Figures] = field(factory=dict)
    total_layers: dict[str, Figures] = field(factory=dict)
    earlier_left: int = 0
    earlier_outside: int = 0
    earlier_cost: int = 0
    earlier_within: int = 0
    by_bill: int = 0
    left_after_all: int = 0
    adjusted: int = 0
    change: int = 0
    taken: dict[str, int] = field(factory=dict)
    counted: dict[str, int] = field(factory=dict)
    tallies: dict[str, Any] = field(factory=dict)


@frozen
class Ask:
    """`held` are the identities on the day that counts, `class_` the one that the tables look
    up (None: nobody's); `claim` None in the person's year; `unknown` the pools whose use is
    not known, with what is missing; `deductible_of` asks the deductible of a layer as a term,
    `year_figure` what another benefit of the person's year pays or leaves;
    `figures_by` is the day by whose year the figures go (None: the benefit year), those of the
    parameters `own_figures` aside;
    `before` the sums as the claim found them; `whole`: its amounts are those of the stay so far,
    `amounts_of_stay`: those that the file declares too."""

    policy: Chosen
    person: Person
    fields: Fields
    held: frozenset[str]
    day: int
    benefit_year: int
    sums: Sums
    progress: Progress
    class_: str | None
    deductible_of: "Callable[[str, Ask], int]"
    year_figure: "Callable[[str, str, Ask], int] | None" = None
    claim: Claim | None = None
    chain: str = ""
    unknown: Mapping[str, RefusedError] = field(factory=dict)
    figures_by: Typed | None = None
    own_figures: tuple[str, ...] = ()
    whole: bool = False
    amounts_of_stay: bool = False
    before: Sums = field(factory=Sums)
    held_of_month: frozenset[str] | None = None
    """In place of those of the month of the day, where that is not known or no day is meant."""

    def scope(self, period: str) -> str:
        """What a sum of this period is kept by."""
        if self.claim is None or period == "year":
            return ""
        match period:
            case "household":
                return HOUSEHOLD
            case "stay":
                return self.claim.visit
            case "month" | "quarter":
                on = date.fromordinal(self.day)
                return f"{on.year}-{on.month if period == 'month' else (on.month + 2) // 3}"
            case "hospital":
                if not self.claim.hospital:
                    raise RefusedError("missing_field", "hospital")
                return self.claim.hospital
            case _:
                return self.chain


def pool_key(pool: str, ask: Ask) -> Key:
    """The sum of a pool; one for each period, where it is not carried over."""
    known = ask.policy.pools[pool]
    return f"pool {pool}", "" if known.carried is not None else ask.scope(known.period)


def begins_with_opening(scope: str) -> bool:
    """Whether an opening says what the sums kept by this begin with."""
    return scope in ("", HOUSEHOLD)


def highest(held: frozenset[str], policy: Chosen) -> str | None:
    """Rule 5: the highest in rank."""
    return next((identity for identity in policy.order if identity in held), None)


def whole(value: Any) -> int:
    """A whole number of fen."""
    assert Fraction(value).denominator == 1, value
    return int(value)
