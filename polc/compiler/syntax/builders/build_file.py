"""A parsed tree to a `File` of syntax nodes.

In: a source and its tree. Out: the file, or the diagnostics of figures that cannot be
taken as written. The garbage collector pauses meanwhile: the nodes form no cycles.
"""

import gc
from typing import Final

from lark import Token

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.builders.build_benefits import build_adjust, build_benefit
from polc.compiler.syntax.builders.build_declarations import build_declaration
from polc.compiler.syntax.builders.build_declared import build_declared
from polc.compiler.syntax.builders.build_example import build_example, build_examples_with
from polc.compiler.syntax.builders.build_inherit import build_inherited
from polc.compiler.syntax.builders.build_readings import build_reading
from polc.compiler.syntax.builders.build_reports import build_report
from polc.compiler.syntax.builders.build_values import build_cites, build_where
from polc.compiler.syntax.builders.build_years import build_year
from polc.compiler.syntax.builders.read_tree import (
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
from polc.compiler.syntax.builders.replace_bad_figures import replace_bad_figures
from polc.compiler.syntax.nodes.items import (
    DatedBy,
    File,
    Follows,
    InForce,
    Item,
    Municipality,
    PolicyHeader,
    Section,
    SourceDocument,
    Use,
    Window,
)
from polc.compiler.syntax.nodes.values import Name
from polc.grammar.keywords import KEYWORDS, Language, language_of

Unbuilt = tuple[WritingError, Branch]
"""A statement that cannot be taken as it stands, and why."""

_OF_CLASSES: Final = frozenset({"class_terms_differ", "row_unlike_head", "missing_period"})
"""What is said of the classes of a benefit together."""


def build_file(
    source: SourceText, tree: Branch, mistakes: tuple[Diagnostic, ...] = ()
) -> tuple[File, tuple[Diagnostic, ...]]:
    """The syntax of the file, and what is wrong with its figures; the tree is left without
    the statements that the file lacks on that account. Of a statement that lacks a part on
    account of the `mistakes` of syntax, it is not said what it lacks."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        found: list[WritingError] = []
        header, items, unbuilt = _build_items(tree)
        if unbuilt:
            found = replace_bad_figures(tree)
            header, items, unbuilt = _build_items(tree)
            cut = [mistake.span.start for mistake in mistakes]
            found += (mistake for mistake, part in unbuilt if not _lacks_part(mistake, part, cut))
            lacking = [part for _, part in unbuilt]
            tree.children = [child for child in tree.children if child not in lacking]
    finally:
        if collecting:
            gc.enable()
    language, mixed, instead = _find_language(tree)
    file = File(header, tuple(items), language, mixed, instead, span=span_of(tree))
    return file, tuple(
        Diagnostic(
            code=mistake.code,
            message=mistake.args[0],
            source=source,
            span=mistake.span,
            help=mistake.hint,
            subject=source.text[mistake.span.start : mistake.span.end],
        )
        for mistake in found
    )


def _lacks_part(mistake: WritingError, part: Branch, cut: list[int]) -> bool:
    """Whether the mistake is that classes do not say the same, and one of them was cut."""
    span = span_of(part)
    return mistake.code in _OF_CLASSES and any(span.start <= at <= span.end for at in cut)


def _build_items(tree: Branch) -> tuple[PolicyHeader | None, list[Item], list[Unbuilt]]:
    """The statements, and the mistakes of those that could not be built."""
    header = None
    items: list[Item] = []
    found: list[Unbuilt] = []
    for part in branches(tree):
        try:
            if part.data == "policy":
                header = _build_header(part)
            else:
                items.append(build_item(part))
        except WritingError as mistake:
            found.append((mistake, part))
    return header, items, found


def _find_language(tree: Branch) -> tuple[Language, Name | None, str]:
    """The language of most keywords, the first keyword of the other one, and what that is in the
    first: of the only one, where there is a word for it."""
    spoken: dict[Language, list[Token]] = {}
    for token in all_tokens(tree):
        if token.type in KEYWORDS and token.type not in ("YES", "NO", "IS", "EDITION"):
            spoken.setdefault(language_of(str(token)), []).append(token)
    if len(spoken) < 2:
        return next(iter(spoken), "en"), None, ""
    language = max(spoken, key=lambda language: len(spoken[language]))
    odd, *others = next(words for spoken_in, words in spoken.items() if spoken_in != language)
    written = KEYWORDS[odd.type][language == "zh"]
    return language, name_of(odd), written[0] if written and not others else ""


def _build_header(tree: Branch) -> PolicyHeader:
    edition = first(tree, "INT")
    return PolicyHeader(
        names_in(tree)[0],
        text_of(first(tree, "STRING")),
        whole_of(edition) if edition is not None else 1,
        has(tree, "FRAMEWORK"),
        span=span_of(tree),
    )


def build_item(tree: Branch) -> Item:  # one case for each statement
    """One statement outside of benefits."""
    match tree.data:
        case "source":
            day = first(tree, "DATE")
            return SourceDocument(
                names_in(tree)[0],
                text_of(first(tree, "STRING")),
                date_of(day) if day is not None else None,
                not has(tree, "NOT_SUPPLIED"),
                span=span_of(tree),
            )
        case "benefit_year" | "stays_across":
            return build_year(tree)
        case "in_force" | "dated_by" | "identities_by" | "follows" | "municipality" | "window":
            return _build_dates(tree)
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
        case "examples_with":
            return build_examples_with(tree)
        case "entitlement" | "alert" | "limit_rule":
            return build_report(tree)
        case "no_rule" | "target" | "deadline" | "obligation":
            return build_declared(tree)
        case "extends" | "conforms" | "departs" | "replace" | "replace_in" | "without" | "require":
            return build_inherited(tree, build_item)
        case _:
            return build_declaration(tree)


def _build_dates(tree: Branch) -> Item:
    """From when the policy holds, which day counts, what was before it."""
    span, where, cites = span_of(tree), build_where(tree), build_cites(tree)
    names, days = names_in(tree), [date_of(token) for token in tokens(tree, "DATE")]
    match tree.data:
        case "in_force":
            start = names[0] if names else days.pop(0) if days else None
            return InForce(start, days[0] if days else None, where, cites, span=span)
        case "follows":
            return Follows(names[0], text_of(first(tree, "STRING")), cites, span=span)
        case "municipality":
            return Municipality(cites, span=span)
        case "window":
            name, *payer = names
            title = text_of(first(tree, "STRING"))
            paid_by = payer[0] if payer else None
            (settled_by,) = branches(tree, "names")
            when = branch(tree, "window_when")
            return Window(
                name=name,
                title=title,
                start=days[0] if len(days) > 1 else None,
                end=days[-1],
                days=names_in(settled_by),
                flag=names_in(when)[0] if when is not None else None,
                payer=paid_by,
                where=where,
                cites=cites,
                span=span,
            )
        case _:
            what = "rules" if tree.data == "dated_by" else "identities"
            return DatedBy(what, names[0] if names else None, where, cites, span=span)  # type: ignore[arg-type]  # one of two words


def _build_section(tree: Branch) -> Section:
    texts = [text_of(token) for token in tokens(tree, "STRING")]
    items = tuple(build_item(part) for part in branches(tree))
    title = texts[1] if len(texts) > 1 else ""
    return Section(names_in(tree)[0], texts[0], title, items, span=span_of(tree))
