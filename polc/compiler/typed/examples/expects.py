"""What an example expects of its case.

In: the syntax of its outcomes, the case, the names of results. Out: `Expect`s.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from polc.compiler.model.running_figures import RESULT_WORDS, UNKNOWN_WORDS
from polc.compiler.report.similar import suggest
from polc.compiler.syntax.nodes.examples import ExampleSyntax, ExpectSyntax
from polc.compiler.syntax.nodes.values import Name, Number
from polc.compiler.typed.context import Context
from polc.compiler.typed.examples.outputs import OutputKind
from polc.compiler.typed.nodes.program import Expect
from polc.compiler.typed.nodes.statements import DUE_OUTPUTS
from polc.messages.text import NOTHING, listed, say
from polc.records.evolve import evolve

_WORDS = {"undetermined": "undetermined", "none": "none"} | UNKNOWN_WORDS


_IN_WORDS: Final = re.compile("[零〇一二两三四五六七八九十百千万]+(?:块|元)(?:整)?")
"""An amount in words."""


def check_expects(
    node: ExampleSyntax, case: dict[str, Any], outputs: Mapping[str, OutputKind], context: Context
) -> tuple[Expect, ...]:
    """One for each figure or word that is expected."""
    found = []
    claims = [claim["id"] for part in case.get("household", (case,)) for claim in part["claims"]]
    for outcome in node.outcomes:
        outcome = _part_of_payer(outcome, outputs)
        symbol = context.names.find(outcome.name.text)
        name = symbol.id if symbol is not None else outcome.name.text
        name = RESULT_WORDS.get(name, name)
        unknown = context.names.unknown
        if name not in outputs and (
            name in unknown or (name in DUE_OUTPUTS.values() and context.findings.failed)
        ):
            # What is due hangs on an amount, and the mistake may be that amount's.
            continue
        if name not in outputs:
            context.names.unknown.add(name)
            message = say("nothing is called `{name}` in the result", name=outcome.name.text)
            hint = suggest(name, outputs)
            context.findings.error(
                "unknown_output", message, outcome.name.span, hint, subject=outcome.name.text
            )
            continue
        if outcome.claim is not None and outcome.claim.text not in claims:
            message = say("this example has no claim `{claim}`", claim=outcome.claim.text)
            hint = suggest(
                outcome.claim.text, claims, say("its claims are {claims}", claims=listed(claims))
            )
            context.findings.error(
                "unknown_name", message, outcome.claim.span, hint, subject=outcome.claim.text
            )
        if not _has_it(outcome, outputs[name], context):
            continue
        payer = _payer_of(outcome, context)
        value = _value(outcome, outputs[name], context)
        if value is not None and payer is not None:
            line = context.source.line_of(outcome.span.start)
            claim = outcome.claim.text if outcome.claim is not None else ""
            amount, word = value
            found.append(
                Expect(
                    output=name,
                    claim=claim,
                    amount=amount,
                    line=line,
                    word=word,
                    asks=outcome.asks,
                    payer=payer,
                    not_specified=outcome.not_specified,
                )
            )
    return tuple(found)


def _part_of_payer(outcome: ExpectSyntax, outputs: Mapping[str, OutputKind]) -> ExpectSyntax:
    """`premium_payer.county_pool`: what one of several payers pays is one name."""
    if outcome.claim is None or f"{outcome.claim.text}.{outcome.name.text}" not in outputs:
        return outcome
    name = evolve(outcome.name, text=f"{outcome.claim.text}.{outcome.name.text}")
    return evolve(outcome, claim=None, name=name)


def _has_it(outcome: ExpectSyntax, kind: OutputKind, context: Context) -> bool:
    """Whether what claims come to has the total, the adjustments, or the payers that are
    expected."""
    if kind == "paid" or (outcome.payer is None and outcome.asks == "result"):
        return True
    if kind == "over_claims" and outcome.payer is None and outcome.asks == "adjustment":
        return True
    if kind == "left" and outcome.payer is None and outcome.asks == "total":
        return True
    if outcome.payer is not None:
        message = say("`{name}` is no benefit per claim", name=outcome.name.text)
        hint = say("only of such a benefit an example says what each payer pays")
        if kind == "money":
            hint = say(
                "of a benefit of the person's year it is `NAME.PAYER`, by the name of its line "
                "`payer NAME`"
            )
    elif outcome.asks == "total":
        message = say("`{name}` is none of the amounts of claims", name=outcome.name.text)
        hint = say("a benefit per claim has a total, and `remaining` and `patient_pays`")
    else:
        message = say("`{name}` is no benefit per claim", name=outcome.name.text)
        hint = say("only such a benefit is adjusted")
    context.findings.error("wrong_kind", message, outcome.span, hint, subject=outcome.name.text)
    return False


def _payer_of(outcome: ExpectSyntax, context: Context) -> str | None:
    """The payer whose part is expected, empty where all is; None of an unknown one."""
    if outcome.payer is None:
        return ""
    symbol = context.names.look_up(outcome.payer, context.findings, "payer")
    return symbol.id if symbol is not None else None


def _value(outcome: ExpectSyntax, kind: OutputKind, context: Context) -> tuple[int, str] | None:
    """(fen, "") or (0, word)."""
    value = outcome.value
    hint = NOTHING
    if isinstance(value, Name) and value.text in _WORDS:
        return 0, _WORDS[value.text]
    match kind:
        case "paid" | "over_claims" | "left" | "money":
            if isinstance(value, Number) and value.kind == "money":
                return value.value, ""
            wanted = say("an amount of money is expected")
            if isinstance(value, Number) and value.kind == "count":
                hint = say("write `yuan` after the figure")
            elif isinstance(value, Name) and _IN_WORDS.fullmatch(value.text):
                hint = say("write figures in digits: `60%`, `500元`, `3万元`")
        case "flag":
            if isinstance(value, bool):
                return 0, "yes" if value else "no"
            wanted = say("`yes` or `no` is expected")
        case "date":
            if isinstance(value, Number) and value.kind == "date":
                return 0, date.fromordinal(value.value).isoformat()
            if value is False:
                return 0, "none"
            wanted = say("the day of the alert is expected, or `no`")
        case "payer" | "identity":
            if isinstance(value, Name):
                names, findings = context.names, context.findings
                symbol = names.look_up(value, findings, "payer", "identity", "group")
                return (0, symbol.id) if symbol is not None else None
            wanted = say("a name is expected")
    span = value.span if isinstance(value, Name | Number) else outcome.span
    context.findings.error("wrong_kind", wanted, span, hint, subject=outcome.name.text)
    return None
