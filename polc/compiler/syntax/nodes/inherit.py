"""What one policy takes over from another, and what binds it, as it was written."""

from polc.compiler.model.declared import Requires
from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.statements import Alternative, BenefitStatementSyntax
from polc.compiler.syntax.nodes.values import NO_CITATION, Citation, Name, Syntax, Value, Where


@frozen
class Extends(Syntax):
    """`extends chongqing`: its rules and requirements, not its examples."""

    name: Name
    cites: Citation = NO_CITATION


@frozen
class Conforms(Syntax):
    """`conforms to national`: its requirements only."""

    name: Name
    cites: Citation = NO_CITATION


@frozen
class Departs(Syntax):
    """`departs from national.dibao_fixed because "…"`."""

    framework: Name
    requirement: Name
    reason: str
    cites: Citation = NO_CITATION


@frozen
class Without(Syntax):
    """`without annual, premium_subsidy.stable`: (item, part of it or empty)."""

    paths: tuple[tuple[Name, Name | None], ...]
    cites: Citation = NO_CITATION


@frozen
class Replace(Syntax):
    """`replace pool annual …`: the whole of one declared thing."""

    item: Syntax


@frozen
class ReplaceIn(Syntax):
    """`replace in assistance { rate 80% }`: the lines of these terms, the alternatives of
    these names."""

    benefit: Name
    statements: tuple[BenefitStatementSyntax, ...]
    alternatives: tuple[Alternative, ...]


@frozen(kw_only=True)
class Require(Syntax):
    """`require tilt_half : critical_illness.deductible for tekun lowered by 50%`."""

    name: Name
    title: str
    subject: Name
    part: Name | None
    people: tuple[Name, ...]
    op: Requires
    value: Value | None
    effective: bool = False
    where: Where | None = None
    cites: Citation = NO_CITATION


InheritItem = Extends | Conforms | Departs | Require | Replace | ReplaceIn | Without
"""What a file says of those that it stands on."""
