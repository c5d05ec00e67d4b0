"""What a policy takes over from the one it extends, with what it replaces and leaves out.

In: the located items of the extended policy, and the policy's own. Out: one list. Examples,
dates in force and the predecessor are not taken over. What is replaced keeps its place.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from polc.compiler.names.lost_limits import report_lost_limits
from polc.compiler.names.scope import InheritedStatement, LocatedItem
from polc.compiler.report.findings import Findings
from polc.compiler.report.similar import suggest
from polc.compiler.syntax.nodes.adjustments import Adjust
from polc.compiler.syntax.nodes.examples import ExamplesWith, ExampleSyntax
from polc.compiler.syntax.nodes.inherit import Conforms, Extends, Replace, ReplaceIn, Without
from polc.compiler.syntax.nodes.items import (
    CountAs,
    Follows,
    InForce,
    Item,
    Layers,
    Rank,
    Rounding,
)
from polc.compiler.syntax.nodes.reports import BorneBySyntax, DueSyntax, ShareSyntax, StartSyntax
from polc.compiler.syntax.nodes.statements import (
    Alternative,
    AsOfSyntax,
    BandsSyntax,
    BenefitStatementSyntax,
    BenefitSyntax,
    ClassSyntax,
    CountsTowardSyntax,
    FiguresBySyntax,
    FirstOfSyntax,
    ForSyntax,
    HighestSyntax,
    LeavingSyntax,
    ModeSyntax,
    NotForSyntax,
    NotSpecifiedSyntax,
    OnceSyntax,
    PaidBySyntax,
    PayerOutputSyntax,
    Reading,
    RivalSyntax,
    RoundSyntax,
    StatementSyntax,
    TermSyntax,
    WhenSyntax,
)
from polc.compiler.syntax.nodes.values import Name, Syntax
from polc.messages.text import say
from polc.records.evolve import evolve

_OWN: Final = (ExampleSyntax, ExamplesWith, InForce, Follows, Conforms, Extends)
"""What every policy says for itself."""

_ONLY_ONE: Final = (Rank, Layers, Rounding, CountAs)
"""Statements without a name: a new one takes the place of the old ones of its kind."""

_PARTS: Final[Mapping[type[Syntax], str]] = {
    ForSyntax: "for",
    NotForSyntax: "notfor",
    CountsTowardSyntax: "counts",
    ModeSyntax: "mode",
    LeavingSyntax: "leaving",
    HighestSyntax: "highest",
    OnceSyntax: "once",
    RivalSyntax: "rival",
    RoundSyntax: "round",
    ClassSyntax: "class",
    PaidBySyntax: "paidby",
    PayerOutputSyntax: "payer",
    AsOfSyntax: "asof",
    FiguresBySyntax: "figures",
    StartSyntax: "start",
    DueSyntax: "due",
    ShareSyntax: "share",
    BorneBySyntax: "bearer",
    Reading: "reading",
}
"""As what `without benefit.part` leaves out a statement that is no term: one word for each kind."""


def inherit(
    parent: tuple[LocatedItem, ...], own: tuple[LocatedItem, ...], findings: Mapping[str, Findings]
) -> tuple[LocatedItem, ...]:
    """All items: the inherited ones, changed, and then the policy's own."""
    found = [located for located in parent if not isinstance(located.item, _OWN)]
    rest: list[LocatedItem] = []
    for located in own:
        report = findings[located.source.name]
        match located.item:
            case Without():
                for name, part in located.item.paths:
                    _leave_out(found, name, part, report)
            case Replace():
                _replace(found, located, located.item.item, report)  # type: ignore[arg-type]  # the grammar lets only declarations in
            case ReplaceIn():
                _replace_in(found, located, located.item, report)
            case _:
                rest.append(located)
    return (*found, *rest)


def refuse_changes(own: Iterable[LocatedItem], findings: Mapping[str, Findings]) -> None:
    """Without `extends` there is nothing to replace or to leave out."""
    for located in own:
        if isinstance(located.item, Replace | ReplaceIn | Without):
            message = say("this policy extends no other, so there is nothing to change")
            hint = say("write `extends NAME` first, or declare the thing itself")
            report = findings[located.source.name]
            report.error("extends_nothing", message, located.item.span, hint)


def _name_of(item: Syntax) -> str:
    """What an item is called by those who change it."""
    if isinstance(item, Adjust):
        return item.name.text if item.name is not None else f"adjust {item.benefit.text}"
    name = getattr(item, "name", None)
    return name.text if isinstance(name, Name) else ""


def _find(found: list[LocatedItem], name: Name, report: Findings) -> int | None:
    names = [_name_of(located.item) for located in found]
    if name.text in names:
        return names.index(name.text)
    hint = suggest(
        name.text,
        [inherited for inherited in names if inherited],
        say("it must be inherited to be changed"),
    )
    report.error(
        "unknown_name",
        say("nothing inherited is called `{name}`", name=name.text),
        name.span,
        hint,
        subject=name.text,
    )
    return None


def _leave_out(found: list[LocatedItem], name: Name, part: Name | None, report: Findings) -> None:
    place = _find(found, name, report)
    if place is None:
        return
    if part is None:
        del found[place]
        return
    item = found[place].item
    if not isinstance(item, BenefitSyntax):
        message = say("`{name}` has no parts", name=name.text)
        report.error("wrong_kind_of_name", message, name.span, subject=name.text)
        return
    lines = tuple(
        kept for line in item.statements if (kept := _line_without(line, part.text)) is not None
    )
    if lines == item.statements:
        message = say("`{name}` has no part `{part}`", name=name.text, part=part.text)
        known = [_key_of(line) for line in item.statements]
        report.error(
            "unknown_name", message, part.span, suggest(part.text, known), subject=part.text
        )
    found[place] = evolve(found[place], item=evolve(item, statements=lines))


def _line_without(line: BenefitStatementSyntax, part: str) -> BenefitStatementSyntax | None:
    """The line, without an alternative of this name; None where the line itself is meant."""
    if isinstance(line, HighestSyntax):
        kept = tuple(
            alternative for alternative in line.alternatives if alternative.name.text != part
        )
        return line if len(kept) == len(line.alternatives) else evolve(line, alternatives=kept)
    return None if _key_of(line) == part else line


def _replace(found: list[LocatedItem], located: LocatedItem, item: Item, report: Findings) -> None:
    """One declared thing instead of the inherited one of its kind and name."""
    kind = type(item)
    new = evolve(located, item=item)
    same = [
        at
        for at, located in enumerate(found)
        if type(located.item) is kind
        and (isinstance(item, _ONLY_ONE) or _name_of(located.item) == _name_of(item))
    ]
    if not same:
        name = _name_of(item)
        known = [_name_of(located.item) for located in found if type(located.item) is kind]
        message = say("nothing inherited of this kind")
        if name:
            message = say("nothing inherited is called `{name}`", name=name)
        report.error("unknown_name", message, item.span, suggest(name, known), subject=name)
        return
    found[same[0]] = new
    for at in reversed(same[1:]):
        del found[at]


def _replace_in(
    found: list[LocatedItem], located: LocatedItem, change: ReplaceIn, report: Findings
) -> None:
    """Lines of a benefit instead of those of the same terms."""
    place = _find(found, change.benefit, report)
    if place is None:
        return
    target = found[place]
    item = target.item
    if not isinstance(item, BenefitSyntax):
        message = say("`{benefit}` is no benefit", benefit=change.benefit.text)
        report.error(
            "wrong_kind_of_name", message, change.benefit.span, subject=change.benefit.text
        )
        return
    keys = {_key_of(line) for line in change.statements if not isinstance(line, Reading)}
    names = {line.name.text for line in change.statements if isinstance(line, Reading)}
    kept = [
        line
        for line in item.statements
        if not (line.name.text in names if isinstance(line, Reading) else _key_of(line) in keys)
    ]
    replaced = [line for line in item.statements if line not in kept]
    report_lost_limits(target, replaced, change.statements, report)
    lines = (*kept, *change.statements)
    if change.alternatives:
        lines = tuple(_with_alternatives(line, change.alternatives) for line in lines)
    inherited_statements = tuple(
        InheritedStatement(line, located.source, located.section)
        for line in (*change.statements, *change.alternatives)
    )
    found[place] = evolve(
        target,
        item=evolve(item, statements=lines),
        inherited_statements=(*target.inherited_statements, *inherited_statements),
    )


def _with_alternatives(
    line: BenefitStatementSyntax, new: tuple[Alternative, ...]
) -> BenefitStatementSyntax:
    """The alternatives with those of these names replaced, others added at the end."""
    if not isinstance(line, HighestSyntax):
        return line
    by_name = {alternative.name.text: alternative for alternative in new}
    kept = [by_name.pop(alternative.name.text, alternative) for alternative in line.alternatives]
    return evolve(line, alternatives=(*kept, *by_name.values()))


def _key_of(line: BenefitStatementSyntax | StatementSyntax) -> str:
    """The term a line speaks of; those that say what is paid are one."""
    match line:
        case TermSyntax():
            return "rate" if line.term == "pay" else line.term
        case BandsSyntax() | FirstOfSyntax() | NotSpecifiedSyntax():
            return "rate"
        case WhenSyntax():
            return "when" if line.what == "both" else f"{line.what}_when"
        case _:
            return _PARTS[type(line)]
