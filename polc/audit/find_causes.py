"""Why an amount was paid otherwise than the policy says, as far as that can be told.

In: a differing amount, its year, what else was recorded in it. Out: `Cause`s: what would make the
recorded amount right, found by settling the claim again with one thing otherwise. All that was
recorded before the amount is taken as given, so that a difference is looked at by itself and not
for what an earlier one did to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import Final

from attrs import field

from polc.api.policy import Policy
from polc.api.prepared_year import layout_of
from polc.audit.cause import (
    NEGATIVE,
    NOTHING_RECORDED,
    TAKEN_BACK,
    TAKEN_BACK_IN_PART,
    UNKNOWN,
    Cause,
)
from polc.audit.compare_amounts import AuditedAmount, read_recorded
from polc.audit.household_claims import (
    amounts_of_others,
    as_household,
    list_claims,
    order_of,
    rows_of,
)
from polc.audit.near_amounts import find_digits, find_rounding
from polc.audit.vary_case import (
    Case,
    CauseKind,
    cut_case,
    order_by,
    put_before,
    vary_facts,
    vary_identities,
)
from polc.audit.vary_refunds import put_back_later, put_back_own
from polc.batch.person_outcome import SettledYearOfPerson
from polc.inspect.divergence import STOPPED, likely_causes
from polc.messages.text import Language, say
from polc.records.mutable import define
from polc.runtime.amounts import format_money
from polc.runtime.errors import CaseError
from polc.runtime.explanation import WANTED, Entry
from polc.runtime.tell.result import Settlement

_WHOLE: Final = 10_000
"""Limits are of whole hundreds of yuan, in fen."""

_KINDS: Final[Mapping[str, CauseKind]] = {"deductible": "deductible", "limit": "cap"}
"""By the kind of a step what it is the cause of; any other is of the rate."""


@define
class CauseFinder:
    """Finds the causes of differences under a policy; keeps the policy under each other choice."""

    policy: Policy
    _under: dict[tuple[str, str], Policy] = field(factory=dict)
    _reads: frozenset[tuple[str, str]] = field(init=False)

    @_reads.default
    def _find_reads(self) -> frozenset[tuple[str, str]]:
        return layout_of(self.policy).reads

    def find(
        self,
        differing: AuditedAmount,
        year: SettledYearOfPerson,
        amounts: Sequence[AuditedAmount],
    ) -> tuple[Cause, ...]:
        """The causes, the likeliest first; never empty. `amounts` are those of the year."""
        if not differing.claim:
            return self._find_of_year(differing, year, amounts)
        order = order_of(year)
        if differing.claim not in order:
            return (TAKEN_BACK,)
        wanted = differing.recorded
        assert wanted is not None
        before = order[: order.index(differing.claim)]
        amounts = _with_others(amounts, year, order)
        given = self._given(differing, before, amounts)
        case = cut_case(list_claims(year), before, differing.claim, given)
        alone = self._settle(case)
        if alone is None:
            return (UNKNOWN,)
        own = _amount(alone, differing)
        if own == wanted:
            return (_say_follows(differing, amounts),)
        if wanted < 0:
            return (NEGATIVE,)
        found = [NOTHING_RECORDED] if wanted == 0 else []
        found += find_rounding(own, wanted) + find_digits(own, wanted)
        found += self._find_taken_back(differing, year, before, given)
        found += self._find_identities(case, differing)
        found += self._find_readings(alone, case, differing)
        facts = [
            Cause(variation.kind, variation.words)
            for variation in vary_facts(case, differing.claim, self.policy.plan, self._reads)
            if self._is_right(variation.case, differing)
        ]
        by_steps = _find_by_steps(alone, differing, own or 0, self.policy.plan.language)
        shown = bool(found or facts)
        found += [cause for cause in by_steps if cause.kind != "rate"]
        # Of round figures one is a whole percentage of another soon: told where no case shows why.
        found += [cause for cause in by_steps if cause.kind == "rate" and not shown]
        found += [*facts, *self._find_orders(differing, year, order, amounts)]
        return tuple(found) or (UNKNOWN,)

    def _find_of_year(
        self,
        differing: AuditedAmount,
        year: SettledYearOfPerson,
        amounts: Sequence[AuditedAmount],
    ) -> tuple[Cause, ...]:
        """The causes of an amount of the person's year, all claims taken as they were recorded."""
        wanted = differing.recorded
        assert wanted is not None
        given: dict[str, dict[str, int]] = {}
        for amount in amounts:
            if amount.claim and amount.recorded is not None and amount.recorded >= 0:
                given.setdefault(amount.claim, {})[amount.benefit] = amount.recorded
        whole = list_claims(year)
        case = cut_case(whole, [claim["id"] for claim in whole["claims"]], "", given)
        alone = self._settle(case)
        if alone is None:
            return (UNKNOWN,)
        own = _amount(alone, differing)
        if own == wanted:
            return (_say_follows(differing, amounts),)
        if wanted < 0:
            return (NEGATIVE,)
        found = [NOTHING_RECORDED] if wanted == 0 else []
        found += find_rounding(own, wanted) + find_digits(own, wanted)
        found += self._find_identities(case, differing)
        found += self._find_readings(alone, case, differing)
        return tuple(found) or (UNKNOWN,)

    def _find_identities(self, case: Case, differing: AuditedAmount) -> Iterator[Cause]:
        """What else the person might have been taken for; what is no more than having no identity
        is told once."""
        nobody = False
        for variation in vary_identities(case, self.policy.plan):
            if nobody and variation.case["person"]["identities"]:
                continue
            if self._is_right(variation.case, differing):
                yield Cause(variation.kind, variation.words)
                nobody = nobody or not variation.case["person"]["identities"]

    def _given(
        self, differing: AuditedAmount, before: Sequence[str], amounts: Sequence[AuditedAmount]
    ) -> dict[str, dict[str, int]]:
        """What was recorded of the claims before and of the layers before."""
        layers = [benefit.id for benefit in self.policy.plan.benefits]
        own = layers.index(differing.benefit)
        given: dict[str, dict[str, int]] = {}
        for amount in amounts:
            earlier = amount.claim in before
            below = amount.claim == differing.claim and layers.index(amount.benefit) < own
            if (earlier or below) and amount.recorded is not None and amount.recorded >= 0:
                given.setdefault(amount.claim, {})[amount.benefit] = amount.recorded
        return given

    def _settle(self, case: Case, policy: Policy | None = None) -> Settlement | None:
        try:
            return (policy or self.policy).settle(as_household(case))
        except CaseError:
            return None

    def _is_right(self, case: Case, differing: AuditedAmount, policy: Policy | None = None) -> bool:
        settled = self._settle(case, policy)
        return settled is not None and _amount(settled, differing) == differing.recorded

    def _find_readings(
        self, alone: Settlement, case: Case, differing: AuditedAmount
    ) -> Iterator[Cause]:
        """Each other choice of a reading that the claim comes to."""
        for reading in alone.consulted:
            for choice in reading["alternatives"]:
                key = reading["reading"], choice["choice"]
                policy = self._policy_under(key)
                if policy is not None and self._is_right(case, differing, policy):
                    words = say(
                        "as if reading `{reading}` were `{choice}`", reading=key[0], choice=key[1]
                    )
                    yield Cause("reading", words, f"{key[0]}={key[1]}")

    def _policy_under(self, key: tuple[str, str]) -> Policy | None:
        """The policy under a choice; None where it contradicts another that was made."""
        if key not in self._under:
            try:
                self._under[key] = self.policy.with_readings(dict([key]))
            except CaseError:
                return None
        return self._under[key]

    def _find_taken_back(
        self,
        differing: AuditedAmount,
        year: SettledYearOfPerson,
        before: Sequence[str],
        given: Mapping[str, dict[str, int]],
    ) -> Iterator[Cause]:
        """Whether the amount was right before something of the claim was taken back, or where what
        was taken back later of claims before it still stood."""
        row = year.made.rows[differing.claim]
        whole = put_back_own(year, differing.claim, before, given)
        stood = None if whole is None else self._settle(whole)
        paid, _ = read_recorded([row], differing.benefit)
        if stood is not None and _amount(stood, differing) == paid:
            yield TAKEN_BACK_IN_PART
        later = put_back_later(year, differing.claim, before, given)
        if later is not None and self._is_right(later.case, differing):
            yield Cause(later.kind, later.words)

    def _find_orders(
        self,
        differing: AuditedAmount,
        year: SettledYearOfPerson,
        order: Sequence[str],
        amounts: Sequence[AuditedAmount],
    ) -> Iterator[Cause]:
        """Each other order of the year's claims."""
        whole = list_claims(year)
        settled = [claim for claim in whole["claims"] if claim["id"] in order]
        usual = {*order[: order.index(differing.claim)]}
        tried = [usual]
        for words, before in order_by(settled, rows_of(year), differing.claim):
            if {*before} in tried:
                continue
            tried.append({*before})
            given = self._given(differing, before, amounts)
            case = cut_case(whole, before, differing.claim, given)
            if self._is_right(put_before(case, before, differing.claim), differing):
                yield Cause("order", words)


def _with_others(
    amounts: Sequence[AuditedAmount], year: SettledYearOfPerson, order: Sequence[str]
) -> Sequence[AuditedAmount]:
    """With those of other members of a household, in the order of settlement."""
    benefits = tuple(dict.fromkeys(amount.benefit for amount in amounts))
    others = list(amounts_of_others(year, benefits))
    if not others:
        return amounts
    places = {name: at for at, name in enumerate(order)}
    every = [*amounts, *others]
    return sorted(every, key=lambda amount: places.get(amount.claim, len(places)))


def _amount(settled: Settlement, differing: AuditedAmount) -> int | None:
    """What the claim comes to in the layer, with what it makes due for earlier ones; or what the
    amount of the person's year comes to."""
    if not differing.claim:
        of_year = settled.person_year.get(differing.benefit)
        return None if of_year is None else int(Decimal(of_year) * 100)
    return settled.paid_of(differing.claim, differing.benefit)


def _find_by_steps(
    alone: Settlement, differing: AuditedAmount, own: int, keywords: Language
) -> list[Cause]:
    """What the steps of the amount, which is `own`, say of another: without this limit, at that
    rate."""
    wanted = differing.recorded
    if not wanted:
        return []
    steps = [
        entry
        for entry in alone.entries
        if entry.benefit == differing.benefit and entry.claim in (differing.claim, "")
    ]
    found = []
    for entry, words in likely_causes(steps, wanted, keywords):
        kind = _kind_of(entry)
        if kind == "cap" and entry.fen(WANTED) != wanted:
            # Many figures lie below what a limit held back: told of one that a limit may have.
            if (wanted - own) % _WHOLE:
                continue
            words = say("a limit higher by {amount} would lead to it",
                        amount=format_money(wanted - own))  # fmt: skip
        found.append(Cause(kind, words))
    return list(dict.fromkeys(found))


def _kind_of(step: Entry) -> CauseKind:
    """What a step is the cause of that explains the amount."""
    return "not due" if step.status in STOPPED else _KINDS.get(step.step, "rate")


def _say_follows(differing: AuditedAmount, amounts: Sequence[AuditedAmount]) -> Cause:
    """The first that differs before it."""
    before = takewhile(lambda amount: amount is not differing, amounts)
    first = next((amount for amount in before if amount.difference), None)
    if first is None:
        return UNKNOWN
    words = say(
        "right after what was paid before: `{benefit}` of `{claim}` differs first",
        benefit=first.benefit,
        claim=first.claim,
    )
    return Cause("follows", words)
