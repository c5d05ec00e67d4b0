"""Two lines of a table that claim the same key.

In: a context. Out: a `rows_overlap` at the second: for the keys that both claim the first
counts, and the second says otherwise, with a case of such a key. A place stands for those inside it
by rule, and overlaps with none.
"""

from typing import Any

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.found_case import make_case
from polc.compiler.checks.table_place import find_line, find_table
from polc.compiler.plan.key_words import (
    field_of,
    name_identities,
    name_values,
    root_of,
)
from polc.compiler.plan.nodes import AnyNode, Arm, NodeId, Select
from polc.compiler.plan.visit import whole_blocks
from polc.compiler.readers.regions.find_reasons import find_case_for_key
from polc.compiler.readers.regions.find_tables import TableKeys, figures_by_key, is_table, keys_of
from polc.compiler.readers.regions.survey import SurveyedTable
from polc.messages.text import Text, quoted, say
from polc.runtime.vocabulary import PLACE_FIELDS


def check_rows_overlap(context: CheckContext) -> None:
    """Warns once for each pair of lines of the policy's own file."""
    surveyed = {table.found.keys: table for table in context.survey.tables}
    seen, by_key = set[TableKeys](), figures_by_key(context.plan)
    for block in whole_blocks(context.plan):
        tables = [node for node in block.own if isinstance(node, Select)]
        nodes = {node.id: node for node in block.nodes} if tables else {}
        for node in tables:
            if not is_table(node, nodes, by_key):
                continue
            keys = keys_of(node)
            if keys not in seen and context.is_own(node.origin):
                seen.add(keys)
                _check(context, node, nodes, surveyed.get(keys))


def _check(
    context: CheckContext,
    table: Select,
    nodes: dict[NodeId, AnyNode],
    surveyed: SurveyedTable | None,
) -> None:
    plan = context.plan
    dead = frozenset[int]() if surveyed is None else surveyed.found.dead
    key = root_of(table.key, nodes, plan)
    field = field_of(key, plan)
    if field is not None and field.name in PLACE_FIELDS:
        return
    for place, arm in enumerate(table.arms):
        for earlier in table.arms[:place]:
            shared: list[Text] = []
            both = _shared(earlier, arm)
            if arm.bits & earlier.bits:
                shared = [
                    say("{word}", word=identity)
                    for identity in name_identities(arm.bits & earlier.bits, plan)
                ]
            else:
                shared = name_values(key, both, plan)
            if shared and place not in dead and arm.value != earlier.value:
                case = None
                if surveyed is not None and both:
                    case = find_case_for_key(surveyed.found, tuple(both), surveyed.cases)
                witness = None
                if surveyed is not None and case is not None:
                    witness = make_case(case, surveyed.atoms, context)
                words = name_values(key, arm.ranges, plan)
                days = key.kind == "date"
                _report_overlap(context, table, arm, shared, words, witness, of_days=days)


def _shared(earlier: Arm, later: Arm) -> list[tuple[int | None, int | None]]:
    """The keys that two lines both claim."""
    found = []
    for low, high in earlier.ranges:
        for other_low, other_high in later.ranges:
            lows = [edge for edge in (low, other_low) if edge is not None]
            highs = [edge for edge in (high, other_high) if edge is not None]
            first, last = max(lows, default=None), min(highs, default=None)
            if first is None or last is None or first <= last:
                found.append((first, last))
    return found


def _report_overlap(
    context: CheckContext,
    table: Select,
    arm: Arm,
    shared: list[Text],
    words: list[Text],
    witness: dict[str, Any] | None,
    *,
    of_days: bool,
) -> None:
    written = find_table(context, table.origin, len(table.arms))
    findings, place = context.place(table.origin)
    span = None if written is None else find_line(written, words, arm.ranges)
    hint = say("let each key stand in one line, as in `0..17: …; from 18: …`")
    if of_days:
        hint = say(
            "let each day stand in one line, as in `until 2023-06-30: …` and `from 2023-07-01: …`"
        )
    findings.warning(
        "rows_overlap",
        say("two lines of this table claim {keys}, and the first counts", keys=quoted(shared)),
        span or place,
        hint,
        witness=witness,
        subject=table.origin.rule,
    )
