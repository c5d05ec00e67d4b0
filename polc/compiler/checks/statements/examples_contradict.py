"""An example that contradicts another.

In: a subject. Out: an `examples_contradict` at the second: it is the same case, and expects
another amount. One of the two fails whatever the rules are.
"""

import json
from collections import Counter

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.origin import Origin
from polc.compiler.typed.nodes.program import Example, Expect
from polc.messages.text import say
from polc.runtime.amounts import format_money


def check_examples_contradict(context: CheckContext) -> None:
    """Warns at each example that an earlier one contradicts."""
    seen: dict[str, dict[str, tuple[Example, Expect]]] = {}
    examples = context.program.examples
    told = list(map(_told_by, examples))
    alike = Counter(told)
    for example, by in zip(examples, told, strict=True):
        if alike[by] < 2:
            continue
        case = json.dumps(example.case, sort_keys=True)
        known = seen.setdefault(case, {})
        for expect in example.expects:
            earlier = known.setdefault(expect.full_name, (example, expect))
            if _wanted(earlier[1]) != _wanted(expect):
                _report_contradiction(context, expect, *earlier)


def _told_by(example: Example) -> tuple[object, ...]:
    """What two examples of one case have in common, and few others: what the person holds, the days
    and costs of the claims."""
    claims, person = example.case.get("claims", ()), example.case.get("person", {})
    costs = tuple((claim.get("date"), claim.get("in_policy")) for claim in claims)
    return (str(person.get("identities")), *costs)


def _report_contradiction(
    context: CheckContext, expect: Expect, earlier: Example, contradicted: Expect
) -> None:
    findings, span = context.place(Origin(file=context.main, line=expect.line))
    message = say(
        "`{output}` is {amount} here, and {other} in the example `{title}` of the same case",
        output=expect.full_name,
        amount=_wanted(expect),
        other=_wanted(contradicted),
        title=earlier.title,
    )
    hint = say("one of them is wrong, or the cases differ in something that neither says")
    label = context.label(Origin(file=context.main, line=contradicted.line), say("expected here"))
    findings.warning(
        "examples_contradict",
        message,
        span,
        hint,
        (label,),
        witness=dict(earlier.case),
        subject=expect.output,
    )


def _wanted(expect: Expect) -> str:
    return expect.word or format_money(expect.amount)
