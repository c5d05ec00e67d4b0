"""Whether what an identity gets ends: on a day, or in a year from which it is nothing.

In: a benefit of the person's year, an identity, the last day that is required. Out: a `Verdict`.
"""

from polc.compiler.conform.terms import StandingTerms
from polc.compiler.conform.verdict import Verdict
from polc.compiler.model.origin import Origin
from polc.compiler.typed.nodes.statements import TypedAlternative
from polc.compiler.typed.nodes.term_statements import PayStatement
from polc.compiler.typed.nodes.values import (
    ByReading,
    CalendarYear,
    ExtremeOf,
    Figure,
    Held,
    Lookup,
    Running,
    Scaled,
    Typed,
)
from polc.messages.text import say


def find_end(terms: StandingTerms, identity: str, wanted: Typed | None) -> Verdict:
    """Satisfied where each amount that the identity may get ends with the day, or comes to
    nothing in the end."""
    found: list[tuple[bool, Origin]] = [
        (_ends(way, wanted, identity, terms), way.origin) for way in terms.alternatives(identity)
    ]
    if terms.is_for(identity):
        found += [
            (_comes_to_nothing(pay.value, identity, terms), pay.origin)
            for pay in terms.said(PayStatement)
        ]
    if not found:
        return Verdict("silent", say("nothing is said for `{identity}`", identity=identity))
    for ends, origin in found:
        if not ends:
            reason = say("what `{identity}` gets has no such end", identity=identity)
            return Verdict("breached", reason, origin)
    return Verdict("satisfied", origin=found[0][1])


def _ends(way: TypedAlternative, wanted: Typed | None, identity: str, terms: StandingTerms) -> bool:
    """Whether its last day is the one required, whichever row says it, or it comes to nothing."""
    days = terms.leaves(way.until, identity, way.origin)
    on_day = bool(days) and all(day.value == wanted for day in days)
    return on_day or _comes_to_nothing(way.value, identity, terms)


def _comes_to_nothing(value: Typed | None, identity: str, terms: StandingTerms) -> bool:
    """A figure of nothing, or a table of which, whatever else it is by, the last year is
    nothing; of a rate of an amount one of both, of the highest of several all."""
    match value:
        case Figure():
            return value.value == 0
        case ByReading():
            chosen = dict(value.choices)[terms.chosen[value.reading]]
            return _comes_to_nothing(chosen, identity, terms)
        case Scaled():
            parts = (value.rate, value.amount)
            return any(_comes_to_nothing(part, identity, terms) for part in parts)
        case ExtremeOf():
            ends = [_comes_to_nothing(part, identity, terms) for part in value.parts]
            return any(ends) if value.op == "min" else all(ends)
        case Lookup():
            rows = _last_rows(value, identity, terms)
            return bool(rows) and all(_comes_to_nothing(row, identity, terms) for row in rows)
        case _:
            return False


def _last_rows(table: Lookup, identity: str, terms: StandingTerms) -> list[Typed]:
    """Of a table by year what stands for the years without end, by identity what is for this
    one, of another all rows."""
    rest = [table.otherwise] if table.otherwise is not None else []
    if table.key is None:
        mine = (row.value for row in table.rows if terms.names(Held(row.members), identity))
        return [next(mine, *rest)] if rest else list(mine)[:1]
    by_year = isinstance(table.key, Running) and table.key.name == "year"
    if by_year or isinstance(table.key, CalendarYear):
        open_rows = [row.value for row in table.rows if any(high is None for _, high in row.ranges)]
        return open_rows or rest
    return [*(row.value for row in table.rows), *rest]
