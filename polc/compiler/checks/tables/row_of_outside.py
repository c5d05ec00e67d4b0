"""A row of a table for places outside the province that a place inside it is looked up in too.

In: a context. Out: a `row_of_outside` at the row, with a case of the province. A place is inside
the next wider one, and a row holds for the places inside it that have none: `省外` says of itself
that it does not, where `elsewhere` may.
"""

from typing import Final

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.found_case import make_case
from polc.compiler.checks.table_place import find_table
from polc.compiler.plan.key_words import field_of
from polc.compiler.readers.regions.find_reasons import find_case_for_key
from polc.compiler.readers.regions.find_tables import line_for
from polc.compiler.readers.regions.survey import SurveyedTable
from polc.compiler.syntax.nodes.values import Key
from polc.messages.text import say
from polc.runtime.vocabulary import CHINESE_CHOICES, PLACE_FIELDS, PLACES

_OUTSIDE: Final = PLACES.index("elsewhere")
_INSIDE: Final = PLACES.index("in_province")


def check_row_of_outside(context: CheckContext) -> None:
    """Warns once for each table of the policy's own file."""
    for surveyed in context.survey.tables:
        if context.is_own(surveyed.found.origin) and not surveyed.atoms.plan.municipality:
            _check_table(context, surveyed)


def _check_table(context: CheckContext, surveyed: SurveyedTable) -> None:
    found, atoms = surveyed.found, surveyed.atoms
    field = field_of(atoms.nodes[found.key], atoms.plan)
    if field is None or field.name not in PLACE_FIELDS:
        return
    row = line_for(found.table, (_OUTSIDE, _OUTSIDE))
    if row >= len(found.table.arms) or row != line_for(found.table, (_INSIDE, _INSIDE)):
        return
    table = find_table(context, found.origin, len(found.table.arms))
    keys = [] if table is None else [key for entry in table.entries for key in entry.keys]
    outside = next((key for key in keys if _names(key) == "省外"), None)
    if outside is None or any(CHINESE_CHOICES.get(_names(key)) == PLACES[_INSIDE] for key in keys):
        return
    case = find_case_for_key(found, ((_INSIDE, _INSIDE),), surveyed.cases)
    if case is None:
        return
    findings, _ = context.place(found.origin)
    findings.warning(
        "row_of_outside",
        say("a place inside the province has no line here, and is looked up in that of `省外`"),
        outside.span,
        say("add a line for `省内`: a line holds for the narrower places that have none"),
        witness=make_case(case, atoms, context),
        subject=found.origin.rule,
    )


def _names(key: Key) -> str:
    return key.name.text if key.name is not None else ""
