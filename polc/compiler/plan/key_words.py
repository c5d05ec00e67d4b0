"""What a table is by and what its keys are, in the words of the policy's own file.

In: a node, intervals of its values. Out: words for messages: `place`, `elsewhere`,
`0..17`. Money is fen, a date an ordinal, a choice the place of its word.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from polc.compiler.plan.nodes import AnyNode, Arith, Kind, Need, NodeId, Read, Select, YearOf
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.steps import DAY_IN_YEAR
from polc.messages.text import Text, say
from polc.runtime.amounts import MOST_COUNT, MOST_MONEY, RATE_UNIT, format_money, format_rate
from polc.runtime.days import FOREVER
from polc.runtime.vocabulary import CHINESE_CHOICES, FIELDS, PLACE_FIELDS, Field

Range = tuple[int | None, int | None]

_MOST: Final[Mapping[Kind, int]] = {
    "money": MOST_MONEY,
    "count": MOST_COUNT,
    "rate": RATE_UNIT,
    "date": date.max.toordinal(),
}
_FIGURES: Final = {"year": ("year", "年度"), "date": ("date", "日期"), "age": ("age", "年龄")}


def root_of(node_id: NodeId, nodes: Mapping[NodeId, AnyNode], plan: Plan) -> AnyNode:
    """The node that has the value: behind demands, and behind steps that hand it on; a figure
    with a name of its own as it is."""
    figures = dict(plan.steps.figures)
    node = nodes[node_id]
    while node.id not in figures:
        below: NodeId = ""
        if isinstance(node, Need):
            below = node.value
        elif isinstance(node, Arith) and len(node.args) == 1:
            below = node.args[0]
        if below not in nodes:  # part of a block may be looked at alone
            break
        node = nodes[below]
    return node


def field_of(node: AnyNode, plan: Plan) -> Field | None:
    """The field of the case that a node reads, if it does."""
    if not isinstance(node, Read):
        return None
    place = (node.scope, node.field)
    return next(
        (field for field in (*plan.fields, *FIELDS) if (field.scope, field.name) == place), None
    )


def name_key(node: AnyNode, plan: Plan, nodes: Mapping[NodeId, AnyNode]) -> str | None:
    """What a value is called, as a file writes it: a field, the year, the year of a day, a
    tally; None where it has no name."""
    figures = dict(plan.steps.figures)
    if figures.get(node.id) == DAY_IN_YEAR:
        return _name_day_of(node, plan)
    if node.id in figures:
        name = figures[node.id]
        return _FIGURES.get(name, (name, name))[plan.language == "zh"]
    if isinstance(node, YearOf):
        day = name_key(root_of(node.day, nodes, plan), plan, nodes)
        year = _FIGURES["year"][plan.language == "zh"]
        if day is None:
            return None
        return f"{day} 的 {year}" if plan.language == "zh" else f"{year} of {day}"
    field = field_of(node, plan)
    if field is not None:
        return field.chinese[0] if plan.language == "zh" and field.chinese else field.name
    if isinstance(node, Read) and node.scope == "system" and node.field in _FIGURES:
        english, chinese = _FIGURES[node.field]
        return chinese if plan.language == "zh" else english
    return None


def _name_day_of(node: AnyNode, plan: Plan) -> str:
    """The date of the person by which a benefit looks at the person."""
    owner = node.origin.owner
    as_of = next((benefit.as_of for benefit in plan.benefits if benefit.id == owner), "")
    found = next((field for field in (*plan.fields, *FIELDS) if field.name == as_of), None)
    if found is None:
        return as_of
    return found.chinese[0] if plan.language == "zh" and found.chinese else found.name


def name_identities(bits: int, plan: Plan) -> list[str]:
    """The identities of a mask."""
    return [identity.id for place, identity in enumerate(plan.identities) if bits >> place & 1]


def name_values(node: AnyNode, ranges: Iterable[Range], plan: Plan) -> list[Text]:
    """Each range of a value in words."""
    field = field_of(node, plan)
    return [_name_range(low, high, node.kind, field, plan) for low, high in ranges]


def key_ranges(node: AnyNode, ranges: Iterable[Range], plan: Plan) -> list[Range]:
    """The ranges as a line names them: a place stands for itself and for the places inside it
    that have no line."""
    field = field_of(node, plan)
    is_place = field is not None and field.name in PLACE_FIELDS
    return [(high, high) if is_place else (low, high) for low, high in ranges]


def name_lines(table: Select, node: AnyNode, plan: Plan) -> list[Text]:
    """The keys that a table has lines for, in the order of the lines."""
    if table.arms and table.arms[0].bits:
        return [
            say("{word}", word=word)
            for arm in table.arms
            for word in name_identities(arm.bits, plan)
        ]
    return name_values(
        node, key_ranges(node, [span for arm in table.arms for span in arm.ranges], plan), plan
    )


def _name_range(
    low: int | None, high: int | None, kind: Kind, field: Field | None, plan: Plan
) -> Text:
    if field is not None and field.choices and low is not None:
        word = field.choices[low]
        if plan.language == "zh":
            chinese = {place: name for name, place in CHINESE_CHOICES.items()}
            word = chinese.get(word, word)
        return say("{word}", word=word)
    if kind == "flag":
        return say("yes") if low else say("no")
    most = _MOST.get(kind)
    if kind == "date" and low is not None and low < 1 and high != low:
        low = None
    first = "" if low is None else _name_value(low, kind)
    if high is None or high == most:
        return say("from {first}", first=first)
    last = _name_value(high, kind)
    if kind == "date" and low is None:
        return say("until {last}", last=last)
    return say("{word}", word=first if first == last else f"{first}..{last}")


def _name_value(value: int, kind: Kind) -> str:
    match kind:
        case "money":
            return format_money(value)
        case "rate":
            return format_rate(value)
        case "date" if value < 1:
            return "always"
        case "date" if value > FOREVER:
            return "never"
        case "date":
            return date.fromordinal(value).isoformat()
        case _:
            return str(value)
