"""What was used in the year before the first claim of an example.

In: `opening { … }` of an example. Out: the `opening` of its case: benefits and kinds of care with
what was paid, counted and borne, how many were paid for, pools and tallies by their names.
"""

from collections.abc import Iterable
from typing import Any, Final

from polc.compiler.model.running_figures import OPENING_WORDS
from polc.compiler.report.similar import suggest
from polc.compiler.syntax.nodes.examples import Opened
from polc.compiler.typed.context import Context
from polc.messages.text import say
from polc.runtime.amounts import format_money

_PARTS: Final = ("paid", "line", "borne")
_UNITS: Final = "units"
"""How many a benefit has paid for that pays so much for each; a count, as a tally is."""
_GROUPS: Final = {"pool": "pools", "tally": "tallies"}


def check_opening(written: Iterable[Opened], context: Context) -> dict[str, Any]:
    """By benefit or kind of care an object of parts, by `pools` and `tallies` one of names; a
    plain amount that stands alone is what was paid, the line being 0."""
    found: dict[str, dict[str, Any]] = {}
    plain = set[str]()
    for opened in written:
        symbol = context.names.look_up(opened.name, context.findings, "benefit", "pool", "tally")
        if symbol is None:
            continue
        group = _GROUPS.get(symbol.kind)
        units = symbol.kind == "benefit" and [name.text for name in opened.parts] == [_UNITS]
        if units:
            group, key, part = "tallies", "tallies", f"{symbol.id}.{_UNITS}"
        elif group is not None:
            key, part = group, symbol.id
            if opened.parts:
                _report_unknown(opened, context)
                continue
        else:
            named = [OPENING_WORDS.get(name.text, name.text) for name in opened.parts]
            row = named.pop() if len(named) > 1 and named[-2] in _PARTS else ""
            part = named.pop() if named and named[-1] in _PARTS else "paid"
            if len(named) > 1:
                _report_unknown(opened, context)
                continue
            key = ".".join((symbol.id, *named))
            if not opened.parts:
                plain.add(key)
        known = found.setdefault(key, {})
        if group is None and row:
            rows = known.setdefault(part, {})
            if not isinstance(rows, dict):
                _report_twice(part, opened, symbol.id, context)
                continue
            known, part = rows, row
        if part in known:
            _report_twice(part, opened, symbol.id, context)
            continue
        count = opened.amount.kind == "count"
        if count and group != "tallies":
            message = say("`{word}` has no unit", word=opened.amount.value)
            hint = say("write `{figure} yuan`", figure=opened.amount.value)
            context.findings.error(
                "missing_unit", message, opened.amount.span, hint, subject=symbol.id
            )
            continue
        known[part] = opened.amount.value if count else format_money(opened.amount.value)
    return {
        key: parts["paid"] if key in plain and len(parts) == 1 else parts
        for key, parts in found.items()
    }


def _report_twice(part: str, opened: Opened, benefit: str, context: Context) -> None:
    message = say("`{part}` of `{benefit}` is opened twice", part=part, benefit=benefit)
    context.findings.error("declared_twice", message, opened.name.span, subject=benefit)


def _report_unknown(opened: Opened, context: Context) -> None:
    part = opened.parts[-1]
    message = say("nothing is opened with `{part}`", part=part.text)
    hint = suggest(
        part.text,
        _PARTS,
        say("it is `{paid}`, `{line}` or `{borne}`", paid="paid", line="line", borne="borne"),
    )
    context.findings.error("unknown_field", message, part.span, hint, subject=part.text)
