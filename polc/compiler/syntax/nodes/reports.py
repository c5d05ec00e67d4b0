"""What a policy tells beside the payments, as it was written: rights, alerts, shares.

A right with its conditions and what is due; a person to report when a sum crosses a
figure; a share not to be exceeded, and who bears the excess.
"""

from typing import Literal

from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.lines import ForLine, Line, NotForLine, Reading, TermLine, WhenLine
from polc.compiler.syntax.nodes.values import Name, Syntax, Value


@frozen
class StartLine(Line):
    """`from later of (enrolled, recognised)`: the first day of a right."""

    day: Value


@frozen
class DueLine(Line):
    """`due at admission basic.deductible`."""

    moment: Literal["admission", "discharge"]
    amount: Value


@frozen
class ShareLine(Line):
    """`share of total - in_policy in total`."""

    part: Value
    whole: Value


@frozen
class BearerLine(Line):
    """`borne by institution only when place within in_city`, `borne by patient otherwise`."""

    bearer: Name
    condition: Value | None = None


RightLine = ForLine | NotForLine | WhenLine | StartLine | DueLine | Reading
AlertLine = ForLine | NotForLine | WhenLine | Reading
LimitLine = ForLine | NotForLine | WhenLine | ShareLine | TermLine | BearerLine | Reading


@frozen
class Entitlement(Syntax):
    """`entitlement no_deposit "先诊疗后付费" per claim { … }`."""

    name: Name
    title: str
    per: Literal["claim", "person_year"]
    lines: tuple[RightLine, ...]


@frozen
class Alert(Syntax):
    """`alert return_to_poverty "因病返贫" { for …; when … }`."""

    name: Name
    title: str
    lines: tuple[AlertLine, ...]


@frozen
class LimitRule(Syntax):
    """`limit out_of_policy_share "…" { share of … in …; at most 3%; borne by … }`."""

    name: Name
    title: str
    lines: tuple[LimitLine, ...]
