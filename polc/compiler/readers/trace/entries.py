"""One entry of an explanation, as plain data.

In: where a step comes from, what it took, what it came to. Out: a mapping with the keys that
`docs/json.md` names.
"""

from collections.abc import Mapping
from typing import Any

from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import NodeId
from polc.compiler.readers.trace.interpret import Run
from polc.runtime.amounts import UNLIMITED, format_money

Entry = dict[str, Any]


def make_entry(
    claim: str,
    benefit: str,
    origin: Origin,
    inputs: Mapping[str, str],
    amount: int | None,
    status: str,
    rule: str = "",
) -> Entry:
    """`claim` empty for what belongs to the person's year; `amount` in fen, None where the
    step pays nothing of its own."""
    return {
        "claim": claim or None,
        "rule": rule or origin.rule,
        "cite": origin.cite,
        "clause": origin.clauses[0] if origin.clauses else None,
        "inputs": dict(inputs),
        "amount": None if amount is None else format_money(amount),
        "status": status,
        "benefit": benefit,
        "written": origin.written,
    }


def int_of(run: Run, node_id: NodeId) -> int:
    """A node's value, 0 where it was not reached."""
    value = run.values.get(node_id, 0)
    return value if isinstance(value, int) and value < UNLIMITED else 0
