"""A file and the files it uses, to a checked `Program`.

In: the located items and their findings. Out: a `Program`, or None where there is an
error. Everything is checked even after a mistake, so that all are found in one run.
"""

from collections.abc import Mapping
from datetime import date

from polc.compiler.model.policy import Source
from polc.compiler.names.scope import LocatedItem, Scope
from polc.compiler.report.findings import Findings
from polc.compiler.syntax.nodes.examples import ExamplesWith, ExampleSyntax
from polc.compiler.syntax.nodes.inherit import Extends
from polc.compiler.syntax.nodes.items import (
    DatedBy,
    File,
    Follows,
    InForce,
    ParameterSyntax,
    PayerSyntax,
    Rounding,
    SourceDocument,
    Window,
)
from polc.compiler.syntax.nodes.statements import BenefitSyntax
from polc.compiler.syntax.nodes.years import BenefitYear, StaysAcross
from polc.compiler.typed.benefits.rivals import check_rivals
from polc.compiler.typed.citations import warn_without_clause
from polc.compiler.typed.cited import collect_cited
from polc.compiler.typed.consistency.above_cap import check_asked_above_cap
from polc.compiler.typed.consistency.asked_years import check_asked_years
from polc.compiler.typed.consistency.stays_across import check_stays_across
from polc.compiler.typed.consistency.whole_beyond_policy import check_whole_beyond_policy
from polc.compiler.typed.declarations.dates import check_dates, check_one_line, check_window
from polc.compiler.typed.declarations.declarations import check_parameter, check_payer
from polc.compiler.typed.declared_items import check_declared
from polc.compiler.typed.examples.examples_with import check_examples
from polc.compiler.typed.examples.outputs import outputs_of
from polc.compiler.typed.items import Items
from polc.compiler.typed.nodes.program import Program, TypedDates
from polc.messages.text import say


def check_policy(
    file: File,
    located: tuple[LocatedItem, ...],
    scope: Scope,
    findings: Mapping[str, Findings],
    name: str,
    asked: frozenset[str] = frozenset(),
) -> Program | None:
    """The program, or None; `name` is the main file's source, `asked` the names that the
    requirements which bind the policy ask for: what they ask for stays in it."""
    main = findings[name]
    items = Items(located, scope, findings, main)
    items.declare_fields()
    readings = items.check_readings()
    layers = items.layer_order()
    tallies = items.check_tallies()
    benefits = items.check_benefits(layers, readings, {tally.id: tally for tally in tallies})
    check_rivals(items.each(BenefitSyntax), benefits, tallies)
    check_asked_years(items.each(BenefitSyntax), benefits)
    check_whole_beyond_policy(items.each(BenefitSyntax), benefits)
    pools = items.check_pools()
    items.check_pool_uses(benefits, pools, tallies)
    items.check_asked_deductibles(benefits)
    identities, levels = items.order_identities()
    items.check_tables(benefits, levels)
    items.check_groups()
    reports = items.check_reports(readings)
    items.check_own_deductibles(benefits, (*benefits, *reports, *tallies))
    check_asked_above_cap(items.each(BenefitSyntax), benefits, (*benefits, *reports, *tallies))
    declared = check_declared(items)
    parameters = tuple(
        check_parameter(node, context) for node, context in items.each(ParameterSyntax)
    )
    for word in asked:
        items.names.find(word)
    outputs = outputs_of(benefits, reports)
    examples = check_examples(items.each(ExampleSyntax, ExamplesWith), outputs)
    dates = _check_dates(items)
    for node, context in items.each(StaysAcross):
        check_stays_across(node, dates, benefits, context)
    windows = tuple(check_window(node, context) for node, context in items.each(Window))
    equivalences = items.check_equivalences()
    header = file.header
    if header is None:
        hint = say('begin with `policy NAME "title" edition 1`')
        main.error(
            "no_policy_line", say("the file does not say which policy it is"), file.span, hint
        )
    if header is None or any(finding.failed for finding in findings.values()):
        return None
    if items.of(SourceDocument):
        for item in located:
            if item.source.name == name or not items.of(Extends):
                warn_without_clause(item, findings[item.source.name])
    follows = next((node for node, _ in items.each(Follows)), None)
    return Program(
        policy=header.name.text,
        title=header.title,
        edition=header.edition,
        language=file.language,
        sources=_sources(items),
        dates=dates,
        identities=identities,
        ranked=tuple(identity for level in levels for identity in level),
        parameters=tuple(spec for spec, _ in parameters if items.is_kept(spec.id)),
        readings=tuple(reading for reading in readings.values() if items.is_kept(reading.id)),
        pools=pools,
        benefits=benefits,
        equivalences=equivalences,
        examples=examples,
        fields=tuple(dict.fromkeys(items.fields.values())),
        tallies=tallies,
        payers=tuple(check_payer(node, context) for node, context in items.each(PayerSyntax)),
        reports=reports,
        windows=windows,
        by_reading=tuple(chosen for _, chosen in parameters if chosen is not None),
        declared=declared,
        follows=(follows.name.text, follows.title) if follows is not None else ("", ""),
        municipality=scope.municipality,
        framework=header.framework,
        cited=collect_cited(items),
    )


def _check_dates(items: Items) -> tuple[TypedDates, ...]:
    """From when the policy holds, which days count, how it rounds."""
    found = []
    for item in items.located:
        node = item.item
        if isinstance(node, InForce | DatedBy | Rounding | BenefitYear | StaysAcross):
            found.append((check_dates(node, items.context(item)), node))
    known = [
        (typed, node.span)
        for typed, node in found
        if typed.where is not None or getattr(node, "where", None) is None
    ]
    check_one_line(known, items.plain_context())
    return tuple(typed for typed, _ in found)


def _sources(items: Items) -> tuple[Source, ...]:
    """The documents encoded."""
    return tuple(
        Source(
            node.name.text,
            node.number,
            "" if node.issued is None else date.fromordinal(node.issued).isoformat(),
            node.supplied,
        )
        for node, _ in items.each(SourceDocument)
    )
