"""The clause of a block, for those of its lines that have none.

In: the statements of a block and what the block itself cites. Out: the same statements, each with
a clause: a line's own, otherwise that of the innermost block around it. Whole rows of a table keep
theirs inside the line.
"""

from collections.abc import Iterable
from typing import TypeVar

from polc.compiler.model.walk import walk_records
from polc.compiler.syntax.nodes.declared import AimSyntax, CountedFrom, DueDaySyntax, RollSyntax
from polc.compiler.syntax.nodes.reports import BorneBySyntax, DueSyntax, ShareSyntax, StartSyntax
from polc.compiler.syntax.nodes.statements import (
    Alternative,
    BenefitStatementSyntax,
    FirstOfSyntax,
    HighestSyntax,
    KindOfCareSyntax,
    Reading,
)
from polc.compiler.syntax.nodes.values import NO_CITATION, Citation
from polc.records.evolve import evolve

Line = TypeVar(
    "Line",
    bound=BenefitStatementSyntax
    | BorneBySyntax
    | DueSyntax
    | ShareSyntax
    | StartSyntax
    | AimSyntax
    | CountedFrom
    | DueDaySyntax
    | RollSyntax,
)


def cite_lines(lines: Iterable[Line], block: Citation) -> tuple[Line, ...]:
    """The lines of a block that cites `block`, each with its clause."""
    if block is NO_CITATION:
        return tuple(lines)
    return tuple(_cite_line(line, block) for line in lines)


def cite_kinds(kinds: Iterable[KindOfCareSyntax], block: Citation) -> tuple[KindOfCareSyntax, ...]:
    """The kinds of care of a `first of` that cites `block`; one whose lines or rows have clauses of
    their own is told by those."""
    return tuple(
        evolve(
            kind,
            statements=cite_lines(kind.statements, block),
            cites=kind.cites if _has_clause(kind) else block,
        )
        for kind in kinds
    )


def cite_alternatives(
    alternatives: Iterable[Alternative], block: Citation
) -> tuple[Alternative, ...]:
    """The alternatives of a block that cites `block`; a clause of a limit is the rule's own."""
    return tuple(
        alternative
        if _is_cited(alternative.cites)
        or any(_is_cited(limit.cites) for limit in alternative.limits)
        else evolve(alternative, cites=block)
        for alternative in alternatives
    )


def _cite_line(line: Line, block: Citation) -> Line:
    if isinstance(line, Reading) or _is_cited(line.cites):
        return line
    cited = evolve(line, cites=block)
    if isinstance(cited, FirstOfSyntax):
        return evolve(cited, kinds=cite_kinds(cited.kinds, block))
    if isinstance(cited, HighestSyntax):
        return evolve(cited, alternatives=cite_alternatives(cited.alternatives, block))
    return cited


def _has_clause(kind: KindOfCareSyntax) -> bool:
    return any(isinstance(part, Citation) and _is_cited(part) for part in walk_records(kind))


def _is_cited(cites: Citation) -> bool:
    return bool(cites.clauses or cites.locator)
