"""The syntax of a file as frozen nodes: what was written, nothing looked up.

The declarations and the file around them; values, the lines of benefits and examples
have modules of their own beside this one.
"""

from typing import Literal

from attrs import field, frozen

from polc.compiler.syntax.examples import Example
from polc.compiler.syntax.lines import Adjust, Benefit, Reading
from polc.compiler.syntax.values import NO_CITATION, Citation, Name, Number, Syntax, Value, Where


@frozen
class PolicyHeader(Syntax):
    """`policy suizhou "…" edition 1`."""

    name: Name
    title: str
    edition: int


@frozen
class SourceDocument(Syntax):
    """`source sz "随医保发〔2021〕32号" issued 2021-12-31`."""

    name: Name
    number: str
    issued: int


@frozen
class InForce(Syntax):
    """`in force from 2022-01-01`; days as ordinals, both included."""

    start: int
    end: int | None
    cites: Citation = NO_CITATION


@frozen
class Use(Syntax):
    """`use identities`."""

    names: tuple[Name, ...]


@frozen
class Identity(Syntax):
    """`identity tekun "特困人员"`."""

    name: Name
    title: str
    cites: Citation = NO_CITATION


@frozen
class Group(Syntax):
    """`group monitored "监测对象" = unstable | marginal`."""

    name: Name
    title: str
    members: tuple[Name, ...]
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


@frozen
class ParameterType(Syntax):
    """`money by hospital_level per year or none`."""

    kind: Literal["money", "rate", "bands", "date", "count"]
    keys: tuple[Name, ...] = ()
    per_year: bool = False
    optional: bool = False


@frozen
class Parameter(Syntax):
    """`param premium "…" : money per year unspecified`; `value` None: unspecified."""

    name: Name
    title: str
    type: ParameterType
    bounds: tuple[tuple[Literal["at_least", "at_most"], Number], ...]
    value: Value | None
    inferred: bool
    reason: str
    cites: Citation = NO_CITATION


@frozen
class Pool(Syntax):
    """`pool annual_assistance "年度救助限额" 4万元 per person per year`."""

    name: Name
    title: str
    size: Value
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
    | Use
    | Identity
    | Group
    | Rank
    | CountAs
    | Layers
    | Parameter
    | Pool
    | Section
    | Benefit
    | Adjust
    | Reading
    | Example
)


@frozen
class File(Syntax):
    """A whole file; `language` is that of its keywords, `mixed` the first one in the
    other language."""

    header: PolicyHeader | None
    items: tuple[Item, ...]
    language: Literal["en", "zh"] = field(default="en", eq=False)
    mixed: Name | None = field(default=None, eq=False)
