"""A parsed tree to a `File` of syntax nodes.

In: a source and its tree. Out: the file, or the diagnostics of figures that cannot be
taken as written. The garbage collector pauses meanwhile: the nodes form no cycles.
"""

import gc
from typing import Final, Literal

from lark import Token

from polc.compiler.diagnostics import Diagnostic
from polc.compiler.source import Source
from polc.compiler.syntax.build_benefits import build_adjust, build_benefit, build_reading
from polc.compiler.syntax.build_example import build_example
from polc.compiler.syntax.build_values import a_value, build_cites, build_where, the_value
from polc.compiler.syntax.nodes import (
    CountAs,
    File,
    Group,
    Identity,
    InForce,
    Item,
    Layers,
    Parameter,
    ParameterType,
    PolicyHeader,
    Pool,
    Rank,
    Section,
    SourceDocument,
    Use,
)
from polc.compiler.syntax.read_tree import (
    Branch,
    WritingError,
    all_tokens,
    branch,
    branches,
    date_of,
    first,
    has,
    name_of,
    names_in,
    span_of,
    text_of,
    tokens,
    whole_of,
)
from polc.compiler.syntax.values import Name, Number
from polc.grammar.keywords import KEYWORDS, Language, language_of

_TYPES: Final[dict[str, Literal["money", "rate", "bands", "date", "count"]]] = {
    "MONEY_TYPE": "money",
    "RATE": "rate",
    "BANDS": "bands",
    "DATE_TYPE": "date",
    "COUNT_TYPE": "count",
}


def build_file(source: Source, tree: Branch) -> tuple[File | None, tuple[Diagnostic, ...]]:
    """The syntax of the file, or what is wrong with its figures."""
    found: list[Diagnostic] = []
    items: list[Item] = []
    header = None
    collecting = gc.isenabled()
    gc.disable()
    try:
        for part in branches(tree):
            try:
                if part.data == "policy":
                    header = _build_header(part)
                else:
                    items.append(build_item(part))
            except WritingError as mistake:
                found.append(
                    Diagnostic(
                        mistake.code, mistake.args[0], source, mistake.span, help=mistake.hint
                    )
                )
    finally:
        if collecting:
            gc.enable()
    language, mixed = _find_language(tree)
    file = File(header, tuple(items), language, mixed, span=span_of(tree))
    return (None if found else file), tuple(found)


def _find_language(tree: Branch) -> tuple[Language, Name | None]:
    """The language of the first keyword, and the first keyword of the other one."""
    language: Language | None = None
    for token in all_tokens(tree):
        if token.type not in KEYWORDS or token.type in ("YES", "NO", "IS", "EDITION"):
            continue
        spoken = language_of(str(token))
        if language is None:
            language = spoken
        elif spoken != language:
            return language, name_of(token)
    return language or "en", None


def _build_header(tree: Branch) -> PolicyHeader:
    edition = first(tree, "INT")
    return PolicyHeader(
        names_in(tree)[0],
        text_of(first(tree, "STRING")),
        whole_of(edition) if edition is not None else 1,
        span=span_of(tree),
    )


def build_item(tree: Branch) -> Item:
    """One statement outside of benefits."""
    match tree.data:
        case "source":
            return SourceDocument(
                names_in(tree)[0],
                text_of(first(tree, "STRING")),
                date_of(_the(tree, "DATE")),
                span=span_of(tree),
            )
        case "in_force":
            days = [date_of(token) for token in tokens(tree, "DATE")]
            end = days[1] if len(days) > 1 else None
            return InForce(days[0], end, build_cites(tree), span=span_of(tree))
        case "use":
            return Use(names_in(branches(tree, "names")[0]), span=span_of(tree))
        case "section":
            return _build_section(tree)
        case "benefit":
            return build_benefit(tree)
        case "adjust":
            return build_adjust(tree)
        case "reading":
            return build_reading(tree)
        case "example":
            return build_example(tree)
        case _:
            return _build_declaration(tree)


def _build_declaration(tree: Branch) -> Item:
    """Identities, groups, the rank, layers, parameters and pools."""
    span, cites = span_of(tree), build_cites(tree)
    title = text_of(first(tree, "STRING"))
    match tree.data:
        case "identity":
            return Identity(names_in(tree)[0], title, cites, span=span)
        case "group":
            name, *members = names_in(tree)
            return Group(name, title, tuple(members), cites, span=span)
        case "rank":
            levels = tuple(names_in(level) for level in branches(tree, "level"))
            return Rank(levels, cites, span=span)
        case "layers":
            return Layers(names_in(tree), cites, span=span)
        case "pool":
            inside = branch(tree, "inside")
            names = names_in(branches(inside, "names")[0]) if inside is not None else ()
            where = build_where(inside) if inside is not None else None
            size = the_value(tree)
            return Pool(names_in(tree)[0], title, size, names, where, cites, span=span)
        case "count_as":
            names = names_in(branches(tree, "names")[0])
            return CountAs(names, names_in(tree)[0], build_where(tree), cites, span=span)
        case "param":
            return _build_parameter(tree)
        case _:
            raise AssertionError(tree.data)


def _build_section(tree: Branch) -> Section:
    texts = [text_of(token) for token in tokens(tree, "STRING")]
    items = tuple(build_item(part) for part in branches(tree))
    title = texts[1] if len(texts) > 1 else ""
    return Section(names_in(tree)[0], texts[0], title, items, span=span_of(tree))


def _build_parameter(tree: Branch) -> Parameter:
    written = branches(tree, "type")[0]
    keyed = branch(written, "keyed")
    kind = next(kind for terminal, kind in _TYPES.items() if has(written, terminal))
    bounds: list[tuple[Literal["at_least", "at_most"], Number]] = []
    for bound in branches(tree, "bound"):
        value = the_value(bound)
        if not isinstance(value, Number):
            raise WritingError("a bound is a figure such as `500 yuan`", value.span)
        bounds.append(("at_least" if has(bound, "AT_LEAST") else "at_most", value))
    fixed = branch(tree, "fixed")
    inferred = branch(fixed, "inferred") if fixed is not None else None
    return Parameter(
        names_in(tree)[0],
        text_of(first(tree, "STRING")),
        ParameterType(
            kind,
            names_in(keyed) if keyed is not None else (),
            has(written, "PER_YEAR"),
            has(written, "OR_NONE"),
            span=span_of(written),
        ),
        tuple(bounds),
        a_value(fixed) if fixed is not None else None,
        inferred is not None,
        text_of(first(inferred, "STRING")) if inferred is not None else "",
        build_cites(tree),
        span=span_of(tree),
    )


def _the(tree: Branch, terminal: str) -> Token:
    token = first(tree, terminal)
    assert token is not None
    return token
