"""Trees of declarations to their syntax nodes: identities, groups, parameters, pools,
fields, tallies, payers."""

from collections.abc import Container
from typing import Final, Literal

from lark import Token

from polc.compiler.syntax.builders.build_statements import unit_of
from polc.compiler.syntax.builders.build_terms import build_carried, period_of, raise_once
from polc.compiler.syntax.builders.build_values import (
    a_value,
    build_cites,
    build_value,
    build_where,
    the_value,
)
from polc.compiler.syntax.builders.read_tree import (
    Branch,
    WritingError,
    branch,
    branches,
    first,
    has,
    names_in,
    span_of,
    text_of,
    tokens,
    whole_of,
)
from polc.compiler.syntax.nodes.items import (
    Bounding,
    BoundSyntax,
    CountAs,
    FieldDeclaration,
    Group,
    GroupMember,
    IdentitySyntax,
    Layers,
    ParameterSyntax,
    ParameterType,
    PayerSyntax,
    Pool,
    Rank,
    Rounding,
    Tally,
    WordList,
)
from polc.compiler.syntax.nodes.values import Name, Number, Where
from polc.messages.text import say

Declaration = (
    IdentitySyntax
    | Group
    | WordList
    | Rank
    | CountAs
    | Layers
    | ParameterSyntax
    | Pool
    | FieldDeclaration
    | Tally
    | PayerSyntax
    | Rounding
)

_TYPES: Final[dict[str, Literal["money", "rate", "bands", "date", "count", "days", "months"]]] = {
    "MONEY_TYPE": "money",
    "RATE": "rate",
    "BANDS": "bands",
    "DATE_TYPE": "date",
    "COUNT_TYPE": "count",
    "DAYS_TYPE": "days",
    "MONTHS_TYPE": "months",
}
_FIELD_TYPES: Final[dict[str, Literal["money", "date", "count", "flag", "choice"]]] = {
    "MONEY_TYPE": "money",
    "DATE_TYPE": "date",
    "COUNT_TYPE": "count",
    "YES_OR_NO": "flag",
    "ONE_OF": "choice",
}
_BOUNDS: Final[dict[str, Bounding]] = {
    "AT_LEAST": "at_least",
    "AT_MOST": "at_most",
    "OVER": "over",
    "FALLING": "falling",
    "NOT_RISING": "not_rising",
}


def build_declaration(tree: Branch) -> Declaration:
    """One declaration."""
    span, cites = span_of(tree), build_cites(tree)
    title = text_of(first(tree, "STRING"))
    match tree.data:
        case "identity":
            return _build_identity(tree)
        case "group":
            name, *_ = names_in(tree)
            return Group(name, title, _build_members(tree), cites, span=span)
        case "word_list":
            return _build_list(tree)
        case "rank":
            levels = tuple(names_in(level) for level in branches(tree, "level"))
            return Rank(levels, cites, span=span)
        case "layers":
            return Layers(names_in(tree), cites, span=span)
        case "pool":
            inside = branch(tree, "inside")
            names = names_in(branches(inside, "names")[0]) if inside is not None else ()
            where = build_where(inside) if inside is not None else None
            size = raise_once(the_value(tree), tree)
            return Pool(
                name=names_in(tree)[0],
                title=title,
                size=size,
                period=period_of(tree),
                carried=build_carried(tree),
                inside=names,
                inside_where=where,
                cites=cites,
                span=span,
            )
        case "count_as":
            names = names_in(branches(tree, "names")[0])
            return CountAs(names, names_in(tree)[0], build_where(tree), cites, span=span)
        case "payer":
            return PayerSyntax(names_in(tree)[0], title, cites, span=span)
        case "rounding":
            down, every = has(tree, "ROUND_DOWN_TO"), has(tree, "EACH_STEP")
            return Rounding(unit_of(tree), down, every, build_where(tree), cites, span=span)
        case "tally":
            return _build_tally(tree)
        case "field_decl":
            return _build_field(tree)
        case _:
            return _build_parameter(tree)


def _build_identity(tree: Branch) -> IdentitySyntax:
    grades = branch(tree, "grades")
    span: tuple[int, int] | None = None
    if grades is not None:
        figures = [whole_of(token) for token in tokens(grades, "INT")]
        span = (figures[0], figures[-1])
    return IdentitySyntax(
        names_in(tree)[0],
        text_of(first(tree, "STRING")),
        span,
        grades is not None and has(grades, "GRADE_EXCEPT"),
        build_cites(tree),
        span=span_of(tree),
    )


def _build_list(tree: Branch) -> WordList:
    """The title is the text before the sign of equality; each text behind it is a word."""
    name, *_ = names_in(tree)
    title, words, listed = "", dict[str, None](), False
    for token in tokens(tree, "NAME", "STRING", "EQUAL")[1:]:
        if token.type == "EQUAL":
            listed = True
        elif listed:
            word = str(token) if token.type == "NAME" else text_of(token)
            _check_word(word, words, token)
            words[word] = None
        else:
            title = text_of(token)
    return WordList(name, title, tuple(words), build_cites(tree), span=span_of(tree))


def _check_word(word: str, before: Container[str], token: Token) -> None:
    """A word of a list says something, without blanks around it, and once."""
    span = span_of(token)
    if word != word.strip() or not word:
        message = say("a word of a list is empty, or has a blank at its edge")
        hint = say("write `{word}`", word=f'"{word.strip()}"') if word.strip() else say("delete it")
        raise WritingError(message, span, "odd_word", hint)
    if word in before:
        message = say("`{word}` stands in this list twice", word=word)
        raise WritingError(message, span, "key_twice", say("leave one of the two out"))


def _build_members(tree: Branch) -> tuple[GroupMember, ...]:
    table = branch(tree, "group_table")
    if table is None:
        return tuple(_build_member(member) for member in branches(tree, "member"))
    by = branch(table, "by")
    assert by is not None
    reading = names_in(by)[0]
    found = []
    for row in branches(table, "group_case"):
        where = Where(reading, names_in(row), span=span_of(row))
        found += [
            GroupMember(names_in(member)[0], where, has(member, "ITSELF"), span=span_of(member))
            for member in branches(row, "member")
        ]
    return tuple(found)


def _build_member(tree: Branch) -> GroupMember:
    name: Name = names_in(tree)[0]
    return GroupMember(name, build_where(tree), has(tree, "ITSELF"), span=span_of(tree))


def _build_tally(tree: Branch) -> Tally:
    what: Literal["visits", "sum", "highest", "any"] = "any"
    values = branches(tree)
    if has(tree, "COUNT_OF_VISITS"):
        what = "visits"
    elif has(tree, "SUM_OF"):
        what = "sum"
    elif has(tree, "HIGHEST_OF"):
        what = "highest"
    value = build_value(values.pop(0)) if what in ("sum", "highest") else None
    limited = has(tree, "ONLY_WHEN")
    return Tally(
        name=names_in(tree)[0],
        title=text_of(first(tree, "STRING")),
        what=what,
        value=value,
        condition=build_value(values.pop(0)) if limited else None,
        cites=build_cites(tree),
        span=span_of(tree),
    )


def _build_field(tree: Branch) -> FieldDeclaration:
    written = branches(tree, "field_type")[0]
    scope: Literal["claim", "person", "region"] = "claim"
    if not has(tree, "CLAIM"):
        scope = "person" if has(tree, "PERSON") else "region"
    kind = next(kind for terminal, kind in _FIELD_TYPES.items() if has(written, terminal))
    words, opens = branch(written, "names"), branch(tree, "opens")
    opened = None if opens is None else first(opens, "INT")
    return FieldDeclaration(
        opens=None if opens is None else names_in(opens)[0],
        opens_year=None if opened is None else whole_of(opened),
        scope=scope,
        name=names_in(tree)[0],
        title=text_of(first(tree, "STRING")),
        kind=kind,
        words=names_in(words) if words is not None else (),
        optional=has(tree, "OR_NONE"),
        cites=build_cites(tree),
        span=span_of(tree),
    )


def _build_parameter(tree: Branch) -> ParameterSyntax:
    written = branches(tree, "type")[0]
    keyed = branch(written, "keyed")
    kind = next(kind for terminal, kind in _TYPES.items() if has(written, terminal))
    bounds: list[BoundSyntax] = []
    for bound in branches(tree, "bound"):
        value = the_value(bound)
        if not isinstance(value, Number):
            raise WritingError(say("a bound is a figure such as `500 yuan`"), value.span)
        which = next(name for terminal, name in _BOUNDS.items() if has(bound, terminal))
        bounds.append(BoundSyntax(which, value, build_where(bound), span=span_of(bound)))
    fixed = branch(tree, "fixed")
    inferred = branch(fixed, "inferred") if fixed is not None else None
    return ParameterSyntax(
        name=names_in(tree)[0],
        title=text_of(first(tree, "STRING")),
        type=ParameterType(
            kind,
            names_in(keyed) if keyed is not None else (),
            has(written, "PER_YEAR"),
            has(written, "OR_NONE"),
            span=span_of(written),
        ),
        bounds=tuple(bounds),
        value=a_value(fixed) if fixed is not None else None,
        inferred=inferred is not None,
        reason=text_of(first(inferred, "STRING")) if inferred is not None else "",
        cites=build_cites(tree),
        span=span_of(tree),
    )
