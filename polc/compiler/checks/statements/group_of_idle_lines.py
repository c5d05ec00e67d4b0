"""A group of the policy that only lines without effect name, some of them in another file.

In: a context, the lines without effect of every file. Out: an `unused_group` at the name, with
those lines beside it. Where all of them stand in the policy's own file, each is told there.
"""

from collections.abc import Iterable, Iterator

from polc.compiler.checks.asked_words import is_asked
from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.statements.after_always import Idle
from polc.compiler.model.walk import walk_records
from polc.compiler.names.scope import LocatedItem
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.nodes.adjustments import Adjust
from polc.compiler.syntax.nodes.examples import Examples
from polc.compiler.syntax.nodes.items import Group, Pool, Tally
from polc.compiler.syntax.nodes.statements import BenefitSyntax
from polc.compiler.syntax.nodes.values import Name, Syntax
from polc.messages.text import say

Place = tuple[str, int]
"""A file, and a line of it."""


def report_group_of_idle_lines(context: CheckContext, idle: Iterable[Idle]) -> None:
    """Warns of each of the policy's own groups."""
    lines: dict[Place, dict[str, Idle]] = {}
    for line in idle:
        lines.setdefault((line.origin.file, line.origin.line), {})[line.origin.rule] = line
    if all(file == context.main for file, _ in lines):
        return
    for node in context.own_items(Group):
        places = list(_places_naming(node, context))
        without = [place for place in places if places.count(place) <= len(lines.get(place, ()))]
        if without != places or all(file == context.main for file, _ in places):
            continue
        name = node.name.text
        message = say("only lines without effect use the group `{name}`", name=name)
        hint = say("take it out, or name it in a rule that has an effect")
        related = tuple(
            context.label(line.origin, say("this line has no effect: {why}", why=line.why))
            for place in dict.fromkeys(places)
            for line in lines[place].values()
        )
        context.own.warning("unused_group", message, node.name.span, hint, related, subject=name)


def _places_naming(group: Group, context: CheckContext) -> Iterator[Place]:
    """Where the lines stand that name it; of what nobody asks none. Of an adjustment that names it
    where each of its changes does."""
    words = {group.name.text, group.title}
    for located in context.located:
        item = located.item
        if item is group or isinstance(item, Examples):
            continue
        if not any(name.text in words for name in context.parts(item, Name)):
            continue
        if isinstance(item, Group | Tally | Pool) and not is_asked(
            item, context.asked_words, context.scope
        ):
            continue
        for line in _lines_naming(item, words):
            source = _source_of(line, located)
            yield source.name, source.line_of(line.span.start)


def _lines_naming(item: Syntax, words: set[str]) -> Iterator[Syntax]:
    match item:
        case Adjust():
            yield from item.changes
        case BenefitSyntax():
            for line in item.statements:
                names = (part for part in walk_records(line) if isinstance(part, Name))
                if any(name.text in words for name in names):
                    yield line
        case _:
            yield item


def _source_of(line: Syntax, located: LocatedItem) -> SourceText:
    """The file of a line, which may have come into its item from another one."""
    return next(
        (known.source for known in located.inherited_statements if known.node is line),
        located.source,
    )
