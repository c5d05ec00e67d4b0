"""What a policy tells beside the payments, as it was written: rights, alerts, shares.

A right with its conditions and what is due; a person to report when a sum crosses a
figure; a share not to be exceeded, and who bears the excess.
"""

from typing import Literal

from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.statements import (
    ForSyntax,
    NotForSyntax,
    Reading,
    StatementSyntax,
    TermSyntax,
    WhenSyntax,
)
from polc.compiler.syntax.nodes.values import NO_CITATION, Citation, Name, Syntax, Value


@frozen
class StartSyntax(StatementSyntax):
    """`from later of (enrolled, recognised)`: the first day of a right."""

    day: Value


@frozen
class DueSyntax(StatementSyntax):
    """`due at admission basic.deductible`."""

    moment: Literal["admission", "discharge"]
    amount: Value


@frozen
class ShareSyntax(StatementSyntax):
    """`share of total - in_policy in total`."""

    part: Value
    whole: Value


@frozen
class BorneBySyntax(StatementSyntax):
    """`borne by institution only when place within in_city`, `borne by patient otherwise`."""

    bearer: Name
    condition: Value | None = None


RightStatementSyntax = ForSyntax | NotForSyntax | WhenSyntax | StartSyntax | DueSyntax | Reading
AlertStatementSyntax = ForSyntax | NotForSyntax | WhenSyntax | Reading
LimitStatementSyntax = (
    ForSyntax | NotForSyntax | WhenSyntax | ShareSyntax | TermSyntax | BorneBySyntax | Reading
)


@frozen
class Entitlement(Syntax):
    """`entitlement no_deposit "先诊疗后付费" per claim { … }`."""

    name: Name
    title: str
    per: Literal["claim", "person_year"]
    statements: tuple[RightStatementSyntax, ...]
    cites: Citation = NO_CITATION


@frozen
class Alert(Syntax):
    """`alert return_to_poverty "因病返贫" { for …; when … }`."""

    name: Name
    title: str
    statements: tuple[AlertStatementSyntax, ...]
    cites: Citation = NO_CITATION


@frozen
class LimitRule(Syntax):
    """`limit out_of_policy_share "…" { share of … in …; at most 3%; borne by … }`."""

    name: Name
    title: str
    statements: tuple[LimitStatementSyntax, ...]
    cites: Citation = NO_CITATION
