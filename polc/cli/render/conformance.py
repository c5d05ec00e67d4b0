"""How a policy stands to what binds it, as a table or as plain values.

In: `Conformance`s. Out: text: a row for each requirement with its status, both clauses and the
reason; or plain values that JSON can carry.
"""

from collections.abc import Sequence
from typing import Any, Final

from polc.cli.terminal.columns import table
from polc.cli.terminal.language import tell
from polc.cli.terminal.text_width import visible
from polc.compiler.model.declared import Conformance
from polc.messages.text import Language, Text, listed, say

STATUSES: Final = (
    say("satisfied"),
    say("breached"),
    say("silent"),
    say("undetermined"),
    say("departed from"),
)
"""How a policy can stand to a requirement."""


def as_text(policy: str, found: Sequence[Conformance], language: Language, width: int) -> str:
    """`zhangye against national: 9 satisfied, 1 silent`, and the table."""
    counts: dict[str, int] = {}
    for conformance in found:
        said = _status(conformance)
        counts[said] = counts.get(said, 0) + 1
    frameworks = listed(dict.fromkeys(conformance.framework for conformance in found))
    summary = listed(
        say("{count} {status}", count=count, status=Text(status, {}))
        for status, count in counts.items()
    )
    head = say(
        "{policy} against {frameworks}: {summary}",
        policy=policy,
        frameworks=frameworks,
        summary=summary,
    )
    rows = [
        (
            tell(Text(_status(conformance), {}), language),
            f"{conformance.requirement} {conformance.title}".rstrip(),
            ", ".join(conformance.origin.clauses),
            ", ".join(dict.fromkeys(conformance.rule.clauses)) or conformance.rule.rule or "-",
            conformance.departure or tell(conformance.reason, language),
        )
        for conformance in found
    ]
    return visible(tell(head, language)) + "\n" + table(rows, width=width)


def as_json(policy: str, conformance: Conformance, language: Language | None) -> dict[str, Any]:
    """The fields by name; `clause` is the requirement's, `rule` what decides here."""
    reason = conformance.reason
    if language is not None and isinstance(reason, Text):
        reason = tell(reason, language)
    return {
        "policy": policy,
        "framework": conformance.framework,
        "requirement": conformance.requirement,
        "title": conformance.title,
        "status": conformance.status,
        "clause": ", ".join(conformance.origin.clauses) or None,
        "cite": conformance.origin.cite,
        "rule": conformance.rule.rule or None,
        "rule_clause": ", ".join(dict.fromkeys(conformance.rule.clauses)) or None,
        "rule_cite": conformance.rule.cite,
        "reason": reason,
        "departure": conformance.departure or None,
    }


def _status(conformance: Conformance) -> str:
    return (
        "departed from"
        if conformance.departure and conformance.status != "satisfied"
        else conformance.status
    )
