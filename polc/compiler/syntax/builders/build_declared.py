"""Trees of clauses without a rule, targets, deadlines and obligations to their nodes."""

from typing import Final, Literal

from polc.compiler.syntax.builders.build_readings import build_reading
from polc.compiler.syntax.builders.build_terms import place_of
from polc.compiler.syntax.builders.build_values import build_cites
from polc.compiler.syntax.builders.cite_lines import cite_lines
from polc.compiler.syntax.builders.read_tree import (
    Branch,
    branch,
    branches,
    date_of,
    first,
    has,
    names_in,
    number_of,
    span_of,
    text_of,
    tokens,
    whole_of,
)
from polc.compiler.syntax.nodes.declared import (
    AimSyntax,
    ClauseDispositionSyntax,
    ClauseStatus,
    CountedFrom,
    DeadlineSyntax,
    DueDaySyntax,
    NoRule,
    ObligationSyntax,
    RollSyntax,
    TargetSyntax,
)
from polc.compiler.syntax.nodes.statements import Reading
from polc.compiler.syntax.nodes.values import NO_CITATION

Declared = NoRule | TargetSyntax | DeadlineSyntax | ObligationSyntax

_STATUS: Final[dict[str, ClauseStatus]] = {
    "NARRATIVE": "narrative",
    "INPUT": "input",
    "FRAMEWORK": "framework",
    "UNSPECIFIED": "unspecified",
}
_AIMS: Final[dict[str, Literal["about", "at_least", "at_most", "exactly"]]] = {
    "ABOUT": "about",
    "AT_LEAST": "at_least",
    "AT_MOST": "at_most",
    "EXACTLY": "exactly",
}


def build_declared(tree: Branch) -> Declared:
    """`no rule …`, `target …`, `deadline …`, `obligation …`."""
    span = span_of(tree)
    texts = [text_of(token) for token in tokens(tree, "STRING")]
    match tree.data:
        case "no_rule":
            return NoRule(tuple(_build_account(account) for account in branches(tree)), span=span)
        case "target":
            return _build_target(tree)
        case "deadline":
            title = texts[0] if texts else ""
            written = [line for line in branches(tree) if line.data != "cites"]
            lines = cite_lines((_build_deadline_line(line) for line in written), build_cites(tree))
            return DeadlineSyntax(names_in(tree)[0], title, lines, span=span)
        case _:
            bearer = texts[1] if len(texts) > 1 else ""
            return ObligationSyntax(
                names_in(tree)[0], texts[0], bearer, build_cites(tree), span=span
            )


def _build_account(tree: Branch) -> ClauseDispositionSyntax:
    status, reason = branch(tree, "status"), branch(tree, "reason")
    assert status is not None
    names = names_in(tree)
    path = branch(reason, "path") if reason is not None else None
    return ClauseDispositionSyntax(
        clauses=tuple(str(token) for token in tokens(tree, "CLAUSE")),
        source=names[0] if names else None,
        locator=text_of(first(tree, "STRING")),
        status=next(word for terminal, word in _STATUS.items() if has(status, terminal)),
        path=".".join(name.text for name in names_in(path)) if path is not None else "",
        reason=text_of(first(reason, "STRING")) if reason is not None else "",
        span=span_of(tree),
    )


def _build_target(tree: Branch) -> TargetSyntax:
    measured = branch(tree, "measured")
    texts = [text_of(token) for token in tokens(measured, "STRING")] if measured is not None else []
    part, whole = texts if texts else ("", "")
    readings: list[Reading] = [build_reading(reading) for reading in branches(tree, "reading")]
    block = build_cites(tree)
    cites = build_cites(measured) if measured is not None else NO_CITATION
    return TargetSyntax(
        name=names_in(tree)[0],
        title=text_of(first(tree, "STRING")),
        part=part,
        whole=whole,
        aims=cite_lines((_build_aim(aim) for aim in branches(tree, "aim")), block),
        readings=tuple(readings),
        cites=block if cites is NO_CITATION else cites,
        span=span_of(tree),
    )


def _build_aim(tree: Branch) -> AimSyntax:
    place = place_of(tree)
    figure = first(tree, "PERCENT")
    if figure is None:
        return AimSyntax("about", None, **place)
    tolerance = branch(tree, "tolerance")
    points = first(tolerance, "POINTS") if tolerance is not None else None
    op = next(word for terminal, word in _AIMS.items() if has(tree, terminal))
    allowed = number_of(points).value if points is not None else None
    return AimSyntax(op, number_of(figure).value, allowed, **place)


def _build_deadline_line(tree: Branch) -> DueDaySyntax | RollSyntax | CountedFrom | Reading:
    place = place_of(tree)
    match tree.data:
        case "roll":
            return RollSyntax("holidays" if has(tree, "ROLL_HOLIDAYS") else "days_off", **place)
        case "counted_from":
            return CountedFrom(has(tree, "COUNTED_SAME"), **place)
        case "reading":
            return build_reading(tree)
        case _:
            pass
    day, figure = first(tree, "DATE"), first(tree, "INT")
    number = whole_of(figure) if figure is not None else None
    if day is not None:
        return DueDaySyntax("day", date_of(day), **place)
    if has(tree, "EVERY_MONTH"):
        return DueDaySyntax("monthly", number, not has(tree, "BEFORE_DAY"), **place)
    if has(tree, "UNSPECIFIED"):
        return DueDaySyntax("unspecified", **place)
    return DueDaySyntax("after", number, after=names_in(tree)[0], **place)
