"""Trees of rights, alerts and shares to their syntax nodes."""

from polc.compiler.syntax.builders.build_readings import build_reading
from polc.compiler.syntax.builders.build_statements import build_statement
from polc.compiler.syntax.builders.build_terms import only_when, place_of
from polc.compiler.syntax.builders.build_values import VALUES, build_cites, build_value, the_value
from polc.compiler.syntax.builders.cite_lines import cite_lines
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
from polc.compiler.syntax.nodes.reports import (
    Alert,
    BorneBySyntax,
    DueSyntax,
    Entitlement,
    LimitRule,
    ShareSyntax,
    StartSyntax,
)
from polc.compiler.syntax.nodes.statements import (
    ForSyntax,
    NotForSyntax,
    Reading,
    TermSyntax,
    WhenSyntax,
)

Report = Entitlement | Alert | LimitRule
ReportStatement = (
    ForSyntax | NotForSyntax | WhenSyntax | TermSyntax | StartSyntax | DueSyntax | ShareSyntax
)
AnyStatement = ReportStatement | BorneBySyntax | Reading


def build_report(tree: Branch) -> Report:
    """`entitlement …`, `alert …`, `limit …`."""
    name, title, span = names_in(tree)[0], text_of(first(tree, "STRING")), span_of(tree)
    per = branch(tree, "per")
    cites = build_cites(tree)
    written = [line for line in branches(tree) if line.data not in ("per", "cites")]
    lines = cite_lines((_build_report_statement(line) for line in written), cites)
    match tree.data:
        case "entitlement":
            kind = "claim" if per is not None and has(per, "PER_CLAIM") else "person_year"
            return Entitlement(name, title, kind, lines, cites, span=span)  # type: ignore[arg-type]  # the grammar lets no other line in
        case "alert":
            return Alert(name, title, lines, cites, span=span)  # type: ignore[arg-type]  # as above
        case _:
            return LimitRule(name, title, lines, cites, span=span)  # type: ignore[arg-type]  # as above


def _build_report_statement(tree: Branch) -> AnyStatement:
    place = place_of(tree)
    match tree.data:
        case "start_line":
            return StartSyntax(the_value(tree), **place)
        case "due_line":
            admission = has(tree, "DUE_AT_ADMISSION")
            return DueSyntax("admission" if admission else "discharge", the_value(tree), **place)
        case "share_line":
            part, whole = (build_value(value) for value in branches(tree, *VALUES))
            return ShareSyntax(part, whole, **place)
        case "bearer_line":
            return BorneBySyntax(names_in(tree)[0], only_when(tree), **place)
        case "reading":
            return build_reading(tree)
        case _:
            line = build_statement(tree)
            assert isinstance(line, ForSyntax | NotForSyntax | WhenSyntax | TermSyntax)
            return line
