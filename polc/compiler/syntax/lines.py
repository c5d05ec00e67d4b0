"""Benefits, their lines, adjustments and readings as they were written."""

from typing import Literal

from attrs import frozen

from polc.compiler.syntax.values import NO_CITATION, BandTable, Citation, Name, Syntax, Value, Where

Period = Literal["year", "stay", "claim"]
Counting = Literal["excess", "whole_reached", "whole_exceeded", "borne"]
"""What a deductible lets through: what lies above it, the whole once it is reached or
exceeded, or what lies above the yuan of it already borne."""

Term = Literal["base", "deductible", "rate", "cap", "at_least", "at_most"]


@frozen(kw_only=True)
class Line(Syntax):
    """What the lines of a benefit have: their condition on readings, their clause."""

    where: Where | None = None
    cites: Citation = NO_CITATION


@frozen
class ForLine(Line):
    """`for tekun, orphan`; no names: everyone."""

    people: tuple[Name, ...]


@frozen
class WhenLine(Line):
    """`when referred`."""

    condition: Value


@frozen
class TermLine(Line):
    """`deductible per year 1800 yuan`, `rate {…}`, `no cap` (a literal none)."""

    term: Term
    value: Value
    period: Period | None = None
    counting: Counting = "excess"


@frozen
class BandsLine(Line):
    """`bands critical_illness_bands edges fixed`."""

    bands: Name | BandTable
    edges: Literal["fixed", "above", "moved"] = "fixed"


@frozen
class CountsLine(Line):
    """`counts toward annual_assistance`; `limited by` it only where it charges nothing."""

    pools: tuple[Name, ...]
    charges: bool = True


@frozen
class ModeLine(Line):
    """How the year's line goes on: `cumulated less paid`, `start again after a payment`."""

    mode: Literal["cumulated", "start_again"]


@frozen
class LeavingLine(Line):
    """`leaving premium_own of premium`: what the person still pays of an amount."""

    name: Name
    title: str
    amount: Value


@frozen
class SilentLine(Line):
    """`not specified`: the document says nothing, so nothing is paid, and this is told."""


@frozen
class CaseBlock(Syntax):
    """One kind of care inside a benefit; `condition` None: the rest."""

    name: Name
    title: str
    condition: Value | None
    lines: tuple["BenefitLine", ...]


@frozen
class CasesLine(Line):
    """`first of { … }`: the first case whose condition holds sets rate, limits and pools."""

    cases: tuple[CaseBlock, ...]


@frozen
class Alternative(Syntax):
    """One of several rules of which the highest pays; `limits` are its at least and
    at most lines, `until` the last day it holds."""

    name: Name
    people: tuple[Name, ...]
    until: Value | None
    condition: Value | None
    value: Value
    limits: tuple[TermLine, ...]
    cites: Citation = NO_CITATION


@frozen
class HighestLine(Line):
    """`pay the highest of { … }`."""

    alternatives: tuple[Alternative, ...]


@frozen
class ChoiceNode(Syntax):
    """One meaning: `capped (b) "…" default because "…"`."""

    name: Name
    letter: str
    title: str
    default: bool
    reason: str
    implies: tuple[tuple[Name, Name], ...] = ()


@frozen
class Reading(Syntax):
    """A place where the document allows several meanings."""

    name: Name
    title: str
    ambiguities: tuple[str, ...]
    choices: tuple[ChoiceNode, ...]


BenefitLine = (
    ForLine
    | WhenLine
    | TermLine
    | BandsLine
    | CountsLine
    | ModeLine
    | SilentLine
    | CasesLine
    | LeavingLine
    | HighestLine
    | Reading
)


@frozen
class Benefit(Syntax):
    """`benefit assistance "医疗救助" per claim { … }`."""

    name: Name
    title: str
    per: Literal["claim", "person_year"]
    as_of: str | Name
    lines: tuple[BenefitLine, ...]


@frozen
class Change(Line):
    """One line of an `adjust`."""

    attribute: Literal["deductible_by", "deductible_to", "points", "no_cap", "no_deductible"]
    value: Value | None = None
    most: int | None = None


@frozen
class Adjust(Syntax):
    """`adjust critical_illness for tekun { … }`."""

    benefit: Name
    title: str
    people: tuple[Name, ...]
    changes: tuple[Change, ...]
    cites: Citation = NO_CITATION
