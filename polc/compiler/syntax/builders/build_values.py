"""Trees of values and conditions to their syntax nodes.

In: branches of the rules `atom`, `sum`, `table`, `comparison` and the like. Out: the
nodes of `nodes.Value`. The parser has bounded the nesting, so recursion is safe here.
"""

from collections.abc import Iterable
from typing import Final, Literal

from lark import Token

from polc.compiler.syntax.builders.read_tree import (
    Branch,
    branch,
    branches,
    date_of,
    first,
    has,
    name_of,
    names_in,
    number_of,
    span_of,
    text_of,
    tokens,
    whole_of,
)
from polc.compiler.syntax.builders.replace_bad_figures import mixed_conditions, range_in
from polc.compiler.syntax.nodes.values import (
    NO_CITATION,
    AllOf,
    AnyOf,
    BandRow,
    BandTable,
    Citation,
    ComparisonSyntax,
    Extreme,
    Key,
    Membership,
    Multiple,
    Name,
    Negation,
    Number,
    Portion,
    Product,
    Reference,
    Rounded,
    RowSyntax,
    Since,
    Sum,
    Table,
    Value,
    Where,
)
from polc.records.evolve import evolve
from polc.runtime.amounts import UNLIMITED

VALUES: Final = (
    "atom",
    "sum",
    "product",
    "multiple",
    "swapped",
    "comparison",
    "membership",
    "any_of",
    "all_of",
    "negation",
)
_COMPARATORS: Final[dict[str, Literal["ge", "gt", "le", "lt"]]] = {
    "REACHES": "ge",
    "OVER": "gt",
    "UNDER": "lt",
    "UP_TO": "le",
    ">": "gt",
    ">=": "ge",
    "<": "lt",
    "<=": "le",
}


def build_value(tree: Branch) -> Value:
    """A value or a condition."""
    span = span_of(tree)
    match tree.data:
        case "atom":
            return _build_atom(tree)
        case "sum":
            ranged = range_in(tree)
            if ranged is not None:
                raise ranged
            left, right = (build_value(part) for part in branches(tree))
            signs = [str(child) for child in tree.children if isinstance(child, Token)]
            return Sum("add" if "+" in signs else "sub", left, right, span=span)
        case "product":
            rate, amount = (build_value(part) for part in branches(tree))
            return Product(rate, amount, span=span)
        case "swapped":
            amount, rate = (build_value(part) for part in branches(tree))
            return Product(rate, amount, span=span)
        case "multiple":
            unit, count = (build_value(part) for part in branches(tree))
            return Multiple(unit, count, span=span)
        case "comparison":
            left, right = (build_value(part) for part in branches(tree))
            sign = next(child for child in tree.children if isinstance(child, Token))
            op = _COMPARATORS[sign.type if sign.type in _COMPARATORS else str(sign)]
            return ComparisonSyntax(op, left, right, span=span)
        case "membership":
            return _build_membership(tree)
        case "all_of":
            return AllOf(tuple(build_value(part) for part in branches(tree)), span=span)
        case "any_of":
            mixed = mixed_conditions(tree)
            if mixed is not None:
                raise mixed
            return AnyOf(tuple(build_value(part) for part in branches(tree)), span=span)
        case "negation":
            return Negation(build_value(branches(tree)[0]), span=span)
        case _:
            raise AssertionError(tree.data)


def _build_atom(tree: Branch) -> Value:
    inner = branch(tree, "table")
    if inner is not None:
        return build_table(inner)
    extreme, since = branch(tree, "extreme"), branch(tree, "since")
    if extreme is not None:
        parts = tuple(build_value(operand) for operand in branches(extreme, *VALUES))
        return Extreme("max" if has(extreme, "GREATER") else "min", parts, span=span_of(tree))
    portion = branch(tree, "portion")
    if portion is not None:
        return Portion(
            *(build_value(operand) for operand in branches(portion, *VALUES)), span=span_of(tree)
        )
    if since is not None:
        return Since(names_in(branches(since, "names")[0]), span=span_of(tree))
    if branches(tree):
        return round_value(tree, build_value(branches(tree)[0]))
    token = next(child for child in tree.children if isinstance(child, Token))
    if token.type == "NAME":
        named = names_in(tree)
        part = named[1] if len(named) > 1 else None
        return Reference(named[0], part, has(tree, "OF_STAY"), span=span_of(tree))
    if token.type in ("FIRST_DAY", "LAST_DAY"):
        word = "first_day_of_year" if token.type == "FIRST_DAY" else "last_day_of_year"
        return Reference(Name(word, span=span_of(token)), span=span_of(tree))
    if token.type == "NONE":
        return Number("none", UNLIMITED, span=span_of(token))
    return number_of(token)


def _build_membership(tree: Branch) -> Membership:
    subject = build_value(branches(tree, "atom")[0])
    members: list[Name | int] = []
    for token in tokens(tree, "NAME", "INT", "STRING"):
        match token.type:
            case "NAME":
                members.append(name_of(token))
            case "STRING":
                members.append(Name(text_of(token), span=span_of(token)))
            case _:
                members.append(whole_of(token))
    within, listed = has(tree, "WITHIN"), has(tree, "IN_LIST")
    return Membership(subject, tuple(members), within, listed, span=span_of(tree))


def build_table(tree: Branch) -> Table:
    """`{ key: value; … } by NAME`."""
    entries = tuple(_build_entry(entry) for entry in branches(tree, "entry"))
    by = branch(tree, "by")
    return Table(entries, names_in(by)[0] if by else None, span=span_of(tree))


def _build_entry(tree: Branch) -> RowSyntax:
    keys = tuple(_build_key(key) for key in branches(tree, "key"))
    return RowSyntax(keys, the_value(tree), build_cites(tree), span=span_of(tree))


def _build_key(tree: Branch) -> Key:
    span = span_of(tree)
    if has(tree, "OTHERWISE"):
        return Key(otherwise=True, span=span)
    name = first(tree, "NAME")
    if name is not None:
        return Key(name=name_of(name), span=span)
    days = [date_of(token) for token in tokens(tree, "DATE")]
    if days:
        low = None if not has(tree, "FROM") and len(days) == 1 and has(tree, "UNTIL") else days[0]
        high = days[-1] if has(tree, "UNTIL") or len(days) > 1 else None
        return Key(low=low, high=high, of_days=True, span=span)
    figures = [whole_of(token) for token in tokens(tree, "INT")]
    if has(tree, "FROM", "ONWARD"):
        return Key(low=figures[0], high=None, span=span)
    return Key(low=figures[0], high=figures[-1], span=span)


def the_value(tree: Branch) -> Value:
    """The one value that stands directly below a tree, rounded as it says."""
    return round_value(tree, build_value(branches(tree, *VALUES)[0]))


def round_value(tree: Branch, value: Value) -> Value:
    """The value, rounded where the tree says to what."""
    said = branch(tree, "rounded")
    if said is None:
        return value
    unit = number_of(tokens(said, "MONEY")[0]).value
    return Rounded(value, unit, has(said, "ROUNDED_DOWN_TO"), span=value.span.to(span_of(said)))


def a_value(tree: Branch) -> Value | None:
    """The value below a tree, or None."""
    found = branches(tree, *VALUES)
    return round_value(tree, build_value(found[0])) if found else None


def build_bands(tree: Branch) -> BandTable:
    """`{ to 30000 yuan: 60%; above: 65% }`."""
    rows = []
    for band in branches(tree, "band"):
        *edge, rate = (build_value(figure) for figure in branches(band, *VALUES))
        rows.append(BandRow(edge[0] if edge else None, rate, span=span_of(band)))
    return BandTable(tuple(rows), span=span_of(tree))


def build_cites(tree: Branch) -> Citation:
    """The citation at the end of a statement, or the empty one."""
    found = branch(tree, "cites")
    if found is None:
        return NO_CITATION
    places: list[tuple[Branch, list[str]]] = [(found, [])]
    for part in found.children:
        if not isinstance(part, Token):
            places.append((part, [str(token) for token in tokens(part, "CLAUSE")]))
        elif part.type == "CLAUSE":
            places[-1][1].append(str(part))
    (_, own), *rest = places
    elsewhere = tuple(_build_citation(part, clauses) for part, clauses in rest)
    clauses = (*own, *(clause for citation in elsewhere for clause in citation.clauses))
    return evolve(_build_citation(found, clauses), elsewhere=elsewhere)


def _build_citation(tree: Branch, clauses: Iterable[str]) -> Citation:
    source = first(tree, "NAME")
    return Citation(
        name_of(source) if source is not None else None,
        text_of(first(tree, "STRING")),
        tuple(clauses),
        span=span_of(tree),
    )


def build_where(tree: Branch) -> Where | None:
    """The condition on a reading, or None."""
    found = branch(tree, "where")
    if found is None:
        return None
    reading, *choices = names_in(found)
    return Where(reading, tuple(choices), span=span_of(found))
