"""A clause id of a document that is not declared.

In: a subject. Out: an `undeclared_source` at the citation: clause ids begin with the name of
their source in capitals, `SZ-2.1` of `source sz`, and this one begins with no source's. Where
no clause of the file is written so, the ids follow another custom and nothing is told.
"""

from collections.abc import Iterator

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.report.similar import suggest
from polc.compiler.syntax.nodes.examples import Examples
from polc.compiler.syntax.nodes.values import Citation
from polc.messages.text import quoted, say


def check_undeclared_source(context: CheckContext) -> None:
    """Warns once for each beginning of an id."""
    known = [symbol.id.upper() for symbol in context.scope.of_kind("source")]
    cited = list(_citations(context))
    begun = dict.fromkeys(clause.partition("-")[0] for cites in cited for clause in cites.clauses)
    if not any(number in known for number in begun):
        return
    for cites in cited:
        for clause in cites.clauses:
            prefix = clause.partition("-")[0]
            if prefix in known or prefix not in begun:
                continue
            del begun[prefix]
            message = say("no source is declared that `{clause}` could be of", clause=clause)
            hint = say(
                "the clauses of the declared sources begin with {known}", known=quoted(known)
            )
            context.own.warning(
                "undeclared_source",
                message,
                cites.span,
                suggest(prefix, known, hint),
                subject=clause,
            )


def _citations(context: CheckContext) -> Iterator[Citation]:
    """Those of the policy's own file that name clauses."""
    for item in context.located:
        if item.source.name == context.main and not isinstance(item.item, Examples):
            yield from (part for part in context.parts(item.item, Citation) if part.clauses)
