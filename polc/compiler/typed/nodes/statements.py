"""The statements of a benefit or a report: one class for each kind, with the fields it has.

What `lines.py` and `reports.py` make of the lines of a file, and what checks, conformance and
lowering read. Those with an amount or a rate are in `term_statements.py`.
"""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final, Literal

from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.typed.nodes.chosen import Chosen
from polc.compiler.typed.nodes.term_statements import (
    AtLeastStatement,
    AtMostStatement,
    BandsStatement,
    BaseStatement,
    CapStatement,
    CountedAtMostStatement,
    DeductibleStatement,
    PayStatement,
    RateStatement,
    Statement,
)
from polc.compiler.typed.nodes.values import Held, Typed


@frozen
class TypedLimited:
    """People of a `for` under a condition of their own."""

    people: Held
    condition: Typed


@frozen(kw_only=True)
class ForStatement(Statement):
    """`for tekun, (dibao when …)`; `people` None: everyone."""

    term: ClassVar[str] = "for"
    people: Held | None
    limited: tuple[TypedLimited, ...] = ()


@frozen(kw_only=True)
class NotForStatement(Statement):
    """`not for out_of_poverty`."""

    term: ClassVar[str] = "not_for"
    people: Held


@frozen(kw_only=True)
class WhenStatement(Statement):
    """`when referred`: elsewhere the benefit is not open."""

    term: ClassVar[Literal["when"]] = "when"
    condition: Typed


@frozen(kw_only=True)
class PaysWhenStatement(Statement):
    """`pays when …`: elsewhere the claim counts and nothing is paid."""

    term: ClassVar[Literal["pays_when"]] = "pays_when"
    condition: Typed


@frozen(kw_only=True)
class CountsWhenStatement(Statement):
    """`counts when …`: elsewhere the claim moves no running total."""

    term: ClassVar[Literal["counts_when"]] = "counts_when"
    condition: Typed


@frozen(kw_only=True)
class CountsTowardStatement(Statement):
    """`counts toward` (charges and limits), `charges`, `limited by`; `pools` by id."""

    term: ClassVar[str] = "counts_toward"
    pools: tuple[str, ...]
    charges: bool
    limits: bool
    condition: Typed | None = None


@frozen(kw_only=True)
class ModeStatement(Statement):
    """How the accumulated base goes on: `cumulated less paid`, `start again after a payment`; of
    what is due over the year's claims `never falling`."""

    term: ClassVar[str] = "mode"
    mode: Literal["cumulated", "start_again", "never_falling"]


@frozen(kw_only=True)
class NotSpecifiedStatement(Statement):
    """`not specified only when …`: the document says nothing, so nothing is paid."""

    term: ClassVar[str] = "not_specified"
    condition: Typed | None = None


@frozen
class TypedKindOfCare:
    """One of several kinds of care of a benefit; `condition` None: the rest."""

    name: str
    title: str
    condition: Typed | None
    statements: tuple["TypedStatement", ...]
    origin: Origin


@frozen(kw_only=True)
class FirstOfStatement(Statement):
    """`first of { … }`: the first kind of care whose condition holds is paid."""

    term: ClassVar[str] = "first_of"
    kinds: tuple[TypedKindOfCare, ...]


@frozen
class TypedShare:
    """A payer by id, and how far it pays what those before it leave."""

    payer: str
    most: Typed


@frozen(kw_only=True)
class TypedAlternative:
    """One of several competing rules of a person-year benefit."""

    name: str
    people: Held | None
    until: Typed | None
    condition: Typed | None
    value: Typed
    limits: tuple[AtLeastStatement | AtMostStatement, ...]
    origin: Origin
    rounding: tuple["RoundStatement", ...] = ()
    where: Chosen | None = None
    payer: str = ""
    shares: tuple[TypedShare, ...] = ()
    limited: tuple[TypedLimited, ...] = ()


@frozen(kw_only=True)
class HighestStatement(Statement):
    """`pay the highest of { … }`, `pay the sum of { … }`."""

    term: ClassVar[str] = "highest"
    how: Literal["highest", "sum"]
    alternatives: tuple[TypedAlternative, ...]


@frozen(kw_only=True)
class LeavingStatement(Statement):
    """`leaving premium_own of premium`: an output, what the person still pays of `amount`."""

    term: ClassVar[str] = "leaving"
    name: str
    title: str
    amount: Typed


@frozen(kw_only=True)
class RivalStatement(Statement):
    """`pay the higher of this and assistance`: the `benefit` before it or this one, not both."""

    term: ClassVar[str] = "rival"
    benefit: str


@frozen(kw_only=True)
class OnceStatement(Statement):
    """`once per year`."""

    term: ClassVar[str] = "once"


@frozen(kw_only=True)
class RoundStatement(Statement):
    """`round to 1 yuan`, `round down to 1 yuan`; `unit` in fen."""

    term: ClassVar[str] = "round"
    unit: int
    down: bool


@frozen(kw_only=True)
class ClassStatement(Statement):
    """`class highest by amount`, `class lowest by rank`."""

    term: ClassVar[str] = "class"
    how: Literal["by_amount", "lowest"]


@frozen(kw_only=True)
class PaidByStatement(Statement):
    """`paid by county_pool only when …`; `payer` by id, who pays what the `shares` leave."""

    term: ClassVar[str] = "paid_by"
    payer: str
    condition: Typed | None = None
    shares: tuple[TypedShare, ...] = ()


@frozen(kw_only=True)
class PayerStatement(Statement):
    """`payer premium_payer "资助资金"`: the output that says who pays."""

    term: ClassVar[str] = "payer"
    name: str
    title: str


@frozen(kw_only=True)
class AsOfStatement(Statement):
    """`as of premium_paid`: `first_day`, `last_day` or a date of the person."""

    term: ClassVar[str] = "as_of"
    day: str


@frozen(kw_only=True)
class FiguresByStatement(Statement):
    """`figures by year of premium_paid, premium by year`: the day by whose year tables, parameters
    and `until` go; the parameters, by id, that go by the benefit year all the same (`own`)."""

    term: ClassVar[str] = "figures_by"
    day: Typed
    own: tuple[str, ...] = ()


@frozen(kw_only=True)
class StartStatement(Statement):
    """`from …`: the first day of a right."""

    term: ClassVar[str] = "start"
    day: Typed


DUE_OUTPUTS: Final = {"admission": "due_at_admission", "discharge": "due_at_discharge"}
"""The results that say what a right lets the person owe, by when."""


@frozen(kw_only=True)
class DueStatement(Statement):
    """`due at admission 500 yuan`."""

    term: ClassVar[str] = "due"
    moment: Literal["admission", "discharge"]
    amount: Typed

    @property
    def output(self) -> str:
        """The result that has the amount."""
        return DUE_OUTPUTS[self.moment]


@frozen(kw_only=True)
class ShareStatement(Statement):
    """`share of out_of_policy in total`: what a limit is of."""

    term: ClassVar[str] = "share"
    part: Typed
    whole: Typed


@frozen(kw_only=True)
class BorneByStatement(Statement):
    """`borne by institution only when …`: who bears what lies over a limit."""

    term: ClassVar[str] = "borne_by"
    bearer: str
    condition: Typed | None = None


TypedStatement = (
    ForStatement
    | NotForStatement
    | WhenStatement
    | PaysWhenStatement
    | CountsWhenStatement
    | BaseStatement
    | DeductibleStatement
    | RateStatement
    | BandsStatement
    | PayStatement
    | CapStatement
    | CountedAtMostStatement
    | AtLeastStatement
    | AtMostStatement
    | CountsTowardStatement
    | ModeStatement
    | NotSpecifiedStatement
    | FirstOfStatement
    | HighestStatement
    | LeavingStatement
    | OnceStatement
    | RivalStatement
    | RoundStatement
    | ClassStatement
    | PaidByStatement
    | PayerStatement
    | AsOfStatement
    | FiguresByStatement
    | StartStatement
    | DueStatement
    | ShareStatement
    | BorneByStatement
)


def payers_of_parts(statements: Iterable[TypedStatement]) -> tuple[str, ...]:
    """The payers, by id, of a benefit of which several may pay a part each, in their order; none
    where one pays all."""
    found: dict[str, None] = {}
    for statement in statements:
        ways: tuple[PaidByStatement | TypedAlternative, ...] = ()
        if isinstance(statement, PaidByStatement):
            ways = (statement,)
        elif isinstance(statement, HighestStatement):
            ways = statement.alternatives
        for way in ways:
            if way.shares:
                found |= dict.fromkeys((*(share.payer for share in way.shares), way.payer))
    return tuple(found)


def payers_over_stay(lines: Sequence[PaidByStatement]) -> tuple[str, ...]:
    """Where several may pay a part of what a claim is paid, everybody whom one of the lines names:
    another bill of the stay may be paid by another line."""
    named = [
        payer for line in lines for payer in (*(share.payer for share in line.shares), line.payer)
    ]
    return tuple(dict.fromkeys(named)) if payers_of_parts(lines) else ()
