"""`adjust` blocks: changes of a benefit's terms for some people.

In: the syntax of a block, its place in the file. Out: the benefit it changes, and its
changes.
"""

from typing import Final

from attrs import evolve

from polc.compiler.report.source import Span
from polc.compiler.syntax.lines import Adjust, Change
from polc.compiler.typed.context import Context
from polc.compiler.typed.program import TypedBenefit, TypedChange
from polc.compiler.typed.term_names import term_name
from polc.compiler.typed.typed import Held, ValueKind
from polc.compiler.typed.values import check_kind
from polc.messages.text import say

_KINDS: Final[dict[str, ValueKind]] = {
    "deductible_by": "rate",
    "deductible_to": "money",
    "points": "points",
}
_PARTS: Final = {"points": "rate", "no_cap": "cap"}


def check_adjust(
    node: Adjust, block: int, context: Context
) -> tuple[str, tuple[TypedChange, ...]] | None:
    """The benefit an adjustment changes, and its changes."""
    target = context.names.look_up(node.benefit, context.findings, "benefit")
    people = Held(context.members(node.people))
    if target is None:
        return None
    changes = []
    for one in node.changes:
        change = _check_change(one, target.id, people, node, context)
        if change is not None:
            changes.append(evolve(change, block=block))
    return target.id, tuple(changes)


def _check_change(
    node: Change, benefit: str, people: Held, adjust: Adjust, context: Context
) -> TypedChange | None:
    part = _PARTS.get(node.attribute, "deductible")
    inner = evolve(context, rule=f"{benefit}.adjust.{part}")
    value = None
    if node.value is not None:
        value = check_kind(node.value, _KINDS[node.attribute], inner)
        if value is None:
            return None
    condition = None
    if adjust.condition is not None:
        condition = check_kind(adjust.condition, "flag", inner)
    where = context.choices(node.where)
    cited = bool(node.cites.clauses or node.cites.locator)
    cites = node.cites if cited else adjust.cites
    block_origin = None
    if cited and adjust.cites.clauses:
        outer = evolve(context, rule=f"{benefit}.adjust")
        meant = adjust.people[0].span.to(adjust.people[-1].span)
        block_origin = outer.origin(meant, adjust.cites)
    origin = inner.origin(node.span, cites, (where[0],) if where is not None else ())
    return TypedChange(
        node.attribute,
        people,
        value,
        node.most,
        where,
        origin,
        condition,
        combining=adjust.combining,
        block_origin=block_origin,
    )


def check_overlaps(benefit: TypedBenefit, span: Span, context: Context) -> None:
    """Two blocks that change one attribute for people who may be the same must say what
    they do together."""
    seen: dict[tuple[str, str], TypedChange] = {}
    for change in benefit.changes:
        if change.combining:
            continue
        for identity in change.people.identities:
            part = _PARTS.get(change.attribute, "deductible")
            earlier = seen.setdefault((part, identity), change)
            if earlier.block != change.block and not _apart(earlier, change):
                message = say(
                    "two adjustments change the {part} of `{benefit}` for `{identity}`, and "
                    "nothing says what they do together",
                    part=term_name(part),
                    benefit=benefit.id,
                    identity=identity,
                )
                hint = say("write `stacking` or `best` after the people of the second")
                witness = {"person": {"identities": [identity]}}
                context.findings.error(
                    "adjusted_twice", message, span, hint, witness=witness, subject=benefit.id
                )
                return


def _apart(one: TypedChange, other: TypedChange) -> bool:
    """Whether no choice of readings lets both stand."""
    if one.where is None or other.where is None or one.where[0] != other.where[0]:
        return False
    return not set(one.where[1]) & set(other.where[1])
