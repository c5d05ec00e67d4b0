"""The plan as text that explains itself: one line for each step, in evaluation order.

In: a `Plan`, a language. Out: text. Constants, inputs and parameters stand where they are used, in
the units of the document; a step that is asked only under a condition stands below it.
"""

from datetime import date
from typing import Final

from polc.compiler.plan.nodes import AnyNode, Const, Node, NodeId, Param, Read
from polc.compiler.plan.plan import Accumulator, Plan
from polc.compiler.plan.show_node import show_node, show_value
from polc.messages.text import Language, Text, in_language, say

_ABOUT: Final = say(
    "How to read this: every line computes one named step; money is exact, in yuan. `if STEP` at\n"
    "the end of a line: the step is asked only where that condition holds, otherwise it counts as\n"
    "0 and asks for nothing. `demand` refuses the case where an input is missing (a result of the\n"
    "prelude stays undetermined then). `before` is what a running sum held before this claim,\n"
    "`after` what it holds then. `by X { … }` is a table looked up by X; `held` are identities.\n"
    "A rate of an amount stays an exact fraction until `round`. Clause ids stand in brackets;\n"
    "`reading R` means that the choice of R shaped the step; `RESULT` is what a settlement shows."
)
_WIDE = 46


def show_plan(plan: Plan, language: Language = "en") -> str:
    """The whole plan; its heads are in the language, what a step computes in words of the plan."""

    def told(said: Text) -> str:
        return in_language(said, language, "en")

    head = say("policy {id} · {title} · edition {edition}", id=plan.policy, title=plan.title,
               edition=plan.edition)  # fmt: skip
    lines = [told(head), "", told(_ABOUT), "", told(_say_dates(plan)), ""]
    if plan.readings:
        lines.append(told(say("readings chosen")))
        for reading in plan.readings:
            ambiguities = ", ".join(reading.ambiguities)
            lines.append(f"  {reading.id} = {reading.chosen}   {reading.title} [{ambiguities}]")
        lines.append("")
    lines.append(told(say("identities, the highest ranked first")))
    lines += [f"  {identity.id} {identity.title}" for identity in plan.identities]
    lines += ["", told(say("running sums"))]
    lines += [
        f"  {accumulator.id}: {_title_of(accumulator, language)}"
        for accumulator in plan.accumulators
    ] or [f"  {told(say('none'))}"]
    for year in plan.prelude:
        lines += ["", told(say("YEAR {id} — once for each person and year", id=year.benefit))]
        lines += _show_block(year.nodes, year.nodes, plan)
    lines += ["", told(say("CLAIM — once for each claim, in the order of settlement"))]
    lines += _show_block(plan.claim, plan.claim, plan)
    for report in plan.reports:
        head = say("REPORT {id} — once for each person and year", id=report.id)
        if report.per == "claim":
            head = say("REPORT {id} — after each claim", id=report.id)
        lines += ["", told(head)]
        lines += _show_block(report.nodes, (*plan.claim, *report.nodes), plan)
    return "\n".join(lines) + "\n"


def _title_of(sum_: Accumulator, language: Language) -> str:
    """What a running sum holds; a tally's title is the policy's own."""
    title = sum_.title
    return in_language(title, language, "en") if isinstance(title, Text) else title


def _say_dates(plan: Plan) -> Text:
    """From when until when the policy is in force."""
    start, end = (
        None if day is None else date.fromordinal(day).isoformat()
        for day in (plan.dates.start, plan.dates.end)
    )
    first: Text = say("{day}", day=start) if start else say("the beginning")
    if end is None:
        return say("in force from {first}", first=first)
    return say("in force from {first} until {last}", first=first, last=end)


def _show_block(block: tuple[AnyNode, ...], known: tuple[AnyNode, ...], plan: Plan) -> list[str]:
    by_id: dict[NodeId, AnyNode] = {node.id: node for node in known}
    titles = {benefit.id: benefit.title for benefit in plan.benefits}
    titles |= {report.id: report.title for report in plan.reports}
    lines: list[str] = []
    heading = ""
    for node in block:
        if isinstance(node, Const | Read | Param):
            continue
        part = node.origin.owner or heading
        if part != heading:
            heading = part
            lines += ["", f"  {part} {titles.get(part, '')}".rstrip()]
        lines.append("    " + _show_line(node, by_id, plan))
    return lines


def _show_line(node: AnyNode, by_id: dict[NodeId, AnyNode], plan: Plan) -> str:
    text = show_node(node, by_id, plan)
    tail = []
    if node.guard is not None:
        tail.append(f"if {show_value(node.guard, by_id, plan)}")
    if node.origin.clauses:
        tail.append("[" + ", ".join(node.origin.clauses) + "]")
    readings = _readings_of(node)
    if readings:
        tail.append("reading " + ", ".join(readings))
    return f"{text:<{_WIDE}}  {'  '.join(tail)}".rstrip()


def _readings_of(node: Node) -> tuple[str, ...]:
    return node.origin.readings
