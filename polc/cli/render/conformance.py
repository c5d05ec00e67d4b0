"""How a policy stands to what binds it, as a table or as plain values.

In: `Conformance`s. Out: text: a row for each requirement with its status, both clauses and the
reason; or plain values that JSON can carry.
"""

from collections.abc import Sequence
from typing import Any

from polc.cli.terminal.columns import table
from polc.cli.terminal.language import tell
from polc.compiler.model.declared import Conformance
from polc.messages.text import Language, Text


def as_text(policy: str, found: Sequence[Conformance], language: Language, width: int) -> str:
    """`zhangye against national: 9 satisfied, 1 silent`, and the table."""
    counts: dict[str, int] = {}
    for one in found:
        said = _status(one)
        counts[said] = counts.get(said, 0) + 1
    frameworks = ", ".join(dict.fromkeys(one.framework for one in found))
    summary = ", ".join(f"{number} {status}" for status, number in counts.items())
    rows = [
        (
            _status(one),
            f"{one.requirement} {one.title}".rstrip(),
            ", ".join(one.origin.clauses),
            ", ".join(dict.fromkeys(one.rule.clauses)) or one.rule.rule or "-",
            one.departure or tell(one.reason, language),
        )
        for one in found
    ]
    return f"{policy} against {frameworks}: {summary}\n" + table(rows, width=width)


def as_json(policy: str, one: Conformance, language: Language | None) -> dict[str, Any]:
    """The fields by name; `clause` is the requirement's, `rule` what decides here."""
    reason = one.reason
    if language is not None and isinstance(reason, Text):
        reason = tell(reason, language)
    return {
        "policy": policy,
        "framework": one.framework,
        "requirement": one.requirement,
        "title": one.title,
        "status": one.status,
        "clause": ", ".join(one.origin.clauses) or None,
        "cite": one.origin.cite,
        "rule": one.rule.rule or None,
        "rule_clause": ", ".join(dict.fromkeys(one.rule.clauses)) or None,
        "rule_cite": one.rule.cite,
        "reason": reason,
        "departure": one.departure or None,
    }


def _status(one: Conformance) -> str:
    return "departed from" if one.departure and one.status != "satisfied" else one.status
