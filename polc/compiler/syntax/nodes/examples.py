"""Examples as they were written: a case, and what is expected of it."""

from typing import Literal

from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.values import BandTable, Name, Number, Syntax, Value


@frozen
class CaseField(Syntax):
    """`in_policy 5万元`, `paid basic 35000 yuan` (given)."""

    name: Name
    value: Number | Name | str | bool
    given: bool = False


@frozen
class HeldSyntax(Syntax):
    """An identity of an example's person; days as ordinals."""

    name: Name
    start: int | None
    end: int | None
    grade: int | None = None


@frozen
class ExampleClaim(Syntax):
    """A claim of an example."""

    name: Name | None
    date: int
    kind: Name
    fields: tuple[CaseField, ...]


@frozen
class Setting(Syntax):
    """`with premium 350 yuan`."""

    name: Name
    value: Value | BandTable


@frozen
class ChoiceOf(Syntax):
    """`under deductible_period per_stay`."""

    reading: Name
    choice: Name


@frozen(kw_only=True)
class ExamplesWith(Syntax):
    """`examples with { premium 350 yuan; claim { place in_county } }`: what every example after
    it has that says nothing else."""

    under: tuple[ChoiceOf, ...] = ()
    settings: tuple[Setting, ...] = ()
    person: tuple[CaseField, ...] = ()
    region: tuple[CaseField, ...] = ()
    claim: tuple[CaseField, ...] = ()


@frozen
class Opened(Syntax):
    """`assistance.line 3000 yuan` of `opening { … }`: a benefit, a pool or a tally, then a kind
    of care and a part, then the key of a row; without a part what was paid."""

    name: Name
    parts: tuple[Name, ...]
    amount: Number


@frozen(kw_only=True)
class ExampleMember(Syntax):
    """`member a { person dibao; claim a1 2024-03-01 inpatient { … } }`: a member of a household,
    whose id is `name`."""

    name: Name
    held: tuple[HeldSyntax, ...] = ()
    person: tuple[CaseField, ...] = ()
    claims: tuple[ExampleClaim, ...] = ()
    opening: tuple[Opened, ...] = ()


Asked = Literal["result", "total", "adjustment"]
"""What is expected of a name: what a claim or the year has under it, the total of the year, what
claims make due for earlier ones."""


@frozen(kw_only=True)
class ExpectSyntax(Syntax):
    """`expect a.assistance 10500 yuan`, `expect total of assistance 10500 yuan`, `expect
    adjustment of a.assistance -500 yuan`; `payer`: what this one pays of it (`expect basic paid by
    county 100 yuan`); `not_specified`: because nothing is specified."""

    claim: Name | None
    name: Name
    value: Number | Name | str | bool
    asks: Asked = "result"
    payer: Name | None = None
    not_specified: bool = False


@frozen(kw_only=True)
class ExampleSyntax(Syntax):
    """A case and what is expected of it; `refusal` the code of an expected refusal. Of a household
    the `members` have person and claims, and `opening` is what they have together."""

    title: str
    under: tuple[ChoiceOf, ...] = ()
    settings: tuple[Setting, ...] = ()
    held: tuple[HeldSyntax, ...] = ()
    person: tuple[CaseField, ...] = ()
    region: tuple[CaseField, ...] = ()
    claims: tuple[ExampleClaim, ...] = ()
    outcomes: tuple[ExpectSyntax, ...] = ()
    refusal: Name | None = None
    opening: tuple[Opened, ...] = ()
    members: tuple[ExampleMember, ...] = ()


Examples = ExampleSyntax | ExamplesWith
"""What stands in a file for its examples alone."""
