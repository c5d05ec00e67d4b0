"""The syntax of a file as frozen nodes, nothing looked up: the file and its declarations."""

from typing import Literal

from attrs import field

from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.adjustments import Adjust
from polc.compiler.syntax.nodes.declared import (
    DeadlineSyntax,
    NoRule,
    ObligationSyntax,
    TargetSyntax,
)
from polc.compiler.syntax.nodes.examples import Examples
from polc.compiler.syntax.nodes.inherit import InheritItem
from polc.compiler.syntax.nodes.reports import Alert, Entitlement, LimitRule
from polc.compiler.syntax.nodes.statements import BenefitSyntax, Period, Reading
from polc.compiler.syntax.nodes.values import (
    NO_CITATION,
    Citation,
    Name,
    Number,
    Syntax,
    Value,
    Where,
)
from polc.compiler.syntax.nodes.years import YearItem


@frozen
class PolicyHeader(Syntax):
    """`policy suizhou "…" edition 1`; a `framework` only binds other policies."""

    name: Name
    title: str
    edition: int
    framework: bool = False


@frozen
class SourceDocument(Syntax):
    """`source sz "随医保发〔2021〕32号" issued 2021-12-31`; `issued` None: the day is not
    known, or the document (not `supplied`) is known by its number only."""

    name: Name
    number: str
    issued: int | None
    supplied: bool = True


@frozen
class InForce(Syntax):
    """`in force from 2022-01-01`; days as ordinals, both included; `start` a name: the
    parameter that says it, None: nothing does."""

    start: int | Name | None
    end: int | None
    where: Where | None = None
    cites: Citation = NO_CITATION


@frozen
class DatedBy(Syntax):
    """`dated by admission`, `identities dated by discharge`, `identities of the year`
    (no day): which day of a claim looks up rules and values, which the identities."""

    what: Literal["rules", "identities"]
    day: Name | None
    where: Where | None = None
    cites: Citation = NO_CITATION


@frozen
class Follows(Syntax):
    """`follows chongqing_2021 "…" not supplied`: the policy before this one."""

    name: Name
    title: str
    cites: Citation = NO_CITATION


@frozen
class Municipality(Syntax):
    """`municipality`: the city is the province, and a place in the one is in the other."""

    cites: Citation = NO_CITATION


@frozen(kw_only=True)
class Window(Syntax):
    """`window switch_over until 2022-01-31 by settlement paid by county`: claims of the days
    before the policy that are settled by then, and who pays them; `from 2022-01-01`: that are
    settled on no day before; `by discharge, settlement`: both days; `when former_rules`: instead
    of those of days before the policy the claims of which the field says yes."""

    name: Name
    title: str
    start: int | None
    end: int
    days: tuple[Name, ...]
    flag: Name | None
    payer: Name | None
    where: Where | None = None
    cites: Citation = NO_CITATION


@frozen
class Use(Syntax):
    """`use identities`."""

    names: tuple[Name, ...]


@frozen
class IdentitySyntax(Syntax):
    """`identity severe_disability "重度残疾人" grade 1..2`: only these grades count."""

    name: Name
    title: str
    grades: tuple[int, int] | None = None
    except_grades: bool = False
    cites: Citation = NO_CITATION


@frozen
class GroupMember(Syntax):
    """A member of a group, under `where` only; `itself`: the identity of the group's name."""

    name: Name
    where: Where | None = None
    itself: bool = False


@frozen
class Group(Syntax):
    """`group monitored "监测对象" = unstable | marginal where open_list is open`."""

    name: Name
    title: str
    members: tuple[GroupMember, ...]
    cites: Citation = NO_CITATION


@frozen
class WordList(Syntax):
    """`list chronic "慢病" = 高血压, "糖尿病（II型）"`: words that a field may be asked for."""

    name: Name
    title: str
    words: tuple[str, ...]
    cites: Citation = NO_CITATION


@frozen
class Rank(Syntax):
    """`rank tekun > orphan > dibao = returned_to_poverty`."""

    levels: tuple[tuple[Name, ...], ...]
    cites: Citation = NO_CITATION


@frozen
class CountAs(Syntax):
    """`count orphan as tekun`: whoever holds one is treated as the other too."""

    names: tuple[Name, ...]
    treated_as: Name
    where: Where | None = None
    cites: Citation = NO_CITATION


@frozen
class Layers(Syntax):
    """`layers basic > critical_illness > assistance`."""

    names: tuple[Name, ...]
    cites: Citation = NO_CITATION


Bounding = Literal["at_least", "at_most", "over", "falling", "not_rising"]


@frozen
class ParameterType(Syntax):
    """`money by hospital_level per year or none`."""

    kind: Literal["money", "rate", "bands", "date", "count", "days", "months"]
    keys: tuple[Name, ...] = ()
    per_year: bool = False
    optional: bool = False


@frozen
class BoundSyntax(Syntax):
    """`falling strictly from 60% where step_down is strict`."""

    which: Bounding
    figure: Number
    where: Where | None = None


@frozen(kw_only=True)
class ParameterSyntax(Syntax):
    """`param premium "…" : money per year unspecified`; `value` None: unspecified."""

    name: Name
    title: str
    type: ParameterType
    bounds: tuple[BoundSyntax, ...]
    value: Value | None
    inferred: bool
    reason: str
    cites: Citation = NO_CITATION


@frozen(kw_only=True)
class FieldDeclaration(Syntax):
    """`field claim county_capable "有条件的区县" : yes or no`; `words` those of a choice;
    `optional`: a case may have none; `opens` the benefit whose payments before
    the first claim it gives, in `opens_year` (None: in every year)."""

    scope: Literal["claim", "person", "region"]
    name: Name
    title: str
    kind: Literal["money", "count", "date", "flag", "choice"]
    words: tuple[Name, ...] = ()
    optional: bool = False
    opens: Name | None = None
    opens_year: int | None = None
    cites: Citation = NO_CITATION


@frozen(kw_only=True)
class Tally(Syntax):
    """`tally admissions "住院次数" = count of visits only when kind is inpatient`: a figure
    of the year so far, this claim included."""

    name: Name
    title: str
    what: Literal["visits", "sum", "highest", "any"]
    value: Value | None
    condition: Value | None
    cites: Citation = NO_CITATION


@frozen
class PayerSyntax(Syntax):
    """`payer assistance_fund "医疗救助资金"`."""

    name: Name
    title: str
    cites: Citation = NO_CITATION


@frozen
class Rounding(Syntax):
    """`round to 1 fen at every step`: how the whole policy rounds; `unit` in fen."""

    unit: int
    down: bool
    each_step: bool
    where: Where | None = None
    cites: Citation = NO_CITATION


@frozen(kw_only=True)
class Pool(Syntax):
    """`pool annual_assistance "年度救助限额" 4万元 per person per year`."""

    name: Name
    title: str
    size: Value
    period: Period = "year"
    carried: Value | None = None
    inside: tuple[Name, ...] = ()
    inside_where: Where | None = None
    cites: Citation = NO_CITATION


@frozen
class Section(Syntax):
    """The document's own part; rules inside add their point to its locator."""

    source: Name
    locator: str
    title: str
    items: tuple["Item", ...]


Item = (
    SourceDocument
    | InForce
    | DatedBy
    | Follows
    | Municipality
    | Window
    | FieldDeclaration
    | Tally
    | PayerSyntax
    | Rounding
    | Entitlement
    | Alert
    | LimitRule
    | NoRule
    | TargetSyntax
    | DeadlineSyntax
    | ObligationSyntax
    | InheritItem
    | YearItem
    | Use
    | IdentitySyntax
    | Group
    | WordList
    | Rank
    | CountAs
    | Layers
    | ParameterSyntax
    | Pool
    | Section
    | BenefitSyntax
    | Adjust
    | Reading
    | Examples
)


@frozen
class File(Syntax):
    """A whole file; `language` is that of its keywords, `mixed` the first one in the
    other language, `mixed_instead` what that is in this one, where it is the only one."""

    header: PolicyHeader | None
    items: tuple[Item, ...]
    language: Literal["en", "zh"] = field(default="en", eq=False)
    mixed: Name | None = field(default=None, eq=False)
    mixed_instead: str = field(default="", eq=False)
