"""The lines of a benefit, an alternative or a report that stand under the chosen readings.

In: a typed benefit or report, which lines stand. Out: `Terms`, what they say by name. The
only module here that knows how the typed program keeps its lines.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from attrs import frozen

from polc.compiler.typed.nodes import statements as s
from polc.compiler.typed.nodes import term_statements as ts
from polc.compiler.typed.nodes.chosen import Chosen
from polc.compiler.typed.nodes.program import TypedBenefit, TypedReport
from polc.compiler.typed.nodes.values import Held, Typed
from tests.typed_reference.figures import Rounding

Stands = Callable[[Chosen | None], bool]
Kind = TypeVar("Kind", bound=ts.Statement)


@frozen
class LimitedPeople:
    """People who count only where a condition holds."""

    people: Held
    condition: Typed


@frozen
class OnlyWhen:
    """An amount or a name, and the condition under which it stands (None: always)."""

    value: Any
    condition: Typed | None


@frozen
class Bound:
    """A bound of a deductible."""

    op: str
    value: Typed
    per_year: bool


@frozen
class Deductible:
    """`period` year, stay, claim or chain; `counting` excess, whole_reached, whole_exceeded,
    borne or once; `split` proportion, first or each, `first` the parts it is taken from."""

    amount: Typed
    period: str | None
    counting: str
    bounds: tuple[Bound, ...]
    split: str
    first: tuple[str, ...]
    continued: Typed | None


@frozen
class PoolLine:
    """`counts toward`, `charges` or `limited by`."""

    pools: tuple[str, ...]
    charges: bool
    limits: bool
    condition: Typed | None


@frozen
class Cap:
    """The benefit's own limit of a period; of several each counts for itself."""

    size: Typed
    period: str | None
    condition: Typed | None
    carried: Typed | None = None

    def sum_of(self, part: str) -> str:
        """What the sum under it is kept by: periods may be called alike, as a stay and its chain
        may, and what is carried over is of the year."""
        return f"paid of {part}" if self.period == "year" else f"paid of {part} / {self.period}"


@frozen
class KindOfCare:
    """A kind of care of `first of`; `condition` None: the rest."""

    name: str
    condition: Typed | None
    terms: "Terms"


@frozen
class PaidBy:
    """Who pays what the `shares` (payers, each as far as it is said) leave."""

    payer: str
    shares: tuple[tuple[str, Typed], ...]
    condition: Typed | None = None


@frozen
class Alternative:
    """One way of a benefit of the person's year; `people` None: everyone."""

    name: str
    people: Held | None
    limited: tuple[LimitedPeople, ...]
    until: Typed | None
    condition: Typed | None
    amount: Typed
    bounds: tuple[tuple[str, OnlyWhen], ...]
    rounding: Rounding | None
    payer: PaidBy | None


@frozen
class Terms:
    """What the lines that stand say; `people` None: everyone."""

    people: Held | None
    limited: tuple[LimitedPeople, ...]
    excluded: tuple[Held, ...]
    when: tuple[Typed, ...]
    pays_when: tuple[Typed, ...]
    counts_when: tuple[Typed, ...]
    base: Typed | None
    outside: bool
    deductible: Deductible | None
    mode: str
    over_claims: bool
    may_fall: bool
    rate: Typed | None
    bands: Typed | None
    edges: str
    pay: Typed | None
    most_units: Typed | None
    silent: OnlyWhen | None
    kinds: tuple[KindOfCare, ...] | None
    at_least: tuple[OnlyWhen, ...]
    at_most: tuple[OnlyWhen, ...]
    caps: tuple[Cap, ...]
    counted_at_most: ts.CountedAtMostStatement | None
    pools: tuple[PoolLine, ...]
    class_: str
    once: bool
    rival: str
    rounding: Rounding | None
    paid_by: tuple[PaidBy, ...]
    as_of: str
    figures_by: Typed | None
    own_figures: tuple[str, ...]
    ways: tuple[Alternative, ...] | None
    sums_ways: bool
    leaving: tuple[tuple[str, Typed], ...]
    payer_output: str
    start: tuple[Typed, ...]
    due: tuple[tuple[str, Typed], ...]
    share: tuple[Typed, Typed] | None
    borne_by: tuple[OnlyWhen, ...]

    @property
    def counts_of_year(self) -> bool:
        """Rule 9: whether what lies above the deductibles of stays is added up over the year."""
        if self.deductible is None or self.deductible.period in (None, "year", "household"):
            return False
        return self.counted_at_most is not None or bool(self.along & {"year", "household"})

    @property
    def along(self) -> set[str]:
        """Along what its bands lie, and those of the kinds of care that share its deductible."""
        kinds = [kind.terms for kind in self.kinds or () if kind.terms.deductible is None]
        return {terms.edges for terms in (self, *kinds)}

    @property
    def says_what(self) -> bool:
        """Whether a rate, bands or an amount stand."""
        return any(term is not None for term in (self.rate, self.bands, self.pay))


def read_terms(owner: TypedBenefit | TypedReport, stands: Stands) -> Terms:
    """Rule 24: of the statements that stand, one for each term."""
    per = owner.per if isinstance(owner, TypedBenefit) else ""
    return _terms(owner.statements, stands, over_claims=per == "claims_of_year")


def _terms(
    statements: Iterable[s.TypedStatement], stands: Stands, *, over_claims: bool = False
) -> Terms:
    standing = [statement for statement in statements if stands(statement.where)]

    def every(kind: type[Kind]) -> tuple[Kind, ...]:
        return tuple(statement for statement in standing if isinstance(statement, kind))

    def only(kind: type[Kind]) -> Kind | None:
        return next(iter(every(kind)), None)

    def amount(
        kind: type[ts.BaseStatement] | type[ts.RateStatement] | type[ts.PayStatement],
    ) -> Typed | None:
        found = only(kind)
        return None if found is None else found.value

    def bounds(
        kind: type[ts.AtLeastStatement] | type[ts.AtMostStatement],
    ) -> tuple[OnlyWhen, ...]:
        return tuple(OnlyWhen(statement.value, statement.condition) for statement in every(kind))

    people = only(s.ForStatement)
    deductible = _deductible(only(ts.DeductibleStatement), stands)
    bands = only(ts.BandsStatement)
    silent = only(s.NotSpecifiedStatement)
    first_of = only(s.FirstOfStatement)
    class_ = only(s.ClassStatement)
    rounding = only(s.RoundStatement)
    as_of = only(s.AsOfStatement)
    figures_by = only(s.FiguresByStatement)
    ways = only(s.HighestStatement)
    payer = only(s.PayerStatement)
    share = only(s.ShareStatement)
    return Terms(
        people=people.people if people is not None else None,
        limited=_limited(people.limited) if people is not None else (),
        excluded=tuple(statement.people for statement in every(s.NotForStatement)),
        when=tuple(statement.condition for statement in every(s.WhenStatement)),
        pays_when=tuple(statement.condition for statement in every(s.PaysWhenStatement)),
        counts_when=tuple(statement.condition for statement in every(s.CountsWhenStatement)),
        base=amount(ts.BaseStatement),
        outside=any(base.outside for base in every(ts.BaseStatement)),
        deductible=deductible,
        mode=(mode := _mode(only(s.ModeStatement), deductible, over_claims=over_claims)),
        over_claims=over_claims,
        may_fall=over_claims and mode == "cumulated" and not _never_falls(only(s.ModeStatement)),
        rate=amount(ts.RateStatement),
        bands=bands.value if bands is not None else None,
        edges=bands.edges if bands is not None else "fixed",
        pay=amount(ts.PayStatement),
        most_units=found.most_of_year if (found := only(ts.PayStatement)) is not None else None,
        silent=OnlyWhen(None, silent.condition) if silent is not None else None,
        kinds=None
        if first_of is None
        else tuple(_kind_of_care(kind, stands) for kind in first_of.kinds),
        at_least=bounds(ts.AtLeastStatement),
        at_most=bounds(ts.AtMostStatement),
        caps=tuple(
            Cap(cap.value, cap.period, cap.condition, cap.carried) for cap in every(ts.CapStatement)
        ),
        counted_at_most=only(ts.CountedAtMostStatement),
        pools=tuple(
            PoolLine(statement.pools, statement.charges, statement.limits, statement.condition)
            for statement in every(s.CountsTowardStatement)
        ),
        class_=class_.how if class_ is not None else "",
        once=only(s.OnceStatement) is not None,
        rival=rival.benefit if (rival := only(s.RivalStatement)) is not None else "",
        rounding=Rounding(rounding.unit, rounding.down) if rounding is not None else None,
        paid_by=tuple(
            PaidBy(statement.payer, _shares(statement), statement.condition)
            for statement in every(s.PaidByStatement)
        ),
        as_of=as_of.day if as_of is not None else "",
        figures_by=figures_by.day if figures_by is not None else None,
        own_figures=figures_by.own if figures_by is not None else (),
        ways=None if ways is None else _ways(ways.alternatives, stands),
        sums_ways=ways is not None and ways.how == "sum",
        leaving=tuple(
            (statement.name, statement.amount) for statement in every(s.LeavingStatement)
        ),
        payer_output=payer.name if payer is not None else "",
        start=tuple(statement.day for statement in every(s.StartStatement)),
        due=tuple((statement.moment, statement.amount) for statement in every(s.DueStatement)),
        share=(share.part, share.whole) if share is not None else None,
        borne_by=tuple(
            OnlyWhen(statement.bearer, statement.condition)
            for statement in every(s.BorneByStatement)
        ),
    )


def _limited(found: Iterable[s.TypedLimited]) -> tuple[LimitedPeople, ...]:
    return tuple(LimitedPeople(limit.people, limit.condition) for limit in found)


def _deductible(line: ts.DeductibleStatement | None, stands: Stands) -> Deductible | None:
    if line is None:
        return None
    period = next((period for period, where in line.periods if stands(where)), line.period)
    counting = next((how for how, where in line.countings if stands(where)), line.counting)
    return Deductible(
        line.value,
        period,
        counting,
        tuple(Bound(bound.op, bound.value, bound.per_year) for bound in line.held),
        line.split.how if line.split is not None else "",
        line.split.first if line.split is not None else (),
        line.continued,
    )


def _mode(line: s.ModeStatement | None, deductible: Deductible | None, *, over_claims: bool) -> str:
    """Rules 9 and 19: what is computed over the year's claims together, and a divided
    deductible, is due on the year so far less what was due before."""
    if line is not None and not _never_falls(line):
        return line.mode
    if deductible is not None and deductible.split:
        return "" if deductible.split == "each" else "cumulated"
    return "cumulated" if over_claims else ""


def _never_falls(line: s.ModeStatement | None) -> bool:
    return line is not None and line.mode == "never_falling"


def _kind_of_care(kind: s.TypedKindOfCare, stands: Stands) -> KindOfCare:
    return KindOfCare(kind.name, kind.condition, _terms(kind.statements, stands))


def _ways(found: Iterable[s.TypedAlternative], stands: Stands) -> tuple[Alternative, ...]:
    return tuple(
        Alternative(
            way.name,
            way.people,
            _limited(way.limited),
            way.until,
            way.condition,
            way.value,
            tuple(
                (limit.term, OnlyWhen(limit.value, limit.condition))
                for limit in way.limits
                if stands(limit.where)
            ),
            next(
                (Rounding(line.unit, line.down) for line in way.rounding if stands(line.where)),
                None,
            ),
            PaidBy(way.payer, _shares(way)) if way.payer else None,
        )
        for way in found
        if stands(way.where)
    )


def _shares(said: s.PaidByStatement | s.TypedAlternative) -> tuple[tuple[str, Typed], ...]:
    return tuple((share.payer, share.most) for share in said.shares)
