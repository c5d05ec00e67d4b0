"""Trees of benefits and adjustments to their syntax nodes."""

from typing import Final, Literal

from polc.compiler.syntax.builders.build_statements import build_lines, day_of
from polc.compiler.syntax.builders.build_terms import build_period, place_of
from polc.compiler.syntax.builders.build_values import a_value, build_cites, the_value
from polc.compiler.syntax.builders.cite_lines import cite_lines
from polc.compiler.syntax.builders.dated_lines import days_of, within_days
from polc.compiler.syntax.builders.read_tree import (
    Branch,
    WritingError,
    branch,
    branches,
    first,
    has,
    names_in,
    number_of,
    span_of,
    text_of,
)
from polc.compiler.syntax.nodes.adjustments import Adjust, ChangeSyntax
from polc.compiler.syntax.nodes.statements import Attribute, BenefitSyntax
from polc.messages.text import say

MOST_LINES: Final = 300
"""Of one benefit: five times what the longest says."""


def build_benefit(tree: Branch) -> BenefitSyntax:
    """`benefit NAME "title" per claim { … }`."""
    per = branch(tree, "per")
    assert per is not None
    as_of = branch(tree, "as_of")
    kind: Literal["claim", "person_year", "claims_of_year"] = "person_year"
    if not has(per, "PER_PERSON_YEAR"):
        kind = "claim" if has(per, "PER_CLAIM") else "claims_of_year"
    parts = ("per", "as_of", "cites")
    written = [line for line in branches(tree) if line.data not in parts]
    _check_length(tree, written)
    lines = build_lines(written)
    cites = build_cites(tree)
    return BenefitSyntax(
        name=names_in(tree)[0],
        title=text_of(first(tree, "STRING")),
        per=kind,
        as_of=day_of(as_of) if as_of is not None else "",
        statements=cite_lines(lines, cites),
        cites=cites,
        span=span_of(tree),
    )


def _check_length(tree: Branch, written: list[Branch]) -> None:
    """Each line is held against the others: no more than anybody could read, those of its kinds
    of care among them."""
    name = names_in(tree)[0]
    kinds = [kind for line in written for kind in branches(line, "case")]
    if len(written) + len(kinds) + sum(len(branches(kind)) for kind in kinds) > MOST_LINES:
        message = say(
            "benefit `{name}` has more than {most} lines", name=name.text, most=MOST_LINES
        )
        hint = say("divide it into several, or put what differs by a key in a table")
        raise WritingError(message, name.span, "too_many_lines", hint)


def build_adjust(tree: Branch) -> Adjust:
    """`adjust NAME for … { … }`."""
    people, when, naming = branch(tree, "names"), branch(tree, "when_part"), branch(tree, "naming")
    combining = branch(tree, "combining")
    how: Literal["", "stacking", "best"] = ""
    if combining is not None:
        how = "stacking" if has(combining, "STACKING") else "best"
    return Adjust(
        benefit=names_in(tree)[0],
        title=text_of(first(tree, "STRING")),
        people=names_in(people) if people is not None else (),
        changes=tuple(_build_change(change) for change in branches(tree, "change")),
        condition=within_days(the_value(when) if when is not None else None, days_of(tree)),
        name=names_in(naming)[0] if naming is not None else None,
        combining=how,
        cites=build_cites(tree),
        span=span_of(tree),
    )


_CHANGES: Final[dict[tuple[str, str], Attribute]] = {
    ("DEDUCTIBLE", "LOWERED_BY"): "deductible_by",
    ("DEDUCTIBLE", "LOWERED_TO"): "deductible_to",
    ("DEDUCTIBLE", "RAISED_BY"): "deductible_raised_by",
    ("DEDUCTIBLE", "RAISED_TO"): "deductible_raised_to",
    ("CAP", "RAISED_BY"): "cap_by",
}
"""What a line with a value changes, and how."""


def _build_change(tree: Branch) -> ChangeSyntax:
    place = place_of(tree)
    value = a_value(tree)
    changed = next(
        (_CHANGES[words] for words in _CHANGES if all(has(tree, word) for word in words)), None
    )
    if value is not None and changed is not None:
        return ChangeSyntax(changed, value, period=build_period(tree), **place)
    points = first(tree, "POINTS")
    if points is not None and has(tree, "LOWERED_BY"):
        return ChangeSyntax("points_off", number_of(points), **place)
    if points is None:
        return ChangeSyntax("no_cap" if has(tree, "NO_CAP") else "no_deductible", **place)
    ceiling = branch(tree, "ceiling")
    percent = first(ceiling, "PERCENT") if ceiling is not None else None
    most = number_of(percent).value if percent is not None else None
    return ChangeSyntax("points", number_of(points), most, **place)
