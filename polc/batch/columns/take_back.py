"""Refunds of a batch taken from the claims that they take back, for whole columns.

In: the columns of a batch, which of its rows are refunds, the ids of what these take back. Out: the
columns with what is left of each claim, the `TakenBack` rows, and which rows are of a person of
whom a refund is not plainly right. It comes to what `runtime/read/take_back.py` does of a case.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from attrs import field

from polc.batch.columns.integer_arrays import count_up
from polc.batch.columns.read_parts import CARE, REGION
from polc.records.frozen import frozen
from polc.runtime.amounts import MISSING
from polc.runtime.plain.plain_claim import Target
from polc.runtime.read.take_back import DAYS_AND_DEFAULTS


@frozen(kw_only=True, eq=False)
class TakenBack:
    """Of each refund its place among the rows (`refund`), that of the claim that it takes back
    (`claim`) and its `person`, by person, day and row of the refund; `gone` are the places of what
    was taken back whole, `gone_person` whose they are."""

    refund: Any
    claim: Any
    person: Any
    gone: Any
    gone_person: Any

    def where(self, of_claim: Callable[[Any], Any]) -> "TakenBack":
        """Those of whose claims, by their places, it holds."""
        kept, gone = of_claim(self.claim), of_claim(self.gone)
        return self._filter(kept, gone)

    def of(self, persons: Any, *, among: bool) -> "TakenBack":
        """Those of these persons, or of all others."""
        from pyarrow import compute

        kept, gone = (
            compute.equal(compute.is_in(whose, value_set=persons), among)
            for whose in (self.person, self.gone_person)
        )
        return self._filter(kept, gone)

    def _filter(self, kept: Any, gone: Any) -> "TakenBack":
        return TakenBack(
            refund=self.refund.filter(kept),
            claim=self.claim.filter(kept),
            person=self.person.filter(kept),
            gone=self.gone.filter(gone),
            gone_person=self.gone_person.filter(gone),
        )


def nothing_taken() -> TakenBack:
    """Of a batch without refunds."""
    import pyarrow

    none = pyarrow.array([], pyarrow.int64())
    return TakenBack(refund=none, claim=none, person=none, gone=none, gone_person=none)


@frozen(kw_only=True, eq=False)
class RefundedColumns:
    """`numbers` with what is left of each claim; `wrong` marks rows of persons of whom something
    is not plainly right."""

    numbers: Mapping[Target, Any] = field(repr=False)
    taken: TakenBack
    wrong: Any


def take_back(
    numbers: Mapping[Target, Any],
    amounts: Collection[Target],
    person: Any,
    ids: Any,
    refund: Any,
    of: Any,
    kept: Any,
) -> RefundedColumns:
    """`numbers` have of a refund what it takes, without a sign, in the columns of `amounts`;
    `person` and `ids` are those of every row, `refund` the places of the refunds, in their order,
    and `of` the ids of what they take back; `kept` are the rows that the mapping does not leave
    out."""
    import pyarrow
    from pyarrow import compute

    pairs = _find_claims(person, ids, refund, of, kept)
    matched = compute.is_valid(pairs.column("claim"))
    wrong = [pairs.column("person").filter(compute.invert(matched))]
    pairs = pairs.filter(matched)
    pairs = pairs.append_column("day", numbers["claim", "date"].take(pairs.column("refund")))
    order = [(name, "ascending") for name in ("person", "day", "refund")]
    pairs = pairs.sort_by(order).combine_chunks()
    back, claim = (pairs.column(name).combine_chunks() for name in ("refund", "claim"))
    odd = _differ(numbers, amounts, back, claim)
    groups = {target: numbers[target].take(back) for target in amounts}
    taken = pyarrow.table(
        {"claim": claim, **{_name(target): column for target, column in groups.items()}}
    )
    sums = taken.group_by("claim").aggregate([(_name(target), "sum") for target in amounts])
    sums = sums.sort_by("claim").combine_chunks()
    changed = sums.column("claim").combine_chunks()
    is_changed = compute.is_in(count_up(len(person)), value_set=changed)
    left = dict(numbers)
    short, gone = None, None
    rests: dict[Target, Any] = {}
    for target in amounts:
        own = numbers[target].take(changed)
        given = compute.not_equal(own, MISSING)
        rest = compute.subtract(own, sums.column(f"{_name(target)}_sum").combine_chunks())
        rest = compute.if_else(given, rest, MISSING)
        nothing = compute.or_(compute.invert(given), compute.equal(rest, 0))
        below = compute.and_(given, compute.less(rest, 0))
        short = below if short is None else compute.or_(short, below)
        gone = nothing if gone is None else compute.and_(gone, nothing)
        rests[target] = rest
        left[target] = compute.replace_with_mask(numbers[target], is_changed, rest)
    total = rests.get(("claim", "total"))
    if total is not None:
        less = compute.less(total, rests["claim", "in_policy"])
        short = compute.or_(short, compute.and_(less, compute.not_equal(total, MISSING)))
    wrong += [pairs.column("person").filter(odd), person.take(changed.filter(short))]
    persons = pyarrow.chunked_array(wrong, pyarrow.int64()).combine_chunks()
    gone = changed.filter(gone)
    return RefundedColumns(
        numbers=left,
        taken=TakenBack(
            refund=back,
            claim=claim,
            person=person.take(back),
            gone=gone,
            gone_person=person.take(gone),
        ),
        wrong=compute.is_in(person, value_set=persons),
    )


def _find_claims(person: Any, ids: Any, refund: Any, of: Any, kept: Any) -> Any:
    """A table of the refunds with their `person` and the `claim` of that person that has the id,
    none where there is no such claim, or it is left out, or is itself a refund."""
    import pyarrow
    from pyarrow import compute

    whose = person.take(refund)
    may_be = compute.is_in(person, value_set=compute.unique(whose))
    at = count_up(len(person)).filter(compute.and_(may_be, kept))
    at = at.filter(compute.invert(compute.is_in(at, value_set=refund)))
    claims = pyarrow.table({"person": person.take(at), "of": ids.take(at), "claim": at})
    refunds = pyarrow.table({"person": whose, "of": of, "refund": refund})
    return refunds.join(claims, ["person", "of"], join_type="left outer").combine_chunks()


def _differ(
    numbers: Mapping[Target, Any], amounts: Collection[Target], back: Any, claim: Any
) -> Any:
    """The refunds that say something of their claim that it does not, or that take back nothing."""
    from pyarrow import compute

    days = numbers["claim", "date"]
    odd = compute.less(days.take(back), days.take(claim))
    nothing = None
    for target, column in numbers.items():
        taken, own = column.take(back), column.take(claim)
        if target in amounts:
            missing = compute.equal(taken, MISSING), compute.equal(own, MISSING)
            odd = compute.or_(odd, compute.not_equal(*missing))
            none = compute.or_(missing[0], compute.equal(taken, 0))
            nothing = none if nothing is None else compute.and_(nothing, none)
            for amount in (taken, own):
                odd = compute.or_(odd, compute.equal(amount, CARE))
        elif target == REGION:
            odd = compute.or_(odd, compute.not_equal(taken, own))
        elif target[0] == "claim" and target not in DAYS_AND_DEFAULTS:
            both = compute.and_(compute.not_equal(taken, MISSING), compute.not_equal(own, MISSING))
            odd = compute.or_(odd, compute.and_(both, compute.not_equal(taken, own)))
    return compute.or_(odd, nothing)


def _name(target: Target) -> str:
    return " ".join(target)
