"""Bands: a parameter, or bands written out, in figures or in values of the claim.

In: the syntax of a `bands` line or of bands in an example. Out: a typed value, or None
after a diagnostic.
"""

from typing import Final

from polc.compiler.syntax.nodes.items import ParameterSyntax
from polc.compiler.syntax.nodes.statements import BandsSyntax
from polc.compiler.syntax.nodes.values import BandTable
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.term_names import kind_name
from polc.compiler.typed.nodes.values import BandsValue, Figure, MovingBands, ParameterValue, Typed
from polc.compiler.typed.values.check_value import check_kind
from polc.compiler.typed.values.missing_figures import check_is_figure
from polc.messages.text import say
from polc.runtime.amounts import RATE_UNIT, UNLIMITED

MOST_BANDS: Final = 100


def check_bands_line(line: BandsSyntax, context: Context) -> Typed | None:
    """The bands of a benefit."""
    if isinstance(line.bands, BandTable):
        return check_bands(line.bands, context)
    symbol = context.names.look_up(line.bands, context.findings, "parameter")
    if symbol is None:
        return None
    assert isinstance(symbol.node, ParameterSyntax)
    kind = symbol.node.type.kind
    if kind != "bands":
        message = say(
            "`{symbol}` is a parameter of kind {kind}, not bands",
            symbol=symbol.id,
            kind=kind_name(kind),
        )
        context.findings.error("wrong_kind", message, line.bands.span, subject=symbol.id)
        return None
    bands = ParameterValue("bands", symbol.id)
    return bands if check_is_figure(bands, line.bands.span, context) else None


def check_bands(table: BandTable, context: Context) -> BandsValue | MovingBands | None:
    """Bands written out: edges in figures must rise, the last band is open."""
    if len(table.rows) > MOST_BANDS:
        message = say("these are more than {most} bands", most=MOST_BANDS)
        context.findings.error("too_many_lines", message, table.span, subject=context.rule)
        return None
    rows: list[tuple[Typed | None, Typed]] = []
    last: int | None = None
    for row in table.rows:
        rate = check_kind(row.rate, "rate", context)
        edge = check_kind(row.edge, "money", context) if row.edge is not None else None
        if rate is None or (edge is None and row.edge is not None):
            return None
        if isinstance(rate, Figure) and rate.value > RATE_UNIT:
            context.findings.error(
                "rate_over_100", say("this rate is above 100%"), row.span, subject=context.rule
            )
            return None
        if rows and rows[-1][0] is None:
            message = say("nothing can lie above a band without an upper edge")
            context.findings.error("edges_fall", message, row.span, subject=context.rule)
            return None
        if isinstance(edge, Figure):
            if last is not None and edge.value <= last:
                message = say("this edge is not above the one before")
                hint = say("write the edges from the lowest to the highest")
                context.findings.error("edges_fall", message, row.span, hint, subject=context.rule)
                return None
            last = edge.value
        rows.append((edge, rate))
    if rows[-1][0] is not None:
        hint = say("end with `above: 0%` if nothing is paid there")
        message = say("nothing is said above the last edge")
        context.findings.error(
            "open_bands", message, table.rows[-1].span, hint, subject=context.rule
        )
        return None
    return _in_figures(rows) or MovingBands(tuple(rows))


def _in_figures(rows: list[tuple[Typed | None, Typed]]) -> BandsValue | None:
    """The bands as figures, where all of them are."""
    found = []
    for edge, rate in rows:
        if not isinstance(rate, Figure) or not isinstance(edge, Figure | None):
            return None
        found.append((UNLIMITED if edge is None else edge.value, rate.value))
    return BandsValue(tuple(found))
