"""The chapters of conformance and of coverage.

In: a book. Out: elements: how the policy stands to what binds it; which of its rules its examples
reach, which they do not, and why.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from polc.compiler.model.declared import Conformance
from polc.doc.book import Book
from polc.doc.clause_chapter import STATUSES
from polc.markup.element import Element, Part, element
from polc.markup.page import table
from polc.messages.text import Text, listed, say

STANDINGS: Final = (
    say("satisfied"),
    say("breached"),
    say("silent"),
    say("undetermined"),
    say("departed from"),
)
"""How a policy can stand to a requirement."""


def conformance_chapter(book: Book) -> Iterator[Element]:
    """A row for each requirement."""
    found = book.policy.conformance
    if not found:
        yield element("p", book.tell(say("nothing that polc knows binds this policy")))
        return
    counts = Counter(_standing(conformance) for conformance in found)
    summary = listed(
        say("{status} {count}", status=Text(status, {}), count=count)
        for status, count in counts.items()
    )
    yield element("p", book.tell(summary))
    heads = book.heads(
        say("requirement"), say("status"), say("its clause"), say("the clause here"), say("why")
    )
    rows = [
        (
            conformance.title or conformance.requirement,
            book.tell(Text(_standing(conformance), {})),
            ", ".join(conformance.origin.clauses),
            book.clauses(conformance.rule.clauses) or "-",
            conformance.departure or book.tell(conformance.reason),
        )
        for conformance in found
    ]
    frameworks = listed(dict.fromkeys(conformance.framework for conformance in found))
    yield table(book.tell(say("held against: {frameworks}", frameworks=frameworks)), heads, rows)


def _standing(conformance: Conformance) -> str:
    left = conformance.departure and conformance.status != "satisfied"
    return "departed from" if left else conformance.status


def coverage_chapter(book: Book) -> Iterator[Element]:
    """Clauses by what became of them, then the rules that no example reaches."""
    counts = Counter(clause.status for clause in book.policy.clauses)
    if counts:
        rows = [(book.tell(STATUSES[status]), str(count)) for status, count in counts.items()]
        caption = book.tell(say("clauses by what became of them"))
        yield table(caption, book.heads(say("status"), say("clauses")), rows, right={1})
    coverage = book.found.coverage
    reached = coverage.rules - len(coverage.uncovered)
    told = say(
        "the examples reach {reached} of {rules} rules", reached=reached, rules=coverage.rules
    )
    yield element("p", book.tell(told))
    if coverage.uncovered:
        heads = book.heads(say("rule"), say("clause"), say("why"))
        uncovered = [
            (
                book.names.rule(known.rule) if "." in known.rule else book.names.of(known.rule),
                book.clauses([known.clause] if known.clause else []),
                _why(known.written, book.tell(known.why)),
            )
            for known in coverage.uncovered
        ]
        yield table(book.tell(say("rules that no example reaches")), heads, uncovered)


def _why(written: str, why: str) -> list[Part]:
    return [element("div", why), element("code", written) if written else None]
