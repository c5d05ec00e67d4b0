"""The line of a benefit, and what of a claim lies above its deductible.

In: a benefit's terms, the base, the effective deductible. Out: `Stretch`: what is counted,
and the sums that move with it once the claim is paid.
"""

from attrs import define, field

from polc.compiler.typed.nodes.values import Lookup
from tests.typed_reference.ask import HOUSEHOLD, OF_YEAR, Ask, Key
from tests.typed_reference.benefit_year import first_of_year
from tests.typed_reference.figures import RefusedError
from tests.typed_reference.first_bill import ABOVE, first_key, has_bill_here
from tests.typed_reference.lines import Terms
from tests.typed_reference.periods import WITHIN_YEAR
from tests.typed_reference.rows import opens_of_row, row_of_claim, table_of_claims
from tests.typed_reference.values import value

Moves = dict[Key, int]


@define
class Stretch:
    """`counted` fen of this claim (or of the line) are paid for; they end at `high` on the
    line; `edge` is the deductible that was taken off; `of_year` where the year has counted to,
    if that is added up; `over` what more would count, if the year might."""

    counted: int
    high: int
    edge: int
    moves: Moves = field(factory=dict)
    of_year: int | None = None
    over: int = 0


def line_of(terms: Terms) -> str:
    """Rule 9: along what the line runs: its deductible's period; bands, or a mode, without a
    deductible count along the year. Per claim and per chain there is no line."""
    period = terms.deductible.period if terms.deductible is not None else None
    if period is None:
        sharing = [kind.terms for kind in terms.kinds or () if kind.terms.deductible is None]
        banded = [terms.bands, *(kind.bands for kind in sharing)]
        along = any(bands is not None for bands in banded) or terms.mode
        along = along or terms.counted_at_most is not None
        period = whose_year(terms) if along else "claim"
    return period


def whose_year(terms: Terms) -> str:
    """Rule 9: whose year counts what counts along it, a person's or a household's."""
    most = terms.counted_at_most
    of_all = most is not None and most.period == "household"
    return "household" if of_all or "household" in terms.along else "year"


def line_key(part: str, terms: Terms, ask: Ask) -> Key | None:
    """The sum that says where on the line a claim begins; None where every claim begins at
    nothing."""
    period = line_of(terms)
    if period not in (*OF_YEAR, "stay", *WITHIN_YEAR):
        return None
    table = line_table(terms, ask)
    if table is not None:
        return (f"line of {part} {row_of_claim(table, ask)}", ask.scope(period))
    return (f"line of {part}", ask.scope(period))


def line_table(terms: Terms, ask: Ask) -> Lookup | None:
    """Rule 9: a deductible by a field of the claim has a line for each row, but per stay; what was
    borne has one for all."""
    line = terms.deductible
    if line is None or line.period not in (*OF_YEAR, *WITHIN_YEAR) or line.counting == "borne":
        return None
    return table_of_claims(line.amount, ask)


def line_start(part: str, terms: Terms, ask: Ask) -> int:
    """Rule 9: where the line stands before this claim."""
    key = line_key(part, terms, ask)
    if key is None:
        return 0
    table = line_table(terms, ask)
    if table is not None and line_of(terms) in OF_YEAR:
        row = row_of_claim(table, ask)
        return ask.sums.of(key, *opens_of_row(part, "line", table, row, ask))
    opens = ((part, "line"),) if line_of(terms) in OF_YEAR else ()
    return ask.sums.of(key, *opens)


def find_stretch(part: str, terms: Terms, ask: Ask, base: int, edge: int) -> Stretch:
    """What of a claim that is paid for is counted, by the benefit's mode."""
    line = terms.deductible
    start = line_start(part, terms, ask) + _of_last_year(terms, ask)
    above = _above_key(part, terms, ask)
    between = counted_between(above, ask)
    along, start = start, max(0, start - between)
    high = start + base
    bound = (
        next((bound for bound in line.bounds if bound.per_year), None) if line is not None else None
    )
    of_year = (f"deductibles of {part}", "")
    if bound is not None:
        # Rule 9: what the deductibles of the year come to together.
        used = ask.sums.of(of_year, (part, "borne"))
        edge = min(edge, max(0, value(bound.value, ask) - used))
    counting = line.counting if line is not None else "excess"
    if counting in ("borne", "once"):
        found = _borne(part, terms, ask, base, edge, high)
    elif counting == "excess":
        found = _excess(terms, base, edge, start, high)
    else:
        found = _whole(terms, base, edge, along, between)
    if above is not None:
        found.moves[above] = ask.sums.of(above) + found.counted
    if bound is not None:
        used = ask.sums.of(of_year, (part, "borne"))
        found.moves[of_year] = used + max(0, base - found.counted)
    return _within_year(part, terms, ask, found, start)


def _above_key(part: str, terms: Terms, ask: Ask) -> Key | None:
    """The sum of what claims that are settled for their stays have counted above the deductible of
    the year or a part of it, or as the whole, of each row that has a line of its own; None where
    all is due anew."""
    line = terms.deductible
    period = line_of(terms)
    if not ask.whole or terms.mode:
        return None
    if line is not None and (line.counting in ("borne", "once") or line.split):
        return None
    if period not in (*OF_YEAR, *WITHIN_YEAR):
        return None
    table = line_table(terms, ask)
    row = f" {row_of_claim(table, ask)}" if table is not None else ""
    return (f"{ABOVE}{part}{row}", ask.scope(period))


def _within_key(part: str, terms: Terms, ask: Ask) -> Key | None:
    """The sum of what of it the most that counts has let count."""
    above = _above_key(part, terms, ask)
    return (f"{above[0]} within", above[1]) if above is not None else None


def counted_between(key: Key | None, ask: Ask) -> int:
    """Rule 9: what other claims have added to a sum since the stay's first bill there; of the
    deductible it has borne what they found borne, and of the most that counts it has what they
    have left."""
    if key is None or not has_bill_here(key, ask):
        return 0
    first = ask.sums.kept.get(first_key(key, ask.scope("stay")), 0)
    return max(0, ask.sums.of(key) - first)


def counted_key(part: str, terms: Terms, ask: Ask) -> Key:
    """The sum of what the year has counted above the deductibles of its stays or claims."""
    return (f"counted of {part}", ask.scope(whose_year(terms)))


def counted_before(part: str, terms: Terms, ask: Ask) -> int:
    """What the year has counted; an opening says it as where the line stands."""
    return ask.sums.of(counted_key(part, terms, ask), (part, "line"))


def _within_year(part: str, terms: Terms, ask: Ask, found: Stretch, start: int) -> Stretch:
    """Rule 9: no more counts than the year may count: along a line of the year up to a point
    above the deductible, else what the claims before have left of it."""
    most = None if terms.counted_at_most is None else value(terms.counted_at_most.value, ask)
    before = counted_before(part, terms, ask) if terms.counts_of_year else 0
    if most is not None:
        if terms.counts_of_year:
            found.over = max(0, found.counted - max(0, most - before))
        else:
            within = _within_key(part, terms, ask)
            most = max(0, most - counted_between(within, ask))
            found.over = max(0, found.high - max(start, found.edge + most))
            if within is not None:
                found.moves[within] = ask.sums.of(within) + found.counted - found.over
        found.counted -= found.over
        found.high -= found.over
    if terms.counts_of_year:
        found.of_year = before + found.counted
        found.moves[counted_key(part, terms, ask)] = found.of_year
    return found


def _of_last_year(terms: Terms, ask: Ask) -> int:
    """Rule 9: what of a stay that is split at the end of the year was counted before it."""
    line = ask.policy.dates("stays")
    if line is None or not line.split or line_of(terms) != "stay" or ask.claim is None:
        return 0
    for name in ("admitted", "in_policy_last_year"):
        if ("claim", name) not in ask.fields:
            raise RefusedError("missing_field", name)
        if (
            ask.fields["claim", "admitted"]
            >= first_of_year(ask.benefit_year, ask.policy).toordinal()
        ):
            return 0
    return ask.fields["claim", "in_policy_last_year"]


def _excess(terms: Terms, base: int, edge: int, start: int, high: int) -> Stretch:
    """Rule 9: the claim's own stretch above the deductible's point; with `cumulated less
    paid` that of the whole line."""
    own = max(0, high - max(start, edge))
    whole = max(0, high - edge)
    return Stretch(whole if terms.mode == "cumulated" else own, high, edge)


def _whole(terms: Terms, base: int, edge: int, start: int, between: int) -> Stretch:
    """Rule 10: once the line reaches (or exceeds) the deductible the whole counts; the claim
    that gets there brings those before with it, but for what others counted between (rule 9)."""
    assert terms.deductible is not None

    def reaches(point: int) -> bool:
        assert terms.deductible is not None
        if terms.deductible.counting == "whole_reached":
            return point >= edge
        return point > edge

    high = start + base
    end = max(0, high - between)
    if not reaches(high):
        return Stretch(0, end, edge)
    if terms.mode == "cumulated" or not reaches(max(0, start - between)):
        return Stretch(end, end, edge)
    return Stretch(base, end, edge)


def borne_key(part: str, terms: Terms, ask: Ask) -> tuple[Key, tuple[tuple[str, str], ...]]:
    """The sum of the deductible yuan borne, of the year or of the chain."""
    if terms.deductible is not None and terms.deductible.period == "chain":
        return (f"borne of {part}", ask.scope("chain")), ()
    if line_of(terms) in WITHIN_YEAR:
        return (f"borne of {part}", ask.scope(line_of(terms))), ()
    scope = HOUSEHOLD if line_of(terms) == "household" else ""
    return (f"borne of {part}", scope), ((part, "borne"),)


def _borne(part: str, terms: Terms, ask: Ask, base: int, edge: int, high: int) -> Stretch:
    """Rule 9: the deductible yuan already borne count; `collected once` takes it from the
    first stay that has any. Rule 10: a claim that does not continue the chain bears it all."""
    assert terms.deductible is not None
    key, opens = borne_key(part, terms, ask)
    before = used = ask.sums.of(key, *opens)
    continued = terms.deductible.continued
    if continued is not None and used > 0 and not value(continued, ask):
        used = 0
    if terms.deductible.counting == "once":
        edge = 0 if used > 0 else edge
        used = 0
    borne = min(base, max(0, edge - used))
    return Stretch(base - borne, high, edge, {key: before + borne})
