"""What a document declares and no settlement computes: clauses without a rule, targets,
deadlines, obligations, as they were written."""

from typing import Literal

from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.statements import Reading, StatementSyntax
from polc.compiler.syntax.nodes.values import NO_CITATION, Citation, Name, Syntax

ClauseStatus = Literal["narrative", "input", "framework", "unspecified"]


@frozen(kw_only=True)
class ClauseDispositionSyntax(Syntax):
    """`SZ-1.3 sz "一" narrative "principles"`; `path` what an `input` becomes."""

    clauses: tuple[str, ...]
    source: Name | None
    locator: str
    status: ClauseStatus
    path: str
    reason: str


@frozen
class NoRule(Syntax):
    """`no rule { … }`."""

    accounts: tuple[ClauseDispositionSyntax, ...]


@frozen
class AimSyntax(StatementSyntax):
    """`about 70%, give or take 2 points`; `rate` None: unspecified."""

    op: Literal["about", "at_least", "at_most", "exactly"]
    rate: int | None
    tolerance: int | None = None


@frozen(kw_only=True)
class TargetSyntax(Syntax):
    """`target insured "应保尽保" { share of "…" in "…"; exactly 100% }`."""

    name: Name
    title: str
    part: str
    whole: str
    aims: tuple[AimSyntax, ...]
    readings: tuple[Reading, ...] = ()
    cites: Citation = NO_CITATION


@frozen
class DueDaySyntax(StatementSyntax):
    """When something is due: on or before a day, by (or before) a day of every month, so
    many working days after another deadline; `what` unspecified where nothing says it."""

    what: Literal["day", "monthly", "after", "unspecified"]
    day: int | None = None
    included: bool = True
    after: Name | None = None


@frozen
class RollSyntax(StatementSyntax):
    """`moved from public holidays to the next working day`, or from any day off."""

    days: Literal["holidays", "days_off"]


@frozen
class CountedFrom(StatementSyntax):
    """`counted from the next day`, or from the day itself."""

    same_day: bool


@frozen
class DeadlineSyntax(Syntax):
    """`deadline lists_sent "名单传送" { every month on or before 5 }`."""

    name: Name
    title: str
    statements: tuple[DueDaySyntax | RollSyntax | CountedFrom | Reading, ...]


@frozen
class ObligationSyntax(Syntax):
    """`obligation follow_up "核准后及时跟进" by "医保部门"`."""

    name: Name
    title: str
    bearer: str
    cites: Citation = NO_CITATION
