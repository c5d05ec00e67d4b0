"""Trees of rights, alerts and shares to their syntax nodes."""

from polc.compiler.syntax.builders.build_lines import build_line, only_when, place_of
from polc.compiler.syntax.builders.build_readings import build_reading
from polc.compiler.syntax.builders.build_values import VALUES, build_value, the_value
from polc.compiler.syntax.builders.read_tree import (
    Branch,
    branch,
    branches,
    first,
    has,
    names_in,
    span_of,
    text_of,
)
from polc.compiler.syntax.nodes.lines import ForLine, NotForLine, Reading, TermLine, WhenLine
from polc.compiler.syntax.nodes.reports import (
    Alert,
    BearerLine,
    DueLine,
    Entitlement,
    LimitRule,
    ShareLine,
    StartLine,
)

Report = Entitlement | Alert | LimitRule
ReportLine = ForLine | NotForLine | WhenLine | TermLine | StartLine | DueLine | ShareLine
AnyLine = ReportLine | BearerLine | Reading


def build_report(tree: Branch) -> Report:
    """`entitlement …`, `alert …`, `limit …`."""
    name, title, span = names_in(tree)[0], text_of(first(tree, "STRING")), span_of(tree)
    per = branch(tree, "per")
    lines = tuple(_build_line(line) for line in branches(tree) if line.data != "per")
    match tree.data:
        case "entitlement":
            claim = per is not None and has(per, "PER_CLAIM")
            return Entitlement(name, title, "claim" if claim else "person_year", lines, span=span)  # type: ignore[arg-type]  # the grammar lets no other line in
        case "alert":
            return Alert(name, title, lines, span=span)  # type: ignore[arg-type]  # as above
        case _:
            return LimitRule(name, title, lines, span=span)  # type: ignore[arg-type]  # as above


def _build_line(tree: Branch) -> AnyLine:
    place = place_of(tree)
    match tree.data:
        case "start_line":
            return StartLine(the_value(tree), **place)
        case "due_line":
            admission = has(tree, "DUE_AT_ADMISSION")
            return DueLine("admission" if admission else "discharge", the_value(tree), **place)
        case "share_line":
            part, whole = (build_value(value) for value in branches(tree, *VALUES))
            return ShareLine(part, whole, **place)
        case "bearer_line":
            return BearerLine(names_in(tree)[0], only_when(tree), **place)
        case "reading":
            return build_reading(tree)
        case _:
            line = build_line(tree)
            assert isinstance(line, ForLine | NotForLine | WhenLine | TermLine)
            return line
