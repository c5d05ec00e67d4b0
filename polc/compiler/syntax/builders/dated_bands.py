"""Bands that hold for a time: `bands { to 30000 yuan: 60%; above: 65% } until 2023-06-30`.

In: the lines with bands of a benefit, with the key of the days of each. Out: one line whose edges
and rates are tables by the day that governs a claim. Where one has fewer bands than another, its
last edge stands again: between an edge and itself lies nothing.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from polc.compiler.report.source import Span
from polc.compiler.syntax.builders.read_tree import WritingError
from polc.compiler.syntax.nodes.statements import BandsSyntax
from polc.compiler.syntax.nodes.values import (
    BandRow,
    BandTable,
    Key,
    Name,
    Number,
    RowSyntax,
    Table,
    Value,
)
from polc.messages.text import say
from polc.records.evolve import evolve

_DATE: Final = "date"

Line = tuple[BandsSyntax, tuple[Key]]


def join_bands(lines: Sequence[Line]) -> BandsSyntax:
    """The one line."""
    first = lines[0][0]
    tables = [_written_out(line, first) for line, _ in lines]
    most = max(len(table.rows) for table in tables)
    spread = [_spread(table, most) for table in tables]
    rows = []
    for place in range(most):
        bands = [table[place] for table in spread]
        edges = [band.edge for band in bands if band.edge is not None]
        edge = _by_date(edges, lines, bands[0].span) if len(edges) == len(bands) else None
        rate = _by_date([band.rate for band in bands], lines, bands[0].span)
        rows.append(BandRow(edge, rate, span=bands[0].span))
    span = first.span.to(lines[-1][0].span)
    return evolve(first, bands=BandTable(tuple(rows), span=span), span=span)


def _written_out(line: BandsSyntax, first: BandsSyntax) -> BandTable:
    if not isinstance(line.bands, BandTable):
        message = say("bands hold for a time where they are written out alone")
        hint = say("write the bands out: `bands { to 1000 yuan: 60%; above: 70% }`")
        raise WritingError(message, line.span, "class_terms_differ", hint)
    if line.edges != first.edges:
        message = say("the lines of several periods differ in how the term is counted")
        hint = say("write a benefit for each, or `first of { … }` for what differs")
        raise WritingError(message, line.span, "class_terms_differ", hint)
    edges = [row.edge for row in line.bands.rows if isinstance(row.edge, Number)]
    for edge, above in pairwise(edges):
        if above.value <= edge.value:
            message = say("this edge is not above the one before")
            hint = say("write the edges from the lowest to the highest")
            raise WritingError(message, above.span, "edges_fall", hint)
    return line.bands


def _spread(table: BandTable, most: int) -> list[BandRow]:
    """So many bands: the last edge again before the open band, of one band nothing."""
    *below, last = table.rows
    edge: Value = Number("money", 0, span=last.span)
    if below and below[-1].edge is not None:
        edge = below[-1].edge
    again = BandRow(edge, last.rate, span=last.span)
    return [*below, *[again] * (most - len(table.rows)), last]


def _by_date(values: Sequence[Value], lines: Sequence[Line], span: Span) -> Value:
    """The table by date of a figure, each row that of a line."""
    rows = tuple(
        RowSyntax(keys, value, line.cites, span=line.span)
        for value, (line, keys) in zip(values, lines, strict=True)
    )
    return Table(rows, Name(_DATE, span=span), span=span)
